# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Threads that make attempts side by side, and hand what became of them to the one thread that decides.

The threads are daemons on purpose: an attempt that hangs in a socket must not keep the module from ending when its time
is over, which the executors of the standard library would do.
"""

from __future__ import annotations

import threading
import time
import typing as t
from dataclasses import dataclass
from queue import Empty, SimpleQueue

Value = t.TypeVar("Value")


class Deadline:
    """The end of ``seconds`` from now on; None has none."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def remaining(self) -> float | None:
        """Seconds left, never negative; None where there is no end."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def at_most(self, seconds: float) -> Deadline:
        """This deadline, or the one in ``seconds`` if that is sooner."""
        remaining = self.remaining()
        return self if remaining is not None and remaining < seconds else Deadline(seconds)


@dataclass(frozen=True)
class Outcome(t.Generic[Value]):
    """What became of a call: its value, or the error it raised, or neither where it was not done in time.

    ``earlier`` is the error of the last attempt where the time was over before there was another.
    """

    value: Value | None = None
    error: Exception | None = None
    earlier: Exception | None = None

    @property
    def timed_out(self) -> bool:
        return self.value is None and self.error is None


@dataclass(eq=False)
class Attempt:
    """One attempt: what to do, and since when it has been in flight, in seconds of the monotonic clock."""

    make: t.Callable[[], t.Any]
    sent_at: float


class Workers:
    """Threads, as many as there were attempts in flight at a time."""

    def __init__(self) -> None:
        self._reset()

    def start(self, attempt: Attempt) -> None:
        """Make the attempt in a thread that is idle, or in a new one."""
        self._busy += 1
        if self._busy > self._threads:
            self._threads += 1
            threading.Thread(target=_work, args=(self._begun, self._ended), daemon=True).start()
        self._begun.put(attempt)

    def next_ended(self, seconds: float | None) -> tuple[Attempt, Outcome[t.Any]] | None:
        """An attempt that has ended and what became of it; None where none ends within the time."""
        try:
            ended = self._ended.get(timeout=seconds)
        except Empty:
            return None
        self._busy -= 1
        return ended

    def close(self) -> None:
        """Let the threads end, those that are busy after their attempt."""
        for _thread in range(self._threads):
            self._begun.put(None)
        self._reset()

    def _reset(self) -> None:
        self._begun: SimpleQueue[Attempt | None] = SimpleQueue()
        self._ended: SimpleQueue[tuple[Attempt, Outcome[t.Any]]] = SimpleQueue()
        self._threads = self._busy = 0


def _work(begun: SimpleQueue[Attempt | None], ended: SimpleQueue[tuple[Attempt, Outcome[t.Any]]]) -> None:
    while (attempt := begun.get()) is not None:
        try:
            outcome = Outcome(value=attempt.make())
        except Exception as error:  # handed on: what it means is decided elsewhere
            outcome = Outcome(error=error)
        ended.put((attempt, outcome))
