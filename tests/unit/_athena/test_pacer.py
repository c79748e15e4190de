"""The pacer against token buckets, in virtual time: at the quota's speed, with few calls throttled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.token_bucket import Bucket, Service, simulate, simulate_together

LATENCY = 0.06
CONCURRENCY = 8
FASTEST = CONCURRENCY / LATENCY

QUOTAS = [(2, 10), (3, 10), (5, 10), (10, 10), (20, 10), (40, 20), (80, 40), (100, 10), (100, 40)]
"""Tokens a second, and how many are kept."""

SESSIONS = 1000
SLOWER, WASTED = 1.08, 0.05


def jittered(seed: int) -> Callable[[], float]:
    """Latencies that are up to a third longer, one in fifty far longer."""
    rng = random.Random(seed)
    return lambda: LATENCY * (1 + 0.3 * rng.random()) + (0.2 * rng.random() if rng.random() < 0.02 else 0)


def other_client(rate: float, until: float, start: float = 0.0, seed: int | None = None) -> Iterator[float]:
    """The times of another client's calls, evenly spaced, or with a seed at random."""
    rng, at = random.Random(seed), start
    while at < until:
        at += 1 / rate if seed is None else rng.expovariate(rate)
        yield at


@pytest.mark.parametrize(("rate", "burst"), QUOTAS)
def test_at_the_quotas_speed(rate: float, burst: float) -> None:
    run = simulate(Service(Bucket(rate, burst)), SESSIONS)
    assert run.seconds <= SLOWER * Bucket(rate, burst).ideal(SESSIONS, FASTEST)
    assert run.wasted <= WASTED


@pytest.mark.parametrize(("rate", "burst"), [(2, 10), (5, 10), (20, 10), (80, 40)])
def test_a_hundred_sessions(rate: float, burst: float) -> None:
    run = simulate(Service(Bucket(rate, burst)), 100)
    assert run.seconds <= 1.2 * Bucket(rate, burst).ideal(100, FASTEST)
    assert run.throttled <= 16


@settings(max_examples=15, deadline=None)
@given(rate=st.floats(2, 80), burst=st.floats(10, 60), seed=st.integers(0, 1000))
def test_any_quota_with_latencies_that_vary(rate: float, burst: float, seed: int) -> None:
    run = simulate(Service(Bucket(rate, burst)), SESSIONS, latency=jittered(seed))
    assert run.seconds <= SLOWER * Bucket(rate, burst).ideal(SESSIONS, FASTEST / 1.2)
    assert run.wasted <= 0.06


@pytest.mark.parametrize("factor", [0.5, 2])
@pytest.mark.parametrize(("rate", "burst"), QUOTAS)
def test_a_quota_that_changes_midway(rate: float, burst: float, factor: float) -> None:
    midway = (SESSIONS / 2 - burst) / rate

    def bucket() -> Bucket:
        return Bucket(rate, burst, [(midway, rate * factor)])

    run = simulate(Service(bucket()), SESSIONS)
    assert run.seconds <= SLOWER * bucket().ideal(SESSIONS, FASTEST)
    assert run.wasted <= WASTED + 0.005


@pytest.mark.parametrize("seed", [None, 3])
@pytest.mark.parametrize(("rate", "burst"), QUOTAS)
def test_another_client_uses_half(rate: float, burst: float, seed: int | None) -> None:
    others = list(other_client(rate / 2, 3 * SESSIONS / rate, seed=seed))
    run = simulate(Service(Bucket(rate, burst), others), SESSIONS)
    # Where calls come at random, some are throttled at any load that is near the quota.
    slower, wasted = (SLOWER, 0.06) if seed is None else (1.35, 0.1)
    assert run.seconds <= slower * Bucket(rate / 2, burst).ideal(SESSIONS, FASTEST)
    assert run.wasted <= wasted


@pytest.mark.parametrize(("rate", "burst"), QUOTAS)
def test_another_client_begins_midway(rate: float, burst: float) -> None:
    midway = SESSIONS / 2 / rate
    others = list(other_client(rate / 2, 3 * SESSIONS / rate, start=midway))
    run = simulate(Service(Bucket(rate, burst), others), SESSIONS)
    assert run.seconds <= SLOWER * Bucket(rate, burst, [(midway, rate / 2)]).ideal(SESSIONS, FASTEST)
    assert run.wasted <= 0.06


@pytest.mark.parametrize(("rate", "burst"), [(5, 10), (20, 10), (80, 40)])
def test_two_reads_share_a_quota(rate: float, burst: float) -> None:
    runs = simulate_together(Service(Bucket(rate, burst)), [500, 500], latency=jittered(1))
    assert max(run.seconds for run in runs) <= 1.4 * Bucket(rate, burst).ideal(1000, 2 * FASTEST)
    assert sum(run.throttled for run in runs) <= 0.25 * sum(run.sent for run in runs)


@pytest.mark.parametrize("rate", [2, 4, 8])
def test_a_quota_that_grows_tenfold_is_soon_used(rate: float) -> None:
    bucket = Bucket(rate, 10, [(30.0, 10 * rate)])
    run = simulate(Service(bucket), 30 * rate + 400)
    assert run.seconds <= 30 + 40 + 400 / (10 * rate)


@pytest.mark.parametrize(("concurrency", "calls"), [(1, 50), (2, 200), (8, 200), (8, 1000), (16, 1000), (32, 3000)])
def test_without_a_quota_it_is_the_latency_that_limits(concurrency: int, calls: int) -> None:
    run = simulate(Service(), calls, concurrency=concurrency)
    assert calls / run.seconds >= 0.85 * concurrency / LATENCY
    assert run.throttled == 0


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("throttled", "faulty", "seconds"), [(0.3, 0.0, 20), (0.3, 0.3, 20), (0.1, 0.0, 20)])
def test_throttling_at_random_does_not_slow_down(throttled: float, faulty: float, seconds: float, seed: int) -> None:
    service = Service(noise=throttled, fault=faulty, rng=random.Random(seed))
    assert simulate(service, 100).seconds <= seconds


@pytest.mark.parametrize("seed", range(3))
def test_throttling_at_random_and_a_quota(seed: int) -> None:
    service = Service(Bucket(20, 10), noise=0.2, rng=random.Random(seed))
    run = simulate(service, 500)
    assert run.seconds <= 3 * Bucket(20, 10).ideal(500, FASTEST)
    assert run.wasted <= 0.6


def test_no_quota_is_so_small_that_nothing_is_made() -> None:
    run = simulate(Service(Bucket(0.2, 1)), 20)
    assert run.seconds <= 1.3 * Bucket(0.2, 1).ideal(20, FASTEST)
