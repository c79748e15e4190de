"""Which sessions are read, in which order, with which calls."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import Simulator
from ansible_collections.sparkops.athena.tests.unit.modules.conftest import Run
from ansible_collections.sparkops.athena.tests.unit.modules.fleets import SPARK, fleet, group, ids, session

THREE = fleet(session("s1", start="-3h"), session("s2", start="-1h"), session("s3", "b", start="-2h"))


def test_by_ids_in_the_order_asked_for(simulator: Simulator, run: Run) -> None:
    simulator.load(THREE)
    result = run(session_ids=["s3", "s1", "s3"])
    assert ids(result) == ["s3", "s1"]
    assert result["changed"] is False
    assert result["region"] == "eu-west-1"
    assert {item["region"] for item in result["sessions"]} == {"eu-west-1"}
    assert (result["unreadable"], result["work_groups"]) == ([], [])
    assert sorted(simulator.operations()) == ["GetSession", "GetSession"]


def test_by_work_groups_as_listed(simulator: Simulator, run: Run) -> None:
    simulator.load(THREE)
    assert ids(run(work_groups=["b", "a", "b"])) == ["s3", "s2", "s1"]
    assert simulator.operations().count("ListSessions") == 2
    assert "ListWorkGroups" not in simulator.operations()


@pytest.mark.parametrize(
    ("parameter", "given", "read"),
    [
        ("session_ids", "s1", ["s1"]),
        ("session_ids", "s3,s1", ["s3", "s1"]),
        ("work_groups", "b", ["s3"]),
        ("work_groups", "b,a", ["s3", "s2", "s1"]),
        ("states", "IDLE", ["s2", "s1", "s3"]),
        ("states", "BUSY,CREATED", []),
    ],
)
def test_a_text_is_a_list_as_ansible_has_it(
    simulator: Simulator, run: Run, parameter: str, given: str, read: list[str]
) -> None:
    simulator.load(THREE)
    assert ids(run(**{parameter: given})) == read


def test_a_number_is_an_id(simulator: Simulator, run: Run) -> None:
    simulator.load(fleet(session("123")))
    assert ids(run(session_ids=[123])) == ids(run(session_ids=123)) == ["123"]


@pytest.mark.parametrize("parameter", ["session_ids", "work_groups", "states"])
@pytest.mark.parametrize("given", ["", "s1,", ",s1", [""], [None], [{"a": "b"}]])
def test_an_empty_text_is_neither_nothing_nor_everything(
    simulator: Simulator, run: Run, parameter: str, given: Any
) -> None:
    simulator.load(THREE)
    result = run(**{parameter: given})
    assert result["failed"] is True
    assert f"{parameter}[" in result["msg"]
    assert simulator.log() == []


def test_a_whole_region(simulator: Simulator, run: Run) -> None:
    engines = {
        "old": {
            "SelectedEngineVersion": "PySpark engine version 3",
            "EffectiveEngineVersion": "PySpark engine version 3",
        },
        "future": {"SelectedEngineVersion": "AUTO", "EffectiveEngineVersion": "Apache Spark version 9"},
        "sql": {"SelectedEngineVersion": "AUTO", "EffectiveEngineVersion": "Athena engine version 3"},
    }
    groups = [group(name, engine) for name, engine in engines.items()]
    simulator.load(fleet(session("s1", "old"), session("s2", "future"), groups=[*groups, group("new", SPARK)]))
    assert sorted(ids(run())) == ["s1", "s2"]
    listed = [call["parameters"]["WorkGroup"] for call in simulator.log() if call["operation"] == "ListSessions"]
    assert sorted(listed) == ["future", "new", "old"]


@pytest.mark.parametrize("nothing", [{"session_ids": []}, {"work_groups": []}, {"work_groups": [], "states": ["IDLE"]}])
def test_an_empty_list_reads_nothing(simulator: Simulator, run: Run, nothing: dict[str, Any]) -> None:
    simulator.load(THREE)
    result = run(**nothing)
    assert (result["sessions"], result["unreadable"], simulator.log()) == ([], [], [])


@pytest.mark.parametrize(
    ("asked", "scope"),
    [
        ({}, {}),
        ({"session_ids": ["b", "a", "b"]}, {"session_ids": ["b", "a"]}),
        ({"work_groups": ["a"], "states": ["IDLE", "BUSY"]}, {"work_groups": ["a"], "states": ["IDLE", "BUSY"]}),
        ({"work_groups": []}, {"work_groups": []}),
    ],
)
def test_the_result_says_what_was_asked_for(simulator: Simulator, run: Run, asked: Any, scope: Any) -> None:
    simulator.load(THREE)
    assert run(**asked, on_unreadable="report")["scope"] == scope


def test_states(simulator: Simulator, run: Run) -> None:
    ended = {"Status": {"State": "TERMINATED", "StartDateTime": "-5h", "EndDateTime": "-4h"}}
    simulator.load(fleet(session("idle"), session("busy", state="BUSY"), session("ended", **ended)))
    assert sorted(ids(run(work_groups=["a"]))) == ["busy", "idle"]
    assert ids(run(work_groups=["a"], states=["TERMINATED"])) == ["ended"]
    assert ids(run(states=["TERMINATED", "BUSY"])) == ["ended", "busy"]
    filters = [call["parameters"].get("StateFilter") for call in simulator.log() if call["operation"] == "ListSessions"]
    assert filters.count("TERMINATED") == 3
    assert filters.count(None) == 1


def test_pages(simulator: Simulator, run: Run) -> None:
    many = [session(f"s{number}", start=f"-{number + 1}m") for number in range(13)]
    simulator.load(fleet(*many, page_size=3, groups=[group(f"g{number}") for number in range(7)] + [group("a")]))
    assert ids(run(concurrency=64)) == [f"s{number}" for number in range(13)]
    assert simulator.operations().count("GetSession") == 13


def test_check_mode_reads_the_same(simulator: Simulator, run: Run) -> None:
    simulator.load(THREE)
    assert ids(run(session_ids=["s1"], _ansible_check_mode=True)) == ["s1"]


def test_the_service_is_told_who_asks(simulator: Simulator, run: Run) -> None:
    simulator.load(THREE)
    run(session_ids=["s1"])
    assert all(" sparkops.athena/1.0.0 " in f"{call['user_agent']} " for call in simulator.log())


def test_work_group_configuration(simulator: Simulator, run: Run) -> None:
    configuration = {
        "ExecutionRole": "arn:aws:iam::123456789012:role/spark",
        "EngineConfiguration": {"SparkProperties": {"fooBar": "1", "db.password": "hush"}},
    }
    groups = [group("a", configuration=configuration), group("b", fault={"GetWorkGroup": "AccessDeniedException"})]
    simulator.load(fleet(session("s1"), session("s2"), session("s3", "b"), groups=groups))
    result = run(session_ids=["s3", "s1", "s2"], work_group_configuration=True)
    denied, read = result["work_groups"]
    assert (denied["name"], denied["region"], denied["reason"]) == ("b", "eu-west-1", "access_denied")
    assert denied["code"] == "AccessDeniedException" and "not authorized" in denied["message"]
    assert (read["name"], read["region"]) == ("a", "eu-west-1")
    assert read["configuration"]["execution_role"] == configuration["ExecutionRole"]
    properties = read["configuration"]["engine_configuration"]["spark_properties"]
    assert properties == {"fooBar": "1", "db.password": "*********(redacted)"}
    assert simulator.operations().count("GetWorkGroup") == 2


def test_sessions_are_read_while_others_are_still_being_listed(simulator: Simulator, run: Run) -> None:
    slow = group("a", fault={"ListSessions": [{"delay": 0.0, "times": 1}, {"delay": 0.5}]})
    sessions = [session(f"s{number}", start=f"-{number + 1}h") for number in range(4)]
    simulator.load(fleet(*sessions, session("other", "b"), groups=[slow, group("b")], page_size=2))
    result = run(work_groups=["a", "b"])
    assert ids(result) == ["s0", "s1", "s2", "s3", "other"], "the order is that of the listings"
    operations = simulator.operations()
    assert operations.index("GetSession") < len(operations) - 1 - operations[::-1].index("ListSessions")
