"""What the HTML page is told: states, groups and words, so that its scripts only show and filter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from support import fleet_reports, reports
from support.hostile import hostile_reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.operators import OPERATORS
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.words import operator_words, sentence


def prepared(report: dict[str, Any]) -> Any:
    return page_data(report)["prepared"]


def cells(report: dict[str, Any]) -> dict[tuple[int, str], str]:
    """The name of the state of each session, by its index, under each policy."""
    page = prepared(report)
    states = [state["name"] for state in page["words"]["states"]]
    return {
        (index, policy): states[state]
        for index, session in enumerate(page["sessions"])
        for policy, state in zip(page["policies"], session["cells"], strict=True)
    }


def test_the_state_of_every_cell() -> None:
    found = cells(reports.typical())
    assert {place: state for place, state in found.items() if state not in ("compliant", "none")} == {
        (1, "base"): "drift",
        (1, "advice"): "warning",
        (2, "base"): "unverified",
        (3, "base"): "waived",
    }
    assert found[0, "base"] == "compliant"
    assert found[0, "advice"] == found[4, "base"] == "none"


@pytest.mark.parametrize(
    ("findings", "state"),
    [
        ([("waived", "error"), ("drift", "warning")], "warning"),
        ([("unverified", "error"), ("drift", "warning")], "warning"),
        ([("drift", "warning"), ("drift", "error")], "drift"),
        ([("waived", "warning"), ("unverified", "warning")], "unverified"),
    ],
)
def test_the_worst_finding_decides_a_cell(findings: list[tuple[str, str]], state: str) -> None:
    made = [reports.finding("s-1", status, severity=severity) for status, severity in findings]
    assert cells(reports.report([reports.session("s-1", "drifted")], made)) == {(0, "base"): state}


def test_sessions_of_one_id_in_two_regions_are_told_apart() -> None:
    sessions = [reports.session(), reports.session(region="us-east-1")]
    report = reports.report(sessions, [reports.finding(region="us-east-1")])
    assert cells(report) == {(0, "base"): "compliant", (1, "base"): "drift"}


def test_the_worst_sessions_come_first() -> None:
    verdicts = [reports.typical()["sessions"][index]["verdict"] for index in prepared(reports.typical())["order"]]
    assert verdicts == ["drifted", "unverified", "unchecked", "compliant", "compliant"]


def test_findings_share_difference_and_place() -> None:
    findings = [
        reports.finding("s-1"),
        reports.finding("s-2", state="BUSY"),
        reports.finding("s-3", work_group="adhoc"),
        reports.finding("s-1", actual=61),
    ]
    page = prepared(reports.report([reports.session(f"s-{number}") for number in (1, 2, 3)], findings))
    assert [(each["difference"], each["place"]) for each in page["findings"]] == [(0, 0), (0, 0), (0, 1), (1, 0)]
    assert page["operators"] == ["at most", "at most"]


def test_waivers_have_their_standing() -> None:
    assert prepared(reports.typical())["waivers"] == [
        {"list": "expired", "index": 0, "expiring": False, "unused": False},
        {"list": "in_force", "index": 0, "expiring": True, "unused": False},
        {"list": "in_force", "index": 1, "expiring": False, "unused": True},
    ]


def test_what_ended_before_it_was_read_is_not_unread() -> None:
    page = prepared(fleet_reports.single())
    assert page["unread"] == 2
    assert page["unapplied"] == ["gpu-pools"]


def test_every_operator_has_words() -> None:
    words = {name: operator_words(name, 1) for name in (*OPERATORS, "exhaustive")}
    assert all(words.values())
    assert len(set(words.values())) == len(words)
    assert operator_words("eq", [1]) == "these, in any order"
    assert operator_words("present", False) == "absent"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (reports.report([reports.session()]), "1 session of 1 session checked runs as declared."),
        (reports.report(), "Nothing was checked."),
        (reports.report(policies=[{"name": "base", "severity": "error"}]), "Nothing was checked."),
        (
            reports.typical(),
            "1 of 5 sessions differs from what was declared; 1 could not be verified; 1 could not be read.",
        ),
        (
            reports.report([reports.session("s-1", "unverified")], [reports.finding("s-1", "unverified")]),
            "1 of 1 session could not be verified.",
        ),
        (fleet_reports.failed(), "1 error left the report incomplete."),
    ],
)
def test_the_verdict_in_a_sentence(report: dict[str, Any], words: str) -> None:
    assert sentence(report) == words


@given(hostile_reports())
def test_every_finding_has_its_place(report: dict[str, Any]) -> None:
    page = prepared(report)
    for finding, shown in zip(report["findings"], page["findings"], strict=True):
        assert finding["policy"] in page["policies"]
        assert finding["session_id"] == report["sessions"][shown["session"]]["session_id"]
    assert sorted(page["order"]) == list(range(len(report["sessions"])))
