# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report says of where it comes from. What it says of sessions stands in tests/unit/cases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit

SESSION = {"session_id": "s-1", "work_group": "etl", "region": "eu-west-1"}
PROVENANCE: dict[str, Any] = {
    "target": "production",
    "run_id": "2026-11-22T02:00:00",
    "scope": {"region": "eu-west-1", "work_groups": ["etl"], "states": ["IDLE"]},
    "generator": {"collection": "1.0.0", "core": "2.19.0"},
}


def report(**given: Any) -> dict[str, Any]:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return dict(audit(sessions=[SESSION], expected={"work_group": "etl"}, now=now, **given))


def test_where_a_report_comes_from() -> None:
    made = report(**PROVENANCE)
    assert {name: made[name] for name in PROVENANCE} == PROVENANCE


@pytest.mark.parametrize("name", PROVENANCE)
def test_what_is_not_known_is_absent(name: str) -> None:
    assert name not in report()
    assert name not in report(**{name: None})


@pytest.mark.parametrize("name", ["target", "run_id", "account_id"])
def test_a_number_is_no_name(name: str) -> None:
    with pytest.raises(InvalidDeclarations, match=f"/{name}: text is needed here, not the integer 5: quote it"):
        report(**{name: 5})


@pytest.mark.parametrize("name", ["target", "run_id"])
def test_nothing_is_no_name(name: str) -> None:
    with pytest.raises(InvalidDeclarations, match=f"/{name}: the text must not be empty"):
        report(**{name: ""})


def test_a_policy_s_controls_are_in_the_report() -> None:
    served = {"name": "served", "controls": ["NIST 800-53 SC-8"], "expect": {"work_group": "etl"}}
    made = report(policies=[served])
    assert {policy["name"]: policy.get("controls") for policy in made["policies"]} == {
        "expected": None,
        "served": ["NIST 800-53 SC-8"],
    }
