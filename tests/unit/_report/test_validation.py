# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The types of a report are those of the shipped schema, and what contradicts itself is no report."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from support import reports
from support.changes import OTHER, changed, places
from support.schema import SCHEMA

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.typed_shapes import members, mismatches
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding import finding, fleet, outliers
from ansible_collections.sparkops.athena.plugins.plugin_utils._report import model
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.validation import problems

WHOLE = json.loads(SCHEMA.read_text(encoding="utf-8"))
DEFS = WHOLE["$defs"]
FINDING = DEFS["finding"]["properties"]

STRUCTURES: dict[str, tuple[Any, dict[str, Any]]] = {
    "report": (model.MergedReport, WHOLE),
    "scope": (model.Scope, DEFS["scope"]),
    "generator": (model.Generator, DEFS["generator"]),
    "error": (model.ReportError, DEFS["error"]),
    "summary": (model.Summary, DEFS["summary"]),
    "summary.changes": (model.ChangeCounts, DEFS["changes"]),
    "summary.findings": (model.SeverityCounts, DEFS["summary"]["properties"]["findings"]),
    "session": (model.ReportSession, DEFS["session"]),
    "finding": (finding.Finding, DEFS["finding"]),
    "finding.normalised": (finding.Normalised, FINDING["normalised"]),
    "finding.waiver": (finding.WaiverNote, FINDING["waiver"]),
    "finding.root_cause": (finding.RootCause, FINDING["root_cause"]),
    "earlier": (model.EarlierFinding, DEFS["earlier"]),
    "unreadable": (model.UnreadableEntry, DEFS["unreadable"]),
    "waivers": (model.WaiverLists, DEFS["waivers"]),
    "waiver": (model.ReportWaiver, DEFS["waiver"]),
    "outlier": (outliers.Outlier, DEFS["outlier"]),
    "outlier.session": (outliers.OutlierSession, DEFS["outlier_session"]),
    "fleet": (fleet.Fleet, DEFS["fleet"]),
    "fleet.group": (fleet.FleetGroup, DEFS["fleet_group"]),
    "fleet.session": (fleet.FleetSession, DEFS["fleet_session"]),
    "fleet.dpus": (fleet.FleetDpus, DEFS["fleet_dpus"]),
    "policy": (model.ReportPolicy, DEFS["policy"]),
    "target": (model.TargetEntry, DEFS["target"]),
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_members_are_those_of_the_schema(name: str) -> None:
    structure, schema = STRUCTURES[name]
    required, optional = members(structure)
    merged_only = {"targets"} if structure is model.MergedReport else set()
    assert required.keys() - merged_only == set(schema["required"])
    assert optional.keys() | merged_only == schema["properties"].keys() - set(schema["required"])


def shapes_only(node: Any) -> Any:
    """A schema without what it says of several members at once."""
    if isinstance(node, list):
        return [shapes_only(one) for one in node]
    if not isinstance(node, dict):
        return node
    beside_reference = {"properties"} if "$ref" in node else set()
    left_out = {"allOf", "if", "then", "else", "uniqueItems", *beside_reference}
    return {key: shapes_only(value) for key, value in node.items() if key not in left_out}


SHAPE = Draft202012Validator(shapes_only(WHOLE))


TYPICAL = reports.typical() | {
    "target": "one",
    "run_id": "r-1",
    "scope": {"work_groups": ["etl"]},
    "generator": {"collection": "1.0.0", "core": "2.19.0"},
}
PLACES = [place for place in places(TYPICAL) if place]


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([*OTHER, "remove", "add"]))
@example(("findings", 0, "pointer"), "/a~2")
@example(("summary", "checks"), True)
def test_the_types_take_what_the_schema_takes(place: tuple[Any, ...], change: Any) -> None:
    report = changed(TYPICAL, place, change)
    wrong = [f"{error.instance_path}: {error.message[:300]}" for error in SHAPE.iter_errors(report)]
    assert bool(list(mismatches(model.Report, report))) is bool(wrong), wrong


@pytest.mark.parametrize(
    "report",
    [
        TYPICAL,
        reports.typical(),
        reports.changed(),
        reports.report(),
        reports.report([reports.session()]),
        reports.report([reports.session("s", region=None), reports.session("s"), reports.session("s", region="x")]),
    ],
)
def test_sound_reports(report: dict[str, Any]) -> None:
    assert problems(report) == []


def with_entry(report: dict[str, Any], list_name: str, index: int, **members: Any) -> dict[str, Any]:
    """The report in which one entry of a list has other members; None removes one."""
    entry = report[list_name][index] | members
    report[list_name][index] = {name: its for name, its in entry.items() if name not in members or its is not None}
    return report


def with_part(list_name: str, index: int, **members: Any) -> dict[str, Any]:
    """A typical report in which one entry of a list has other members; None removes one."""
    return with_entry(reports.typical(), list_name, index, **members)


def counting(**counts: Any) -> dict[str, Any]:
    report = reports.typical()
    report["summary"].update(counts)
    return report


def waived_at(pointer: str) -> dict[str, Any]:
    """A report whose waiver in force is for this pointer."""
    report = copy.deepcopy(reports.typical())
    for waiver in report["waivers"]["in_force"]:
        waiver["pointer"] = pointer
    return report


