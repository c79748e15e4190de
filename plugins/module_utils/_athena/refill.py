# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How fast a quota refills, from the moments at which it was empty.

A throttled call says that the bucket holds less than one token. So the calls that were let through between two of
those moments were paid by nothing but what was refilled between them, whatever the size of the bucket.
"""

from __future__ import annotations

import typing as t
from collections import deque

_MOST_MOMENTS = 64
_MOST_CALLS = 150
"""Moments before more calls than that say nothing of the present rate."""

_TOLERANCE = 1.5
"""Tokens by which a count may be off: less than one in the bucket at both ends, and calls that overtake each other."""


class Estimate(t.NamedTuple):
    """Calls a second, and how many calls that rests upon: the error is about one in as many."""

    rate: float
    calls: int


class Refill:
    """The moments at which the bucket was empty, each with the number of calls let through by then."""

    def __init__(self) -> None:
        self._moments: deque[tuple[float, int]] = deque(maxlen=_MOST_MOMENTS)

    def add(self, now: float, let_through: int) -> None:
        """The bucket is empty now."""
        self._moments.append((now, let_through))

    def restart(self) -> None:
        """Forget all moments: the bucket has been full since, and tokens were lost that nobody counted."""
        self._moments.clear()

    def estimate(self, now: float, let_through: int) -> Estimate | None:
        """The rate that is consistent with the latest moments, if the bucket is empty now; None where there is none.

        A moment that contradicts later ones is forgotten with all before it: the quota has changed.
        """
        lowest, highest, calls = 0.0, float("inf"), 0
        for index in range(len(self._moments) - 1, -1, -1):
            then, let_through_then = self._moments[index]
            count, seconds = let_through - let_through_then, now - then
            if count > _MOST_CALLS or seconds <= 0:
                continue
            low, high = (count - _TOLERANCE) / seconds, (count + _TOLERANCE) / seconds
            if low > highest or high < lowest:
                for _contradicting in range(index + 1):
                    self._moments.popleft()
                break
            lowest, highest, calls = max(lowest, low), min(highest, high), count
        return None if highest == float("inf") else Estimate((lowest + highest) / 2, calls)
