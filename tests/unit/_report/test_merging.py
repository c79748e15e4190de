"""The merge: what is believed, what is named, and what the whole is then."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import reports
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge

MADE = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
NOW = MADE + timedelta(minutes=10)

GOOD = reports.report([reports.session()])
DRIFTED = reports.report([reports.session("s-1", "drifted")], [reports.finding("s-1")])
GOOD_TEXT = json.dumps(GOOD)


def merged(*contents: Any, expected: list[str] | None = None, max_age: float | None = 3600) -> dict[str, Any]:
    """The merge of contents named a, b, …"""
    made = merge(list(zip("abcdefgh", contents, strict=False)), expected, max_age, NOW)
    assert_valid_report(made)
    return made


def problem(report: dict[str, Any], name: str = "a") -> str:
    return next(str(target.get("problem")) for target in report["targets"] if target["name"] == name)


UNUSABLE: dict[str, tuple[Any, str]] = {
    "half written": (GOOD_TEXT[:-40], "broken: it is no JSON, perhaps half written"),
    "empty": ("", "broken: it is no JSON, perhaps half written"),
    "no text": (b"\xff\xfe{}", "broken: it is no JSON"),
    "half a surrogate pair": (GOOD_TEXT.replace('"etl"', r'"\ud800"'), "broken: it is no JSON"),
    "nan": (GOOD_TEXT.replace('"checks": 1', '"checks": NaN'), "broken: it is no JSON"),
    "huge number": (GOOD_TEXT.replace('"checks": 1', f'"checks": 1{"0" * 5000}'), "broken: it is no JSON"),
    "deep": ("[" * 100_000, "broken: it is no JSON"),
    "said twice": (GOOD_TEXT.replace("{", '{"verdict": "drifted", ', 1), "broken: it is no JSON"),
    "a list": ("[]", "broken: it is no report"),
    "a text": ('"compliant"', "broken: it is no report"),
    "null": ("null", "broken: it is no report"),
    "only a verdict": ('{"schema_version": 1, "verdict": "compliant"}', "broken: "),
    "no version": (
        json.dumps({key: GOOD[key] for key in GOOD if key != "schema_version"}),
        "broken: schema_version is",
    ),
    "another version": (json.dumps(GOOD | {"schema_version": 2}), "of another schema: version 2, where 1"),
    "version true": (json.dumps(GOOD | {"schema_version": True}), "of another schema: version true"),
    "version as text": (json.dumps(GOOD | {"schema_version": "1"}), 'of another schema: version "1"'),
    "another version of other shape": ('{"schema_version": 3, "all": []}', "of another schema: version 3"),
    "drift called compliant": (json.dumps(DRIFTED | {"verdict": "compliant"}), "broken: the verdict is compliant"),
    "findings taken out": (json.dumps(DRIFTED | {"findings": [], "verdict": "compliant"}), "broken: summary.findings"),
    "a merged one": (json.dumps(GOOD | {"targets": []}), "broken: it is a merged report"),
    "cannot be read": (PermissionError(13, "Permission denied"), "broken: it cannot be read (Permission denied)"),
    "stale": (json.dumps(GOOD | {"generated_at": "2026-11-22T16:09:59+00:00"}), "stale: made at 2026-11-22T16:09:59"),
    "from the future": (json.dumps(GOOD | {"generated_at": "2026-11-22T17:15:01+00:00"}), "from the future: made at"),
    "no day": (json.dumps(GOOD | {"generated_at": "2026-13-45T17:00:00+00:00"}), "broken: generated_at is no time"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_cannot_be_used_is_named_and_leaves_the_whole_unverified(what: str) -> None:
    content, told = UNUSABLE[what]
    report = merged(content, GOOD_TEXT, expected=["a", "b"])
    assert problem(report).startswith(told)
    assert report["verdict"] == "unverified"
    assert [target["verdict"] for target in report["targets"]] == ["unverified", "compliant"]
    assert [(error["stage"], error["target"]) for error in report["errors"]] == [("merge", "a")]
    assert report["summary"] == GOOD["summary"]


@pytest.mark.parametrize("what", UNUSABLE)
def test_drift_elsewhere_stays_drift(what: str) -> None:
    assert merged(UNUSABLE[what][0], DRIFTED)["verdict"] == "drifted"


def test_missing_targets_are_named() -> None:
    report = merged(GOOD_TEXT, expected=["a", "z"])
    assert problem(report, "z") == "missing: there is no z.json"
    assert report["verdict"] == "unverified"


def test_what_was_not_expected_is_left_out() -> None:
    report = merged(GOOD_TEXT, DRIFTED, expected=["a"])
    assert report["verdict"] == "compliant"
    assert [target["name"] for target in report["targets"]] == ["a"]


@pytest.mark.parametrize("expected", [None, []])
def test_no_target_at_all(expected: list[str] | None) -> None:
    report = merged(expected=expected)
    assert report["verdict"] == "unverified"
    assert report["targets"] == []
    assert report["errors"][0]["message"].startswith("no target at all")


def test_two_reports_of_one_target() -> None:
    report = merge([("a", GOOD_TEXT), ("a", GOOD_TEXT)], None, None, NOW)
    assert_valid_report(report)
    assert problem(report).startswith("there 2 times")
    assert report["verdict"] == "unverified"


def test_one_target_expected_twice() -> None:
    report = merged(GOOD_TEXT, expected=["a", "a"])
    assert problem(report).startswith("expected 2 times")
    assert report["verdict"] == "unverified"


@pytest.mark.parametrize("ahead", [timedelta(minutes=4), timedelta(0), timedelta(minutes=-59)])
def test_what_is_timely(ahead: timedelta) -> None:
    assert merged(GOOD | {"generated_at": (NOW + ahead).isoformat()})["verdict"] == "compliant"


def test_any_age_will_do_where_none_is_given() -> None:
    assert merged(GOOD | {"generated_at": "2020-01-01T00:00:00+00:00"}, max_age=None)["verdict"] == "compliant"


def test_a_target_that_checked_nothing_is_not_hidden_by_others() -> None:
    report = merged(GOOD, reports.report())
    assert report["verdict"] == "unverified"
    assert report["errors"] == [{"stage": "merge", "message": "not one check was made", "target": "b"}]


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([GOOD], "compliant"),
        ([GOOD, GOOD], "compliant"),
        ([GOOD, DRIFTED], "drifted"),
        ([GOOD, reports.report([reports.session()], unreadable=[reports.unreadable()])], "unverified"),
        ([GOOD, reports.report([reports.session()], unreadable=[reports.unreadable("gone")])], "compliant"),
        ([GOOD, reports.report([reports.session()], errors=[{"stage": "read", "message": "no"}])], "unverified"),
        ([DRIFTED, reports.report([reports.session()], errors=[{"stage": "read", "message": "no"}])], "drifted"),
        ([reports.typical(), GOOD], "drifted"),
    ],
)
def test_verdicts(parts: list[Any], verdict: str) -> None:
    report = merged(*parts)
    assert report["verdict"] == verdict
    assert [target["verdict"] for target in report["targets"]] == [part["verdict"] for part in parts]


def test_everything_has_its_target() -> None:
    report = merged(reports.typical(), DRIFTED)
    assert {entry["target"] for entry in report["findings"]} == {"a", "b"}
    assert report["summary"]["sessions"] == len(report["sessions"]) == 6
    assert report["waivers"]["in_force"][0]["target"] == "a"
    base = next(policy for policy in report["policies"] if policy["name"] == "base")
    assert (base["sessions"], base["findings"]) == (5, 4)


def test_policies_that_differ() -> None:
    soft = reports.report(
        [reports.session("s-1", "drifted")], [reports.finding("s-1", severity="warning", remediation="wait")]
    )
    soft["policies"][0]["description"] = "why"
    report = merged(soft, DRIFTED)
    assert [(policy["severity"], policy["description"]) for policy in report["policies"]] == [("error", "why")]
    assert report["summary"]["findings"] == {"error": 1, "warning": 1}


def test_labels_and_accounts() -> None:
    other = GOOD | {"labels": {"environment": "test", "team": "x"}, "account_id": "2", "regions": ["us-east-1"]}
    report = merged(GOOD, other)
    assert report["labels"] == {"environment": "test"}
    assert report["account_id"] is None
    assert report["regions"] == ["eu-west-1", "us-east-1"]
    assert [target["labels"].get("team") for target in report["targets"]] == [None, "x"]
    assert merged(GOOD, GOOD)["account_id"] == "123456789012"


@given(st.text() | st.binary(), st.text(min_size=1))
def test_no_content_is_trouble(content: str | bytes, name: str) -> None:
    report = merge([(name, content)], [name], 60, NOW)
    assert report["verdict"] == "unverified"


@given(st.integers(0, len(GOOD_TEXT) - 1))
def test_no_part_of_a_report_is_one(length: int) -> None:
    assert merge([("a", GOOD_TEXT[:length])], None, None, NOW)["verdict"] == "unverified"
