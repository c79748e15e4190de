# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coverage in a report: valid, kept by target in a merge, and nothing else in the report depends on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from support import reports
from support.schema import assert_valid_report, schema_problems

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.coverage_lines import coverages
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.validation import problems

NOW = datetime(2026, 11, 22, 17, 10, tzinfo=UTC)
SESSION = {
    "session_id": "s-1",
    "region": "eu-west-1",
    "work_group": "etl",
    "engine_version": "PySpark engine version 3",
    "engine_configuration": {"max_concurrent_dpus": 20, "coordinator_dpu_size": 1},
    "status": {"state": "IDLE"},
}
BOUND = {"engine_configuration": {"max_concurrent_dpus": {"le": 10}}}
WAIVER = {"policy": "expected", "reason": "r", "owner": "o", "expires": "2026-12-31"}


def with_coverage(*changes: dict[str, Any], **members: Any) -> dict[str, Any]:
    return reports.report([reports.session()], coverage=reports.coverage(*changes, **members))


def merged(**named: dict[str, Any]) -> Any:
    contents = [(name, json.dumps({**one, "target": name, "account_id": name})) for name, one in named.items()]
    return merge(contents, targets=None, now=NOW)


@pytest.mark.parametrize(
    "report",
    [
        with_coverage(),
        with_coverage(reports.unnoticed()),
        with_coverage(
            reports.unnoticed(suggestion=None), unreached=[{"policy": "p", "pointer": None, "operator": None}]
        ),
    ],
)
def test_reports_that_are_right(report: dict[str, Any]) -> None:
    assert_valid_report(report)
    assert problems(report) == []


WRONG = {
    "coverage has 31 settings, of which 32 are noticed": with_coverage(settings_noticed=32),
    "coverage has 99 changes, which are not those noticed, unjudged and unnoticed": with_coverage(changes=99),
    "coverage.unnoticed[0] is of 2 sessions, and only 1 are there": with_coverage(reports.unnoticed(sessions=2)),
    "coverage.unjudged must be a count": with_coverage(unjudged=-1),
    "coverage.unnoticed[0].suggestion must be a mapping": with_coverage(reports.unnoticed(suggestion="x")),
}


@pytest.mark.parametrize("problem", WRONG)
def test_reports_that_are_wrong(problem: str) -> None:
    assert problems(WRONG[problem]) == [problem]
    if "must be" in problem:  # of the others a schema knows nothing
        assert schema_problems(WRONG[problem])


def test_a_merge_keeps_the_coverage_of_each_target() -> None:
    one, other = with_coverage(reports.unnoticed()), with_coverage()
    whole = merged(a=one, b=other, c=reports.report([reports.session()]))
    assert_valid_report(whole)
    assert "coverage" not in whole
    assert coverages(whole) == [("a", one["coverage"]), ("b", other["coverage"])]


@pytest.mark.parametrize(
    "declared",
    [
        {},
        {"expected": BOUND},
        {"expected": BOUND, "waivers": [WAIVER]},
        {"policies": [{"name": "p", "exhaustive": True}]},
    ],
    ids=["nothing", "drift", "waived", "exhaustive"],
)
def test_the_rest_of_a_report_is_the_same_with_it_and_without(declared: dict[str, Any]) -> None:
    beside = audit(sessions=[SESSION], now=NOW, find_coverage=True, **declared)
    without = audit(sessions=[SESSION], now=NOW, **declared)
    assert_valid_report(beside)  # type: ignore[arg-type]
    assert problems(beside) == []
    assert beside.pop("coverage")["settings"] == 3
    assert json.dumps(beside) == json.dumps(without)


def test_without_policies_nothing_is_checked_and_the_report_says_so() -> None:
    report = audit(sessions=[SESSION], now=NOW, find_coverage=True)
    assert (report["verdict"], report["summary"]["checks"], report["summary"]["unchecked"]) == ("unverified", 0, 1)
    coverage = report["coverage"]
    assert (coverage["settings_noticed"], coverage["changes_noticed"], coverage["unjudged"]) == (0, 0, 0)
    assert len(coverage["unnoticed"]) == coverage["changes"] > 0
