# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finding sessions: the Spark work groups of a region, and the sessions that each of them lists."""

from __future__ import annotations

import typing as t
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from .api import AthenaApi
from .calls import Calls, Stopped
from .errors import Cause, Unreadable, is_not_spark

with suppress(ImportError):  # the module says so before anything is read
    from botocore.exceptions import ClientError


@dataclass(frozen=True)
class SessionToRead:
    """A session to read, and the work group in whose listing it was found."""

    session_id: str
    listed_in: str | None = None


@dataclass
class Found:
    """The sessions to read; the work groups that could not be listed whole; why not all work groups are known."""

    targets: list[SessionToRead]
    unreadable: list[Unreadable]
    stopped: Stopped | None = None


@dataclass
class _Listing:
    """A work group's sessions in one state. The ids grow in a thread, so that those found by the deadline are known."""

    work_group: str
    state: str | None
    may_be_sql: bool
    session_ids: list[str] = field(default_factory=list)


class Discovery:
    """Lists work groups and sessions. ``states`` None means the active sessions."""

    def __init__(self, api: AthenaApi, calls: Calls, states: Sequence[str] | None) -> None:
        self._api = api
        self._calls = calls
        self._states: Sequence[str | None] = states or (None,)

    def in_work_groups(self, names: Sequence[str]) -> Found:
        """The sessions of these work groups, each of which must be one of Spark's."""
        return self._find(names, may_be_sql=False)

    def in_region(self) -> Found:
        """The sessions of every work group of the region whose engine is Spark."""
        summaries: list[dict[str, t.Any]] = []

        def list_all(into: list[dict[str, t.Any]]) -> list[dict[str, t.Any]]:
            for summary in self._api.list_work_groups():
                into.append(summary)
            return into

        [outcome] = self._calls.run("ListWorkGroups", list_all, [summaries])
        found = self._find([item["Name"] for item in list(summaries) if _may_be_spark(item)], may_be_sql=True)
        if outcome.value is None:
            found.stopped = Stopped("ListWorkGroups", self._calls.cause(outcome))
        return found

    def listed_now(self, work_groups: Iterable[str]) -> dict[str, frozenset[str] | Cause]:
        """The ids that each of these work groups lists at present, or why that is not known."""
        listings, causes = self._list(list(work_groups), may_be_sql=False)
        ids: dict[str, set[str]] = {}
        for listing in listings:
            ids.setdefault(listing.work_group, set()).update(list(listing.session_ids))
        return {name: causes.get(name) or frozenset(listed) for name, listed in ids.items()}

    def _find(self, names: Sequence[str], *, may_be_sql: bool) -> Found:
        listings, causes = self._list(names, may_be_sql=may_be_sql)
        targets: dict[str, SessionToRead] = {}
        for listing in listings:
            for session_id in list(listing.session_ids):
                targets.setdefault(session_id, SessionToRead(session_id, listing.work_group))
        unreadable = [Unreadable(cause, work_group=name) for name, cause in causes.items()]
        return Found(list(targets.values()), unreadable)

    def _list(self, names: Sequence[str], *, may_be_sql: bool) -> tuple[list[_Listing], dict[str, Cause]]:
        """What was listed of each work group and state, and the first reason why a work group was not listed whole."""
        listings = [_Listing(name, state, may_be_sql) for name in names for state in self._states]
        causes: dict[str, Cause] = {}
        for listing, outcome in zip(listings, self._calls.run("ListSessions", self._list_one, listings), strict=True):
            if outcome.value is None:
                causes.setdefault(listing.work_group, self._calls.cause(outcome))
        return listings, causes

    def _list_one(self, listing: _Listing) -> _Listing:
        try:
            for session_id in self._api.list_sessions(listing.work_group, listing.state):
                listing.session_ids.append(session_id)
        except ClientError as error:
            if not (listing.may_be_sql and is_not_spark(error)):
                raise
        return listing


def _may_be_spark(summary: t.Mapping[str, t.Any]) -> bool:
    """Whether a work group's engine is Spark, of any generation; one that does not name its engine is tried."""
    versions = summary.get("EngineVersion", {}).values()
    return not versions or any("spark" in str(version).lower() for version in versions)
