# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Calls that wait to be made: those to be made again, each after its pause, before those that are new.

Only those that timed out stand behind: they would take from the others whole seconds each time.
"""

from __future__ import annotations

import heapq
import itertools
import typing as t
from collections import deque

Item = t.TypeVar("Item")


class Waiting(t.Generic[Item]):
    """What waits, in the order in which it is due."""

    def __init__(self) -> None:
        self._again: list[tuple[float, int, Item]] = []
        self._last: list[tuple[float, int, Item]] = []
        self._first: deque[Item] = deque()
        self._fresh: deque[Item] = deque()
        self._order = itertools.count()

    def __len__(self) -> int:
        return len(self._again) + len(self._last) + len(self._first) + len(self._fresh)

    @property
    def any_fresh(self) -> bool:
        """Whether there is one that was never taken."""
        return bool(self._first or self._fresh)

    def add(self, item: Item, *, first: bool) -> None:
        """A new one, behind all others of its kind."""
        (self._first if first else self._fresh).append(item)

    def again(self, item: Item, at: float, *, last: bool) -> None:
        """One that is not due before that time, and then still behind those that are new if it is to be ``last``."""
        heapq.heappush(self._last if last else self._again, (at, next(self._order), item))

    def due(self, now: float) -> float | None:
        """Seconds until one is due; None where there is none."""
        if self.any_fresh:
            return 0.0
        times = [waiting[0][0] for waiting in (self._again, self._last) if waiting]
        return max(0.0, min(times) - now) if times else None

    def take(self, now: float) -> Item:
        """One that is due."""
        if self._again and self._again[0][0] <= now:
            return heapq.heappop(self._again)[2]
        if self.any_fresh:
            return (self._first or self._fresh).popleft()
        return heapq.heappop(self._last)[2]

    def all(self) -> list[Item]:
        """Those that were to be made again, and the new ones in order."""
        again = [item for _at, _order, item in sorted(self._again + self._last)]
        return [*again, *self._first, *self._fresh]
