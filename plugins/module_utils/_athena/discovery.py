# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Finding sessions: the Spark work groups of a region, and the sessions that each of them lists.

Each page is a call by itself, and what it lists is read while further pages are being fetched."""

from __future__ import annotations

import typing as t
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .api import AthenaApi
from .calls import Calls, Stopped
from .errors import Cause, UnexpectedResponseError, Unreadable, is_not_spark
from .listing import EndlessListingError, Listing, ListingPage
from .workers import Outcome


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
class _SessionListing:
    """A work group's sessions in one state, as far as they are listed, and why they are not listed whole."""

    work_group: str
    state: str | None
    may_be_sql: bool = False
    pages: Listing = field(default_factory=lambda: Listing("ListSessions", "SessionId"))
    error: Outcome[t.Any] | None = None


Read = Callable[[SessionToRead], None]


class Discovery:
    """Lists work groups and sessions. ``states`` None means the active sessions.

    ``read`` is given every session when it is found; the calls that this makes are made by ``Calls.complete``.
    """

    def __init__(self, api: AthenaApi, calls: Calls, states: Sequence[str] | None, read: Read) -> None:
        self._api = api
        self._calls = calls
        self._states_given = states
        self._states: Sequence[str | None] = states or (None,)
        self._read = read
        self._listings: list[_SessionListing] = []
        self._work_groups = Listing("ListWorkGroups", "Name")
        self._stopped: Outcome[t.Any] | None = None

    def in_work_groups(self, names: Iterable[str]) -> None:
        """Look for the sessions of these work groups, each of which must be one of Spark's."""
        for name in names:
            self._list_work_group(name, may_be_sql=False)

    def in_region(self, token: str | None = None) -> None:
        """Look for the sessions of every work group of the region whose engine is Spark."""
        self._calls.add("ListWorkGroups", lambda: self._api.list_work_groups(token), self._take_work_groups, first=True)

    def found(self) -> Found:
        """What was found, work group by work group, when all calls are complete."""
        targets: dict[str, SessionToRead] = {}
        causes: dict[str, Cause] = {}
        for listing in self._listings:
            for session_id in listing.pages.names:
                targets.setdefault(session_id, SessionToRead(session_id, listing.work_group))
            if listing.error is not None:
                causes.setdefault(listing.work_group, self._calls.cause(listing.error))
        found = Found(list(targets.values()), [Unreadable(cause, work_group=name) for name, cause in causes.items()])
        if self._stopped is not None:
            found.stopped = Stopped("ListWorkGroups", self._calls.cause(self._stopped))
        return found

    def listed_now(self, work_groups: Iterable[str]) -> dict[str, frozenset[str] | Cause]:
        """The ids that each of these work groups lists at present, or why that is not known."""
        again = Discovery(self._api, self._calls, self._states_given, _ignore)
        again.in_work_groups(work_groups)
        self._calls.complete()
        listed: dict[str, set[str]] = {}
        for listing in again._listings:
            listed.setdefault(listing.work_group, set()).update(listing.pages.names)
        causes = {entry.work_group: entry.cause for entry in again.found().unreadable}
        return {name: causes.get(name) or frozenset(ids) for name, ids in listed.items()}

    def _list_work_group(self, name: str, *, may_be_sql: bool) -> None:
        for state in self._states:
            listing = _SessionListing(name, state, may_be_sql)
            self._listings.append(listing)
            self._list_sessions(listing, None)

    def _list_sessions(self, listing: _SessionListing, token: str | None) -> None:
        def make() -> ListingPage:
            return self._api.list_sessions(listing.work_group, listing.state, token)

        def ended(outcome: Outcome[ListingPage]) -> None:
            self._take_sessions(listing, outcome)

        self._calls.add("ListSessions", make, ended, first=True)

    def _take_sessions(self, listing: _SessionListing, outcome: Outcome[ListingPage]) -> None:
        page = outcome.value
        if page is None:
            if not (outcome.error and listing.may_be_sql and is_not_spark(outcome.error)):
                listing.error = outcome
            return
        for summary in listing.pages.take(page):
            self._read(SessionToRead(summary["SessionId"], listing.work_group))
        try:
            token = listing.pages.follow(page)
        except (EndlessListingError, UnexpectedResponseError) as error:
            listing.error = Outcome(error=error)
        else:
            if token is not None:
                self._list_sessions(listing, token)

    def _take_work_groups(self, outcome: Outcome[ListingPage]) -> None:
        page = outcome.value
        if page is None:
            self._stopped = outcome
            return
        for summary in self._work_groups.take(page):
            if _may_be_spark(summary):
                self._list_work_group(summary["Name"], may_be_sql=True)
        try:
            token = self._work_groups.follow(page)
            if token is None and not self._work_groups.names:
                raise UnexpectedResponseError("the response has no work group, not even primary")
        except (EndlessListingError, UnexpectedResponseError) as error:
            self._stopped = Outcome(error=error)
        else:
            if token is not None:
                self.in_region(token)


def _ignore(_target: SessionToRead) -> None:
    """Read nothing."""


def _may_be_spark(summary: t.Mapping[str, t.Any]) -> bool:
    """Whether a work group's engine is Spark, of any generation; one that does not name its engine is tried."""
    versions = summary.get("EngineVersion", {}).values()
    return not versions or any("spark" in str(version).lower() for version in versions)
