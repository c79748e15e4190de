# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outliers in a report: valid, kept apart by target in a merge, and of sessions that are there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from support import reports
from support.schema import assert_valid_report, schema_problems

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.validation import problems

NOW = datetime(2026, 11, 22, 17, 10, tzinfo=UTC)


def with_outliers(*outliers: dict[str, Any], **members: Any) -> dict[str, Any]:
    return reports.report([reports.session()], outliers=list(outliers), **members)


def merged(**named: dict[str, Any]) -> Any:
    contents = [(name, json.dumps({**one, "target": name, "account_id": name})) for name, one in named.items()]
    return merge(contents, targets=None, now=NOW)


@pytest.mark.parametrize("outliers", [[], [reports.outlier()], [reports.outlier(actual=None, usual=True, group={})]])
def test_reports_that_are_right(outliers: list[dict[str, Any]]) -> None:
    report = with_outliers(*outliers)
    assert_valid_report(report)
    assert problems(report) == []


@pytest.mark.parametrize(
    ("outlier", "problem"),
    [
        (reports.outlier("s-2"), "outliers[0] is about the session 's-2', which is not in sessions"),
        (reports.outlier(target="one"), "outliers has an entry with a target"),
        (reports.outlier(score=1.5), "outliers[0].sessions[0].score must be a score from 0 to 1"),
        (reports.outlier(compared=-1), "outliers[0].compared must be a count"),
    ],
)
def test_reports_that_are_wrong(outlier: dict[str, Any], problem: str) -> None:
    assert problems(with_outliers(outlier)) == [problem]
    if "s-2" not in problem:  # of that a schema knows nothing
        assert schema_problems(with_outliers(outlier))


def test_a_merge_names_their_targets_the_most_conspicuous_first() -> None:
    whole = merged(a=with_outliers(reports.outlier(score=0.6)), b=with_outliers(reports.outlier(score=0.9)), c=GOOD)
    assert_valid_report(whole)
    assert [(one["target"], one["sessions"][0]["score"]) for one in whole["outliers"]] == [("b", 0.9), ("a", 0.6)]


def test_a_merge_has_none_where_nobody_asked_for_them() -> None:
    assert "outliers" not in merged(a=GOOD)
    assert merged(a=with_outliers(), b=GOOD)["outliers"] == []


def test_they_change_nothing_else_of_a_merge() -> None:
    beside, without = merged(a=with_outliers(reports.outlier())), merged(a=GOOD)
    assert beside.pop("outliers")
    assert json.dumps(beside) == json.dumps(without)


GOOD = reports.report([reports.session()])
