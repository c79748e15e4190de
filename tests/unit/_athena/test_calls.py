"""The calls of a run, with functions in place of the service."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from ansible_collections.sparkops.athena.plugins.module_utils._athena import calls as calls_module
from ansible_collections.sparkops.athena.plugins.module_utils._athena import retries
from ansible_collections.sparkops.athena.plugins.module_utils._athena.calls import Calls
from ansible_collections.sparkops.athena.plugins.module_utils._athena.errors import UnexpectedResponseError
from ansible_collections.sparkops.athena.plugins.module_utils._athena.workers import Outcome

AWAY = EndpointConnectionError(endpoint_url="http://x")


def _error(code: str, status: int = 400) -> ClientError:
    response: Any = {"Error": {"Code": code, "Message": "words"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "GetSession")


THROTTLED, FAULT, EXPIRED = (
    _error("ThrottlingException"),
    _error("InternalServerException", 500),
    _error("ExpiredToken"),
)


def _calls(*, responded: bool = True, seconds: float = 30.0, timeout: float | None = 60.0, **more: Any) -> Calls:
    api: Any = SimpleNamespace(responded=responded, attempt_seconds=seconds)
    return Calls(api, **{"concurrency": 8, "timeout": timeout, **more})


def _failing(times: int, error: Exception) -> Callable[[Any], Any]:
    """A function that fails so often for each item before it returns the item."""
    failed: Counter[Any] = Counter()

    def call(item: Any) -> Any:
        if failed[item] < times:
            failed[item] += 1
            raise error
        return item

    return call


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Budgets of a fraction of a second."""
    for name in ("CALL_SECONDS", "CONTACT_SECONDS", "UNEXPECTED_SECONDS"):
        monkeypatch.setattr(retries, name, 0.3)
    monkeypatch.setattr(calls_module, "CALL_SECONDS", 0.3)
    for name in ("LONGEST_PAUSE", "LONGEST_OUTAGE_PAUSE"):
        monkeypatch.setattr(retries, name, 0.1)
    yield


def test_outcomes_in_the_order_of_the_items() -> None:
    def halve(number: int) -> int:
        if number % 2:
            raise ValueError(number)
        return number // 2

    outcomes = _calls().run("GetSession", halve, range(20))
    assert [outcome.value for outcome in outcomes[::2]] == list(range(10))
    assert [str(outcome.error) for outcome in outcomes[1::2]] == [str(number) for number in range(1, 20, 2)]
    assert _calls().run("GetSession", halve, []) == []


def test_a_call_that_ended_adds_others_and_those_that_are_to_be_first_are() -> None:
    calls, made = _calls(concurrency=1), list[str]()

    def add(name: str, *then: str, first: bool) -> None:
        def ended(_outcome: Outcome[int]) -> None:
            for each in then:
                add(each, first=True)

        calls.add("GetSession", lambda: made.append(name) or 1, ended, first=first)

    add("session", first=False)
    add("page 1", "page 2", first=True)
    calls.complete()
    assert made == ["page 1", "page 2", "session"]


@pytest.mark.parametrize("concurrency", [1, 4])
def test_no_more_at_a_time(concurrency: int) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def call(_item: int) -> bool:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return True

    _calls(concurrency=concurrency).run("GetSession", call, range(40))
    assert most == concurrency


@pytest.mark.parametrize("error", [THROTTLED, FAULT, AWAY, UnexpectedResponseError("x", status=200)])
def test_what_may_pass_is_tried_again(error: Exception) -> None:
    outcomes = _calls().run("GetSession", _failing(2, error), range(5))
    assert [outcome.value for outcome in outcomes] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("error", [_error("AccessDeniedException"), UnexpectedResponseError("x", whole=True)])
def test_the_last_word_of_the_service_is_not(error: Exception) -> None:
    calls = _calls()
    assert [outcome.error for outcome in calls.run("GetSession", _failing(1, error), "ab")] == [error] * 2
    assert calls.stopped is None


@pytest.mark.parametrize("error", [THROTTLED, FAULT])
def test_nothing_is_tried_again_where_the_users_own_retries_hold(error: Exception) -> None:
    calls = _calls(retries=False)
    assert [outcome.error for outcome in calls.run("GetSession", _failing(1, error), "ab")] == [error] * 2


@pytest.mark.usefixtures("impatient")
def test_a_call_that_keeps_failing_is_left_alone() -> None:
    def call(item: int) -> int:
        if item == 1:
            raise FAULT
        return item + 1

    calls = _calls()
    outcomes = calls.run("GetSession", call, range(3))
    assert outcomes == [Outcome(value=1), Outcome(error=FAULT), Outcome(value=3)]
    assert calls.stopped is None


