"""What is taken for a result of athena_session_info: only what is whole, so that nothing unread gets lost."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.results import (
    SessionResults,
    from_results,
    from_sessions,
)

SECRET = "hunter2-s3cr3t"
SESSION = {"session_id": "one", "derived": {"spark_properties": {}}}
DENIED = {"session_id": "two", "work_group": "etl", "reason": "access_denied", "code": "AccessDenied", "message": "no"}
LISTING = {"work_group": "etl", "reason": "timeout", "code": None, "message": "the time was over"}
WHOLE = {"changed": False, "region": "eu-west-1", "sessions": [SESSION], "unreadable": [], "work_groups": []}
NO_ITEMS = {"changed": False, "skipped": True, "skipped_reason": "No items in the list", "results": []}


def read(results: Any) -> tuple[SessionResults, list[str]]:
    problems = Problems()
    return from_results(results, problems), [str(problem) for problem in problems.found]


@pytest.mark.parametrize(
    "results",
    [WHOLE, [WHOLE], {"results": [WHOLE], "msg": "All items completed"}, [{"results": [WHOLE], "changed": False}]],
)
def test_whole_results_are_taken_as_they_are_registered(results: Any) -> None:
    readings, problems = read(results)
    assert (readings.sessions, readings.regions, problems) == ([SESSION], ["eu-west-1"], [])


def test_what_was_unreadable_goes_with_the_sessions() -> None:
    readings, problems = read([WHOLE, {**WHOLE, "unreadable": [DENIED, LISTING]}])
    assert (readings.unreadable, problems) == ([DENIED, LISTING], [])


def test_what_was_asked_for_is_known_with_its_region() -> None:
    asked = {**WHOLE, "scope": {"work_groups": ["etl"], "states": ["IDLE"]}}
    readings, problems = read([asked, {**WHOLE, "scope": {}}, WHOLE])
    known = [{"region": "eu-west-1", "work_groups": ["etl"], "states": ["IDLE"]}, {"region": "eu-west-1"}]
    assert (readings.scopes, problems) == (known, [])


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({**WHOLE, "scope": None}, "scope is not"),
        ({**WHOLE, "scope": {"region": "eu-west-1"}}, "scope is not"),
        ({**WHOLE, "scope": {"states": "IDLE"}}, "scope is not"),
        ({**WHOLE, "scope": {"work_groups": [1]}}, "scope is not"),
        (NO_ITEMS, "skipped"),
        ({"results": [WHOLE], "failed": True, "msg": "One or more items failed"}, "failed: One or more items failed"),
        ({"results": [WHOLE, {**WHOLE, "failed": True, "msg": "Expired"}], "failed": True}, "failed"),
        ({**WHOLE, "unreadable": [{**LISTING, "reason": "gone"}]}, "only a session"),
        ({**WHOLE, "unreadable": [{**LISTING, "reason": "not_found"}]}, "only a session"),
        ({**WHOLE, "unreadable": [{**DENIED, "session_id": None, "reason": "gone"}]}, "only a session"),
        ({"results": []}, "no list of sessions"),
        ({**WHOLE, "failed": True, "msg": "Expired"}, "failed: Expired"),
        # As registered with `failed_when: false`.
        ({**WHOLE, "failed": False, "failed_when_result": False, "msg": "Expired"}, "failed: Expired"),
        ({"sessions": [SESSION]}, "unreadable"),
        ({**WHOLE, "unreadable": None}, "unreadable"),
        ({**WHOLE, "unreadable": ["two"]}, "unreadable"),
        ({**WHOLE, "unreadable": [{"session_id": "two", "reason": "error"}]}, "unreadable"),
        ({**WHOLE, "unreadable": [{**DENIED, "reason": "harmless"}]}, "unreadable"),
        ({**WHOLE, "unreadable": [{**DENIED, "message": ["no"]}]}, "unreadable"),
        ({**WHOLE, "work_groups": ["etl"]}, "work_groups"),
        ({**WHOLE, "region": ["eu-west-1"]}, "region"),
    ],
)
def test_what_is_not_whole_is_refused_beside_what_is(result: Any, told: str) -> None:
    _readings, problems = read([WHOLE, result])
    assert len(problems) == 1
    assert problems[0].startswith("/1")
    assert told in problems[0]


@pytest.mark.parametrize(
    ("results", "place"),
    [
        (SECRET, ""),
        ([SECRET], "/0"),
        ({**WHOLE, "sessions": [SESSION, SECRET]}, "/sessions/1"),
        ({**WHOLE, "sessions": [SESSION, [SECRET]]}, "/sessions/1"),
        ([{"results": [{**WHOLE, "sessions": [SECRET]}]}], "/0/results/0/sessions/0"),
        ({**WHOLE, "unreadable": [SECRET]}, ""),
        ({**WHOLE, "work_groups": [SECRET]}, ""),
    ],
)
def test_of_what_is_no_result_only_the_place_is_told(results: Any, place: str) -> None:
    problems = Problems()
    readings = from_results(results, problems)
    assert [problem.pointer for problem in problems.found] == [place]
    assert SECRET not in str(problems.found)
    assert all(session == SESSION for session in readings.sessions)


def test_of_what_is_no_session_only_the_place_is_told() -> None:
    problems = Problems()
    assert from_sessions([SECRET, SESSION], problems).sessions == [SESSION]
    assert [str(problem) for problem in problems.found] == ["/0: a session is a mapping, not text"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (WHOLE, "this is a whole result: give its sessions"),
        ({"results": [WHOLE], "changed": False}, "this is a whole result: give its sessions"),
        ({"changed": False, "failures": [], "report": {}}, "this is a task's result and not a session"),
        ({"failed": True, "msg": "Expired"}, "this is a task's result and not a session"),
        ({"unreadable": []}, "this is a task's result and not a session"),
        ({"invocation": {}}, "this is a task's result and not a session"),
        ({"SessionId": "one"}, "this is the API's own response"),
    ],
)
def test_a_result_is_no_session(given: dict[str, Any], message: str) -> None:
    problems = Problems()
    from_sessions([SESSION, given], problems)
    assert [problem.pointer for problem in problems.found] == ["/1"]
    assert problems.found[0].message.startswith(message)


@pytest.mark.parametrize(
    "given", [{**SESSION, "changed": False, "results": 1}, {"work_group": "etl"}, {"newer": 1}, {}]
)
def test_what_has_something_of_a_session_or_nothing_of_a_result_is_one(given: dict[str, Any]) -> None:
    problems = Problems()
    assert (from_sessions([given], problems).sessions, problems.found) == ([given], [])
