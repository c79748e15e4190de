"""Errors that would meet every call end the run, and cost nothing of what was read or is known until then."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, group, ids, session

WHOLE = {"region", "sessions", "unreadable", "work_groups"}
ONCE = {"delay": 0.0, "times": 1}
EXPIRED = ("error", "ExpiredTokenException")


def _unread(result: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Reason and code by session, or by work group where there is none."""
    entries = result["unreadable"]
    return {entry.get("session_id", entry["work_group"]): (entry["reason"], entry["code"]) for entry in entries}


@pytest.mark.parametrize(
    ("selection", "operation", "known"),
    [
        ({}, "ListWorkGroups", []),
        ({"work_groups": ["a", "b"]}, "ListSessions", ["a", "b"]),
        ({"session_ids": ["s1", "s2", "s3"]}, "GetSession", ["s1", "s2", "s3"]),
    ],
)
@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("expired", "ExpiredTokenException", "security token included in the request is expired"),
        ("UnrecognizedClientException", "UnrecognizedClientException", "security token included in the request is inv"),
        ("html", "UnexpectedResponseError", "Sign in to the network"),
        (
            {"body": "<html>busy</html>", "status": 503},
            "UnexpectedResponseError",
            "the endpoint responded with status 503",
        ),
    ],
)
def test_what_would_meet_every_call_fails_at_once(
    simulator: Simulator,
    run: Run,
    fault: Any,
    code: str,
    words: str,
    selection: dict[str, Any],
    operation: str,
    known: list[str],
) -> None:
    simulator.load(fleet(session("s1"), fault={"*": fault}))
    result = run(**selection, on_unreadable="report")
    assert result["failed"] is True
    assert words in result["msg"] and "Traceback" not in result["msg"]
    assert result["msg"].count("\n") == 0
    assert result.keys() >= WHOLE
    assert result["sessions"] == []
    assert _unread(result) == dict.fromkeys(known, ("error", code))
    assert (result["stopped"]["operation"], result["stopped"]["code"]) == (operation, code)
    assert words in result["stopped"]["message"]


def test_another_endpoint_is_left_soon(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(fault={"*": "html"}))
    result = run(session_ids=[f"s{number}" for number in range(200)], concurrency=1)
    assert result["failed"] is True
    assert len(result["unreadable"]) == 200
    assert len(simulator.log()) == 9


def test_a_token_that_expires_while_sessions_are_read(simulator: Simulator, run: Run) -> None:
    denied = session("s2", fault={"GetSession": "AccessDeniedException"})
    simulator.load(fleet(session("s1"), denied, session("s3", fault={"GetSession": "expired"}), session("s4")))
    result = run(session_ids=["s1", "s2", "s3", "s4"], concurrency=1, on_unreadable="report")
    assert result["msg"].startswith("Reading the sessions of eu-west-1 failed: ") and "expired" in result["msg"]
    assert result["msg"].endswith("(1 were read, 3 could not be, see unreadable)")
    assert ids(result) == ["s1"]
    assert _unread(result) == {"s2": ("access_denied", "AccessDeniedException"), "s3": EXPIRED, "s4": EXPIRED}
    assert simulator.operations() == ["GetSession"] * 3


def test_a_token_that_expires_while_work_groups_are_listed(simulator: Simulator, run: Run) -> None:
    groups = [group("a"), group("b", fault={"ListSessions": "expired"}), group("c")]
    simulator.load(fleet(session("s1"), session("s2", "b"), groups=groups))
    result = run(concurrency=1, on_unreadable="report")
    assert result["failed"] is True
    assert result["stopped"]["operation"] == "ListSessions"
    assert _unread(result) == {"s1": EXPIRED, "b": EXPIRED, "c": EXPIRED}
    assert simulator.operations() == ["ListWorkGroups", "ListSessions", "ListSessions"]


