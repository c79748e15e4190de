# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Find the sessions, read them side by side, and tell what could not be read.

Nothing that is wrong with one session or one work group stops the others. What is wrong with the credentials, the
endpoint or the listing of the region's work groups stops everything, and what was read until then goes with the error.
"""

from __future__ import annotations

import typing as t
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .api import AthenaApi
from .conversion import redact_maps, to_ansible
from .derived import derive
from .errors import (
    UnexpectedResponseError,
    Unreadable,
    code_of,
    is_fatal,
    is_missing_session,
    is_not_spark,
    message_of,
    reason_of,
)
from .parameters import Request
from .redaction import redact_tree
from .vocabulary import GONE, NOT_FOUND, TIMEOUT
from .workers import Deadline, Item, Outcome, Value, run

with suppress(ImportError):  # the module says so before anything is read
    from botocore.exceptions import ClientError

STRANGE_ANSWERS = 8
"""So many answers that are none of Athena's, before the first that is one, and the endpoint is taken for another."""


@dataclass
class ReadResult:
    """What came of it: the three lists of the module's result."""

    region: str
    sessions: list[dict[str, t.Any]] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    work_groups: list[dict[str, t.Any]] = field(default_factory=list)

    def result(self) -> dict[str, t.Any]:
        """The module's result, whether it fails or not."""
        return {
            "region": self.region,
            "sessions": self.sessions,
            "unreadable": [entry.as_dict() for entry in self.unreadable],
            "work_groups": self.work_groups,
        }


class ReadError(Exception):
    """No use to go on: ``error`` says why, ``doing`` what was under way, ``reading`` has what was read until then."""

    def __init__(self, doing: str, error: Exception, reading: ReadResult) -> None:
        super().__init__(f"{doing}: {error}")
        self.doing = doing
        self.error = error
        self.reading = reading


@dataclass
class _Listing:
    """A work group to list. Its ids grow in a thread, so that those found by the deadline are known."""

    work_group: str
    named: bool
    ids: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Target:
    session_id: str
    listed_in: str | None = None


