# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading at the rate of a quota that nobody knows beforehand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import HERE, StandIn, Table, environment, number, ratio, run, stand_in

LATENCY = 0.06
CONCURRENCY = 8
#: Calls a second that are not throttled, calls that may come at once, and sessions to read: 15 to 30 s each.
QUOTAS = ((5.0, 10.0, 150), (20.0, 10.0, 280), (80.0, 40.0, 1100), (None, 0.0, 1100))

READERS = {
    "athena_session_info": ["reading_module.py"],
    "boto3, 8 threads": ["bare_boto3.py"],
    "boto3, 8 threads, adaptive retries": ["bare_boto3.py", "--retries", "adaptive"],
}


def ideal(calls: float, rate: float | None, burst: float) -> float:
    """The seconds that nothing can undercut: calls that were not throttled, at the rate or at the latency."""
    return calls * LATENCY / CONCURRENCY if rate is None else (calls - burst) / rate


def measure(home: Path) -> Iterator[Table]:
    """A table of all quotas and readers."""
    rows = [["quota", "reader", "seconds", "ideal", "of the ideal", "throttled", "lost"]]
    for rate, burst, sessions in QUOTAS:
        for reader, (script, *options) in READERS.items():
            with stand_in(sessions, latency=LATENCY, rate=rate, burst=burst) as service:
                seen, lost = _read(home, service, sessions, [sys.executable, str(HERE / script), *options])
            throttled = seen.pop("throttled", 0.0)
            seconds, calls = seen.pop("seconds"), sum(seen.values())
            # Of a reader that loses sessions, the calls that it should have made.
            best = ideal(calls + lost, rate, burst)
            quota = "none" if rate is None else f"{rate:g} a second, bursts of {burst:g}"
            share = f"{100 * throttled / (calls + throttled):.0f} %"
            rows.append([quota, reader, number(seconds), number(best), ratio(seconds, best), share, f"{lost}"])
    yield Table(
        "At the quota's speed",
        f"Reading 150, 280 and 1,100 sessions from a service that answers after {LATENCY * 1000:.0f} ms and has a "
        "bucket of tokens. Seconds from the first request to the last response, as the service sees them; ideal is "
        f"(calls − burst) ÷ rate, without a quota calls × latency ÷ {CONCURRENCY}. Lost are sessions that nobody read.",
        rows,
    )


def _read(home: Path, service: StandIn, sessions: int, command: list[str]) -> tuple[dict[str, float], int]:
    taken = run(command, environment(home, service))
    return service.seen(), sessions - int(taken.output.split()[-1])
