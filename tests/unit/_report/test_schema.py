"""The shipped schema: strict, documented, and right about what is inconsistent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from support import reports
from support.schema import SCHEMA, assert_valid_report, count_problems, schema_problems

Change = Callable[[dict[str, Any]], Any]


def properties(node: Any, at: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object schema that lists the members of a structure, with its place."""
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            yield at, node
        for key, below in node.items():
            yield from properties(below, f"{at}/{key}")
    elif isinstance(node, list):
        for index, below in enumerate(node):
            yield from properties(below, f"{at}/{index}")


STRUCTURES = dict(properties(json.loads(SCHEMA.read_text(encoding="utf-8"))))


def test_it_knows_its_structures() -> None:
    assert len(STRUCTURES) >= 12


@pytest.mark.parametrize("at", STRUCTURES)
def test_every_structure_is_closed_and_every_property_described(at: str) -> None:
    structure = STRUCTURES[at]
    assert structure["additionalProperties"] is False
    assert set(structure["required"]) <= set(structure["properties"])
    assert [name for name, member in structure["properties"].items() if not member.get("description")] == []


@pytest.mark.parametrize(
    "report",
    [
        reports.typical(),
        reports.report([reports.session()]),
        reports.report(),
        reports.report([reports.session("s", "unchecked")]),
        reports.report([reports.session()], errors=[{"stage": "read", "message": "no credentials"}]),
        reports.report([reports.session()], unreadable=[reports.unreadable("gone")]),
    ],
)
def test_reports_that_are_right(report: dict[str, Any]) -> None:
    assert_valid_report(report)


WRONG: dict[str, Change] = {
    "drift called compliant": lambda report: report.update(verdict="compliant"),
    "drift called unverified": lambda report: report.update(verdict="unverified"),
    "a key too many": lambda report: report.update(extra=1),
    "a key too few": lambda report: report.pop("unreadable"),
    "another version": lambda report: report.update(schema_version=2),
    "version as text": lambda report: report.update(schema_version="1"),
    "a time of another zone": lambda report: report.update(generated_at="2026-11-22T17:00:00+01:00"),
    "waived without a waiver": lambda report: report["findings"][3].pop("waiver"),
    "a waiver on drift": lambda report: report["findings"][0].update(waiver=report["findings"][3]["waiver"]),
    "unverified and yet different": lambda report: report["findings"][2].update(kind="different"),
    "drift that could not be compared": lambda report: report["findings"][0].update(kind="unverifiable"),
    "missing and yet there": lambda report: report["findings"][0].update(kind="missing"),
    "a fingerprint in capitals": lambda report: report["findings"][0].update(fingerprint="A" * 16),
    "no pointer": lambda report: report["findings"][0].update(pointer="a/b"),
    "unchecked and yet checked": lambda report: report["sessions"][0].update(verdict="unchecked"),
    "a target without targets": lambda report: report["sessions"][0].update(target="one"),
    "targets without a target": lambda report: report.update(targets=[]),
    "an unused waiver that waived": lambda report: report["waivers"]["unused"][0].update(findings=1),
    "an unknown reason": lambda report: report["unreadable"][0].update(reason="whatever"),
}


@pytest.mark.parametrize("what", WRONG)
def test_reports_that_are_wrong(what: str) -> None:
    report = deepcopy(reports.typical())
    WRONG[what](report)
    assert schema_problems(report)


@pytest.mark.parametrize(
    "members",
    [
        {"errors": [{"stage": "read", "message": "no credentials"}]},
        {"unreadable": [reports.unreadable()]},
        {"findings": [reports.finding("s-1", "unverified")]},
        {"sessions": []},
    ],
    ids=["errors", "unreadable", "unverified", "nothing"],
)
def test_what_is_open_is_never_compliant(members: dict[str, Any]) -> None:
    report = reports.report(**{"sessions": [reports.session()]} | members)
    assert report["verdict"] == "unverified"
    assert_valid_report(report)
    assert schema_problems(report | {"verdict": "compliant"})


def test_unverified_has_a_reason() -> None:
    report = reports.report([reports.session()])
    assert schema_problems(report | {"verdict": "unverified"})


def test_counts_add_up() -> None:
    report = reports.typical()
    report["summary"]["checks"] += 1
    report["policies"][0]["findings"] = 7
    assert len(count_problems(report)) == 2
