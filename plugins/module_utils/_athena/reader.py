# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Read sessions side by side, and say of each that could not be read why.

Nothing that is wrong with one session or one work group stops the others. An error that would meet every call, such as
an expired token, stops them all; then every session and work group that is known and was not read is unreadable for it.
"""

from __future__ import annotations

import typing as t
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from .api import AthenaApi
from .calls import Calls, Stopped
from .conversion import redact_maps, to_ansible
from .derived import derive
from .discovery import Discovery, Found, SessionToRead
from .errors import Cause, Unreadable, is_missing_session
from .parameters import Request
from .redaction import redact_tree
from .surrogates import escape_surrogates
from .tags import read_tags
from .vocabulary import GONE, NOT_FOUND
from .workers import Outcome


@dataclass
class ReadResult:
    """What came of it. ``stopped`` is set where an error kept more from being read than ``unreadable`` can name."""

    region: str
    sessions: list[dict[str, t.Any]] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    work_groups: list[dict[str, t.Any]] = field(default_factory=list)
    stopped: Stopped | None = None
    scope: dict[str, list[str]] = field(default_factory=dict)

    def result(self) -> dict[str, t.Any]:
        """The module's result, whether it fails or not: these keys, and ``stopped`` where something did."""
        result: dict[str, t.Any] = {
            "region": self.region,
            "scope": self.scope,
            "sessions": self.sessions,
            "unreadable": [entry.as_dict() for entry in self.unreadable],
            "work_groups": self.work_groups,
        }
        if self.stopped is not None:
            result["stopped"] = {"operation": self.stopped.operation, **self.stopped.cause.as_dict()}
        return result


class Reader:
    """One run of the module. ``retries`` is false where the client has retries of the user's own."""

    def __init__(self, api: AthenaApi, request: Request, *, retries: bool = True) -> None:
        self._api = api
        self._request = request
        self._calls = Calls(api, concurrency=request.concurrency, timeout=request.timeout, retries=retries)
        self._discovery = Discovery(api, self._calls, request.states, self._add)
        self._outcomes: dict[str, Outcome[dict[str, t.Any]]] = {}

    def read(self) -> ReadResult:
        """Everything that was asked for, or why not."""
        found = self._find()
        sessions, unreadable = self._assemble(found.targets)
        result = ReadResult(self._api.region, sessions, [*found.unreadable, *unreadable], scope=self._request.scope)
        result.stopped = self._calls.stopped or found.stopped
        if self._request.work_group_configuration:
            names = dict.fromkeys(session["work_group"] for session in sessions if "work_group" in session)
            result.work_groups = self._read_work_groups(list(names))
        if self._request.read_tags:
            self._read_tags(sessions)
        return result

    def _find(self) -> Found:
        """Find the sessions and read them meanwhile."""
        if self._request.session_ids is not None:
            targets = [SessionToRead(session_id) for session_id in self._request.session_ids]
            for target in targets:
                self._add(target)
            self._calls.complete()
            return Found(targets, [])
        if self._request.work_groups is not None:
            self._discovery.in_work_groups(self._request.work_groups)
        else:
            self._discovery.in_region()
        self._calls.complete()
        return self._discovery.found()

    def _add(self, target: SessionToRead) -> None:
        """Read a session, unless it was found before."""
        if target.session_id in self._outcomes:
            return
        self._outcomes[target.session_id] = Outcome()

        def keep(outcome: Outcome[dict[str, t.Any]]) -> None:
            self._outcomes[target.session_id] = outcome

        self._calls.add("GetSession", lambda: self._read(target), keep)

    def _assemble(self, targets: Sequence[SessionToRead]) -> tuple[list[dict[str, t.Any]], list[Unreadable]]:
        outcomes = [self._outcomes[target.session_id] for target in targets]
        missing = [target for target, outcome in zip(targets, outcomes, strict=True) if _is_missing(target, outcome)]
        listed_now = self._discovery.listed_now(dict.fromkeys(item.listed_in for item in missing if item.listed_in))
        sessions, unreadable = [], []
        for target, outcome in zip(targets, outcomes, strict=True):
            if outcome.value is not None:
                sessions.append(outcome.value)
            else:
                cause = self._calls.cause(outcome)
                if _is_missing(target, outcome):
                    cause = _why_missing(target, cause, listed_now)
                unreadable.append(Unreadable(cause, target.listed_in, target.session_id))
        return sessions, unreadable

    def _read(self, target: SessionToRead) -> dict[str, t.Any]:
        response = self._api.get_session(target.session_id)
        now = datetime.now(UTC)
        session = to_ansible(response, self._api.session_shape)
        # No member of the response is required; what was asked for is known all the same.
        session.setdefault("session_id", escape_surrogates(target.session_id))
        if target.listed_in is not None:
            session.setdefault("work_group", escape_surrogates(target.listed_in))
        derived = derive(session, now)
        if self._request.redact:
            session = redact_maps(session, self._api.session_shape, self._request.extra_pattern)
            derived["spark_properties"] = redact_tree(derived["spark_properties"], self._request.extra_pattern)
        return {**session, "region": self._api.region, "derived": derived}

    def _read_tags(self, sessions: Sequence[dict[str, t.Any]]) -> None:
        """Add to each session its tags, or why they could not be read, which fails nothing either."""
        named = [(session["session_id"], session.get("work_group")) for session in sessions]
        for session, tags in zip(sessions, read_tags(self._api, self._calls, named), strict=True):
            if isinstance(tags, Cause):
                session["tags_unreadable"] = tags.as_dict()
            else:
                session["tags"] = redact_tree(tags, self._request.extra_pattern) if self._request.redact else tags

    def _read_work_groups(self, names: Sequence[str]) -> list[dict[str, t.Any]]:
        """What cannot be read of a work group fails nothing: the sessions are there."""
        entries = []
        for name, outcome in zip(names, self._calls.run("GetWorkGroup", self._read_work_group, names), strict=True):
            known = self._calls.cause(outcome).as_dict() if outcome.value is None else {"configuration": outcome.value}
            entries.append({"name": name, "region": self._api.region, **known})
        return entries

    def _read_work_group(self, name: str) -> dict[str, t.Any]:
        shape = self._api.configuration_shape
        configuration = to_ansible(self._api.get_work_group_configuration(name), shape)
        if self._request.redact:
            configuration = redact_maps(configuration, shape, self._request.extra_pattern)
        return t.cast("dict[str, t.Any]", configuration)


def _is_missing(target: SessionToRead, outcome: Outcome[t.Any]) -> bool:
    return outcome.error is not None and is_missing_session(outcome.error, target.session_id)


def _why_missing(target: SessionToRead, cause: Cause, listed_now: Mapping[str, frozenset[str] | Cause]) -> Cause:
    """The cause for a session that GetSession says is not there.

    One that was listed has gone only if its work group no longer lists it: an error's words are no proof.
    """
    if target.listed_in is None:
        return replace(cause, reason=NOT_FOUND)
    now = listed_now[target.listed_in]
    if isinstance(now, Cause):
        return replace(now, message=f"{cause.message} Whether it has gone is not known: {now.message}")
    if target.session_id in now:
        return replace(cause, message=f"{cause.message} Its work group lists it all the same.")
    return replace(cause, reason=GONE)
