"""Many calls side by side."""

from __future__ import annotations

import threading

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena import workers
from ansible_collections.sparkops.athena.plugins.module_utils._athena.workers import Deadline, Outcome, run


def _never(_error: Exception) -> bool:
    return False


@pytest.mark.parametrize("workers", [1, 3, 64])
def test_outcomes_keep_the_order(workers: int) -> None:
    def halve(number: int) -> int:
        if number % 2:
            raise ValueError(number)
        return number // 2

    outcomes, fatal = run(halve, range(20), workers=workers, deadline=Deadline(None), fatal=_never)
    assert fatal is None
    assert [outcome.value for outcome in outcomes[::2]] == list(range(10))
    assert [str(outcome.error) for outcome in outcomes[1::2]] == [str(number) for number in range(1, 20, 2)]


def test_no_more_at_a_time_than_workers() -> None:
    lock, now, most = threading.Lock(), 0, 0
    all_there = threading.Barrier(4)

    def call(_item: int) -> bool:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        all_there.wait(timeout=30)
        with lock:
            now -= 1
        return True

    run(call, range(16), workers=4, deadline=Deadline(None), fatal=_never)
    assert most == 4


def test_what_hangs_times_out_and_the_rest_is_there() -> None:
    end = threading.Event()

    def call(item: int) -> int:
        if item == 1:
            end.wait(timeout=60)
        return item

    outcomes, fatal = run(call, [0, 1, 2], workers=3, deadline=Deadline(0.5), fatal=_never)
    end.set()
    assert fatal is None
    assert outcomes == [Outcome(value=0), Outcome(), Outcome(value=2)]
    assert [outcome.timed_out for outcome in outcomes] == [False, True, False]


def test_nothing_is_begun_when_the_time_is_over() -> None:
    begun: list[int] = []
    outcomes, _fatal = run(lambda item: begun.append(item) or 1, [1, 2], workers=2, deadline=Deadline(0), fatal=_never)
    assert [outcome.timed_out for outcome in outcomes] == [True, True]
    assert begun == []


def _is_key_error(error: Exception) -> bool:
    return isinstance(error, KeyError)


def test_a_fatal_error_stops_the_rest() -> None:
    begun: list[int] = []

    def call(item: int) -> int:
        begun.append(item)
        if item == 3:
            raise KeyError("stop")
        return item + 1

    outcomes, fatal = run(call, range(100), workers=1, deadline=Deadline(None), fatal=_is_key_error)
    assert isinstance(fatal, KeyError)
    assert [outcome.value for outcome in outcomes[:3]] == [1, 2, 3]
    assert [outcome.error for outcome in outcomes[3:]] == [fatal] * 97
    assert begun == [0, 1, 2, 3]


def test_what_is_in_flight_at_a_fatal_error_is_kept() -> None:
    stopped, all_there = threading.Event(), threading.Barrier(3)

    def call(item: int) -> int:
        all_there.wait(timeout=30)
        if item == 0:
            raise KeyError("stop")
        assert stopped.wait(timeout=30)
        return item

    def fatal(error: Exception) -> bool:
        threading.Timer(0.1, stopped.set).start()
        return _is_key_error(error)

    outcomes, error = run(call, range(9), workers=3, deadline=Deadline(None), fatal=fatal)
    assert outcomes == [Outcome(error=error), Outcome(value=1), Outcome(value=2), *[Outcome(error=error)] * 6]


def test_what_hangs_at_a_fatal_error_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "GRACE_SECONDS", 0.2)
    end, both_there = threading.Event(), threading.Barrier(2)

    def call(item: int) -> int:
        both_there.wait(timeout=30)
        if item == 0:
            raise KeyError("stop")
        end.wait(timeout=30)
        return item

    outcomes, error = run(call, range(2), workers=2, deadline=Deadline(None), fatal=_is_key_error)
    end.set()
    assert outcomes == [Outcome(error=error)] * 2


@pytest.mark.parametrize(("deadline", "seconds"), [(None, 2.0), (1.0, 1.0), (5.0, 2.0)])
def test_the_sooner_deadline(deadline: float | None, seconds: float) -> None:
    remaining = Deadline(deadline).at_most(2.0).remaining()
    assert remaining is not None and seconds - 0.5 < remaining <= seconds


def test_no_items() -> None:
    assert run(lambda item: item, [], workers=8, deadline=Deadline(None), fatal=_never) == ([], None)
