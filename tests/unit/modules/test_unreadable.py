"""What cannot be read is reported with its reason, and costs nothing of the rest."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import SPARK, fleet, group, ids, session


@pytest.mark.parametrize(
    ("fault", "reason", "code"),
    [
        ("AccessDeniedException", "access_denied", "AccessDeniedException"),
        ("ThrottlingException", "throttled", "ThrottlingException"),
        ("TooManyRequestsException", "throttled", "TooManyRequestsException"),
        ("InternalServerException", "error", "InternalServerException"),
        ({"code": "InvalidRequestException", "message": "Something else."}, "error", "InvalidRequestException"),
        ("html", "error", "UnexpectedResponseError"),
        (
            {"body": '{"SessionId": "b', "content_type": "application/x-amz-json-1.1"},
            "error",
            "UnexpectedResponseError",
        ),
        # Another session's answer, as a cache in between may give: it says nothing of this one.
        ({"body": '{"SessionId": "good", "Status": {"State": "IDLE"}}'}, "error", "UnexpectedResponseError"),
        ({"body": "[1]", "content_type": "application/x-amz-json-1.1"}, "error", "UnexpectedResponseError"),
        ({"body": "{}", "content_type": "application/x-amz-json-1.1"}, "error", "UnexpectedResponseError"),
        ({"body": '{"Status": "x"}', "content_type": "application/x-amz-json-1.1"}, "error", "UnexpectedResponseError"),
        ({"body": '{"Status": {"StartDateTime": "x"}}'}, "error", "UnexpectedResponseError"),
        ({"body": "<html>busy</html>", "status": 503}, "error", "UnexpectedResponseError"),
        ({"body": "", "status": 500}, "error", "UnexpectedResponseError"),
    ],
)
def test_a_session(simulator: Simulator, run: Run, fault: Any, reason: str, code: str) -> None:
    simulator.load(
        fleet(session("good", start="-2h"), session("bad", fault={"GetSession": fault}), session("last", "b"))
    )
    reported = run(work_groups=["a", "b"], on_unreadable="report")
    assert ids(reported) == ["good", "last"]
    [entry] = reported["unreadable"]
    assert (entry["session_id"], entry["work_group"]) == ("bad", "a")
    assert (entry["reason"], entry["code"]) == (reason, code)
    assert entry["message"]
    failed = run(work_groups=["a", "b"])
    assert failed["failed"] is True
    assert {key: failed[key] for key in ("region", "sessions", "unreadable")}.keys() <= reported.keys()
    assert ids(failed) == ["good", "last"]
    assert failed["unreadable"] == reported["unreadable"]
    assert failed["msg"].startswith("1 could not be read in eu-west-1, 2 were read\nsession bad: " + reason)


@pytest.mark.parametrize("status", [200, 503])
def test_an_answer_cut_short_is_not_repeated(simulator: Simulator, run: Run, status: int) -> None:
    body = '{"EngineConfiguration": {"SparkProperties": {"spark.acme.token": "hunter2-s3cr3t'
    fault = {"body": body, "content_type": "application/x-amz-json-1.1", "status": status}
    simulator.load(fleet(session("good"), session("bad", fault={"GetSession": fault})))
    reported = run(work_groups=["a", "b"], on_unreadable="report")
    assert [entry["session_id"] for entry in reported["unreadable"]] == ["bad"]
    assert "characters that are not shown" in reported["unreadable"][0]["message"]
    assert "hunter2" not in str(reported)


@pytest.mark.parametrize("code", ["ResourceNotFoundException", "InvalidRequestException"])
def test_an_id_that_is_not_found_fails_nothing(simulator: Simulator, run: Run, code: str) -> None:
    simulator.load(fleet(session("good"), unknown_session=code))
    asked = run(session_ids=["unknown", "good"])
    assert "failed" not in asked
    assert ids(asked) == ["good"]
    [entry] = asked["unreadable"]
    found = (entry["session_id"], entry["work_group"], entry["reason"], entry["code"])
    assert found == ("unknown", None, "not_found", code)
    assert "ListSessions" not in simulator.operations()


@pytest.mark.parametrize(
    ("name", "reason", "message"),
    [
        ("denied", "access_denied", "not authorized"),
        ("sql", "error", "not Spark"),
        ("unknown", "error", "unknown"),
        ("looping", "error", "same NextToken twice"),
        ("busy", "throttled", "Rate exceeded"),
    ],
)
def test_a_work_group(simulator: Simulator, run: Run, name: str, reason: str, message: str) -> None:
    groups = [
        group("denied", deny_list=True),
        group("sql", "Athena engine version 3"),
        group("looping", fault={"ListSessions": "repeat_token"}),
        group("busy", fault={"ListSessions": "ThrottlingException"}),
        group("good", SPARK),
    ]
    sessions = [session(f"l{number}", "looping") for number in range(3)]
    simulator.load(fleet(*sessions, session("s1", "good"), groups=groups, page_size=2))
    result = run(work_groups=[name, "good"], on_unreadable="report")
    assert "s1" in ids(result)
    [entry] = result["unreadable"]
    assert "session_id" not in entry
    assert (entry["work_group"], entry["reason"]) == (name, reason)
    assert message in entry["message"]
    failed = run(work_groups=[name, "good"])
    assert failed["failed"] is True
    assert "s1" in ids(failed)
    assert f"work group {name}: {reason}" in failed["msg"]


def test_what_was_listed_before_an_error_is_read(simulator: Simulator, run: Run) -> None:
    faulty = group("a", fault={"ListSessions": [{"delay": 0.0, "times": 1}, "AccessDeniedException"]})
    simulator.load(fleet(session("s1"), session("s2", start="-2h"), groups=[faulty], page_size=1))
    result = run(work_groups=["a"], on_unreadable="report")
    assert ids(result) == ["s1"]
    assert [entry["reason"] for entry in result["unreadable"]] == ["access_denied"]


def test_the_time_is_over(simulator: Simulator, run: Run) -> None:
    hanging = {"GetSession": {"delay": 20.0}}
    simulator.load(fleet(session("s1"), session("slow", start="-2h", fault=hanging), session("s2", start="-3h")))
    result = run(work_groups=["a"], timeout=2, on_unreadable="report", aws_config={"read_timeout": 60})
    assert ids(result) == ["s1", "s2"]
    [entry] = result["unreadable"]
    assert entry == {
        "session_id": "slow",
        "work_group": "a",
        "reason": "timeout",
        "code": None,
        "message": "not read within 2 seconds",
    }


def test_a_listing_that_takes_too_long(simulator: Simulator, run: Run) -> None:
    groups = [group("a", fault={"ListSessions": {"delay": 20.0}}), group("b")]
    simulator.load(fleet(session("s1"), session("s2", "b"), groups=groups))
    result = run(work_groups=["a", "b"], timeout=2, on_unreadable="report", aws_config={"read_timeout": 60})
    reasons = {(entry.get("session_id"), entry["work_group"], entry["reason"]) for entry in result["unreadable"]}
    assert reasons == {(None, "a", "timeout")}
    assert ids(result) == ["s2"]


def test_the_failure_tells_ten_in_words(simulator: Simulator, run: Run) -> None:
    simulator.load(
        fleet(*[session(f"s{number}", fault={"GetSession": "AccessDeniedException"}) for number in range(14)])
    )
    failed = run(work_groups=["a"])
    assert len(failed["unreadable"]) == 14
    assert failed["msg"].startswith("14 could not be read")
    assert failed["msg"].endswith("and 4 more, see unreadable")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"access_key": "", "secret_key": ""}, "Unable to locate credentials"),
        ({"endpoint_url": "http://127.0.0.1:9"}, 'Could not connect to the endpoint URL: "http://127.0.0.1:9/"'),
        ({"endpoint_url": "nonsense"}, "Invalid endpoint: nonsense"),
        ({"region": ""}, "requires a region and none was found"),
        ({"region": "eu west 1"}, "eu west 1"),
        ({"profile": "nobody", "access_key": "", "secret_key": ""}, "profile (nobody) could not be found"),
        ({"aws_config": {"nonsense": 1}}, "unexpected keyword argument 'nonsense'"),
        ({"aws_config": {"retries": {"mode": "often"}}}, "often"),
        ({"aws_config": {"connect_timeout": "soon"}}, "Timeout value connect was soon"),
    ],
)
def test_connections_that_are_none(simulator: Simulator, run: Run, parameters: dict[str, Any], words: str) -> None:
    simulator.load(fleet(session("s1")))
    result = run(session_ids=["s1", "s2"], **parameters)
    assert result["failed"] is True
    assert words in result["msg"]
    assert simulator.log() == []


def test_nothing_is_called_before_the_parameters_are_right(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("s1")))
    result = run(
        session_ids=["s1", ""], work_groups="a/b", states="IDEL", concurrency=65, timeout=0, redact_pattern="("
    )
    assert result["failed"] is True
    for words in (
        "session_ids[1]: ''",
        "work_groups[0]: 'a/b'",
        "'IDEL'",
        "concurrency: 65",
        "timeout: 0",
        "redact_pattern: '('",
    ):
        assert words in result["msg"]
    assert simulator.log() == []
