# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When a call that failed is made again, and when that is no longer worth while.

Budgets are times and not numbers of attempts: what is away for a few seconds is waited for, however often it is asked
meanwhile. Pure: time comes in, in seconds on any clock that never goes back.
"""

from __future__ import annotations

import random
import typing as t
from dataclasses import dataclass

from .errors import CONNECTION, FATAL, FINAL, THROTTLED_CALL, UNEXPECTED, FailureKind

CALL_SECONDS = 60.0
"""How long a call is tried again after its first failure."""

UNEXPECTED_SECONDS = 5.0
"""The same after a response that is none of Athena's, such as one that was cut short."""

CONTACT_SECONDS = 15.0
"""How long an endpoint that has never responded is waited for."""

LEAST_ATTEMPTS = 5
"""So many attempts are made, however long they take."""

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
LONGEST_OUTAGE_PAUSE = 2.0

OUTAGE_FAILURES = 8
"""After so many failures in a row, only one call at a time is made until one succeeds."""


def pause(failures: int, longest: float | None = None) -> float:
    """Seconds to wait after so many failures: twice as long after each, with jitter."""
    return min(
        LONGEST_PAUSE if longest is None else longest, FIRST_PAUSE * 2.0 ** min(failures - 1, 30)
    ) * random.uniform(0.5, 1.0)


@dataclass
class Failures:
    """The failures of one call."""

    count: int = 0
    first_at: float = 0.0
    last: Exception | None = None

    def add(self, error: Exception, now: float) -> None:
        self.first_at = self.first_at if self.count else now
        self.count += 1
        self.last = error

    def are_enough(self, kind: FailureKind, now: float, *, contacted: bool) -> bool:
        """Whether no further attempt is worth while, the last one having failed in that way."""
        budget = UNEXPECTED_SECONDS if kind == UNEXPECTED else CALL_SECONDS if contacted else CONTACT_SECONDS
        return self.count >= LEAST_ATTEMPTS and now - self.first_at >= budget


class Outage:
    """Whether the service is away: nothing but failures, since when, and when to try again.

    ``seconds`` is how long it is waited for; None: without end.
    """

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._failures = 0
        self._first_at = self._again_at = 0.0

    def failed(self, now: float) -> None:
        """An attempt failed in a way that others may share."""
        if self._failures == 0:
            self._first_at = now
        self._failures += 1
        if self.is_open:
            self._again_at = now + pause(self._failures - OUTAGE_FAILURES + 1, LONGEST_OUTAGE_PAUSE)

    def responded(self) -> None:
        """The service responded, if only with an error about the call."""
        self._failures = 0

    @property
    def is_open(self) -> bool:
        return self._failures >= OUTAGE_FAILURES

    def wait(self, now: float, in_flight: int) -> float | None:
        """Seconds until a further call may be made; None: not before one of those in flight has ended."""
        if not self.is_open:
            return 0.0
        return None if in_flight else max(0.0, self._again_at - now)

    def has_lasted(self, now: float, *, contacted: bool) -> bool:
        """Whether it is no longer worth while to wait for a service that has responded before, or never."""
        if not self._failures:
            return False
        seconds = self._seconds if contacted else CONTACT_SECONDS
        return seconds is not None and now - self._first_at >= seconds


Decision = t.Literal["again", "over", "stop"]


@dataclass
class Retries:
    """What follows from failures. ``enabled`` is false where the user's own retries hold, in botocore."""

    enabled: bool
    outage: Outage

    def decide(self, kind: FailureKind, failures: Failures, now: float, *, contacted: bool, others: bool) -> Decision:
        """Whether to make the call again, to leave it, or to stop all calls.

        ``others`` says whether there are calls of which no attempt was made yet: a service that fails for a minute
        whatever it is asked is not asked for them too.
        """
        if kind == FATAL or (kind == CONNECTION and not self.enabled):
            return "stop"
        if kind == FINAL or not self.enabled:
            return "over"
        if kind != THROTTLED_CALL and self.outage.has_lasted(now, contacted=contacted):
            return "stop" if others or kind == CONNECTION else "over"
        if kind == CONNECTION and self.outage.is_open:
            return "again"
        return "over" if failures.are_enough(kind, now, contacted=contacted) else "again"
