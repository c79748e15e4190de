# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's policies say what was declared, and nothing secret of it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from support import reports
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
HIDDEN = "hidden-4711"


def session(**properties: str) -> dict[str, Any]:
    return {
        "session_id": "s-1",
        "work_group": "etl",
        "region": "eu-west-1",
        "derived": {"spark_properties": properties},
    }


def policies(sessions: list[dict[str, Any]], *declared: Any, **options: Any) -> list[dict[str, Any]]:
    report: Any = audit(sessions=sessions, policies=list(declared), now=NOW, **options)
    assert_valid_report(report)
    return list(report["policies"])


def test_a_policy_as_it_was_declared() -> None:
    declared = {
        "name": "limits",
        "controls": ["NIST 800-53 SC-8"],
        "applies_to": {"work_group": {"in": ["etl", "science"]}},
        "expect": {"derived": {"spark_properties": {"spark.executor.memory": {"le": "4g"}}}},
    }
    (made,) = policies([session()], declared)
    assert {name: made[name] for name in declared} == declared


def test_what_was_not_declared_is_absent() -> None:
    (made,) = policies([session()], {"name": "nothing else", "exhaustive": True})
    assert not made.keys() & {"controls", "applies_to", "expect"}


def test_the_expectations_of_a_task_are_a_policy() -> None:
    report = audit(sessions=[session()], expected={"work_group": "etl"}, now=NOW)
    assert report["policies"][0].get("expect") == {"work_group": "etl"}


@pytest.mark.parametrize("option", ["expect", "applies_to"])
@pytest.mark.parametrize("operand", [HIDDEN, {"eq": HIDDEN}, {"in": ["a", HIDDEN]}, {"match": HIDDEN}])
def test_no_secret_is_shown(option: str, operand: Any) -> None:
    """By its name, or since the reading blanked it by a pattern of its own, also where another check decides."""
    others = {"work_group": "science"}
    for key, read in (("spark.my.password", "x"), ("spark.plain", REDACTED)):
        declared = {"name": "p", "expect": others, option: {**others, "derived": {"spark_properties": {key: operand}}}}
        made = policies([session(), session(**{key: read}) | {"session_id": "s-2"}], declared)
        assert HIDDEN not in json.dumps(made)
        assert made[0][option]["work_group"] == "science"


@pytest.mark.parametrize("redact", [True, False])
@pytest.mark.parametrize("read", [None, "other", REDACTED])
def test_credentials_of_the_run_are_shown_nowhere(redact: bool, read: str | None) -> None:
    """Whatever they were declared as, and whether or not a session was read that would show it."""
    key = "hush/4711+Key"
    operands = [key, {"eq": key}, {"in": ["a", key]}, {"match": f".*{re.escape(key)}"}, {"ne": f"x {key} y"}]
    declared = [
        {"name": str(number), "expect": {"derived": {"spark_properties": {"spark.acme.note": operand}}}}
        for number, operand in enumerate(operands)
    ]
    sessions = [] if read is None else [session(**{"spark.acme.note": read})]
    report = audit(sessions=sessions, policies=declared, now=NOW, redact=redact, credentials=[key])
    assert "4711" not in json.dumps(report)


def test_with_redact_off_everything_is_shown() -> None:
    declared = {"name": "p", "expect": {"derived": {"spark_properties": {"spark.my.password": HIDDEN}}}}
    (made,) = policies([session(**{"spark.my.password": REDACTED})], declared, redact=False)
    assert made["expect"] == declared["expect"]


def test_what_a_policy_expects_is_said_where_all_targets_agree() -> None:
    def declaring(controls: list[str], **declared: Any) -> dict[str, Any]:
        policy = {"name": "base", "severity": "error", "controls": controls, **declared}
        return reports.report([reports.session()], policies=[policy])

    small, large = {"expect": {"work_group": "a"}}, {"expect": {"work_group": "b"}}
    for parts, agreed in (
        ([small, small], small),
        ([small, large], {}),
        ([small, {}], {}),
        ([small, large, small], {}),
    ):
        targets = [
            (name, json.dumps(declaring([name, "all"], **part))) for name, part in zip("abc", parts, strict=False)
        ]
        made: Any = merge(targets, targets=None, now=NOW)["policies"][0]
        assert {name: made[name] for name in ("expect", "applies_to") if name in made} == agreed
        assert made["controls"] == ["a", "all", "b", "c"][: len(parts) + 1]
