# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many calls side by side, within a deadline that nothing can outlast.

The threads are daemons on purpose: a call that hangs in a socket or in a retry's pause must not keep the module from
ending when its time is over, which the executors of the standard library would do.
"""

from __future__ import annotations

import threading
import time
import typing as t
from dataclasses import dataclass
from queue import Empty, SimpleQueue

Item = t.TypeVar("Item")
Value = t.TypeVar("Value")

GRACE_SECONDS = 5.0
"""How long calls in flight may take after an error that stops all others: what they read is kept."""


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
    """What became of one call: its value, or the error it raised, or neither where it was not done in time."""

    value: Value | None = None
    error: Exception | None = None

    @property
    def timed_out(self) -> bool:
        return self.value is None and self.error is None


class _Supply(t.Generic[Item]):
    """Items that threads take one by one until it is closed."""

    def __init__(self, items: t.Sequence[Item]) -> None:
        self._items = items
        self._lock = threading.Lock()
        self._taken = 0
        self._closed = False

    def take(self) -> tuple[int, Item] | None:
        """The next item with its index; None where there is none."""
        with self._lock:
            if self._closed or self._taken == len(self._items):
                return None
            self._taken += 1
            return self._taken - 1, self._items[self._taken - 1]

    def close(self) -> None:
        """Hand out no further item."""
        with self._lock:
            self._closed = True

    @property
    def expected(self) -> int:
        """How many items have been or will be taken."""
        with self._lock:
            return self._taken if self._closed else len(self._items)


def run(
    function: t.Callable[[Item], Value],
    items: t.Sequence[Item],
    *,
    workers: int,
    deadline: Deadline,
    fatal: t.Callable[[Exception], bool],
) -> tuple[list[Outcome[Value]], Exception | None]:
    """Call ``function``, which never returns None, on every item, ``workers`` at a time.

    Returns the outcomes in the order of the items, and the first error that was ``fatal``, which is asked in the
    threads: then no further call was made, those in flight had ``GRACE_SECONDS`` to end, and all else has that error.
    """
    supply = _Supply(items)
    done: SimpleQueue[tuple[int, Outcome[Value], bool]] = SimpleQueue()
    outcomes: list[Outcome[Value]] = [Outcome()] * len(items)
    if deadline.remaining() == 0:
        return outcomes, None
    for _thread in range(min(workers, len(items))):
        threading.Thread(target=_work, args=(function, supply, done, fatal), daemon=True).start()
    stopped: Exception | None = None
    received = 0
    while received < supply.expected:
        try:
            index, outcome, is_fatal = done.get(timeout=deadline.remaining())
        except Empty:
            break
        received += 1
        outcomes[index] = outcome
        if is_fatal and stopped is None:
            stopped = outcome.error
            deadline = deadline.at_most(GRACE_SECONDS)
    supply.close()
    if stopped is not None:
        outcomes = [Outcome(error=stopped) if outcome.timed_out else outcome for outcome in outcomes]
    return outcomes, stopped


def _work(
    function: t.Callable[[Item], Value],
    supply: _Supply[Item],
    done: SimpleQueue[tuple[int, Outcome[Value], bool]],
    fatal: t.Callable[[Exception], bool],
) -> None:
    """Take items until there is none; put the index, the outcome, and whether it ends everything."""
    while (taken := supply.take()) is not None:
        index, item = taken
        try:
            done.put((index, Outcome(value=function(item)), False))
        except Exception as error:  # handed to the caller, who alone knows what it means
            is_fatal = fatal(error)
            if is_fatal:
                supply.close()
            done.put((index, Outcome(error=error), is_fatal))
