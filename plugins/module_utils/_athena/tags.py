# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The tags of sessions, each by a chain of ListTagsForResource, since GetSession does not return them.

Tags are read when all sessions are: whatever is wrong with them costs no session, and fails nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .api import Account, AthenaApi
from .calls import Calls
from .errors import Cause, UnexpectedResponseError, is_missing_session
from .listing import EndlessListingError, Listing, ListingPage
from .surrogates import escape_surrogates
from .vocabulary import ERROR, NOT_FOUND
from .workers import Outcome

Tags = dict[str, str]


def read_tags(api: AthenaApi, calls: Calls, sessions: Sequence[tuple[str, str | None]]) -> list[Tags | Cause]:
    """The tags of each session, given by its id and its work group, or why they could not be read.

    One call of GetCallerIdentity names the account, which is in the sessions' ARNs.
    """
    if not sessions:
        return []
    [account] = calls.run("GetCallerIdentity", lambda call: call(), [api.get_account])
    if account.value is None:
        cause = calls.cause(account)
        cause = replace(cause, message=f"the account, which is in the session's ARN, is not known: {cause.message}")
        return [cause] * len(sessions)
    chains = [_chain(api, calls, account.value, *session) for session in sessions]
    calls.complete()
    return [chain.result() if isinstance(chain, _Chain) else chain for chain in chains]


def _chain(api: AthenaApi, calls: Calls, account: Account, session_id: str, work_group: str | None) -> _Chain | Cause:
    if work_group is None:
        return Cause(ERROR, None, "the work group, which is in the session's ARN, is not known")
    arn = f"arn:{account.partition}:athena:{api.region}:{account.id}:workgroup/{work_group}/session/{session_id}"
    return _Chain(api, calls, session_id, arn)


class _Chain:
    """The pages of one session's tags, each of which is asked for when the one before it is there."""

    def __init__(self, api: AthenaApi, calls: Calls, session_id: str, arn: str) -> None:
        self._api = api
        self._calls = calls
        self._session_id = session_id
        self._arn = arn
        self._listing = Listing("ListTagsForResource", "Key")
        self._tags: Tags = {}
        self._outcome: Outcome[Tags] = Outcome()
        self._add(None)

    def result(self) -> Tags | Cause:
        """The tags, once all calls are complete, or why there are none."""
        outcome = self._outcome
        if outcome.value is not None:
            return outcome.value
        cause = self._calls.cause(outcome)
        missing = outcome.error is not None and is_missing_session(outcome.error, self._session_id)
        return replace(cause, reason=NOT_FOUND) if missing else cause

    def _add(self, token: str | None) -> None:
        def page() -> ListingPage:
            return self._api.list_tags(self._arn, token)

        self._calls.add("ListTagsForResource", page, self._page_ended, first=token is not None)

    def _page_ended(self, outcome: Outcome[ListingPage]) -> None:
        if outcome.value is None:
            self._outcome = Outcome(error=outcome.error, earlier=outcome.earlier)
            return
        try:
            for entry in self._listing.take(outcome.value):
                self._tags[escape_surrogates(entry["Key"])] = escape_surrogates(entry.get("Value", ""))
            token = self._listing.follow(outcome.value)
        except (EndlessListingError, UnexpectedResponseError) as error:
            self._outcome = Outcome(error=error)
            return
        if token is None:
            self._outcome = Outcome(value=self._tags)
        else:
            self._add(token)
