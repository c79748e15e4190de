"""Responses with values that no service should send: each costs one session, or one entry of a listing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import fleet, group, ids, session

PROPERTIES = '{"SessionId": "bad", "EngineConfiguration": {"SparkProperties": %s}}'


def _body(text: str) -> dict[str, Any]:
    return {"body": text, "content_type": "application/x-amz-json-1.1"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"SessionId": 7}', "/SessionId is a number where text is expected"),
        ('{"Status": "x"}', "/Status is text where a mapping is expected"),
        ('{"Status": []}', "/Status is a list where a mapping is expected"),
        ('{"Description": {"db.password": "hush"}}', "/Description is a mapping where text is expected"),
        ('{"EngineConfiguration": {"MaxConcurrentDpus": "20"}}', "/MaxConcurrentDpus is text where an integer"),
        ('{"EngineConfiguration": {"MaxConcurrentDpus": true}}', "/MaxConcurrentDpus is a boolean where an integer"),
        ('{"EngineConfiguration": {"MaxConcurrentDpus": 2.5}}', "/MaxConcurrentDpus is a number where an integer"),
        (f'{{"EngineConfiguration": {{"MaxConcurrentDpus": 1{"0" * 30}}}}}', "/MaxConcurrentDpus is a number where an"),
        ('{"EngineConfiguration": {"Classifications": "abc"}}', "/Classifications is text where a list is expected"),
        ('{"EngineConfiguration": {"Classifications": [[]]}}', "/Classifications/0 is a list where a mapping"),
        (PROPERTIES % "[]", "/SparkProperties is a list where a mapping is expected"),
        (PROPERTIES % '{"a": ["b"]}', "/SparkProperties/a is a list where text is expected"),
        (PROPERTIES % '{"a": null}', "/SparkProperties/a is null where text is expected"),
        (PROPERTIES % '{"a": 4}', "/SparkProperties/a is a number where text is expected"),
        (PROPERTIES % r'{"\ud800": "1", "\\ud800": "2"}', "two keys of a map differ in nothing but lone surrogates"),
        ('{"Status": {"StartDateTime": "soon"}}', "/StartDateTime is text that is not a time"),
        ('{"Status": {"StartDateTime": 1e300}}', "/StartDateTime is a number where a time is expected"),
        ('{"Status": {"StartDateTime": 9e18}}', "/StartDateTime is a number that is not a time"),
        ('{"Status": {"StartDateTime": {}}}', "/StartDateTime is a mapping where a time is expected"),
        ('{"Statistics": {"DpuExecutionInMillis": NaN}}', "not as Athena does"),
        ('{"Statistics": {"DpuExecutionInMillis": -Infinity}}', "not as Athena does"),
        ('{"Statistics": {"DpuExecutionInMillis": 1e999}}', "/DpuExecutionInMillis is a number where an integer"),
        (f'{{"Statistics": {{"DpuExecutionInMillis": {"1" * 5000}}}}}', "not as Athena does"),
        (f'{{"Description": {"[" * 100_000}{"]" * 100_000}}}', "not as Athena does"),
    ],
)
def test_a_session(simulator: Simulator, run: Run, body: str, message: str) -> None:
    bad = session("bad", start="-2h", fault={"GetSession": _body(body)})
    simulator.load(fleet(session("good"), bad, session("last", start="-3h")))
    result = run(work_groups=["a"], on_unreadable="report")
    assert ids(result) == ["good", "last"]
    [entry] = result["unreadable"]
    assert (entry["session_id"], entry["reason"], entry["code"]) == ("bad", "error", "UnexpectedResponseError")
    assert message in entry["message"]
    assert "hush" not in str(result)


def test_what_is_absent_or_unknown_is_no_mistake(simulator: Simulator, run: Run) -> None:
    body = '{"SessionId": "odd", "Description": null, "Status": {"StartDateTime": null}, "New": [{"x": NaN}]}'
    simulator.load(fleet(session("odd", fault={"GetSession": _body(body.replace("NaN", "1"))})))
    [returned] = run(session_ids=["odd"])["sessions"]
    assert (returned["session_id"], returned["status"]) == ("odd", {})
    assert "description" not in returned and "new" not in returned


@pytest.mark.parametrize(
    ("value", "returned"),
    [
        ("bad \ud800 text", "bad \\ud800 text"),
        ("\udfff\ud800", "\\udfff\\ud800"),
        ("good \U0001f600 text", "good \U0001f600 text"),
        ("nul \0, bell \a, next line \u0085", "nul \0, bell \a, next line \u0085"),
        ("\ufdd0\uffff\U0010ffff", "\ufdd0\uffff\U0010ffff"),
        ('{"apiKey": "\ud800"}', '{"apiKey": "*********(redacted)"}'),
    ],
)
def test_any_text_comes_through(simulator: Simulator, run: Run, value: str, returned: str) -> None:
    engine = {"SparkProperties": {"a": value, f"k{value}": "1"}}
    odd = session("odd", Description=value, EngineConfiguration=engine, beyond_model=True)
    simulator.load(fleet(odd, session("good", start="-2h")))
    result = run(work_groups=["a"])
    assert ids(result) == ["odd", "good"]
    found = result["sessions"][0]
    assert found["description"] == returned
    properties = found["engine_configuration"]["spark_properties"]
    assert properties["a"] == returned
    assert found["derived"]["spark_properties"] == properties
    json.dumps(result, ensure_ascii=False).encode()


def test_an_error_message_of_any_text(simulator: Simulator, run: Run) -> None:
    fault = {"GetSession": {"code": "InvalidRequestException", "message": "no \ud800"}}
    simulator.load(fleet(session("bad", fault=fault), session("good")))
    result = run(work_groups=["a"])
    assert [entry["message"] for entry in result["unreadable"]] == ["no \\ud800"]
    json.dumps(result, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("entries", "read", "unusable"),
    [
        ('[{"SessionId": "s1"}, {"SessionId": 7}, {"SessionId": "s2"}]', ["s1", "s2"], 1),
        ('[[], "s3", null, {}, {"SessionId": ""}, {"SessionId": "s1"}, {"SessionId": ["s2"]}]', ["s1"], 6),
        ('[{"SessionId": "s1", "Description": [1], "Status": "x", "EngineVersion": 3}]', ["s1"], 0),
        ('[{"SessionId": "s1", "Status": {"StartDateTime": {}}}, {"SessionId": "s2"}]', ["s1", "s2"], 0),
    ],
)
def test_an_entry_of_a_listing(simulator: Simulator, run: Run, entries: str, read: list[str], unusable: int) -> None:
    groups = [group("a", fault={"ListSessions": _body(f'{{"Sessions": {entries}}}')}), group("b")]
    simulator.load(fleet(session("s1"), session("s2"), session("s3"), session("other", "b"), groups=groups))
    result = run(work_groups=["a", "b"], on_unreadable="report")
    assert ids(result) == [*read, "other"]
    entry = {
        "work_group": "a",
        "reason": "error",
        "code": "UnexpectedResponseError",
        "message": f"{unusable} of the entries that ListSessions listed have no name",
    }
    assert result["unreadable"] == ([entry] if unusable else [])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"Sessions": {"a": 1}}', "/Sessions is a mapping where a list is expected"),
        ('{"Sessions": "s1"}', "/Sessions is text where a list is expected"),
        ('{"Sessions": [], "NextToken": 7}', "/NextToken is a number where text is expected"),
        ('[{"SessionId": "s1"}]', "not as Athena does"),
    ],
)
def test_a_listing(simulator: Simulator, run: Run, body: str, message: str) -> None:
    groups = [group("a", fault={"ListSessions": _body(body)}), group("b")]
    simulator.load(fleet(session("s1"), session("other", "b"), groups=groups))
    result = run(work_groups=["a", "b"], on_unreadable="report")
    assert ids(result) == ["other"]
    [entry] = result["unreadable"]
    assert (entry["work_group"], entry["reason"]) == ("a", "error")
    assert message in entry["message"]


def test_a_work_group_whose_engine_is_unexpected_is_tried(simulator: Simulator, run: Run) -> None:
    listed = '{"WorkGroups": [{"Name": "a", "EngineVersion": "Spark"}, {"Name": "sql", "EngineVersion": {"x": []}}]}'
    groups = [group("a"), group("sql", "Athena engine version 3")]
    simulator.load(fleet(session("s1"), groups=groups, fault={"ListWorkGroups": _body(listed)}))
    result = run()
    assert "failed" not in result
    assert ids(result) == ["s1"]


def test_a_work_groups_configuration(simulator: Simulator, run: Run) -> None:
    fault = {"GetWorkGroup": _body('{"WorkGroup": {"Name": "a", "Configuration": {"ExecutionRole": 7}}}')}
    simulator.load(fleet(session("s1"), groups=[group("a", fault=fault)]))
    [entry] = run(session_ids=["s1"], work_group_configuration=True)["work_groups"]
    assert (entry["reason"], entry["code"]) == ("error", "UnexpectedResponseError")