CONTRADICTIONS: dict[str, Callable[[], dict[str, Any]]] = {
    "schema_version must be 1": lambda: reports.typical() | {"schema_version": True},
    "generated_at must be a time in UTC": lambda: reports.typical() | {"generated_at": "yesterday"},
    "regions must be a list": lambda: reports.typical() | {"regions": "eu-west-1"},
    "regions has 'a' 2 times": lambda: reports.typical() | {"regions": ["a", "a"]},
    "more is unknown": lambda: reports.typical() | {"more": 1},
    "sessions has ('eu-west-1', 's-ok') 2 times": lambda: reports.report([reports.session("s-ok")] * 2),
    "policies has 'base' 2 times": lambda: reports.typical() | {"policies": reports.typical()["policies"] * 2},
    "session 's-ok' has 7 checks, and by policy 1": lambda: with_part("sessions", 0, checks=7),
    "session 's-ok' is unchecked, and has 1 checks": lambda: with_part("sessions", 0, verdict="unchecked"),
    "session 's-ok' has the policy 'x', which is not in": lambda: with_part("sessions", 0, policies={"x": 1}),
    "findings[3] is waived without a waiver": lambda: with_part("findings", 3, waiver=None),
    "findings[3] is drift with a waiver": lambda: with_part("findings", 3, status="drift"),
    "findings[2] is unverified and different": lambda: with_part("findings", 2, kind="different"),
    "findings[0] is drift and unverifiable": lambda: with_part("findings", 0, kind="unverifiable"),
    "findings[0] is missing and has a value": lambda: with_part("findings", 0, kind="missing"),
    "findings[1] is different by the operator exhaustive": lambda: with_part("findings", 1, kind="different"),
    "findings[0] is about the session 's-x', which is not in": lambda: with_part("findings", 0, session_id="s-x"),
    "findings[0] is of the policy 'x', which is not in policies": lambda: with_part("findings", 0, policy="x"),
    "findings[0] has the severity warning, and its policy error": lambda: with_part("findings", 0, severity="warning"),
    "findings[2] is of the policy 'advice', which did not apply": lambda: with_part(
        "findings", 2, policy="advice", severity="warning"
    ),
    "findings[3] is waived by a waiver that is not in waivers.in_force": lambda: with_part(
        "findings", 3, waiver={"reason": "a load test", "owner": "data", "expires": "2026-12-30"}
    ),
    "findings[3] is waived by a waiver that is not in waivers.in_force, or not for this pointer": lambda: waived_at(
        "/region"
    ),
    "findings[0] is of the work group 'elsewhere', and its session of": lambda: with_part(
        "findings", 0, work_group="elsewhere"
    ),
    "findings has '{": lambda: reports.typical() | {"findings": reports.typical()["findings"] * 2},
    "findings has an entry with a target": lambda: with_part("findings", 0, target="one"),
    "sessions has an entry with a target": lambda: with_part("sessions", 0, target="one"),
    "earlier has an entry with a target": lambda: with_entry(reports.changed(), "earlier", 0, target="one"),
    "earlier has '2222222222222222' 2 times": lambda: with_entry(reports.changed(), "earlier", 1, fingerprint="2" * 16),
    "earlier has entries, and summary no changes": lambda: reports.typical() | {"earlier": [reports.earlier()]},
    "findings[0] is drift with change": lambda: with_part("findings", 0, change="new", first_seen=reports.NOW),
    "findings[0] is drift with first_seen": lambda: with_part("findings", 0, first_seen=reports.NOW),
    "findings[0] is drift without change": lambda: with_entry(reports.changed(), "findings", 0, change=None),
    "findings[3] is waived without first_seen": lambda: with_entry(reports.changed(), "findings", 3, first_seen=None),
    "findings[2] is unverified with first_seen": lambda: with_entry(
        reports.changed(), "findings", 2, first_seen=reports.NOW
    ),
    "findings[3] is waived with change": lambda: with_entry(reports.changed(), "findings", 3, change="new"),
    "unreadable has an entry with a target": lambda: with_part("unreadable", 0, target="one"),
}
LOST: dict[str, Callable[[], dict[str, Any]]] = {
    "summary.sessions is 6, and only 5 are there": lambda: counting(sessions=6),
    "summary.checks is 9, and only 6 are there": lambda: counting(checks=9),
    "summary.gone is 2, and only 1 are there": lambda: counting(gone=2),
    "summary.changes.fixed is 2, and only 1 are there": lambda: (
        reports.changed() | {"summary": reports.changed()["summary"] | {"changes": reports.changes(fixed=2)}}
    ),
    "summary.changes.new is 2, and only 1 are there": lambda: (
        reports.changed() | {"summary": reports.changed()["summary"] | {"changes": reports.changes(new=2)}}
    ),
    "summary.waived is 2, and only 1 are there": lambda: counting(waived=2),
    "summary.findings.error is 2, and only 1 are there": lambda: counting(findings={"error": 2, "warning": 1}),
    "sessions of policy 'advice' is 2, and only 1 are there": lambda: with_part("policies", 0, sessions=2),
    "checks of policy 'advice' is 2, and only 1 are there": lambda: with_part("policies", 0, checks=2),
    "findings of policy 'advice' is 2, and only 1 are there": lambda: with_part("policies", 0, findings=2),
    "session 's-ok' is drifted, and what is there makes it compliant": lambda: with_part(
        "sessions", 0, verdict="drifted"
    ),
    "session 's-ok' is unverified, and what is there makes it": lambda: with_part("sessions", 0, verdict="unverified"),
    "the verdict is unverified, and what is there makes it compliant": lambda: reports.report(
        [reports.session()], verdict="unverified"
    ),
}


@pytest.mark.parametrize("problem", CONTRADICTIONS)
def test_contradictions(problem: str) -> None:
    assert any(one.startswith(problem) for one in problems(CONTRADICTIONS[problem]())), problem


@pytest.mark.parametrize("problem", LOST)
def test_claims_of_more_than_is_there(problem: str) -> None:
    assert any(one.startswith(problem) for one in problems(LOST[problem]())), problem


@pytest.mark.parametrize("report", [None, [], "compliant", 1, {}, {"verdict": "compliant"}])
def test_what_is_no_report(report: Any) -> None:
    assert problems(report)
