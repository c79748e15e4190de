# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A service with a token bucket, and a client that asks a pacer when to call it, both in virtual time."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ansible_collections.sparkops.athena.plugins.module_utils._athena.pacer import Pacer


@dataclass
class Bucket:
    """A quota: ``rate`` tokens a second, from ``changes`` (time, rate) on others, of which ``burst`` are kept."""

    rate: float
    burst: float
    changes: Sequence[tuple[float, float]] = ()
    _tokens: float = field(init=False)
    _at: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._tokens = self.burst

    def take(self, at: float) -> bool:
        """Whether a call at that time is let through. Times must not decrease."""
        self._tokens = min(self.burst, self._tokens + self._refilled(at))
        self._at = at
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def _refilled(self, until: float) -> float:
        steps = [(0.0, self.rate), *self.changes, (float("inf"), 0.0)]
        return sum(
            max(0.0, min(until, end) - max(self._at, start)) * rate for (start, rate), (end, _next) in pairwise(steps)
        )

    def ideal(self, calls: int, fastest: float) -> float:
        """The seconds in which that many calls can be let through, of which the client makes ``fastest`` a second."""
        at, tokens, made, step = 0.0, self.burst, 0.0, 0.001
        while made < calls:
            rate = [rate for start, rate in [(0.0, self.rate), *self.changes] if start <= at][-1]
            now = min(tokens + rate * step, fastest * step)
            tokens = min(self.burst, tokens + rate * step - now)
            made, at = made + now, at + step
        return at


@dataclass
class Run:
    """What came of it."""

    seconds: float
    sent: int
    throttled: int

    @property
    def wasted(self) -> float:
        return self.throttled / self.sent


@dataclass
class Service:
    """Takes calls in order; ``others`` are the times of another client's calls, ``noise`` throttles at random."""

    bucket: Bucket | None = None
    others: Sequence[float] = ()
    noise: float = 0.0
    fault: float = 0.0
    rng: random.Random = field(default_factory=lambda: random.Random(0))
    _others_taken: int = 0

    def answer(self, at: float) -> str:
        while self.bucket and self._others_taken < len(self.others) and self.others[self._others_taken] <= at:
            self.bucket.take(self.others[self._others_taken])
            self._others_taken += 1
        if self.rng.random() < self.noise or (self.bucket and not self.bucket.take(at)):
            return "throttled"
        return "fault" if self.rng.random() < self.fault else "let through"


class Client:
    """Makes ``calls`` calls until each was let through; a throttled one is made again after ``pause`` seconds."""

    def __init__(
        self, service: Service, calls: int, concurrency: int, latency: Callable[[], float], pause: float
    ) -> None:
        self._service, self._latency, self._pause, self._concurrency = service, latency, pause, concurrency
        self._pacer = Pacer(concurrency)
        self._fresh = self.left = calls
        self._again: list[float] = []
        self._events: list[tuple[float, int, str | None, float]] = []
        self._in_flight = self.sent = self.throttled = 0

    def step(self, now: float) -> float:
        """Do what is due, and return the time of what is due next."""
        while self._events and self._events[0][0] <= now:
            self._handle(*heapq.heappop(self._events))
        times = [event[0] for event in self._events[:1]]
        if self._in_flight < self._concurrency and (self._fresh or self._again):
            wait = self._pacer.wait(now, self._in_flight)
            due = now if self._fresh else max(now, self._again[0])
            if wait == 0 and due <= now:
                self._send(now)
                return now
            if wait is not None:
                times.append(max(now + wait, due))
        return min(times, default=now)

    def _send(self, now: float) -> None:
        if self._again and self._again[0] <= now:
            heapq.heappop(self._again)
        else:
            self._fresh -= 1
        self._pacer.sent(now)
        self.sent += 1
        self._in_flight += 1
        heapq.heappush(self._events, (now + self._latency() / 2, self.sent, None, now))

    def _handle(self, at: float, number: int, answer: str | None, sent_at: float) -> None:
        """A request that arrives, or a response."""
        if answer is None:
            heapq.heappush(self._events, (2 * at - sent_at, number, self._service.answer(at), sent_at))
            return
        self._in_flight -= 1
        if answer == "throttled":
            self.throttled += 1
            self._pacer.throttled(sent_at, at)
        else:
            self._pacer.let_through(sent_at, at)
        if answer == "let through":
            self.left -= 1
        else:
            heapq.heappush(self._again, at + self._pause)


def simulate_together(
    service: Service,
    calls: Sequence[int],
    *,
    concurrency: int = 8,
    latency: Callable[[], float] = lambda: 0.06,
    pause: float = 0.1,
    longest: float = 10_000.0,
) -> list[Run]:
    """What comes of clients with so many calls each. An AssertionError after ``longest`` seconds."""
    clients = [Client(service, each, concurrency, latency, pause) for each in calls]
    ends, now = [0.0] * len(clients), 0.0
    while active := [index for index, client in enumerate(clients) if client.left]:
        assert now < longest, f"not at its end after {longest:g} s"
        due = [clients[index].step(now) for index in active]
        for index in active:
            ends[index] = now
        now = min(due)
    return [Run(end, client.sent, client.throttled) for end, client in zip(ends, clients, strict=True)]


def simulate(service: Service, calls: int, **settings: Any) -> Run:
    """What comes of one client with that many calls."""
    [run] = simulate_together(service, [calls], **settings)
    return run
