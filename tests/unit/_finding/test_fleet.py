# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts about sessions: what counts where, and that nothing in a response can spoil them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.typed_shapes import mismatches
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.fleet import Fleet, fleet
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.identity import by_session
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor

PYSPARK, SPARK = "PySpark engine version 3", "Apache Spark version 3.5"
VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.just([]), st.just({}))


def session(session_id: str, state: str = "IDLE", engine: Any = PYSPARK, **members: Any) -> dict[str, Any]:
    derived = {name: members.pop(name) for name in ("idle_seconds", "age_seconds", "dpu_hours") if name in members}
    limits = {"max_concurrent_dpus": members.pop("dpus")} if "dpus" in members else {}
    return {
        "session_id": session_id,
        "region": "eu-west-1",
        "work_group": "etl",
        "engine_version": engine,
        "engine_configuration": limits,
        "status": {"state": state},
        "derived": derived,
        **members,
    }


def facts(*sessions: dict[str, Any]) -> Fleet:
    return fleet(by_session(sessions), Redactor())


def test_sessions_by_work_group_engine_version_and_state() -> None:
    read = (session("a"), session("b"), session("c", "BUSY"), session("d", engine=SPARK), session("e", engine=3))
    found = [(group["engine_version"], group["state"], group["sessions"]) for group in facts(*read)["groups"]]
    assert sorted(found, key=str) == [(SPARK, "IDLE", 1), (PYSPARK, "BUSY", 1), (PYSPARK, "IDLE", 2), (None, "IDLE", 1)]


@pytest.mark.parametrize(("member", "name", "least"), [("idle", "idle_seconds", 3600), ("old", "age_seconds", 86_400)])
def test_sessions_that_stand_out_the_longest_first(member: str, name: str, least: int) -> None:
    seconds = {"at": least, "below": least - 1, "long": least + 1.5, "text": "99999999", "ended": 10 * least}
    read = [session(one, "TERMINATED" if one == "ended" else "IDLE", **{name: value}) for one, value in seconds.items()]
    found = [(one["session_id"], one["seconds"]) for one in facts(*read)[member]]  # type: ignore[literal-required]
    assert found == [("long", least + 1), ("at", least)]


def test_dpu_hours_of_those_that_say_them_ended_or_not() -> None:
    found = facts(session("a", dpu_hours=0.1), session("b", "TERMINATED", dpu_hours=0.2), session("c"))
    assert (found["dpu_hours"], found["dpu_hours_sessions"]) == (0.3, 2)


def test_limits_of_live_sessions_add_up_by_region() -> None:
    found = facts(
        session("a", dpus=60),
        session("b", "BUSY", dpus=120),
        session("c", "TERMINATED", dpus=20),
        session("d", engine=SPARK),
        session("e", dpus=5, region="us-east-1"),
    )
    first = {"region": "eu-west-1", "max_concurrent_dpus": 180, "sessions": 2, "without": 1, "default_quota": 160}
    second = {"region": "us-east-1", "max_concurrent_dpus": 5, "sessions": 1, "without": 0, "default_quota": 160}
    assert found["dpus"] == [first, second]


def test_of_several_readings_the_last_counts() -> None:
    found = facts(session("a", "BUSY", dpus=20), session("a", "IDLE", dpus=40))
    assert [(group["state"], group["sessions"]) for group in found["groups"]] == [("IDLE", 1)]
    assert found["dpus"][0]["max_concurrent_dpus"] == 40


@given(st.lists(st.fixed_dictionaries({"derived": VALUES, "engine_configuration": VALUES, "region": VALUES})))
def test_whatever_a_response_holds_the_facts_have_their_shape(read: list[dict[str, Any]]) -> None:
    found = facts(*({**session(str(number)), **one} for number, one in enumerate(read)))
    assert list(mismatches(Fleet, found)) == []


@given(*[VALUES] * 4)
def test_a_number_is_one_or_nothing(dpus: Any, idle: Any, age: Any, hours: Any) -> None:
    found = facts(session("a", dpus=dpus, idle_seconds=idle, age_seconds=age, dpu_hours=hours))
    assert list(mismatches(Fleet, found)) == []
    assert found["dpus"][0]["sessions"] + found["dpus"][0]["without"] == 1
