# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls of one run: how many at a time, until when, and what stops all of them."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .api import AthenaApi
from .errors import Cause, UnexpectedResponseError, cause_of, code_of, is_fatal, reason_of
from .url_credentials import without_url_credentials
from .vocabulary import TIMEOUT
from .workers import Deadline, Item, Outcome, Value, run

MOST_UNEXPECTED = 8
"""After more responses that are none of Athena's, before the first that is one, the endpoint is taken for another."""


@dataclass(frozen=True)
class Stopped:
    """What stopped the calls of ``operation``: an error that would meet every other call, or the end of a listing."""

    operation: str
    cause: Cause


class Calls:
    """Makes calls side by side, and no more after an error that would meet every one of them."""

    def __init__(self, api: AthenaApi, *, concurrency: int, timeout: float | None) -> None:
        self.stopped: Stopped | None = None
        self._api = api
        self._concurrency = concurrency
        self._deadline = Deadline(timeout)
        self._fatal: Exception | None = None

    def run(self, operation: str, function: t.Callable[[Item], Value], items: t.Sequence[Item]) -> list[Outcome[Value]]:
        """The outcomes of ``function``, which calls ``operation`` and never returns None, in the order of the items."""
        if self._fatal is not None:
            return [Outcome(error=self._fatal)] * len(items)
        unexpected: list[Exception] = []

        def fatal(error: Exception) -> bool:
            if isinstance(error, UnexpectedResponseError) and not self._api.responded:
                unexpected.append(error)
            return len(unexpected) > MOST_UNEXPECTED or is_fatal(error, operation)

        outcomes, error = run(function, items, workers=self._concurrency, deadline=self._deadline, fatal=fatal)
        if error is None and unexpected and not self._api.responded:
            error = unexpected[0]
        if error is not None:
            self._fatal = error
            message = without_url_credentials(str(error))
            self.stopped = Stopped(operation, Cause(reason_of(error), code_of(error), message))
        return outcomes

    def cause(self, outcome: Outcome[t.Any]) -> Cause:
        """Why there is no value."""
        if outcome.error is not None:
            return cause_of(outcome.error)
        return Cause(TIMEOUT, None, f"not read within {self._deadline.seconds:g} seconds")