def test_an_error_that_would_meet_every_call_stops_them() -> None:
    made: list[int] = []

    def call(item: int) -> int:
        made.append(item)
        if item == 3:
            raise EXPIRED
        return item + 1

    calls = _calls(concurrency=1)
    outcomes = calls.run("GetSession", call, range(100))
    assert [outcome.value for outcome in outcomes[:3]] == [1, 2, 3]
    assert outcomes[3:] == [Outcome(error=EXPIRED)] * 97
    assert made == [0, 1, 2, 3]
    assert calls.stopped is not None
    assert (calls.stopped.operation, calls.stopped.cause.code) == ("GetSession", "ExpiredToken")
    assert calls.run("ListSessions", call, [5]) == [Outcome(error=EXPIRED)]


def test_what_is_in_flight_then_is_kept_or_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_module, "GRACE_SECONDS", 0.4)
    end, all_there = threading.Event(), threading.Barrier(3)

    def call(item: int) -> int:
        all_there.wait(timeout=30)
        if item == 0:
            raise EXPIRED
        end.wait(timeout=0.1 if item == 1 else 30)
        return item

    outcomes = _calls(concurrency=3).run("GetSession", call, range(3))
    end.set()
    assert outcomes == [Outcome(error=EXPIRED), Outcome(value=1), Outcome(error=EXPIRED)]


def test_an_endpoint_that_is_away_for_a_while_costs_nothing() -> None:
    back = time.monotonic() + 0.5

    def call(item: int) -> int:
        if time.monotonic() < back:
            raise AWAY
        return item + 1

    calls = _calls()
    assert [outcome.value for outcome in calls.run("GetSession", call, range(50))] == list(range(1, 51))
    assert calls.stopped is None


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("responded", [True, False])
def test_an_endpoint_that_stays_away_is_reported_once(responded: bool) -> None:
    calls = _calls(responded=responded, timeout=None)
    outcomes = calls.run("GetSession", _failing(10**6, AWAY), range(2000))
    assert outcomes == [Outcome(error=AWAY)] * 2000
    assert calls.stopped is not None and calls.stopped.cause.code == "EndpointConnectionError"


@pytest.mark.usefixtures("impatient")
def test_a_service_that_does_nothing_but_fail_is_not_asked_for_everything() -> None:
    made: list[int] = []

    def call(item: int) -> int:
        made.append(item)
        raise FAULT

    calls = _calls(timeout=None)
    assert calls.run("GetSession", call, range(2000)) == [Outcome(error=FAULT)] * 2000
    assert calls.stopped is not None and len(set(made)) < 20


def test_the_time_is_over() -> None:
    end = threading.Event()

    def call(item: str) -> str:
        if item == "hangs":
            end.wait(timeout=60)
        elif item == "throttled":
            raise THROTTLED
        return item

    calls = _calls(timeout=0.5)
    good, hangs, throttled = calls.run("GetSession", call, ["good", "hangs", "throttled"])
    end.set()
    assert good == Outcome(value="good")
    assert hangs.timed_out and throttled.timed_out
    assert (calls.cause(hangs).reason, calls.cause(hangs).message) == ("timeout", "not read within 0.5 seconds")
    assert calls.cause(throttled).reason == "throttled"
    assert calls.cause(throttled).message == "not read within 0.5 seconds; the last attempt failed: words"
    assert calls.run("GetSession", call, ["good"])[0].timed_out, "nothing is begun then"


@pytest.mark.usefixtures("impatient")
def test_a_response_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "LEAST_ATTEMPTS", 2)
    end = threading.Event()

    def drip(item: int) -> int:
        end.wait(timeout=60)
        return item

    calls = _calls(seconds=0.3)
    [outcome] = calls.run("GetSession", drip, [1])
    end.set()
    assert calls.cause(outcome).reason == "timeout"
    assert calls.cause(outcome).message == "no whole response within 0.3 seconds"


def test_what_hangs_does_not_keep_others_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_module, "SLOW_SECONDS", 0.1)
    end = threading.Event()

    def call(item: int) -> int:
        if item < 4:
            end.wait(timeout=60)
        return item + 1

    outcomes = _calls(concurrency=2, timeout=3).run("GetSession", call, range(20))
    end.set()
    assert [outcome.timed_out for outcome in outcomes] == [True] * 4 + [False] * 16


def test_what_timed_out_is_made_again_after_the_others() -> None:
    made: list[int] = []

    def call(item: int) -> int:
        made.append(item)
        if item < 3 and made.count(item) == 1:
            time.sleep(0.15)
            raise ReadTimeoutError(endpoint_url="http://x")
        return item + 1

    outcomes = _calls(concurrency=2).run("GetSession", call, range(40))
    assert all(outcome.value for outcome in outcomes)
    assert set(made[-3:]) == {0, 1, 2}


def test_another_endpoint_is_left_soon() -> None:
    made: list[int] = []

    def call(item: int) -> int:
        made.append(item)
        raise UnexpectedResponseError("a page", status=200)

    calls = _calls(responded=False, concurrency=1)
    outcomes = calls.run("GetSession", call, range(200))
    assert all(isinstance(outcome.error, UnexpectedResponseError) for outcome in outcomes)
    assert len(made) == calls_module.MOST_UNEXPECTED + 1
    assert calls.stopped is not None and calls.stopped.operation == "GetSession"
