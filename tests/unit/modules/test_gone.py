"""A session that was listed and is then not found: it has gone only if it is no longer listed either."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, group, ids, session

VANISH = {"GetSession": "vanish"}
NOT_FOUND = {"code": "InvalidRequestException", "message": "Session liar was not found."}


def _reasons(result: dict[str, Any]) -> dict[str, str]:
    return {entry["session_id"]: entry["reason"] for entry in result["unreadable"]}


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "InvalidRequestException"])
def test_what_is_no_longer_listed_has_gone(simulator: Simulator, run: Run, code: str) -> None:
    simulator.load(fleet(session("good"), session("left", fault=VANISH), unknown_session=code))
    result = run(work_groups=["a"])
    assert "failed" not in result
    assert ids(result) == ["good"]
    [entry] = result["unreadable"]
    found = (entry["session_id"], entry["work_group"], entry["reason"], entry["code"])
    assert found == ("left", "a", "gone", code)


@pytest.mark.parametrize("fault", ["ResourceNotFoundException", NOT_FOUND])
def test_what_is_still_listed_has_not(simulator: Simulator, run: Run, fault: Any) -> None:
    simulator.load(fleet(session("left", fault=VANISH), session("liar", fault={"GetSession": fault})))
    result = run(work_groups=["a"], on_unreadable="report")
    assert _reasons(result) == {"left": "gone", "liar": "error"}
    [entry] = [entry for entry in result["unreadable"] if entry["session_id"] == "liar"]
    assert entry["code"] in ("ResourceNotFoundException", "InvalidRequestException")
    assert entry["message"].endswith("Its work group lists it all the same.")
    assert run(work_groups=["a"])["failed"] is True


def test_each_work_group_is_listed_once_more_however_many_are_missing(simulator: Simulator, run: Run) -> None:
    left = [session(f"left-{number}", fault=VANISH) for number in range(5)]
    simulator.load(fleet(*left, session("good", "b")))
    assert set(_reasons(run()).values()) == {"gone"}
    listed = [call["parameters"]["WorkGroup"] for call in simulator.log() if call["operation"] == "ListSessions"]
    assert sorted(listed) == ["a", "a", "b"]


def test_it_is_listed_in_the_same_states(simulator: Simulator, run: Run) -> None:
    ended = {"Status": {"State": "FAILED", "StartDateTime": "-5h", "EndDateTime": "-4h"}}
    liar = {"GetSession": "ResourceNotFoundException"}
    simulator.load(fleet(session("liar", fault=liar, **ended), session("left", fault=VANISH, **ended)))
    result = run(work_groups=["a"], states=["IDLE", "FAILED"], on_unreadable="report")
    assert _reasons(result) == {"liar": "error", "left": "gone"}
    filters = [call["parameters"].get("StateFilter") for call in simulator.log() if call["operation"] == "ListSessions"]
    assert sorted(filters) == ["FAILED", "FAILED", "IDLE", "IDLE"]


@pytest.mark.parametrize(
    ("fault", "reason", "code"),
    [
        ("AccessDeniedException", "access_denied", "AccessDeniedException"),
        ("ThrottlingException", "throttled", "ThrottlingException"),
        ("html", "error", "UnexpectedResponseError"),
        ({"body": '{"Sessions": [7]}'}, "error", "UnexpectedResponseError"),
        (
            {"code": "InvalidRequestException", "message": "WorkGroup a is not found."},
            "error",
            "InvalidRequestException",
        ),
        (
            {"code": "InvalidRequestException", "message": "Workgroup EngineVersion is not Spark."},
            "error",
            "InvalidRequestException",
        ),
    ],
)
def test_where_it_cannot_be_listed_nothing_has_gone(
    simulator: Simulator, run: Run, fault: Any, reason: str, code: str
) -> None:
    groups = [group("a", fault={"ListSessions": [{"delay": 0.0, "times": 1}, fault]}), group("b")]
    sessions = [session("left", fault=VANISH), session("other", "b", fault=VANISH), session("good")]
    simulator.load(fleet(*sessions, groups=groups))
    result = run(on_unreadable="report")
    assert ids(result) == ["good"]
    assert _reasons(result) == {"left": reason, "other": "gone"}
    [entry] = [entry for entry in result["unreadable"] if entry["session_id"] == "left"]
    assert entry["code"] == code
    assert entry["message"].startswith("Session left was not found. Whether it has gone is not known: ")


def test_where_it_cannot_be_listed_in_time_nothing_has_gone(simulator: Simulator, run: Run) -> None:
    slow = group("a", fault={"ListSessions": [{"delay": 0.0, "times": 1}, {"delay": 20.0}]})
    simulator.load(fleet(session("left", fault=VANISH), groups=[slow]))
    result = run(on_unreadable="report", timeout=2, aws_config={"read_timeout": 60})
    assert [(entry["reason"], entry["code"]) for entry in result["unreadable"]] == [("timeout", None)]


def test_where_the_token_expires_before_it_is_listed_nothing_has_gone(simulator: Simulator, run: Run) -> None:
    expiring = group("a", fault={"ListSessions": [{"delay": 0.0, "times": 1}, "expired"]})
    simulator.load(fleet(session("left", fault=VANISH), session("good"), groups=[expiring]))
    result = run(on_unreadable="report")
    assert result["failed"] is True
    assert ids(result) == ["good"]
    assert [(entry["reason"], entry["code"]) for entry in result["unreadable"]] == [("error", "ExpiredTokenException")]