class Reader:
    """One run of the module."""

    def __init__(self, api: AthenaApi, request: Request) -> None:
        self._api = api
        self._request = request
        self._deadline = Deadline(request.timeout)
        self._reading = ReadResult(api.region)

    def read(self) -> ReadResult:
        """Everything that was asked for. Raises ReadError."""
        if self._request.session_ids is None:
            targets = self._find()
        else:
            targets = [_Target(session_id) for session_id in self._request.session_ids]
        self._read_sessions(targets)
        if self._request.work_group_configuration:
            self._read_work_groups()
        return self._reading

    def _run(
        self, operation: str, function: t.Callable[[Item], Value], items: t.Sequence[Item]
    ) -> tuple[list[Outcome[Value]], Exception | None]:
        """The outcomes, and the error for which there is no use to go on."""
        strange: list[Exception] = []

        def fatal(error: Exception) -> bool:
            if isinstance(error, UnexpectedResponseError) and not self._api.answered:
                strange.append(error)
            return len(strange) > STRANGE_ANSWERS or is_fatal(error, operation)

        outcomes, reason = run(function, items, workers=self._request.concurrency, deadline=self._deadline, fatal=fatal)
        if reason is None and strange and not self._api.answered:
            reason = strange[0]
        return outcomes, reason

    def _fail(self, doing: str, error: Exception) -> t.NoReturn:
        raise ReadError(f"{doing} of {self._api.region} failed", error, self._reading) from error

    def _why(self, outcome: Outcome[t.Any]) -> dict[str, t.Any]:
        """Reason, code and message of an outcome that is no value."""
        if outcome.error is None:
            return {"reason": TIMEOUT, "code": None, "message": f"not read within {self._deadline.seconds:g} seconds"}
        error = outcome.error
        return {"reason": reason_of(error), "code": code_of(error), "message": message_of(error)}

    # -- finding ----------------------------------------------------------------------------------------------------

    def _find(self) -> list[_Target]:
        named = self._request.work_groups is not None
        names = self._request.work_groups if self._request.work_groups is not None else self._spark_work_groups()
        listings = [_Listing(name, named) for name in names]
        outcomes, fatal = self._run("ListSessions", self._list, listings)
        if fatal is not None:
            self._fail("Listing the sessions of the work groups", fatal)
        for listing, outcome in zip(listings, outcomes, strict=True):
            if outcome.value is None:
                self._reading.unreadable.append(Unreadable(work_group=listing.work_group, **self._why(outcome)))
        found: dict[str, _Target] = {}
        for listing in listings:
            for session_id in list(listing.ids):
                found.setdefault(session_id, _Target(session_id, listing.work_group))
        return list(found.values())

    def _spark_work_groups(self) -> list[str]:
        [outcome], fatal = self._run("ListWorkGroups", lambda _unused: self._api.list_work_groups(), [None])
        if outcome.value is None:
            error = fatal or outcome.error or TimeoutError(self._why(outcome)["message"])
            self._fail("Listing the work groups", error)
        return [group["Name"] for group in outcome.value if _may_be_spark(group)]

    def _list(self, listing: _Listing) -> _Listing:
        try:
            for state in self._request.states or (None,):
                listing.ids.extend(self._api.list_sessions(listing.work_group, state))
        except ClientError as error:
            if listing.named or not is_not_spark(error):
                raise
        return listing

    # -- reading ----------------------------------------------------------------------------------------------------

    def _read_sessions(self, targets: list[_Target]) -> None:
        outcomes, fatal = self._run("GetSession", self._read, targets)
        for target, outcome in zip(targets, outcomes, strict=True):
            if outcome.value is not None:
                self._reading.sessions.append(outcome.value)
            elif fatal is None or (outcome.error is not None and code_of(outcome.error) != code_of(fatal)):
                self._reading.unreadable.append(self._unreadable(target, outcome))
        if fatal is not None:
            self._fail("ReadResult the sessions", fatal)

    def _read(self, target: _Target) -> dict[str, t.Any]:
        answer = self._api.get_session(target.session_id)
        now = datetime.now(UTC)
        session = to_ansible(answer, self._api.session_shape)
        # No member of the answer is required; what was asked for is known all the same.
        session.setdefault("session_id", target.session_id)
        if target.listed_in is not None:
            session.setdefault("work_group", target.listed_in)
        derived = derive(session, now)
        if self._request.redact:
            session = redact_maps(session, self._api.session_shape, self._request.extra_pattern)
            derived["spark_properties"] = redact_tree(derived["spark_properties"], self._request.extra_pattern)
        return {**session, "region": self._api.region, "derived": derived}

    def _unreadable(self, target: _Target, outcome: Outcome[t.Any]) -> Unreadable:
        why = self._why(outcome)
        if outcome.error is not None and is_missing_session(outcome.error, target.session_id):
            why["reason"] = NOT_FOUND if target.listed_in is None else GONE
        return Unreadable(session_id=target.session_id, work_group=target.listed_in, **why)

    def _read_work_groups(self) -> None:
        """What cannot be read of a work group fails nothing: the sessions are there."""
        names = list(dict.fromkeys(item["work_group"] for item in self._reading.sessions if "work_group" in item))
        outcomes, fatal = self._run("GetWorkGroup", self._read_work_group, names)
        for name, outcome in zip(names, outcomes, strict=True):
            told = Outcome[t.Any](error=fatal) if outcome.timed_out and fatal else outcome
            what = self._why(told) if told.value is None else {"configuration": told.value}
            self._reading.work_groups.append({"name": name, "region": self._api.region, **what})

    def _read_work_group(self, name: str) -> dict[str, t.Any]:
        shape = self._api.configuration_shape
        configuration = to_ansible(self._api.get_work_group_configuration(name), shape)
        if self._request.redact:
            configuration = redact_maps(configuration, shape, self._request.extra_pattern)
        return t.cast("dict[str, t.Any]", configuration)


def _may_be_spark(summary: t.Mapping[str, t.Any]) -> bool:
    """Whether a work group's engine is Spark, of any generation; one that does not tell its engine is tried."""
    versions = summary.get("EngineVersion", {}).values()
    return not versions or any("spark" in str(version).lower() for version in versions)
