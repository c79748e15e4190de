# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether calls are throttled at random, and not because of their rate.

Where the rate is cut again and again and calls are still throttled, they are tested at half of what the quota
seems to be. A quota lets all of those through; what throttles at random does not, and slowing down is of no use then.
"""

from __future__ import annotations

from collections import deque

_SUSPICIOUS_CUTS = 9
_CONTRADICTORY = 2
"""So many cuts without a steady stretch between them call for a test; one that fits in with no quota counts twice."""

_TEST_CALLS = 20
_TEST_THROTTLED = 2
"""So many of a test's calls throttled, and it is at random."""

_OBSERVED = 30
"""The latest results, whose share of throttled ones counts."""

_MORE_THAN_USUAL = 0.3
"""So much above the share that is usual, and there is a quota after all."""

_MOST_AT_RANDOM = 0.6
"""A greater share than that is due to the rate, whatever a test shows: others may use up the quota meanwhile."""


class RandomThrottling:
    """Watches results. ``random`` and ``testing`` say what it believes and does at present."""

    def __init__(self) -> None:
        self._results: deque[tuple[float, bool]] = deque(maxlen=_OBSERVED)
        self.random = self.testing = False
        self._usual = 0.0
        self._cuts = self._tested = self._failed = 0
        self._test_from = 0.0

    def steady(self) -> None:
        """There has been a stretch without throttled calls: the cuts before it were right."""
        self._cuts = 0

    @property
    def is_first_cut(self) -> bool:
        """Whether the rate was not cut since the last steady stretch."""
        return self._cuts == 0

    def cut(self, now: float, *, contradictory: bool) -> None:
        """The rate was cut, because of what contradicted the quota as it was known, or fitted in."""
        self._cuts += _CONTRADICTORY if contradictory else 1
        if self._cuts >= _SUSPICIOUS_CUTS and not self.testing:
            self.testing, self._test_from = True, now
            self._tested = self._failed = 0

    def result(self, sent_at: float, now: float, *, throttled: bool) -> None:
        """How the call made at ``sent_at`` ended."""
        self._results.append((now, throttled))
        if not self.testing or sent_at <= self._test_from:
            return
        self._tested += 1
        self._failed += throttled
        if self._failed >= _TEST_THROTTLED:
            self._usual = self._share()
            self.testing, self.random, self._cuts = False, self._usual <= _MOST_AT_RANDOM, 0
        elif self._tested >= _TEST_CALLS:
            self.testing, self._cuts = False, 0

    def refuted(self, now: float) -> float | None:
        """The rate at which calls were let through where far more than usual are throttled, else None."""
        if self._share() <= min(self._usual + _MORE_THAN_USUAL, _MOST_AT_RANDOM):
            return None
        self.random, self._cuts = False, 0
        passed = sum(not throttled for _at, throttled in self._results)
        return passed / max(1e-3, now - self._results[0][0])

    def _share(self) -> float:
        return sum(throttled for _at, throttled in self._results) / len(self._results)
