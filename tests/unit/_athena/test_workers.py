"""Threads that make attempts."""

from __future__ import annotations

import threading

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.workers import (
    Attempt,
    Deadline,
    Outcome,
    Workers,
)


def _fail() -> None:
    raise ValueError("x")


def test_what_became_of_each_attempt() -> None:
    workers, good, bad = Workers(), Attempt(lambda: 7, 0.0), Attempt(_fail, 0.0)
    workers.start(good)
    workers.start(bad)
    ended = dict(filter(None, [workers.next_ended(10), workers.next_ended(10)]))
    assert ended[good] == Outcome(value=7)
    assert str(ended[bad].error) == "x"
    assert workers.next_ended(0.01) is None
    workers.close()


def test_as_many_threads_as_attempts_at_a_time_and_none_that_stay() -> None:
    known, all_there = set(threading.enumerate()), threading.Barrier(4)
    workers = Workers()
    for _round in range(3):
        for _attempt in range(4):
            workers.start(Attempt(lambda: all_there.wait(timeout=30), 0.0))
        for _attempt in range(4):
            assert workers.next_ended(30)
    own = set(threading.enumerate()) - known
    assert len(own) == 4
    workers.close()
    for thread in own:
        thread.join(timeout=10)
    assert not own & set(threading.enumerate())


def test_what_hangs_is_in_a_thread_that_keeps_nobody() -> None:
    end, workers = threading.Event(), Workers()
    known = set(threading.enumerate())
    workers.start(Attempt(lambda: end.wait(timeout=60), 0.0))
    assert workers.next_ended(0.05) is None
    assert all(thread.daemon for thread in set(threading.enumerate()) - known)
    workers.close()
    workers.start(Attempt(lambda: 1, 0.0))
    end.set()
    ended = workers.next_ended(10)
    assert ended is not None and ended[1] == Outcome(value=1), "what began before the close is nobody's"
    workers.close()


@pytest.mark.parametrize(("deadline", "seconds"), [(None, 2.0), (1.0, 1.0), (5.0, 2.0)])
def test_the_sooner_deadline(deadline: float | None, seconds: float) -> None:
    remaining = Deadline(deadline).at_most(2.0).remaining()
    assert remaining is not None and seconds - 0.5 < remaining <= seconds