def test_a_token_that_expires_between_two_pages(simulator: Simulator, run: Run) -> None:
    sessions = [session("s1"), session("s2", start="-2h"), session("s3", start="-3h")]
    groups = [group("a", fault={"ListSessions": [ONCE, ONCE, "expired"]})]
    simulator.load(fleet(*sessions, groups=groups, page_size=1))
    result = run(work_groups=["a"], concurrency=1)
    assert _unread(result) == {"a": EXPIRED, "s1": EXPIRED, "s2": EXPIRED}


def test_a_token_that_expires_while_all_work_groups_are_listed(simulator: Simulator, run: Run) -> None:
    groups = [group("a"), group("b"), group("c")]
    simulator.load(fleet(session("s1"), groups=groups, page_size=1, fault={"ListWorkGroups": [ONCE, "expired"]}))
    result = run(on_unreadable="report", concurrency=1)
    assert result["stopped"]["operation"] == "ListWorkGroups"
    assert _unread(result) == {"s1": EXPIRED}
    assert simulator.operations() == ["ListWorkGroups", "ListSessions", "ListWorkGroups"]


def test_a_token_that_expires_at_the_work_groups_configuration(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s1"), session("s2", "b"), fault={"GetWorkGroup": "expired"}))
    result = run(session_ids=["s1", "s2"], work_group_configuration=True, concurrency=1)
    assert "failed" not in result and "stopped" not in result
    assert ids(result) == ["s1", "s2"]
    assert [(entry["name"], entry["code"]) for entry in result["work_groups"]] == [
        ("a", "ExpiredTokenException"),
        ("b", "ExpiredTokenException"),
    ]


@pytest.mark.parametrize(
    ("fault", "read", "reason", "words"),
    [
        ("AccessDeniedException", [], "access_denied", "not authorized"),
        ([ONCE, "AccessDeniedException"], ["s1"], "access_denied", "not authorized"),
        ([ONCE, "ThrottlingException"], ["s1"], "throttled", "Rate exceeded"),
        ("repeat_token", ["s1"], "error", "same NextToken twice"),
        ({"body": '{"WorkGroups": []}'}, [], "error", "no work group, not even primary"),
        (
            {"body": '{"WorkGroups": [{"Name": "a"}, {"Name": 7}, []]}'},
            ["s1"],
            "error",
            "2 of the entries that ListWorkGroups",
        ),
    ],
)
def test_work_groups_that_cannot_all_be_listed(
    simulator: Simulator, run: Run, fault: Any, read: list[str], reason: str, words: str
) -> None:
    groups = [group("a"), group("b"), group("c")]
    simulator.load(fleet(session("s1"), groups=groups, page_size=1, fault={"ListWorkGroups": fault}))
    result = run(on_unreadable="report")
    assert result["msg"].startswith("Listing the work groups of eu-west-1 failed: ") and words in result["msg"]
    assert (result["stopped"]["operation"], result["stopped"]["reason"]) == ("ListWorkGroups", reason)
    assert ids(result) == read
    assert result["unreadable"] == []


def test_work_groups_that_cannot_be_listed_in_time(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(fault={"ListWorkGroups": {"delay": 20.0}}))
    result = run(timeout=1, aws_config={"read_timeout": 60})
    assert "not read within 1 seconds" in result["msg"]
    assert (result["stopped"]["reason"], result["stopped"]["code"]) == ("timeout", None)


def test_a_failure_that_is_none_of_these_is_not_stopped(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s1", fault={"GetSession": "AccessDeniedException"})))
    result = run(session_ids=["s1"])
    assert result["failed"] is True and result.keys() >= WHOLE and "stopped" not in result


def test_a_refusal_has_nothing_of_a_result(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s1")))
    for parameters in ({"session_ids": [""]}, {"aws_config": {"nonsense": 1}}, {"region": ""}, {"session_id": "s1"}):
        result = run(**parameters)
        assert result["failed"] is True
        assert not result.keys() & {*WHOLE, "stopped"}
