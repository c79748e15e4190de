# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions that end: a bound of CPU time for each evaluation.

Whoever can start a session chooses the texts that patterns are tried on, and Python's ``re`` takes exponential time for
some of them. A timer of CPU time (SIGVTALRM) interrupts it, and does not collide with that of Ansible's own ``timeout``
(SIGALRM). Signals reach the main thread only, which is where Ansible runs actions and tests; elsewhere a pattern that
may take long is not tried at all.

What is said of a text depends on the pattern and that text alone, not on what was tried before: the bound is so small
that thousands of texts that were made to take long can be afforded, and one that ran out once is remembered.
"""

from __future__ import annotations

import gc
import re
import signal
import threading
import time
import typing as t
from functools import lru_cache

from .pattern_costs import parsed, steps

LIMIT = 0.005
"""Seconds of CPU time for one evaluation: about half a million steps. The clock of some systems makes it 0.01."""

COMPILE_LIMIT = 0.25
"""Seconds of CPU time for compiling one pattern."""

_CHEAP = 50_000
_AFFORDABLE = 10_000_000
"""Steps of the search that are worth no timer, and those that may be taken where there can be none."""

_REMEMBERED = 10_000

T = t.TypeVar("T")


class PatternExhausted(Exception):  # noqa: N818
    """A pattern took more time than it has; the text says so without the pattern and what it was tried on."""


class BoundedPattern:
    """A compiled regular expression.

    Raises ``re.error``, RecursionError or OverflowError where it is none, and PatternExhausted where compiling it alone
    takes too long.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._tree, self._compiled = _timed(
            lambda: (parsed(pattern, flags), re.compile(pattern, flags)),
            COMPILE_LIMIT,
            "the pattern takes too long to compile",
        )
        self._exhausted: set[tuple[str, bool]] = set()
        self._steps: dict[int, float] = {}

    def fullmatch(self, text: str) -> bool:
        """Whether the whole text matches. Raises PatternExhausted."""
        return self._evaluate(self._compiled.fullmatch, text, anywhere=False) is not None

    def search(self, text: str) -> bool:
        """Whether something in the text matches. Raises PatternExhausted."""
        return self._evaluate(self._compiled.search, text, anywhere=True) is not None

    def _evaluate(self, method: t.Callable[[str], T], text: str, anywhere: bool) -> T:
        letters = len(text)
        taken = self._steps.get(letters)
        if taken is None:
            taken = self._steps[letters] = steps(self._tree, letters)
        taken *= letters + 1 if anywhere else 1
        if taken <= _CHEAP:
            return method(text)
        if threading.current_thread() is not threading.main_thread():
            if taken > _AFFORDABLE:
                raise PatternExhausted("the pattern may take too long on this value")
            return method(text)
        if (text, anywhere) in self._exhausted:
            raise PatternExhausted("the pattern takes too long on this value")
        try:
            return _timed(lambda: method(text), LIMIT, "the pattern takes too long on this value")
        except PatternExhausted:
            if len(self._exhausted) < _REMEMBERED:
                self._exhausted.add((text, anywhere))
            raise


@lru_cache(maxsize=1024)
def bounded(pattern: str, flags: int = 0) -> BoundedPattern:
    """The pattern, the same one for the same text, so that it is compiled once and remembers what it ran out on."""
    return BoundedPattern(pattern, flags)


def _timed(call: t.Callable[[], T], limit: float, what: str) -> T:
    """What the call returns. Raises PatternExhausted beyond so many seconds of CPU time.

    Outside the main thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        return call()
    over = False
    begun = time.thread_time()

    def interrupt(_number: int, _frame: t.Any) -> None:
        # The timer counts all threads, and ticks that may be coarse.
        if not over and time.thread_time() - begun >= limit:
            raise PatternExhausted(f"{what} (more than {limit} s of CPU time)")

    handler = signal.signal(signal.SIGVTALRM, interrupt)
    timer = signal.getitimer(signal.ITIMER_VIRTUAL)
    # A collection takes as long as the heap is large, and runs callbacks of others, which are not to be interrupted.
    collects = gc.isenabled()
    gc.disable()
    try:
        # It rings again and again: an exception is lost where it happens to hit a finalizer.
        signal.setitimer(signal.ITIMER_VIRTUAL, limit, limit / 5)
        # Twice, since the timer may run out when the call has just returned.
        try:
            return call()
        finally:
            over = True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, *timer)
        # The default would end the process, and one more signal may be on its way.
        signal.signal(signal.SIGVTALRM, handler if callable(handler) else _pass)
        if collects:
            gc.enable()


def _pass(_number: int, _frame: t.Any) -> None:
    """Let a signal of a timer that was stopped go by."""
