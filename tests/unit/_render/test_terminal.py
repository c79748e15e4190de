# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person reads: the text on the terminal, and the diff."""

from __future__ import annotations

import copy

import pytest
from support import reports
from support.hostile import HOSTILE

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.diff import session_diffs
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.sides import sides
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text


def many(count):
    sessions = [reports.session(session_id=f"s-{number:04}", verdict="drifted") for number in range(count)]
    findings = [reports.finding(session_id=session["session_id"]) for session in sessions]
    return reports.report(sessions, findings)


@pytest.mark.parametrize("count", [1, 20, 2000])
def test_the_same_difference_is_shown_once_within_the_width(count):
    lines = report_text(many(count), 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert sum("declared  " in line for line in lines) == 1
    assert lines[0].startswith("DRIFTED")
    assert f"{count:,}" in lines[1]


def test_the_last_line_says_what_was_not_verified():
    assert report_text(many(1)).splitlines()[-1] == "Not verified: nothing."
    report = many(2)
    report["unreadable"] = [reports.unreadable()]
    report["errors"] = [{"stage": "read", "message": "no credentials"}]
    last = report_text(report).splitlines()[-1]
    assert last.startswith("Not verified: 1 error")
    assert "1 that could not be read" in last


def test_nothing_compared_is_said():
    assert "nothing was compared" in report_text(reports.report([], [])).splitlines()[-1]


def test_different_findings_of_the_same_sessions_stand_together():
    report = many(3)
    for finding in list(report["findings"]):
        report["findings"].append({**finding, "pointer": "/session_configuration/execution_role"})
    text = report_text(report)
    assert text.count("3 sessions: s-0000") == 1
    assert text.count("    declared") == 2


def test_differences_beyond_the_bound_are_counted():
    report = many(100)
    for number, finding in enumerate(report["findings"]):
        finding["actual"] = number
    assert "… and 60 more differences" in report_text(report)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_cannot_steer_the_terminal(text):
    report = many(1)
    for finding in report["findings"]:
        finding.update(actual=text, work_group=text, policy=text, remediation=text, pointer=f"/{text}", state=text)
    report["errors"] = [{"stage": text, "message": text, "target": text}]
    report["unreadable"] = [reports.unreadable(session_id=text, message=text, target=text)]
    report["waivers"]["expired"] = [reports.waiver(policy=text, owner=text, reason=text, target=text)]
    shown = report_text(report) + "".join(session_diffs(report)[0].values())
    assert shown.replace("\n", "").isprintable()


def test_a_report_of_every_kind_reads_within_the_width():
    text = report_text(copy.deepcopy(reports.typical()), 80)
    assert max(map(len, text.splitlines())) <= 80


def test_the_diff_goes_session_by_session():
    first, second = session_diffs(many(2))
    assert first["before_header"].startswith("s-0000 in ")
    assert second["after_header"] == "declared"
    place = first["before"].splitlines()[0]
    assert place == first["after"].splitlines()[0]
    assert first["before"] != first["after"]


def test_the_diff_leaves_out_what_is_waived_or_unverified():
    report = many(2)
    report["findings"][0]["status"] = "waived"
    report["findings"][1]["status"] = "unverified"
    assert session_diffs(report) == []


def test_long_values_show_where_they_differ():
    shared = "s3://bucket/" + "x" * 400
    finding = {"operator": "eq", "declared": f"{shared}/one.jar", "actual": f"{shared}/two.jar"}
    declared, actual = sides(finding)
    assert declared.startswith("…x")
    assert declared.endswith("/one.jar")
    assert actual.endswith("/two.jar")


def test_an_arn_is_shown_whole():
    report = many(1)
    arn = "arn:aws:kms:eu-west-1:123456789012:key/7c3d9a52-0f4e-4d8b-9a61-2b8e5f0c1d34"
    report["findings"][0].update(operator="eq", declared=arn, actual=arn.replace("7c3d", "01f6"))
    text = "".join(line.strip() for line in report_text(report).splitlines())
    assert arn in text


def test_owners_stand_beside_their_sessions():
    alone = many(1)
    alone["findings"][0]["owner"] = "data"
    assert "etl: s-0000 (IDLE, owner data)" in report_text(alone)
    report = many(5)
    for number, finding in enumerate(report["findings"]):
        finding["owner"] = f"u{number}"
    assert "etl: 5 sessions: s-0000, s-0001, s-0002 and 2 more (owner u0, u1, u2 and 2" in report_text(report, 200)
