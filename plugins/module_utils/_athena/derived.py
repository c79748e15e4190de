# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What both engine generations have in common, derived from one session in snake_case.

The two generations put the same fact in different members (Spark properties in a map or in a classification, the idle
timeout in seconds or in minutes); policies are written against these values once for both.
"""

from __future__ import annotations

import typing as t
from datetime import UTC, datetime

from .vocabulary import LIVE_STATES

SPARK_DEFAULTS = "spark-defaults"
"""The classification that holds Spark's own settings."""

_MILLIS_PER_HOUR = 3_600_000
_IDLE_TIMEOUTS = (("idle_timeout_seconds", 1), ("session_idle_timeout_in_minutes", 60))


def derive(session: t.Mapping[str, t.Any], now: datetime) -> dict[str, t.Any]:
    """The member ``derived`` of a session.

    ``session`` is one GetSession answer in snake_case with ISO 8601 times, ``now`` an aware time. Returns

    - ``spark_properties``: dict of str to str, empty where the session has neither source
    - ``conflicts``: sorted list of the properties that the sources give differently, only where there are any
    - ``idle_timeout_seconds``, ``age_seconds``, ``idle_seconds``: int, seconds
    - ``dpu_hours``: float

    A value that cannot be derived is left out, also for a member of an unexpected type.
    """
    properties, conflicts = _spark_properties(session.get("engine_configuration"))
    status = _mapping(session.get("status"))
    derived: dict[str, t.Any] = {
        "spark_properties": properties,
        "conflicts": conflicts or None,
        "idle_timeout_seconds": _idle_timeout(_mapping(session.get("session_configuration"))),
        "age_seconds": _age(status, now),
        "idle_seconds": _idle(status, now),
        "dpu_hours": _dpu_hours(_mapping(session.get("statistics"))),
    }
    return {name: value for name, value in derived.items() if value is not None}


def _mapping(value: t.Any) -> t.Mapping[str, t.Any]:
    return value if isinstance(value, dict) else {}


def _spark_properties(engine: t.Any) -> tuple[dict[str, str] | None, list[str]]:
    """The properties, None where one of their sources is of an unexpected type, and the conflicting ones."""
    sources = _sources(engine)
    if sources is None:
        return None, []
    merged: dict[str, str] = {}
    conflicts: set[str] = set()
    for source in sources:
        for key, value in source.items():
            if merged.setdefault(key, value) != value:
                conflicts.add(key)
    return {key: value for key, value in merged.items() if key not in conflicts}, sorted(conflicts)


def _sources(engine: t.Any) -> list[t.Mapping[str, t.Any]] | None:
    """The maps that hold Spark's properties; None where something else stands where one of them belongs."""
    if not isinstance(engine, dict):
        return [] if engine is None else None
    classifications = engine.get("classifications")
    listed = [] if classifications is None else classifications
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        return None
    found = [engine.get("spark_properties")]
    found += [entry.get("properties") for entry in listed if entry.get("name") == SPARK_DEFAULTS]
    sources = [source for source in found if source is not None]
    return sources if all(isinstance(source, dict) for source in sources) else None


def _number(value: t.Any) -> int | None:
    return int(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _idle_timeout(configuration: t.Mapping[str, t.Any]) -> int | None:
    """In seconds; None where neither member tells it, where they contradict each other, and where one is no number."""
    given = [(configuration.get(name), factor) for name, factor in _IDLE_TIMEOUTS]
    found = {None if _number(value) is None else value * factor for value, factor in given if value is not None}
    return found.pop() if len(found) == 1 else None


def _time(value: t.Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def _seconds(start: datetime, end: datetime) -> int:
    """Whole seconds; a clock that runs a little behind the service's makes it zero, never negative."""
    return max(0, int((end - start).total_seconds()))


def _age(status: t.Mapping[str, t.Any], now: datetime) -> int | None:
    start, end = _time(status.get("start_date_time")), _time(status.get("end_date_time"))
    if end is None and _is_live(status):
        end = now
    return None if start is None or end is None else _seconds(start, end)


def _idle(status: t.Mapping[str, t.Any], now: datetime) -> int | None:
    since = _time(status.get("idle_since_date_time"))
    if status.get("state") == "IDLE":
        return None if since is None else _seconds(since, now)
    return 0 if _is_live(status) else None


def _is_live(status: t.Mapping[str, t.Any]) -> bool:
    state = status.get("state")
    return isinstance(state, str) and state in LIVE_STATES


def _dpu_hours(statistics: t.Mapping[str, t.Any]) -> float | None:
    millis = _number(statistics.get("dpu_execution_in_millis"))
    return None if millis is None else millis / _MILLIS_PER_HOUR
