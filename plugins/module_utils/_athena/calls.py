# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls of one run: when each is made, made again or given up, until when, and what stops all of them.

One thread, the one that calls ``complete``, decides everything: it asks the pacer and the retries, starts attempts in
other threads, and tells whoever added a call what became of it. So nothing here or above is used by two threads.
"""

from __future__ import annotations

import time
import typing as t
from dataclasses import dataclass, field, replace

from .api import AthenaApi
from .errors import (
    CONNECTION,
    FATAL,
    FAULT,
    THROTTLED_CALL,
    UNEXPECTED,
    AttemptTimedOutError,
    Cause,
    UnexpectedResponseError,
    cause_of,
    code_of,
    kind_of,
    reason_of,
)
from .pacer import Pacer
from .retries import CALL_SECONDS, Failures, Outage, Retries, pause
from .url_credentials import without_url_credentials
from .vocabulary import TIMEOUT
from .waiting import Waiting
from .workers import Attempt, Deadline, Outcome, Workers

Item = t.TypeVar("Item")
Value = t.TypeVar("Value")

MOST_UNEXPECTED = 8
"""After more responses that are none of Athena's, before the first that is one, the endpoint is taken for another."""

GRACE_SECONDS = 5.0
"""How long attempts in flight may take after an error that stops all calls: what they read is kept."""

SLOW_SECONDS = 5.0
"""An attempt that takes longer does not count for the concurrency: those that hang do not keep others back."""

MOST_SLOW = 64


@dataclass(frozen=True)
class Stopped:
    """What stopped the calls of ``operation``: an error that would meet every other call, or the end of a listing."""

    operation: str
    cause: Cause


@dataclass(eq=False)
class _Call:
    """``make`` makes one attempt, in a thread; ``ended`` is told what became of the call."""

    operation: str
    make: t.Callable[[], t.Any]
    ended: t.Callable[[Outcome[t.Any]], None]
    failures: Failures = field(default_factory=Failures)


