# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a session beside its findings: its engine version, and how many checks were made."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SESSION = {"session_id": "s-1", "work_group": "etl", "region": "eu-west-1"}


def evaluated(*readings: dict[str, Any], **policy: Any) -> Any:
    sessions = [{**SESSION, **reading} for reading in readings]
    (session,) = audit(sessions=sessions, policies=[{"name": "one", **policy}], now=NOW)["sessions"]
    return session


@pytest.mark.parametrize(("versions", "shown"), [(["x"], "x"), (["x", "y"], "y"), ([3], None), ([None], None)])
def test_the_engine_version_is_that_of_the_last_reading(versions: list[Any], shown: str | None) -> None:
    readings = [{"engine_version": version} for version in versions]
    assert evaluated(*readings, expect={"work_group": "etl"}).get("engine_version") == shown


@pytest.mark.parametrize("turn", [1, -1])
def test_the_checks_are_those_of_the_reading_with_most_of_them(turn: int) -> None:
    readings = [{"derived": {"dpu_hours": 1}}, {"derived": {}}][::turn]
    policy = {"applies_to": {"derived": {"dpu_hours": 1}}, "expect": {"work_group": "etl", "region": "eu-west-1"}}
    assert evaluated(*readings, **policy)["checks"] == 2


def test_a_policy_that_applies_to_no_reading_has_no_place_in_the_session() -> None:
    assert evaluated({}, applies_to={"work_group": "x"}, expect={"work_group": "etl"})["policies"] == {}
