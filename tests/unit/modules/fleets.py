"""Small fleets for the tests of the module."""

from __future__ import annotations

from typing import Any

PYSPARK = "PySpark engine version 3"
SPARK = "Apache Spark version 3.5"


def group(name: str, engine: str = PYSPARK, **more: Any) -> dict[str, Any]:
    return {"name": name, "engine_version": engine, **more}


def session(
    session_id: str, work_group: str = "a", state: str = "IDLE", start: str = "-1h", **more: Any
) -> dict[str, Any]:
    return {
        "session_id": session_id,
        "work_group": work_group,
        "Status": {"State": state, "StartDateTime": start},
        **more,
    }


def fleet(*sessions: dict[str, Any], groups: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """These sessions, in the work groups `a` and `b` if no others are given."""
    return {"work_groups": groups or [group("a"), group("b", SPARK)], "sessions": list(sessions), **more}


def ids(result: dict[str, Any]) -> list[str]:
    return [item["session_id"] for item in result["sessions"]]