class Calls:
    """Makes calls side by side, paced and again where that helps, and no more after an error that would meet them all.

    ``retries`` is false where those of the client hold, which are the user's own.
    """

    def __init__(self, api: AthenaApi, *, concurrency: int, timeout: float | None, retries: bool = True) -> None:
        self.stopped: Stopped | None = None
        self._api = api
        self._concurrency = concurrency
        self._deadline = Deadline(timeout)
        self._paced = retries
        self._retries = Retries(retries, Outage(None if timeout is not None else CALL_SECONDS))
        self._pacer = Pacer(concurrency)
        self._waiting: Waiting[_Call] = Waiting()
        self._in_flight: dict[Attempt, _Call] = {}
        self._workers = Workers()
        self._unexpected: list[tuple[str, Exception]] = []
        self._error: Exception | None = None

    def add(
        self,
        operation: str,
        make: t.Callable[[], Value],
        ended: t.Callable[[Outcome[Value]], None],
        *,
        first: bool = False,
    ) -> None:
        """A call of ``operation`` to be made by ``complete``, before those that are waiting if it is to be ``first``.

        ``make`` makes one attempt and never returns None. ``ended`` may add further calls.
        """
        if self._error is not None:
            ended(Outcome(error=self._error))
        else:
            self._waiting.add(_Call(operation, make, ended), first=first)

    def run(self, operation: str, function: t.Callable[[Item], Value], items: t.Sequence[Item]) -> list[Outcome[Value]]:
        """The outcomes of ``function``, which makes a call of ``operation``, in the order of the items."""
        outcomes: list[Outcome[Value]] = [Outcome()] * len(items)
        for index, item in enumerate(items):
            self.add(operation, _bound(function, item), _kept(outcomes, index))
        self.complete()
        return outcomes

    def cause(self, outcome: Outcome[t.Any]) -> Cause:
        """Why there is no value."""
        if outcome.error is not None:
            return cause_of(outcome.error)
        words = f"not read within {self._deadline.seconds:g} seconds"
        if outcome.earlier is None:
            return Cause(TIMEOUT, None, words)
        last = cause_of(outcome.earlier)
        return replace(last, message=f"{words}; the last attempt failed: {last.message}")

    def complete(self) -> None:
        """Make all calls that were added, and those that are added meanwhile."""
        while self._waiting or self._in_flight:
            if self._deadline.remaining() == 0:
                break
            seconds = self._start_attempts(time.monotonic())
            remaining = self._deadline.remaining()
            limits = [limit for limit in (seconds, remaining, self._until_overdue()) if limit is not None]
            ended = self._workers.next_ended(min(limits, default=None))
            if ended is None:
                self._give_up_overdue(time.monotonic())
            elif (call := self._in_flight.pop(ended[0], None)) is not None:
                self._handle(call, ended[0], ended[1], time.monotonic())
        self._leave_rest()
        if self._error is None and self._unexpected and not self._api.responded:
            self._stop(*self._unexpected[0])
        self._workers.close()

    def _start_attempts(self, now: float) -> float | None:
        """Start what may be started; seconds until there may be more, None where that depends on an attempt's end."""
        while (wait := self._wait(now)) == 0:
            call = self._waiting.take(now)
            attempt = Attempt(call.make, now)
            self._in_flight[attempt] = call
            if self._paced:
                self._pacer.sent(now)
            self._workers.start(attempt)
        return wait

    def _wait(self, now: float) -> float | None:
        slow = sum(now - attempt.sent_at > SLOW_SECONDS for attempt in self._in_flight) if self._paced else 0
        in_flight = len(self._in_flight) - min(slow, MOST_SLOW)
        due = self._waiting.due(now)
        if self._error is not None or due is None or in_flight >= self._concurrency:
            return None
        if not self._paced:
            return due
        paced, outage = self._pacer.wait(now, in_flight), self._retries.outage.wait(now, in_flight)
        return None if paced is None or outage is None else max(due, paced, outage)

    def _until_overdue(self) -> float | None:
        """Seconds until an attempt becomes slow or has taken too long."""
        if not self._paced or not self._in_flight:
            return None
        age = time.monotonic() - next(iter(self._in_flight)).sent_at
        ahead = [limit - age for limit in (SLOW_SECONDS, self._api.attempt_seconds) if limit > age]
        return min(*ahead, 1.0) if ahead else 0.0

    def _give_up_overdue(self, now: float) -> None:
        limit = self._api.attempt_seconds
        for attempt in [each for each in self._in_flight if self._paced and now - each.sent_at >= limit]:
            error = AttemptTimedOutError(f"no whole response within {limit:g} seconds")
            self._handle(self._in_flight.pop(attempt), attempt, Outcome(error=error), now)

    def _handle(self, call: _Call, attempt: Attempt, outcome: Outcome[t.Any], now: float) -> None:
        error = outcome.error
        if error is None:
            self._note(None, attempt, now)
            call.ended(outcome)
            return
        kind = kind_of(error, call.operation)
        if isinstance(error, UnexpectedResponseError) and not self._api.responded:
            if not self._retries.enabled or kind != FAULT:  # a gateway's page may be about a service that is away
                self._unexpected.append((call.operation, error))
            if len(self._unexpected) > MOST_UNEXPECTED:
                kind = FATAL
        self._note(kind, attempt, now)
        call.failures.add(error, now)
        decision = self._retries.decide(
            kind, call.failures, now, contacted=self._api.responded, others=self._waiting.any_fresh
        )
        if decision == "again" and self._error is None:
            at = now + pause(call.failures.count)
            self._waiting.again(call, at, last=reason_of(error) == TIMEOUT)
            return
        if decision == "stop" and self._error is None:
            self._stop(call.operation, error)
        call.ended(outcome)

    def _note(self, kind: str | None, attempt: Attempt, now: float) -> None:
        """Tell the pacer and the outage how an attempt ended."""
        if kind == THROTTLED_CALL:
            self._pacer.throttled(attempt.sent_at, now)
        elif kind != CONNECTION:
            self._pacer.let_through(attempt.sent_at, now)
        if kind in (CONNECTION, FAULT, UNEXPECTED):
            self._retries.outage.failed(now)
        else:
            self._retries.outage.responded()

    def _stop(self, operation: str, error: Exception) -> None:
        self._error = error
        self._deadline = self._deadline.at_most(GRACE_SECONDS)
        message = without_url_credentials(str(error))
        self.stopped = Stopped(operation, Cause(reason_of(error), code_of(error), message))
        self._waiting, left = Waiting(), self._waiting.all()
        for call in left:
            call.ended(Outcome(error=error))

    def _leave_rest(self) -> None:
        """Tell the calls that are left, when the time is over, and those that they add."""
        while left := [*self._in_flight.values(), *self._waiting.all()]:
            self._in_flight, self._waiting = {}, Waiting()
            for call in left:
                earlier = call.failures.last
                call.ended(Outcome(error=self._error, earlier=None if self._error else earlier))


def _bound(function: t.Callable[[Item], Value], item: Item) -> t.Callable[[], Value]:
    return lambda: function(item)


def _kept(outcomes: list[Outcome[Value]], index: int) -> t.Callable[[Outcome[Value]], None]:
    def keep(outcome: Outcome[Value]) -> None:
        outcomes[index] = outcome

    return keep
