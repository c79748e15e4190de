"""What both engine generations have in common."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def _derive(**session: Any) -> dict[str, Any]:
    before = copy.deepcopy(session)
    derived = derive(session, NOW)
    assert session == before
    return derived


def _defaults(*properties: dict[str, str], name: str = "spark-defaults") -> list[dict[str, Any]]:
    return [{"name": name, "properties": item} for item in properties]


def test_nothing_is_invented() -> None:
    assert _derive() == {"spark_properties": {}}
    assert _derive(engine_configuration={}, status={}, statistics={}, session_configuration={}) == {
        "spark_properties": {}
    }


@pytest.mark.parametrize(
    ("engine", "properties", "conflicts"),
    [
        ({"spark_properties": {"a": "1"}}, {"a": "1"}, None),
        ({"classifications": _defaults({"a": "1"})}, {"a": "1"}, None),
        ({"classifications": _defaults({"a": "1"}, name="spark-env")}, {}, None),
        ({"spark_properties": {"a": "1"}, "classifications": _defaults({"b": "2"})}, {"a": "1", "b": "2"}, None),
        ({"spark_properties": {"a": "1"}, "classifications": _defaults({"a": "1"})}, {"a": "1"}, None),
        (
            {"spark_properties": {"z": "1", "a": "1", "k": "v"}, "classifications": _defaults({"z": "2", "a": "2"})},
            {"k": "v"},
            ["a", "z"],
        ),
        ({"classifications": _defaults({"a": "1"}, {"a": "2", "b": "3"})}, {"b": "3"}, ["a"]),
        ({"classifications": [{"name": "spark-defaults"}]}, {}, None),
    ],
)
def test_spark_properties(engine: dict[str, Any], properties: dict[str, str], conflicts: list[str] | None) -> None:
    derived = _derive(engine_configuration=engine)
    assert derived["spark_properties"] == properties
    assert derived.get("conflicts") == conflicts


@pytest.mark.parametrize(
    ("configuration", "seconds"),
    [
        ({"idle_timeout_seconds": 1200}, 1200),
        ({"session_idle_timeout_in_minutes": 20}, 1200),
        ({"idle_timeout_seconds": 1200, "session_idle_timeout_in_minutes": 20}, 1200),
        ({"idle_timeout_seconds": 1200, "session_idle_timeout_in_minutes": 30}, None),
        ({"idle_timeout_seconds": 0}, 0),
        ({}, None),
    ],
)
def test_idle_timeout(configuration: dict[str, int], seconds: int | None) -> None:
    assert _derive(session_configuration=configuration).get("idle_timeout_seconds") == seconds


@pytest.mark.parametrize(
    ("status", "age", "idle"),
    [
        ({"state": "IDLE", "idle_since_date_time": "2026-11-22T16:59:00.900000+00:00"}, 3600, 59),
        ({"state": "IDLE"}, 3600, None),
        ({"state": "BUSY", "idle_since_date_time": "2026-11-22T16:00:00+00:00"}, 3600, 0),
        ({"state": "CREATED"}, 3600, 0),
        ({"state": "TERMINATING"}, 3600, 0),
        ({"state": "TERMINATED", "end_date_time": "2026-11-22T16:10:00+00:00"}, 600, None),
        ({"state": "FAILED", "end_date_time": "2026-11-22T16:10:00+00:00"}, 600, None),
        ({"state": "TERMINATED"}, None, None),
        ({"state": "SOMETHING_NEW"}, None, None),
        ({}, None, None),
        ({"state": "IDLE", "idle_since_date_time": "2026-11-22T17:00:03+00:00"}, 3600, 0),
        ({"state": "IDLE", "idle_since_date_time": "yesterday"}, 3600, None),
    ],
)
def test_age_and_idle(status: dict[str, str], age: int | None, idle: int | None) -> None:
    derived = _derive(status={"start_date_time": "2026-11-22T16:00:00+00:00", **status})
    assert (derived.get("age_seconds"), derived.get("idle_seconds")) == (age, idle)


def test_no_age_without_a_start() -> None:
    assert "age_seconds" not in _derive(status={"state": "IDLE"})


def test_dpu_hours() -> None:
    assert _derive(statistics={"dpu_execution_in_millis": 5_400_000})["dpu_hours"] == 1.5
    assert _derive(statistics={"dpu_execution_in_millis": 0})["dpu_hours"] == 0
