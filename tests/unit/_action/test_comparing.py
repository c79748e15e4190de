"""The comparing parameters: every mistake at once, and what the caller gets."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._action.comparing import (
    PARAMETERS,
    boolean,
    check_before_reading,
    compare,
    given_parameters,
    refusal,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import InvalidDeclarations, Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.verdicts import NOTHING_CHECKED
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.results import SessionResults

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SESSION = {"session_id": "s", "work_group": "w", "region": "r", "engine_configuration": {"max_concurrent_dpus": 40}}
DECLARED = {"expected": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}}
WARNING = {"policies": [{"name": "cap", "severity": "warning", "expect": DECLARED["expected"]}]}
UNREADABLE = {"work_group": "w", "reason": "error", "code": None, "message": "no"}


def compared(given: dict[str, Any], *, diff: bool = False, unread: bool = False) -> dict[str, Any]:
    results = SessionResults(sessions=[SESSION], unreadable=[UNREADABLE] if unread else [])
    return compare(results, given, Problems(), now=NOW, diff=diff)


@pytest.mark.parametrize(
    ("given", "unread", "reasons"),
    [
        (DECLARED, False, 1),
        (DECLARED, True, 2),
        ({**DECLARED, "allow_unverified": True}, True, 1),
        ({**DECLARED, "allow_unverified": "false"}, True, 2),
        ({**DECLARED, "fail_on": "never"}, True, 0),
        (WARNING, False, 0),
        ({**WARNING, "fail_on": "warning"}, False, 1),
        ({"expected": {"work_group": "w"}}, False, 0),
    ],
)
def test_the_callers_gate(given: dict[str, Any], unread: bool, reasons: int) -> None:
    assert len(compared(given, unread=unread)["failures"]) == reasons


def test_drift_is_a_change_with_a_diff_where_one_is_wanted() -> None:
    result = compared(DECLARED, diff=True)
    assert result["changed"]
    assert "DRIFTED" in result["text"]
    assert len(result["diff"]) == 1
    assert "diff" not in compared(DECLARED)


def test_two_comparisons_in_a_row() -> None:
    """The results say what was asked for, so that what is no longer there is known to be fixed."""
    small: dict[str, Any] = {**SESSION, "engine_configuration": {"max_concurrent_dpus": 20}}
    scopes: list[list[dict[str, Any]]] = [[{"region": "r"}], [{"region": "r", "session_ids": ["s"]}], []]
    before = compared(DECLARED)["report"]
    for scope, change in zip(scopes, ("fixed", "unknown", "unknown"), strict=True):
        given = {**DECLARED, "previous": before}
        result = compare(SessionResults([small], scopes=scope), given, Problems(), now=NOW, diff=False)
        assert [entry["change"] for entry in result["report"]["earlier"]] == [change]
        assert result["report"].get("scope") == (scope[0] if scope else None)
    again = compared({**DECLARED, "previous": before, "fail_on_changes": "new, changed"})
    assert [finding["change"] for finding in again["report"]["findings"]] == ["persisting"]
    assert again["failures"] == []


def test_a_previous_report_that_cannot_be_used_is_an_error_and_everything_is_new() -> None:
    result = compared({**DECLARED, "previous": "missing.json"})
    assert [error["stage"] for error in result["report"]["errors"]] == ["previous"]
    assert [finding["change"] for finding in result["report"]["findings"]] == ["new"]
    assert len(result["failures"]) == 2


def test_every_mistake_is_reported_at_once() -> None:
    problems = Problems()
    arguments = {
        "expectd": {},
        "expected": {"engine_configuration": {"max_concurent_dpus": 4}},
        "fail_on": "errors",
        "fail_on_changes": ["new", "fixed"],
        "previous": 5,
        "allow_unverified": "perhaps",
        "redact": "perhaps",
        "minimum_sessions": "few",
        "labels": "a=b",
    }
    given = given_parameters(arguments, PARAMETERS, problems)
    with pytest.raises(InvalidDeclarations) as refused:
        compare(SessionResults(), given, problems, now=NOW, diff=False)
    result = refusal(refused.value)
    assert result["failed"]
    assert [problem["pointer"] for problem in result["problems"]] == [
        "/expectd",
        "/fail_on",
        "/fail_on_changes",
        "/allow_unverified",
        "/redact",
        "/previous",
        "/expected/engine_configuration/max_concurent_dpus",
        "/minimum_sessions",
        "/labels",
    ]
    assert "did you mean 'expected'" in result["msg"]
    assert "did you mean 'error'" in result["msg"]


def test_what_is_wrong_whatever_is_read_is_found_before_reading() -> None:
    problems = Problems()
    given = {
        "expected": {"work_group": {"match": "("}, "newer": {"le": "x"}},
        "policies": [{"name": "p", "expect": {"region": 3.5}, "severity": "eror", "exhaustive": ["nowhere"]}, {}],
        "waivers": [{"policy": "p", "reason": "r", "owner": "o", "expires": "tomorrow", "applies_to": {"region": 3}}],
        "labels": {"a": []},
        "redact": "perhaps",
        "redact_pattern": "(",
        "minimum_sessions": -1,
        "account_id": 7,
    }
    check_before_reading(given, problems)
    assert [problem.pointer for problem in problems.found] == [
        "/redact",
        "/redact_pattern",
        "/expected/work_group/match",
        "/policies/0/exhaustive/0",
        "/policies/0/expect/region",
        "/policies/0/severity",
        "/policies/1",
        "/policies/1/name",
        "/waivers/0/expires",
        "/waivers/0/applies_to/region",
        "/minimum_sessions",
        "/labels/a",
        "/account_id",
    ]


@pytest.mark.parametrize(
    ("given", "places"),
    [
        ({}, []),
        ({"expected": {}}, ["/expected"]),
        ({"policies": []}, ["/policies"]),
        ({"packs": []}, ["/packs"]),
        ({"policies": [], "packs": ["hygiene"]}, []),
        ({"outliers": "perhaps"}, ["/outliers"]),
    ],
)
def test_what_declares_nothing_is_a_mistake_and_nothing_declared_is_none(given: Any, places: list[str]) -> None:
    problems = Problems()
    check_before_reading(given, problems)
    assert [problem.pointer for problem in problems.found] == places


@pytest.mark.parametrize(
    ("given", "there"),
    [({}, True), ({"outliers": False}, False), (DECLARED, False), ({**DECLARED, "outliers": True}, True)],
)
def test_outliers_are_there_where_nothing_is_declared(given: dict[str, Any], there: bool) -> None:
    report = compared(given)["report"]
    assert ("outliers" in report, "fleet" in report) == (there, not given.keys() & DECLARED.keys())


@pytest.mark.parametrize(
    ("given", "reasons"),
    [({}, 2), ({"allow_unverified": True}, 1), ({"fail_on": "never"}, 0), ({"minimum_sessions": 9}, 2)],
)
def test_nothing_declared_is_never_compliant(given: dict[str, Any], reasons: int) -> None:
    found = compared(given)
    assert found["report"]["verdict"] == "unverified"
    expected = [NOTHING_CHECKED, "not everything could be verified"]
    assert found["failures"] == expected[:reasons]


def test_a_null_is_as_if_it_was_not_given() -> None:
    assert given_parameters({"waivers": None, "labels": {}}, PARAMETERS, Problems()) == {"labels": {}}


@pytest.mark.parametrize("name", ["policies", "packs"])
def test_a_null_is_a_mistake_where_less_would_be_compared(name: str) -> None:
    problems = Problems()
    assert given_parameters({name: None}, PARAMETERS, problems) == {}
    assert [str(one) for one in problems.found] == [
        f"/{name}: null declares nothing: leave it out, or give what is meant"
    ]


@pytest.mark.parametrize(
    ("text", "truth"),
    [(True, True), ("yes", True), ("ON", True), ("1", True), (1, True), ("no", False), ("off", False), (0, False)],
)
def test_a_boolean_is_what_ansible_takes_for_one(text: Any, truth: bool) -> None:
    problems = Problems()
    assert (boolean(text, problems), problems.found) == (truth, [])


@pytest.mark.parametrize("text", ["maybe", "", 2, None, [], {}])
def test_anything_else_is_no_boolean(text: Any) -> None:
    problems = Problems()
    assert boolean(text, problems) is False
    assert [problem.message[:24] for problem in problems.found] == ["must be true or false, n"]


def test_a_number_of_sessions_that_is_text_is_not_shown() -> None:
    given = {**WARNING, "minimum_sessions": "password=hunter2"}
    given["policies"] = [{**WARNING["policies"][0], "minimum_sessions": "password=hunter2"}]
    with pytest.raises(InvalidDeclarations) as refused:
        compared(given)
    assert "hunter2" not in str(refused.value)
    assert len(refused.value.problems) == 2
