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
from collections import deque
from dataclasses import dataclass
from queue import Empty, SimpleQueue

Item = t.TypeVar("Item")
Value = t.TypeVar("Value")


class Deadline:
    """The end of ``seconds`` from now on; None has none."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    def remaining(self) -> float | None:
        """Seconds left, never negative; None where there is no end."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())


@dataclass(frozen=True)
class Outcome(t.Generic[Value]):
    """What became of one call: its value, or the error it raised, or neither where it was not done in time."""

    value: Value | None = None
    error: Exception | None = None

    @property
    def timed_out(self) -> bool:
        return self.value is None and self.error is None


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
    threads: then no further call was begun, and what was under way is late.
    """
    waiting = deque(enumerate(items))
    done: SimpleQueue[tuple[int, Outcome[Value], bool]] = SimpleQueue()

    outcomes: list[Outcome[Value]] = [Outcome()] * len(items)
    if deadline.remaining() == 0:
        return outcomes, None
    for _thread in range(min(workers, len(items))):
        threading.Thread(target=_work, args=(function, waiting, done, fatal), daemon=True).start()
    for _item in items:
        try:
            index, outcome, stop = done.get(timeout=deadline.remaining())
        except Empty:
            break
        outcomes[index] = outcome
        if stop:
            return outcomes, outcome.error
    waiting.clear()
    return outcomes, None


def _work(
    function: t.Callable[[Item], Value],
    waiting: deque[tuple[int, Item]],
    done: SimpleQueue[tuple[int, Outcome[Value], bool]],
    fatal: t.Callable[[Exception], bool],
) -> None:
    """Take items until none waits; put the index, the outcome, and whether it ends everything."""
    while True:
        try:
            index, item = waiting.popleft()
        except IndexError:
            return
        try:
            done.put((index, Outcome(value=function(item)), False))
        except Exception as error:  # handed to the caller, who alone knows what it means
            stop = fatal(error)
            if stop:
                waiting.clear()
            done.put((index, Outcome(error=error), stop))
