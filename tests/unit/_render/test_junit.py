"""JUnit: well-formed whatever is in it, counts that match the report, names that outlive sessions."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any
from xml.etree import ElementTree

import junitparser
import pytest
from hypothesis import given
from support import reports
from support.hostile import HOSTILE, hostile_reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.junit import junit


def parsed(report: dict[str, Any]) -> junitparser.JUnitXml:
    xml = junitparser.JUnitXml.fromstring(junit(report).encode("utf-8"))
    assert isinstance(xml, junitparser.JUnitXml)
    return xml


def cases(report: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """Cases by class and name, which must tell them apart."""
    found = [((case.classname, case.name), case) for suite in parsed(report) for case in suite]
    assert [name for name, times in Counter(name for name, _case in found).items() if times > 1] == []
    return dict(found)


def outcomes(report: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    return {name: [type(result).__name__ for result in case.result] for name, case in cases(report).items()}


def test_one_of_everything() -> None:
    assert outcomes(reports.typical()) == {
        ("adhoc", "base #1"): ["Error"],
        ("adhoc", "base #2"): ["Skipped"],
        ("etl", "advice #1"): [],
        ("etl", "base #1"): ["Failure"],
        ("etl", "base #2"): [],
        ("(report)", "something was checked #1"): [],
        ("(report)", "etl is readable #1"): ["Error"],
    }


def test_texts() -> None:
    report = reports.typical()
    failure = cases(report)["etl", "base #1"].result[0]
    assert failure.type == "drift"
    assert failure.message == "/engine_configuration/max_concurrent_dpus: 60 (declared: is at most 20)"
    assert failure.text.splitlines() == [
        "session s-drift, IDLE",
        "error: /engine_configuration/max_concurrent_dpus: 60 is over 20",
        "  declared     le 20",
        "  actual       60",
        "  remediation  Restart the session.",
        "  finding      0123456789abcdef",
    ]
    warning = cases(report)["etl", "advice #1"]
    assert "warning: /derived/spark_properties/spark.executor.memory" in warning.system_out
    notes = junit(report)
    assert "no policy applied to session s-none" in notes
    assert "gone before it was read: session s-8" in notes


def test_counts_match_the_report() -> None:
    report = reports.typical()
    xml = parsed(report)
    written = (xml.tests, xml.failures, xml.errors, xml.skipped)
    xml.update_statistics()
    assert written == (xml.tests, xml.failures, xml.errors, xml.skipped) == (7, 1, 2, 1)
    pairs = sum(len(session["policies"]) for session in report["sessions"])
    assert sum(len(list(suite)) for suite in xml if suite.name != "(report)") == pairs


def test_names_outlive_sessions_and_values() -> None:
    before = reports.report(
        [reports.session("s-1", "drifted"), reports.session("s-2")],
        [reports.finding("s-1")],
    )
    after = reports.report(
        [reports.session("n-7"), reports.session("n-8", "drifted")],
        [reports.finding("n-8", actual=80, message="80 is over 20")],
    )
    assert outcomes(before) == outcomes(after)
    assert ("etl", "base #1") in outcomes(before)


def test_nothing_checked_is_an_error() -> None:
    assert outcomes(reports.report())["(report)", "something was checked #1"] == ["Error"]


def test_errors_are_errors() -> None:
    report = reports.report([reports.session()], errors=[{"stage": "read", "message": "no credentials"}])
    assert outcomes(report)["(report)", "read #1"] == ["Error"]


def test_a_merged_report_names_targets() -> None:
    report = deepcopy(reports.typical())
    for part in ("sessions", "findings", "unreadable"):
        for entry in report[part]:
            entry["target"] = "prod"
    report["errors"] = [{"stage": "merge", "message": "missing", "target": "dev"}]
    names = outcomes(report)
    assert names["prod.etl", "base #1"] == ["Failure"]
    assert names["dev.(report)", "merge #1"] == ["Error"]
    assert names["prod.(report)", "etl is readable #1"] == ["Error"]
    assert names["(report)", "something was checked #1"] == []


def test_the_report_of_a_target_names_it_in_every_suite() -> None:
    suites = {name for name, _case in outcomes(reports.typical() | {"target": "prod"})}
    assert suites == {"prod.adhoc", "prod.etl", "prod.(report)"}


def test_every_case_and_suite_has_a_time() -> None:
    root = ElementTree.fromstring(junit(reports.typical()).encode())
    timed = [element for element in root.iter() if element.tag in ("testsuites", "testsuite", "testcase")]
    assert len(timed) > 5
    assert all(float(element.attrib["time"]) == 0 for element in timed)


@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"actual": None, "kind": "missing"},
            "/engine_configuration/max_concurrent_dpus: (none) (declared: is at most 20)",
        ),
        ({"pointer": "/a", "operator": "eq", "declared": "4g", "actual": "5g"}, '/a: "5g" (declared: 4g)'),
        ({"pointer": "/a", "operator": "exhaustive", "declared": None, "actual": "4g"}, '/a: "4g" (is not declared)'),
        ({"pointer": "/a", "operator": "present", "declared": False, "actual": "x"}, '/a: "x" (declared: is absent)'),
        (
            {"pointer": "", "operator": "present", "declared": True, "actual": None},
            "the session: (none) (declared: is present)",
        ),
    ],
)
def test_messages_have_both_sides(members: dict[str, Any], message: str) -> None:
    found = cases(reports.report([reports.session("s-1", "drifted")], [reports.finding("s-1", **members)]))
    assert found["etl", "base #1"].result[0].message == message


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([{"status": "drift"}, {"status": "unverified"}], ["Failure"]),
        ([{"status": "waived"}, {"status": "unverified"}], ["Error"]),
        ([{"status": "waived"}, {"status": "drift"}], ["Failure"]),
        ([{"status": "waived", "severity": "warning"}, {"status": "drift", "severity": "warning"}], []),
        ([{"status": "unverified", "severity": "warning"}, {"status": "drift", "severity": "warning"}], ["Error"]),
    ],
)
def test_the_worst_finding_decides(findings: list[dict[str, str]], expected: list[str]) -> None:
    made = [reports.finding("s-1", **members) for members in findings]
    found = outcomes(reports.report([reports.session("s-1", "drifted")], made))
    assert found["etl", "base #1"] == expected


@given(hostile_reports())
def test_always_well_formed(report: dict[str, Any]) -> None:
    text = junit(report)
    ElementTree.fromstring(text.encode("utf-8"))
    cases(report)


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_arrive_as_text(value: str) -> None:
    report = reports.report([reports.session(value, "drifted")], [reports.finding(value, actual=value, message=value)])
    root = ElementTree.fromstring(junit(report).encode("utf-8"))
    tags = {element.tag for element in root.iter()}
    assert tags <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    texts = [text for element in root.iter() for text in [element.text or "", *element.attrib.values()]]
    assert max(len(line) for text in texts for line in text.splitlines()) < 2100


def test_a_case_names_the_owner_of_its_session() -> None:
    sessions = [reports.session("s-1", "drifted", owner="data"), reports.session("s-2")]
    found = cases(reports.report(sessions, [reports.finding("s-1", owner="data")]))
    properties = [element.attrib for element in found["etl", "base #1"]._elem.iter("property")]
    assert properties == [{"name": "owner", "value": "data"}]
    assert "session s-1, IDLE, owner data" in found["etl", "base #1"].result[0].text
    assert found["etl", "base #2"]._elem.find("properties") is None
