"""What follows from failures."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena import retries
from ansible_collections.sparkops.athena.plugins.module_utils._athena.errors import FailureKind
from ansible_collections.sparkops.athena.plugins.module_utils._athena.retries import Failures, Outage, Retries, pause


def _decide(
    kind: FailureKind,
    *,
    seconds: float,
    count: int = 10,
    enabled: bool = True,
    contacted: bool = True,
    others: bool = True,
    others_succeed: bool = True,
    limit: float | None = 60.0,
) -> str:
    """The decision on a call that has failed so often within so many seconds."""
    outage, failures = Outage(limit), Failures()
    for number in range(count):
        now = seconds * number / max(1, count - 1)
        failures.add(ValueError(), now)
        outage.failed(now)
        if others_succeed and number < count - 1:
            outage.responded()
    policy = Retries(enabled, outage)
    return policy.decide(kind, failures, seconds, contacted=contacted, others=others)


@pytest.mark.parametrize(
    ("kind", "seconds", "decision"),
    [
        ("throttled", 50.0, "again"),
        ("throttled", 60.0, "over"),
        ("fault", 50.0, "again"),
        ("fault", 60.0, "over"),
        ("connection", 50.0, "again"),
        ("connection", 60.0, "over"),
        ("unexpected", 4.0, "again"),
        ("unexpected", 5.0, "over"),
        ("final", 0.0, "over"),
        ("fatal", 0.0, "stop"),
    ],
)
def test_a_call_that_fails_where_others_do_not(kind: FailureKind, seconds: float, decision: str) -> None:
    assert _decide(kind, seconds=seconds) == decision


@pytest.mark.parametrize("kind", ["throttled", "fault", "connection", "unexpected"])
def test_five_attempts_however_long_they_take(kind: FailureKind) -> None:
    assert _decide(kind, seconds=300.0, count=4) == "again"


@pytest.mark.parametrize(
    ("kind", "seconds", "others", "decision"),
    [
        ("connection", 59.0, False, "again"),
        ("connection", 60.0, False, "stop"),
        ("fault", 60.0, True, "stop"),
        ("fault", 60.0, False, "over"),
        ("throttled", 60.0, True, "over"),
    ],
)
def test_a_service_that_is_away(kind: FailureKind, seconds: float, others: bool, decision: str) -> None:
    assert _decide(kind, seconds=seconds, others=others, others_succeed=False) == decision


def test_with_a_timeout_it_is_waited_for_until_then() -> None:
    assert _decide("connection", seconds=500.0, others_succeed=False, limit=None) == "again"


def test_an_endpoint_that_never_responded_is_left_sooner() -> None:
    away = {"contacted": False, "others_succeed": False, "limit": None}
    assert _decide("connection", seconds=14.0, **away) == "again"
    assert _decide("connection", seconds=15.0, **away) == "stop"


@pytest.mark.parametrize(
    ("kind", "decision"),
    [("throttled", "over"), ("fault", "over"), ("unexpected", "over"), ("connection", "stop"), ("fatal", "stop")],
)
def test_where_the_users_own_retries_hold_nothing_is_made_again(kind: FailureKind, decision: str) -> None:
    assert _decide(kind, seconds=0.0, count=1, enabled=False) == decision


def test_pauses_double_with_jitter_up_to_a_limit() -> None:
    for failures, longest in [(1, 0.1), (2, 0.2), (3, 0.4), (7, 5.0), (10_000, 5.0)]:
        pauses = [pause(failures) for _try in range(50)]
        assert longest / 2 <= min(pauses) < max(pauses) <= longest


def test_in_an_outage_one_call_at_a_time_after_a_pause() -> None:
    outage = Outage(60.0)
    for _failure in range(retries.OUTAGE_FAILURES):
        assert outage.wait(1.0, 5) == 0
        outage.failed(1.0)
    assert outage.wait(1.0, 1) is None
    wait = outage.wait(1.0, 0)
    assert wait is not None and 0.05 <= wait <= 0.1
    assert outage.wait(1.2, 0) == 0
    outage.responded()
    assert outage.wait(1.0, 5) == 0
