# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""When the next call may be made, so that a service's quota is used up and hardly ever exceeded.

Nothing is known of the quota beforehand. Calls are made as many at a time as allowed until the first is throttled. From
then on they are made at the rate which follows from when calls were throttled (``refill``); after a steady stretch
somewhat faster, until one is throttled again; and where that does not happen when it should, faster and faster.
Throttling that has nothing to do with the rate (``random_throttling``) does not slow them down.

Pure: time comes in, in seconds on any clock that never goes back. For one thread.
"""

from __future__ import annotations

import math
from collections import deque

from .random_throttling import RandomThrottling
from .refill import Refill

_UNLIMITED = float("inf")

_FIRST_WINDOW = 3.0
"""Calls in flight at first; each round trip adds one, or a quarter of them."""

_SLOWEST = 0.5
"""Calls a second that are made in any case."""

_CATCH_UP_SECONDS = 0.1
"""Calls that could not be made in time are made up for, as many as fall into that time."""

_STEADY_CALLS = 25
"""A steady stretch: so many calls, or as many as the estimate rests upon, without a throttled one."""

_STEADY_SECONDS = 20.0
"""No stretch is longer: who was left with little of the quota by others finds out when they are gone."""

_PROBE = 1.12
_LEAST_PROBE = 0.5
"""How many times the estimated rate is tried after a steady stretch, or how many calls a second more at least."""

_EXCESS = 0.03
"""By how much more than the estimated rate calls are made, as long as few of them are throttled."""

_USUAL_SHARE = 0.02
_SHARE_CALLS = 60
"""The share of throttled calls, of about the last so many, above which calls are made more slowly."""

_FIRST_SHARE = -0.15
"""What finding the quota costs at first is no reason to be slow."""

_TOLERANCE = 2.5
_MOST_SAVED = -2.0
"""Calls beyond what the estimate explains that show it to be too low, and how many may have been saved up before."""

_RECENT_CALLS = 12
_STEEPEST = 2.5
"""How many times the rate at which the latest calls were let through may be tried at most."""

_TEST_SHARE = 0.5
"""The share of the estimated rate at which it is tested whether calls are throttled at random."""


class Pacer:
    """Paces calls of which at most ``concurrency`` are in flight."""

    def __init__(self, concurrency: int) -> None:
        self._concurrency = concurrency
        self._window = min(_FIRST_WINDOW, concurrency)
        self._round_trip = 0.1
        self._refill = Refill()
        self._throttling = RandomThrottling()
        self._estimate = _UNLIMITED
        self._rests_upon = 0
        self._before_cuts = _UNLIMITED
        self._searching = False
        self._let_through = self._since_cut = self._unexplained = 0
        self._balance = 0.0
        self._cut_at = self._next_at = -_UNLIMITED
        self._compared_at = self._recent_from = 0.0
        self._recent: deque[float] = deque(maxlen=_RECENT_CALLS)
        self._share = _FIRST_SHARE

    def wait(self, now: float, in_flight: int) -> float | None:
        """Seconds until a further call may be made; None: not before one of those in flight has ended."""
        return None if in_flight >= int(self._window) else max(0.0, self._next_at - now)

    def sent(self, now: float) -> None:
        """A call is made now."""
        if self._searching:  # a round trip after the first throttled call: what was in flight then is known
            self._searching = False
            self._rests_upon = self._since_cut
            self._estimate = max(self._since_cut, 1) / (now - self._cut_at)
        if self._estimate < _UNLIMITED:
            self._next_at = max(self._next_at, now - _CATCH_UP_SECONDS) + 1 / self._rate(now)

    def let_through(self, sent_at: float, now: float) -> None:
        """The call made at ``sent_at`` was not throttled, whatever else became of it."""
        self._round_trip += (now - sent_at - self._round_trip) / 8
        self._share *= 1 - 1 / _SHARE_CALLS
        if self._window < self._concurrency:
            self._window = min(self._concurrency, self._window + max(1 / self._window, 0.25))
        self._let_through += 1
        self._since_cut += 1
        if len(self._recent) == _RECENT_CALLS:
            self._recent_from = self._recent[0]
        self._recent.append(now)
        self._compare(now)
        self._throttling.result(sent_at, now, throttled=False)
        if self._since_cut == _STEADY_CALLS:
            self._throttling.steady()

    def throttled(self, sent_at: float, now: float) -> None:
        """The call made at ``sent_at`` was throttled."""
        self._share += (1 - self._share) / _SHARE_CALLS
        was_random = self._throttling.random
        self._throttling.result(sent_at, now, throttled=True)
        if self._throttling.random:
            if not was_random:
                self._restore(now)
            elif (rate := self._throttling.refuted(now)) is not None:
                self._set_estimate(rate)
                self._cut(now)
        elif sent_at >= self._cut_at:  # one cut a round trip: those that were sent before it say nothing new
            if self._throttling.is_first_cut:
                self._before_cuts = self._estimate
            rested_upon = self._rests_upon
            self._adjust(now)
            self._throttling.cut(now, contradictory=self._rests_upon <= rested_upon)
            self._cut(now)

    def _rate(self, now: float) -> float:
        """Calls a second at present."""
        if self._throttling.random:
            return self._estimate * math.exp2(min(self._since_cut / 8, 40))
        if self._throttling.testing:
            return max(_SLOWEST, self._estimate * _TEST_SHARE)
        proven = max(self._estimate, len(self._recent) / max(1e-3, now - self._recent_from))
        return max(_SLOWEST, min(self._estimate * self._gain(), proven * _STEEPEST))

    def _gain(self) -> float:
        """How many times the estimated rate to try."""
        excess = min(_EXCESS, max(-0.15, _EXCESS - 3 * (self._share - _USUAL_SHARE)))
        if self._rests_upon < 16:  # a rough estimate is as likely too low as too high
            excess = max(excess, 0.8 / (self._rests_upon + 3))
        steady = max(2, min(self._rests_upon, _STEADY_CALLS, self._estimate * _STEADY_SECONDS))
        if self._since_cut <= steady:
            return 1 + excess
        # Twice as fast after a few calls, but not before the results of those in flight are there.
        doubling = max(1.0, steady / 5, self._estimate * self._round_trip)
        probe = max(1 + excess, _PROBE, 1 + _LEAST_PROBE / self._estimate)
        return probe * math.exp2(min(self._unexplained / doubling, 40))

    def _compare(self, now: float) -> None:
        """Count a call that was let through as unexplained if the estimated rate does not explain it."""
        if self._estimate == _UNLIMITED:
            return
        explained = (1 + _EXCESS) * self._estimate * (now - self._compared_at)
        self._balance = max(_MOST_SAVED, self._balance + 1 - explained)
        self._compared_at = now
        if self._balance > _TOLERANCE or (self._rests_upon < 4 and self._since_cut > 2):
            self._unexplained += 1

    def _adjust(self, now: float) -> None:
        """Estimate the rate anew."""
        found = self._refill.estimate(now, self._let_through)
        if found is None:
            self._searching = True
            return
        # Far more than expected: the bucket was full, tokens were lost, and the truth is higher still.
        if found.rate > self._estimate * (1.1 if self._rests_upon >= 10 else 1.5):
            self._set_estimate(found.rate)
        else:
            self._estimate, self._rests_upon = max(found.rate, _SLOWEST), found.calls

    def _set_estimate(self, rate: float) -> None:
        """A rough estimate, and no others before it."""
        self._estimate, self._rests_upon = max(rate, _SLOWEST), 4
        self._refill.restart()

    def _cut(self, now: float) -> None:
        self._refill.add(now, self._let_through)
        self._start_stretch(now)
        self._next_at = now + (self._round_trip if self._searching else 0.5 / self._estimate)

    def _restore(self, now: float) -> None:
        """Call faster and faster, up to as fast as before the cuts, which were of no use."""
        self._set_estimate(min(self._before_cuts, self._concurrency / self._round_trip) / 4)
        self._start_stretch(now)
        self._next_at = now

    def _start_stretch(self, now: float) -> None:
        self._since_cut = self._unexplained = 0
        self._balance = 0.0
        self._recent.clear()
        self._cut_at = self._compared_at = self._recent_from = now
