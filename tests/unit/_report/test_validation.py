"""The check that needs no JSON Schema validator is no weaker than the schema."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reports
from support.schema import SCHEMA, count_problems, schema_problems

from ansible_collections.sparkops.athena.plugins.plugin_utils._report import validation as report_check

DEFS = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]

STRUCTURES = {
    "error": report_check.ERROR,
    "summary": report_check.SUMMARY,
    "session": report_check.SESSION,
    "finding": report_check.FINDING,
    "unreadable": report_check.UNREADABLE,
    "waiver": report_check.WAIVER,
    "policy": report_check.POLICY,
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_structures_are_those_of_the_schema(name: str) -> None:
    structure, defined = STRUCTURES[name], DEFS[name]
    assert structure.required.keys() == set(defined["required"])
    only_merged = {"target"} & defined["properties"].keys()
    assert structure.required.keys() | structure.optional.keys() == defined["properties"].keys() - only_merged


def test_the_whole_is_that_of_the_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert report_check.REPORT.required.keys() == set(schema["required"])
    assert report_check.REPORT.optional == {}


def places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a report."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [at, *(place for key, item in below for place in places(item, (*at, key)))]


TYPICAL = reports.typical()
PLACES = [place for place in places(TYPICAL) if place]
OTHER = [None, True, -1, 0, 1, 2, "", "drifted", "compliant", "unverified", "waived", "drift", [], {}, ["x"], {"x": 1}]


@settings(max_examples=300)
@given(st.sampled_from(PLACES), st.sampled_from([*OTHER, "remove", "add"]))
def test_no_weaker_than_the_schema(place: tuple[Any, ...], change: Any) -> None:
    report = deepcopy(TYPICAL)
    *path, last = place
    holder: Any = report
    for key in path:
        holder = holder[key]
    if change == "remove":
        del holder[last]
    elif change == "add" and isinstance(holder[last], dict):
        holder[last]["more"] = 1
    else:
        holder[last] = change
    wrong = schema_problems(report) or count_problems(report)
    assert not wrong or report_check.problems(report), wrong


@pytest.mark.parametrize("report", [TYPICAL, reports.report(), reports.report([reports.session()])])
def test_sound_reports(report: dict[str, Any]) -> None:
    assert report_check.problems(report) == []


def test_the_same_session_read_twice() -> None:
    sessions = [reports.session("s-1"), reports.session("s-1", "drifted", state="BUSY")]
    assert report_check.problems(reports.report(sessions, [reports.finding("s-1", state="BUSY")])) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"verdict": "compliant"}, "the verdict is compliant, where drifted follows from what is in it"),
        ({"findings": []}, "summary.findings.error says 1, 0 are there"),
        ({"sessions": []}, "summary.sessions says 5, 0 are there"),
        ({"policies": []}, "entries of policy base says 1, 0 are there"),
        ({"schema_version": True}, "schema_version is not 1"),
        ({"generated_at": "yesterday"}, "generated_at is no time in UTC"),
        ({"regions": "eu-west-1"}, "regions is no list"),
        ({"more": 1}, "more is unknown"),
    ],
)
def test_what_is_told(change: dict[str, Any], told: str) -> None:
    assert told in report_check.problems(reports.typical() | change)


@pytest.mark.parametrize("report", [None, [], "compliant", 1, {}, {"verdict": "compliant"}])
def test_what_is_no_report(report: Any) -> None:
    assert report_check.problems(report)
