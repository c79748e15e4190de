"""The merge: what is believed, what is named, and what the whole is then."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import reports
from support.changes import OTHER, changed, places
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge

MADE = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
NOW = MADE + timedelta(minutes=10)

GOOD = reports.report([reports.session()])
DRIFTED = reports.report([reports.session("s-1", "drifted")], [reports.finding("s-1")])
GOOD_TEXT = json.dumps(GOOD)


def merged(*contents: Any, expected: list[str] | None = None, **run: Any) -> dict[str, Any]:
    """The merge of contents named a, b, …; those that are reports, and not their text, are of an account each."""
    named = []
    for name, content in zip("abcdefgh", contents, strict=False):
        if isinstance(content, dict):
            content = json.dumps(
                {"target": name} | content | {"account_id": content["account_id"] and f"account {name}"}
            )
        named.append((name, content))
    made: Any = merge(named, targets=expected, now=NOW, **(run or {"max_age": 3600}))
    assert_valid_report(made)
    return dict(made)


def problem(report: dict[str, Any], name: str = "a") -> str:
    return next(str(target.get("problem")) for target in report["targets"] if target["name"] == name)


def errors(report: dict[str, Any]) -> list[tuple[str | None, str]]:
    return [(error.get("target"), error["message"]) for error in report["errors"]]


UNUSABLE: dict[str, tuple[Any, str]] = {
    "half written": (GOOD_TEXT[:-40], "broken: it is not JSON, perhaps half written"),
    "empty": ("", "broken: it is not JSON, perhaps half written"),
    "no text": (b"\xff\xfe{}", "broken: it is not JSON"),
    "half a surrogate pair": (GOOD_TEXT.replace('"etl"', r'"\ud800"'), "broken: it is not JSON"),
    "nan": (GOOD_TEXT.replace('"checks": 1', '"checks": NaN'), "broken: it is not JSON"),
    "huge number": (GOOD_TEXT.replace('"checks": 1', f'"checks": 1{"0" * 5000}'), "broken: it is not JSON"),
    "deep": ("[" * 100_000, "broken: it is not JSON"),
    "said twice": (GOOD_TEXT.replace("{", '{"verdict": "drifted", ', 1), "broken: it is not JSON"),
    "a list": ("[]", "broken: a report is a mapping"),
    "a text": ('"compliant"', "broken: a report is a mapping"),
    "null": ("null", "broken: a report is a mapping"),
    "only a verdict": ('{"schema_version": 1, "verdict": "compliant"}', "broken: "),
    "no version": (
        json.dumps({key: GOOD[key] for key in GOOD if key != "schema_version"}),
        "broken: schema_version is",
    ),
    "another version": (json.dumps(GOOD | {"schema_version": 2}), "of another schema: version 2, where 1"),
    "version true": (json.dumps(GOOD | {"schema_version": True}), "of another schema: version true"),
    "version as text": (json.dumps(GOOD | {"schema_version": "1"}), 'of another schema: version "1"'),
    "another version of other shape": ('{"schema_version": 3, "all": []}', "of another schema: version 3"),
    "findings taken out": (json.dumps(DRIFTED | {"findings": [], "verdict": "compliant"}), "broken: summary.findings"),
    "a merged one": (json.dumps(GOOD | {"targets": []}), "broken: it is a merged report"),
    "cannot be read": (PermissionError(13, "Permission denied"), "broken: it cannot be read (Permission denied)"),
    "stale": (json.dumps(GOOD | {"generated_at": "2026-11-22T16:09:59+00:00"}), "stale: made at 2026-11-22T16:09:59"),
    "from the future": (json.dumps(GOOD | {"generated_at": "2026-11-22T17:15:01+00:00"}), "from the future: made at"),
    "no day": (json.dumps(GOOD | {"generated_at": "2026-13-45T17:00:00+00:00"}), "broken: generated_at must be a time"),
    "of another target": (json.dumps(GOOD | {"target": "b"}), "of another target: it is the report of b"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_cannot_be_used_is_named_and_leaves_the_whole_unverified(what: str) -> None:
    content, told = UNUSABLE[what]
    report = merged(content, GOOD_TEXT, expected=["a", "b"])
    assert problem(report).startswith(told)
    assert report["verdict"] == "unverified"
    assert [target["verdict"] for target in report["targets"]] == ["unverified", "compliant"]
    assert [name for name, _message in errors(report)] == ["a"]
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
    report = merge([("a", GOOD_TEXT), ("a", GOOD_TEXT)], targets=None, now=NOW)
    assert_valid_report(report)
    assert problem(dict(report)).startswith("there 2 times")
    assert report["verdict"] == "unverified"


def test_one_target_expected_twice() -> None:
    report = merged(GOOD_TEXT, expected=["a", "a"])
    assert problem(report).startswith("expected 2 times")
    assert report["verdict"] == "unverified"


@pytest.mark.parametrize("ahead", [timedelta(minutes=4), timedelta(0), timedelta(minutes=-59)])
def test_what_is_timely(ahead: timedelta) -> None:
    assert merged(GOOD | {"generated_at": (NOW + ahead).isoformat()})["verdict"] == "compliant"


def test_any_age_will_do_where_none_is_given() -> None:
    assert merged(GOOD | {"generated_at": "2020-01-01T00:00:00+00:00"}, run_id=None)["verdict"] == "compliant"


def test_a_target_that_checked_nothing_is_not_hidden_by_others() -> None:
    report = merged(GOOD, reports.report())
    assert report["verdict"] == "unverified"
    assert errors(report) == [("b", "not one check was made")]


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
    other = GOOD | {"labels": {"environment": "test", "team": "x"}, "regions": ["us-east-1"]}
    report = merged(GOOD, other)
    assert report["labels"] == {"environment": "test"}
    assert report["account_id"] is None
    assert report["regions"] == ["eu-west-1", "us-east-1"]
    assert [target["labels"].get("team") for target in report["targets"]] == [None, "x"]
    assert merged(GOOD)["account_id"] == "account a"


# Which reports are of this run
@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"run_id": "r-2"}, "None"),
        ({"run_id": "r-2", "generated_at": "2020-01-01T00:00:00+00:00"}, "None"),
        ({"run_id": "r-1"}, "of another run: its run_id is r-1, and that of this run r-2"),
        ({}, "of another run: its run_id is missing, and that of this run r-2"),
        ({"run_id": "r-2", "generated_at": "2026-11-22T17:15:01+00:00"}, "from the future: "),
    ],
    ids=["this one", "however old", "seconds old, of the run before", "of no run", "from the future"],
)
def test_only_reports_of_this_run_count(members: dict[str, Any], told: str) -> None:
    seconds_old = {"generated_at": (NOW - timedelta(seconds=2)).isoformat()}
    report = merged(GOOD | seconds_old | members, run_id="r-2")
    assert problem(report).startswith(told)
    assert report["verdict"] == ("compliant" if told == "None" else "unverified")
    assert report["run_id"] == "r-2"


# One account and region, or one report, in place of another
def test_two_targets_of_one_account_and_region_are_both_named() -> None:
    a, b = (json.dumps(GOOD | {"target": name, "labels": {"of": name}}) for name in "ab")
    report = merged(a, b)
    assert errors(report) == [(None, "a and b are of the same account and region, 123456789012 in eu-west-1")]
    assert report["verdict"] == "unverified"
    assert merged(a, json.dumps(DRIFTED | {"target": "b"}))["verdict"] == "drifted"


@pytest.mark.parametrize("differing", [{"account_id": "2"}, {"regions": ["us-east-1"]}, {"regions": []}])
def test_targets_that_differ_in_account_or_region(differing: dict[str, Any]) -> None:
    report = merged(json.dumps(GOOD | {"target": "a"}), json.dumps(GOOD | {"target": "b"} | differing))
    assert errors(report) == []
    assert report["verdict"] == "compliant"


def test_regions_alone_do_not_accuse() -> None:
    report = merged(GOOD | {"account_id": None}, reports.report([reports.session("s-2")]) | {"account_id": None})
    assert errors(report) == []
    assert report["verdict"] == "compliant"


@pytest.mark.parametrize("accounts", [(None, None), (None, "1"), ("1", None), ("1", "2")])
@pytest.mark.parametrize("region", ["eu-west-1", "us-east-1"])
def test_sessions_that_two_targets_have_in_common(accounts: tuple[str | None, str | None], region: str) -> None:
    first = reports.report([reports.session("s-2"), reports.session("(no id)")], account_id=accounts[0])
    second = reports.report([reports.session("s-2", region=region), reports.session("(no id)")], account_id=accounts[1])
    told = "a and b read the same 1 session, such as s-2: one is enough"
    assert errors(merged(first, second)) == [(None, told)] * (None in accounts and region == "eu-west-1")


@pytest.mark.parametrize("account_id", [None, "1"])
def test_a_copy_under_another_name(account_id: str | None) -> None:
    text = json.dumps(GOOD | {"account_id": account_id})
    report = merged(text, text)
    assert errors(report) == [("b", "a copy: it is the very report that a has")]
    assert report["verdict"] == "unverified"
    assert report["summary"] == GOOD["summary"]


def test_a_copy_that_says_whose_it_is() -> None:
    text = json.dumps(GOOD | {"target": "a"})
    assert errors(merged(text, text)) == [("b", "of another target: it is the report of a")]


# What follows from findings and sessions, whatever a report says of itself
def waived_until(day: str, **members: Any) -> dict[str, Any]:
    waiver = reports.waiver(expires=day)
    finding = reports.finding("s-1", "waived", waiver={key: waiver[key] for key in ("reason", "owner", "expires")})
    lists = {"in_force": [waiver], "expiring": [], "expired": [], "unused": []}
    return reports.report([reports.session("s-1")], [finding | members], waivers=lists)


@pytest.mark.parametrize(
    ("day", "verdict", "list_names"),
    [
        ("2020-12-31", "drifted", {"expired"}),
        ("2026-11-21", "drifted", {"expired"}),
        ("2026-11-22", "compliant", {"in_force", "expiring"}),
        ("2026-12-06", "compliant", {"in_force", "expiring"}),
        ("2026-12-07", "compliant", {"in_force"}),
    ],
)
def test_waivers_hold_until_the_day_of_the_merge(day: str, verdict: str, list_names: set[str]) -> None:
    report = merged(waived_until(day))
    assert report["verdict"] == report["targets"][0]["verdict"] == report["sessions"][0]["verdict"] == verdict
    assert {name for name, entries in report["waivers"].items() if entries} == list_names
    drifted = verdict == "drifted"
    assert report["summary"] == GOOD["summary"] | {
        "compliant": int(not drifted),
        "drifted": int(drifted),
        "findings": {"error": int(drifted), "warning": 0},
        "waived": int(not drifted),
    }
    assert report["policies"][0]["findings"] == 1


def test_what_was_waived_and_could_not_be_compared_is_unverified_again() -> None:
    report = merged(waived_until("2020-12-31", kind="unverifiable"))
    assert report["verdict"] == "unverified"
    assert [(finding["status"], "waiver" in finding) for finding in report["findings"]] == [("unverified", False)]


def test_a_waiver_is_unused_where_no_target_needs_it() -> None:
    spare = reports.waiver(policy="base", pointer="/state", findings=0)
    common = {"in_force": [spare], "expiring": [], "expired": [], "unused": [spare]}
    needed = {**common, "in_force": [spare | {"findings": 1}], "unused": []}
    assert len(merged(GOOD | {"waivers": common}, GOOD | {"waivers": common})["waivers"]["unused"]) == 2
    assert merged(GOOD | {"waivers": common}, GOOD | {"waivers": needed})["waivers"]["unused"] == []
    assert merged(GOOD | {"waivers": common}, "{")["waivers"]["unused"] == [], "b may need it"


@pytest.mark.parametrize(
    "claims",
    [
        {"verdict": "compliant"},
        {"verdict": "unverified"},
        {"summary": GOOD["summary"]},
        {"sessions": [reports.session("s-1", "compliant")]},
        {"policies": [DRIFTED["policies"][0] | {"findings": 0, "sessions": 0, "checks": 0}]},
    ],
    ids=lambda claims: next(iter(claims)),
)
def test_drift_is_drift_whatever_else_is_claimed(claims: dict[str, Any]) -> None:
    report = merged(DRIFTED | claims)
    assert problem(report) == "None"
    assert report["verdict"] == report["targets"][0]["verdict"] == report["sessions"][0]["verdict"] == "drifted"
    assert report["summary"] == report["targets"][0]["summary"] == DRIFTED["summary"]
    assert report["policies"] == DRIFTED["policies"]


EACH_VERDICT = [
    reports.typical(),
    DRIFTED,
    reports.report([reports.session("s", "unverified")], [reports.finding("s", "unverified")]),
    reports.report([reports.session()], unreadable=[reports.unreadable(), reports.unreadable("gone")]),
    reports.report([reports.session()], errors=[{"stage": "read", "message": "no credentials"}]),
    waived_until("2020-12-31"),
]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(EACH_VERDICT), st.data())
def test_no_single_change_makes_a_report_compliant(report: dict[str, Any], data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([place for place in places(report) if place]))
    change = data.draw(st.sampled_from([*OTHER, "remove", "add"]))
    assert merged(json.dumps(changed(report, place, change)))["verdict"] != "compliant"


@settings(deadline=None)
@given(st.text() | st.binary(), st.text(min_size=1))
def test_no_content_is_trouble(content: str | bytes, name: str) -> None:
    report = merge([(name, content)], targets=[name], now=NOW, max_age=60)
    assert report["verdict"] == "unverified"


@settings(deadline=None)
@given(st.integers(0, len(GOOD_TEXT) - 1))
def test_no_part_of_a_report_is_one(length: int) -> None:
    assert merge([("a", GOOD_TEXT[:length])], targets=None, now=NOW)["verdict"] == "unverified"
