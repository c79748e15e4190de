# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report of a run in which nothing was declared: valid, of its own sessions, merged, and shown to people."""

from __future__ import annotations

import json
import textwrap
from datetime import UTC, datetime
from typing import Any

import pytest
from support import reports
from support.hostile import HOSTILE
from support.markup import assert_tame
from support.schema import SCHEMA, assert_valid_report, schema_problems

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.fleet_lines import NEXT_STEPS, fleet_lines
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.html import html_page
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.markdown import markdown
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.gate import failures
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.validation import problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.verdicts import NOTHING_CHECKED

NOW = datetime(2026, 11, 22, 17, 10, tzinfo=UTC)
SESSION = reports.session(verdict="unchecked")
FIRST = reports.undeclared(SESSION)
LONG = {"session_id": "s-1", "work_group": "etl", "region": "eu-west-1", "seconds": 7199}


def with_fleet(**members: Any) -> Any:
    return reports.undeclared(SESSION, fleet=reports.fleet([SESSION], **members))


def merged(**named: dict[str, Any]) -> Any:
    contents = [(name, json.dumps({**one, "target": name, "account_id": name})) for name, one in named.items()]
    return merge(contents, targets=None, now=NOW)


def test_a_report_that_is_right() -> None:
    assert_valid_report(FIRST)
    assert problems(FIRST) == []


@pytest.mark.parametrize(
    ("members", "problem", "by_schema"),
    [
        ({"groups": []}, "fleet.groups has other sessions than the 1 of the report", False),
        ({"idle": [LONG | {"session_id": "s-2"}]}, "fleet.idle has the session 's-2', which is not in sessions", False),
        ({"old": [LONG | {"region": "x"}]}, "fleet.old has the session 's-1', which is not in sessions", False),
        ({"idle": [LONG | {"target": "one"}]}, "fleet.idle has an entry with a target", True),
        ({"dpu_hours": -1}, "fleet.dpu_hours must be a number of hours", True),
        ({"dpus": {}}, "fleet.dpus must be a list", True),
    ],
)
def test_reports_that_are_wrong(members: dict[str, Any], problem: str, by_schema: bool) -> None:
    wrong = with_fleet(**members)
    assert problems(wrong) == [problem]
    assert bool(schema_problems(wrong)) is by_schema


def test_a_merge_names_their_targets() -> None:
    whole = merged(a=FIRST, b=with_fleet(idle=[LONG]), c=GOOD)
    assert_valid_report(whole)
    assert [(one["target"], one["seconds"]) for one in whole["fleet"]["idle"]] == [("a", 90_000), ("b", 7199)]
    assert [one["target"] for one in whole["fleet"]["dpus"]] == ["a", "b"]
    assert (whole["fleet"]["dpu_hours"], whole["fleet"]["dpu_hours_sessions"]) == (3.0, 2)
    assert "fleet" not in merged(c=GOOD)


def test_a_target_that_forgot_its_policies_fails_the_whole_whatever_is_allowed() -> None:
    whole = merged(a=FIRST, c=GOOD)
    assert whole["verdict"] == "unverified"
    assert failures(whole, "error", True) == [NOTHING_CHECKED]
    assert "since nothing was declared" not in report_text(whole)


@pytest.mark.parametrize(
    ("members", "line"),
    [
        ({}, "etl, PySpark engine version 3: 1 IDLE"),
        ({}, "idle for 1 h or longer: 1 session (1 d, s-1 in etl)"),
        ({"idle": [LONG, LONG]}, "idle for 1 h or longer: 2 sessions, the longest (1 h, s-1 in etl)"),
        ({}, "alive for 1 d or longer: 1 session (1 d, s-1 in etl)"),
        ({}, "1.5 DPU-hours so far, in 1 session"),
        (
            {},
            "eu-west-1: 20 DPUs at once at most, by max_concurrent_dpus of 1 live session, within the default quota of"
            " 160 for an account and region",
        ),
        (
            {"dpus": [{**FIRST["fleet"]["dpus"][0], "max_concurrent_dpus": 161, "without": 2, "target": "t"}]},
            "t: eu-west-1: 161 DPUs at once at most, by max_concurrent_dpus of 1 live session, more than the default"
            " quota of 160 for an account and region; 2 live sessions without it",
        ),
    ],
)
def test_facts_in_words(members: dict[str, Any], line: str) -> None:
    assert line in fleet_lines(with_fleet(**members)["fleet"])


def test_the_guide_has_the_commands_as_they_are_shown() -> None:
    guide = (SCHEMA.parent / "docsite" / "rst" / "guide_first_run.rst").read_text(encoding="utf-8")
    for step in NEXT_STEPS:
        assert textwrap.indent(step.command, "    ") in guide


def test_facts_of_nothing() -> None:
    nothing = reports.undeclared(fleet=reports.fleet([], dpus=[]))
    assert fleet_lines(nothing["fleet"]) == []
    assert "What was read" not in report_text(nothing)


def test_only_the_largest_groups_are_named() -> None:
    groups = [
        {**FIRST["fleet"]["groups"][0], "work_group": f"w-{number:02d}", "sessions": number} for number in range(12)
    ]
    lines = fleet_lines(reports.fleet([], groups=groups, dpus=[]))
    assert lines[0].startswith("w-11, ")
    assert lines[10:] == ["… and 2 more, see the report"]


def test_everyone_is_told_that_nothing_was_checked_and_what_to_do() -> None:
    text = report_text(FIRST)
    assert text.startswith("UNVERIFIED: nothing was checked, since nothing was declared.")
    assert (
        page_data(FIRST)["prepared"]["sentence"] == "Nothing was checked, since nothing was declared; 1 session read."
    )
    for step in NEXT_STEPS:
        assert all(f"    {line}\n" in text for line in step.command.splitlines())
        assert step.command in markdown(FIRST)
        assert step._asdict() in page_data(FIRST)["prepared"]["next_steps"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_session_means_anything(text: str) -> None:
    session = reports.session(text, "unchecked", work_group=text, state=text, engine_version=text)
    report: Any = reports.undeclared(session)
    assert_tame(markdown(report))
    assert all(line.isprintable() for line in report_text(report).splitlines())
    assert "<script" not in html_page(report).split("<noscript>")[1].split("</noscript>")[0]


GOOD = reports.report([reports.session()])
