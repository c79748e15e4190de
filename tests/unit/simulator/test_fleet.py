"""Fleets: the shipped ones load and hold what they promise, and mistakes are told all at once, with their entry."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.sparkops.athena.tests.simulator import model
from ansible_collections.sparkops.athena.tests.simulator.fleet import Fleet, FleetError, build, read_document
from ansible_collections.sparkops.athena.tests.simulator.harness import FLEETS

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
GROUPS = [{"name": "spark", "engine_version": "PySpark engine version 3"}, {"name": "sql"}]


def fleet(name: str) -> Fleet:
    return build(read_document(FLEETS / name), NOW)


def session(**members: Any) -> dict[str, Any]:
    return {"session_id": "one", "work_group": "spark", "Status": {"State": "BUSY"}, **members}


def members(value: Any, shape: Any, path: str = "") -> set[str]:
    """The paths of the structure members in a value."""
    if shape.type_name == "structure":
        found = {f"{path}.{name}" for name in value}
        for name, item in value.items():
            found |= members(item, shape.members[name], f"{path}.{name}")
        return found
    if shape.type_name == "list":
        return set().union(*(members(item, shape.member, f"{path}[]") for item in value))
    return set()


def every_member(shape: Any, path: str = "") -> set[str]:
    if shape.type_name == "structure":
        return {f"{path}.{name}" for name in shape.members}.union(
            *(every_member(below, f"{path}.{name}") for name, below in shape.members.items())
        )
    return every_member(shape.member, f"{path}[]") if shape.type_name == "list" else set()


def test_all_kinds_has_every_member_of_the_model() -> None:
    shape = model.output_shape("GetSession")
    there = set().union(*(members(one.answer, shape) for one in fleet("all_kinds.yml").sessions.values()))
    assert every_member(shape) - there == set()


def test_all_kinds_has_every_state_and_both_engines() -> None:
    sessions = fleet("all_kinds.yml").sessions.values()
    states = model.output_shape("GetSession").members["Status"].members["State"].enum
    assert {one.answer["Status"]["State"] for one in sessions} == {*states, "HIBERNATING"}
    assert {one.answer["EngineVersion"] for one in sessions} == {
        "PySpark engine version 3",
        "Apache Spark version 3.5",
    }


def test_the_demo_has_twenty_active_sessions_in_three_work_groups() -> None:
    sessions = fleet("demo.yml").sessions.values()
    active = [one for one in sessions if one.answer["Status"]["State"] not in ("TERMINATED", "FAILED")]
    assert len(active) == 20
    assert {one.work_group for one in active} == {"analytics-prod", "lakehouse-prod", "data-science-dev"}
    assert sum(bool(one.faults) for one in active) == 1


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"work_group": []}, "fleet: unknown key 'work_group'; did you mean 'work_groups'?"),
        ({"work_groups": {}, "sessions": {"a": 1}}, "sessions: a list is meant"),
        ({"work_groups": [{"nam": "a"}]}, r"work_groups\[0\]: a mapping with a text 'name' is meant"),
        ({"work_groups": [*GROUPS, {"name": "sql"}]}, r"work_groups\[2\] \(sql\): sql is there already"),
        ({"work_groups": [{"name": "a b"}]}, "WorkGroup.Name.*pattern"),
        ({"work_groups": [{"name": "a", "engine_version": {"SelectedEngineVersion": "AUTO"}}]}, "EffectiveEngine"),
        ({"work_groups": [{"name": "a", "configuration": {"ResultsConfiguration": {}}}]}, "ResultsConfiguration"),
        ({"work_groups": [{"name": "a", "configuration": []}]}, r"work_groups\[0\] \(a\): .*not a mapping"),
        ({"work_groups": [{"name": "a", "deny_list": True, "fault": "html"}]}, r"work_groups\[0\] \(a\): "),
        ({"sessions": [session(changes={"after": 1})]}, r"sessions\[0\] \(one\): "),
        ({"sessions": [session(Status="BUSY")]}, r"sessions\[0\] \(one\): Invalid type for parameter Status"),
        ({"now": "yesterday"}, "now: 'yesterday' is no moment"),
        ({"page_size": 0}, "page_size: 0"),
        ({"unknown_session": "NotFound"}, "unknown_session: 'NotFound' is none of"),
        ({"fault": {"GetSession": "explode"}}, "fault: 'explode' is no fault"),
        ({"sessions": [session(work_group="there")]}, r"sessions\[0\] \(one\): there is no work group 'there'"),
        ({"sessions": [session(work_group="sql")]}, "the work group sql is no Spark work group"),
        ({"sessions": [session(), session()]}, r"sessions\[1\] \(one\): one is there already"),
        ({"sessions": [session(Colour="red")]}, r"sessions\[0\] \(one\): Unknown parameter.*Colour"),
        ({"sessions": [session(Description=5)]}, r"sessions\[0\] \(one\): Invalid type for parameter Description"),
        ({"sessions": [session(Description=None)]}, "Invalid type for parameter Description"),
        ({"sessions": [session(EngineConfiguration={"SparkProperties": {"a": True}})]}, "SparkProperties.a"),
        ({"sessions": [session(Status={"State": "ASLEEP"})]}, "enum value set"),
        ({"sessions": [session(Status={"State": "BUSY", "StartDateTime": "soon"})]}, "'soon' is no moment"),
        ({"sessions": [session(Status={})]}, "Status.State is missing"),
        ({"sessions": [session(omit=["Colour"])]}, "no member 'Colour'"),
        ({"sessions": [session(changes=[{"set": {}}])]}, r"changes\[0\]: either after or after_calls"),
        ({"sessions": [session(changes=[{"after": "1h", "set": {"Colour": 1}}])]}, r"changes\[0\]: Unknown parameter"),
        (
            {"sessions": [session(
                Status={"State": "IDLE", "IdleSinceDateTime": "-2h"}, SessionConfiguration={"IdleTimeoutSeconds": 600},
            )]},
            "would have ended",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_told(document: dict[str, Any], told: str) -> None:
    with pytest.raises(FleetError, match=told) as caught:
        build({"work_groups": GROUPS, **document}, NOW)
    assert caught.value.problems


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(FleetError) as caught:
        build({"colour": 1, "work_groups": [{"name": "a b"}], "sessions": [session(), session(work_group=None)]}, NOW)
    assert len(caught.value.problems) == 4


def test_a_file_that_is_no_fleet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "fleet.yml"
    for text in ("- a list", "{", ""):
        path.write_text(text)
        with pytest.raises(FleetError, match=r"fleet\.yml"):
            read_document(path)
    with pytest.raises(FleetError, match="No such file"):
        read_document(tmp_path / "none.yml")


def test_what_is_left_out_is_filled_in_for_the_state_machine_alone() -> None:
    built = build({"work_groups": GROUPS, "sessions": [session(Status={"State": "IDLE"})]}, NOW).sessions["one"]
    assert built.answer == {
        "SessionId": "one",
        "WorkGroup": "spark",
        "EngineVersion": "PySpark engine version 3",
        "Status": {"State": "IDLE", "StartDateTime": NOW, "IdleSinceDateTime": NOW},
    }
