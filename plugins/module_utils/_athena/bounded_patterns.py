# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Regular expressions that end: a bound of CPU time for each evaluation, and one for each pattern.

Whoever can start a session chooses the texts that patterns are tried on, and Python's ``re`` takes exponential time for
some of them. A timer of CPU time (SIGVTALRM) interrupts it, and does not collide with that of Ansible's own ``timeout``
(SIGALRM). Signals reach the main thread only, which is where Ansible runs actions and tests; elsewhere a pattern that
may take long is not tried at all.
"""

from __future__ import annotations

import re
import signal
import threading
import typing as t
from functools import lru_cache

LIMIT = 0.25
"""Seconds of CPU time for one evaluation, or for compiling one pattern."""

BUDGET = 2.0
"""Seconds for all evaluations of one pattern, beyond an allowance for each."""

ALLOWANCE = 0.001
"""Seconds for each evaluation that do not count against the budget: many sessions are no attack."""

_CHEAP = 50_000
_AFFORDABLE = 10_000_000
"""Steps of the search that are worth no timer, and those that may be taken where there can be none."""

_FIXED = re.compile(r"(?<!\))\{[0-9]+\}")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_REPEAT = re.compile(r"[*+{]|(?<![(*+?}])\?")

T = t.TypeVar("T")


class PatternExhausted(Exception):  # noqa: N818
    """A pattern took more time than it has; the text says so without the pattern and what it was tried on."""


class BoundedPattern:
    """A compiled regular expression with its budget.

    Raises ``re.error``, RecursionError or OverflowError where it is none, and PatternExhausted where compiling it alone
    takes too long.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._compiled = _timed(lambda: re.compile(pattern, flags))[0]
        variable = _FIXED.sub("", pattern)
        # Unless groups are repeated, there are at most (n + 1) ** repeats * 2 ** choices ways to read n letters.
        self._repeats = len(_REPEAT.findall(variable))
        self._choices = variable.count("|")
        verbose = bool(self._compiled.flags & re.VERBOSE)  # may have blanks before what repeats a group
        self._bound = not verbose and _REPEATED_GROUP.search(pattern) is None
        self._spent = 0.0

    def fullmatch(self, text: str) -> bool:
        """Whether the whole text matches. Raises PatternExhausted."""
        return self._evaluate(self._compiled.fullmatch, text, self._repeats) is not None

    def search(self, text: str) -> bool:
        """Whether something in the text matches. Raises PatternExhausted."""
        return self._evaluate(self._compiled.search, text, self._repeats + 1) is not None

    def reset(self) -> None:
        """Give the pattern its whole budget again: for another run."""
        self._spent = 0.0

    def _evaluate(self, method: t.Callable[[str], T], text: str, exponent: int) -> T:
        steps = self._steps(len(text), exponent)
        if steps <= _CHEAP:
            return method(text)
        if threading.current_thread() is not threading.main_thread():
            if steps > _AFFORDABLE:
                raise PatternExhausted("the pattern may take too long on this value")
            return method(text)
        if self._spent > BUDGET:
            raise PatternExhausted("the pattern took too long on other values, and is not tried on more of them")
        spent = LIMIT
        try:
            found, spent = _timed(lambda: method(text))
        finally:
            self._spent += max(spent - ALLOWANCE, 0.0)
        return found

    def _steps(self, length: int, exponent: int) -> float:
        if not self._bound or exponent + self._choices > 60:
            return float("inf")
        return float(length + 1) ** exponent * 2.0**self._choices


@lru_cache(maxsize=1024)
def bounded(pattern: str, flags: int = 0) -> BoundedPattern:
    """The pattern, the same one for the same text, so that all that is tried with it counts against one budget."""
    return BoundedPattern(pattern, flags)


def _timed(call: t.Callable[[], T]) -> tuple[T, float]:
    """What the call returns, and the seconds of CPU time it took. Raises PatternExhausted beyond the limit.

    Outside the main thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        return call(), 0.0
    rung = 0
    over = False

    def interrupt(_number: int, _frame: t.Any) -> None:
        nonlocal rung
        rung += 1
        if not over:
            raise PatternExhausted(f"the pattern takes too long on this value (more than {LIMIT} s of CPU time)")

    handler = signal.signal(signal.SIGVTALRM, interrupt)
    # It rings again and again: an exception is lost where it happens to hit a finalizer.
    timer = signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT, LIMIT / 5)
    try:
        # Twice, since the timer may run out when the call has just returned.
        try:
            found = call()
        finally:
            over = True
    finally:
        left = signal.setitimer(signal.ITIMER_VIRTUAL, *timer)[0]
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL if handler is None else handler)
    return found, LIMIT if rung else max(LIMIT - left, 0.0)
