# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy coverage: what counts as noticed, what is suggested, and how long it takes."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.policy_evaluation import evaluate_policy

from ..coverages import closes, covered, parsed, unnoticed_of
from ..generated import Tree, complete

# -- A fleet as a reader has it in mind

SIZE = "/engine_configuration/max_concurrent_dpus"
OPTION = "/session_configuration/encryption_configuration/encryption_option"
PROPERTIES = "/engine_configuration/spark_properties"


def session(number: int = 0, **changes_of: Any) -> Tree:
    """A session; a member that is None is left out."""
    its: Tree = {
        "session_id": f"s-{number:04d}",
        "region": "eu-west-1",
        "work_group": "notebooks",
        "engine_version": "PySpark engine version 3",
        "engine_configuration": {
            "max_concurrent_dpus": 20,
            "spark_properties": {"spark.executor.memory": "4g", "spark.authenticate": "true"},
        },
        "session_configuration": {
            "execution_role": "arn:aws:iam::123456789012:role/spark",
            "encryption_configuration": {"encryption_option": "SSE_KMS"},
        },
    }
    for path, value in changes_of.items():
        tree = its
        *above, name = path.split("__")
        for token in above:
            tree = tree.setdefault(token, {})
        tree[name] = value
    return complete(its)


def test_without_policies_nothing_is_noticed_and_what_is_at_stake_comes_first() -> None:
    found = covered([session(number) for number in range(3)])
    assert (found["settings"], found["settings_noticed"]) == (6, 0)
    assert (found["changes_noticed"], found["unjudged"]) == (0, 0)
    assert found["changes"] == len(found["unnoticed"]) > 20
    places = list(dict.fromkeys(one["pointer"] for one in found["unnoticed"]))
    assert places[:3] == [OPTION, "/session_configuration/execution_role", SIZE]
    assert all(one["sessions"] == 3 and one["suggestion"] for one in found["unnoticed"])


EXPECTED: dict[str, tuple[Tree, str, set[str]]] = {
    "equality notices everything": ({"max_concurrent_dpus": 20}, SIZE, set()),
    "a bound notices what is past it": ({"max_concurrent_dpus": {"le": 20}}, SIZE, {"halved", "far below"}),
    "a far bound notices only what is far": (
        {"max_concurrent_dpus": {"ge": 2, "le": 4000}},
        SIZE,
        {"doubled", "halved", "far below"},
    ),
    "presence notices absence": (
        {"max_concurrent_dpus": {"present": True}},
        SIZE,
        {"doubled", "halved", "far above", "far below"},
    ),
    "what may be absent may be dropped": ({"max_concurrent_dpus": {"eq": 20, "or_absent": True}}, SIZE, {"dropped"}),
    "a derived value stands for what it comes from": (
        {"spark_properties": {"spark.executor.memory": "4096m"}},
        f"{PROPERTIES}/spark.executor.memory",
        set(),
    ),
    "an order of sizes": (
        {"spark_properties": {"spark.executor.memory": {"le": "64g"}}},
        f"{PROPERTIES}/spark.executor.memory",
        {"doubled", "halved", "far below"},
    ),
}


@pytest.mark.parametrize("case", EXPECTED)
def test_what_a_policy_notices(case: str) -> None:
    members, place, missed = EXPECTED[case]
    found = covered([session()], [{"name": "p", "expect": {"engine_configuration": members}}])
    assert set(unnoticed_of(found, place)) == missed


@pytest.mark.parametrize(
    ("exhaustive", "missed"),
    [(True, set()), ([PROPERTIES], set()), (["/session_configuration"], {"an undeclared key added"})],
)
def test_an_exhaustive_policy_notices_a_key_that_it_does_not_declare(exhaustive: Any, missed: set[str]) -> None:
    policy = {"name": "p", "exhaustive": exhaustive, "expect": {"work_group": "notebooks"}}
    found = covered([session()], [policy])
    assert set(unnoticed_of(found, PROPERTIES)) == missed


def test_a_change_is_noticed_only_where_it_is_noticed_in_every_session() -> None:
    sessions = [session(0), session(1, work_group="etl"), session(2, work_group="etl")]
    policy = {"name": "p", "applies_to": {"work_group": "notebooks"}, "expect": session()["engine_configuration"]}
    found = covered(sessions, [{**policy, "expect": {"engine_configuration": {"max_concurrent_dpus": 20}}}])
    assert set(unnoticed_of(found, SIZE).values()) == {2}
    assert found["settings_noticed"] == 0


def test_a_waived_finding_is_not_noticing_and_an_expired_waiver_waives_nothing() -> None:
    policy = {"name": "p", "expect": {"engine_configuration": {"max_concurrent_dpus": 20}}}
    waiver = {"policy": "p", "pointer": SIZE, "reason": "r", "owner": "o"}
    waived = covered([session()], [policy], [{**waiver, "expires": "2026-12-31"}])
    expired = covered([session()], [policy], [{**waiver, "expires": "2026-01-01"}])
    assert set(unnoticed_of(waived, SIZE)) == {"dropped", "doubled", "halved", "far above", "far below"}
    assert unnoticed_of(expired, SIZE) == {}


def test_drift_that_changes_or_goes_is_noticed() -> None:
    policy = {"name": "p", "expect": {"engine_configuration": {"max_concurrent_dpus": {"le": 10}}}}
    assert unnoticed_of(covered([session()], [policy]), SIZE) == {}


def test_what_cannot_be_verified_cannot_be_judged() -> None:
    key = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    where = {"session_configuration__encryption_configuration__kms_key": "alias/spark"}
    policy = {"name": "p", "expect": {"session_configuration": {"encryption_configuration": {"kms_key": key}}}}
    found = covered([session(**where)], [policy])
    assert found["unjudged"] == 1
    assert unnoticed_of(found, "/session_configuration/encryption_configuration/kms_key") == {}


def test_of_a_secret_only_the_presence_is_looked_at_and_nothing_is_told() -> None:
    secret = {"engine_configuration__spark_properties": {"spark.db.password": "hunter2"}}
    place = f"{PROPERTIES}/spark.db.password"
    found = covered([session(**secret)])
    assert unnoticed_of(found, place) == {"dropped": 1}
    assert found["unjudged"] == 1
    assert "hunter2" not in json.dumps(found)
    (entry,) = (one for one in found["unnoticed"] if one["pointer"] == place)
    assert entry["suggestion"] == {
        "name": f"keep {place}",
        "expect": {"engine_configuration": {"spark_properties": {"spark.db.password": {"present": True}}}},
    }
    assert "hunter2" in json.dumps(covered([session(**secret)], redact=False))


def test_what_no_session_reached() -> None:
    policies = [
        {"name": "never", "applies_to": {"work_group": "etl"}, "expect": {"notebook_version": "1"}},
        {
            "name": "sometimes",
            "expect": {
                "notebook_version": {"eq": "1", "or_absent": True},
                "engine_configuration": {
                    "max_concurrent_dpus": {"le": 20},
                    "default_executor_dpu_size": 1,
                    "coordinator_dpu_size": {"present": False},
                },
            },
        },
    ]
    assert covered([session()], policies)["unreached"] == [
        {"policy": "never", "pointer": None, "operator": None},
        {"policy": "sometimes", "pointer": "/notebook_version", "operator": "eq"},
    ]


# -- Suggestions


def mixed() -> list[Tree]:
    spark35 = {"engine_version": "Apache Spark version 3.5", "engine_configuration__spark_properties": None}
    defaults = [{"name": "spark-defaults", "properties": {"spark.executor.memory": "8g", "eq": "a,b"}}]
    return [
        session(0),
        session(1, engine_configuration__max_concurrent_dpus=40),
        session(2, work_group="etl", session_configuration__encryption_configuration__encryption_option="SSE_S3"),
        session(3, **spark35, engine_configuration__classifications=defaults),
        session(4, engine_configuration__spark_properties={"spark.authenticate": "false", "spark.jars": "a.jar,b.jar"}),
    ]


@pytest.mark.parametrize("sessions", [[session()], mixed()], ids=["one", "mixed"])
def test_each_suggestion_closes_its_gap_and_holds_for_the_sessions_as_they_are(sessions: list[Tree]) -> None:
    found = covered(sessions)
    for one in found["unnoticed"]:
        if one["suggestion"] is not None:
            assert closes(sessions, [], one["suggestion"], one["pointer"], one["change"]), one
            (policy,) = parsed([one["suggestion"]], sessions)
            assert not any(evaluate_policy(policy, its).failed for its in sessions), one
    without = {(one["pointer"], one["change"]) for one in found["unnoticed"] if one["suggestion"] is None}
    if len(sessions) == 1:
        assert not without
    else:
        # Both values, or a value and none, are in use among sessions of one work group and engine.
        assert without == {
            (f"{PROPERTIES}/spark.authenticate", "another value"),
            (f"{PROPERTIES}/spark.executor.memory", "dropped"),
            (f"{PROPERTIES}/spark.jars", "dropped"),
        }


def test_all_suggestions_together_leave_no_gap() -> None:
    sessions = [session(number) for number in range(3)]
    pasted = {
        one["suggestion"]["name"]: one["suggestion"] for one in covered(sessions)["unnoticed"] if one["suggestion"]
    }
    found = covered(sessions, list(pasted.values()))
    assert found["unnoticed"] == []
    assert found["changes_noticed"] == found["changes"] - found["unjudged"]


# -- Time


def fleet(number: int) -> list[Tree]:
    """Sessions of 30 settings each, of which some differ."""
    names = {f"spark.team.setting{index}": f"value {index}" for index in range(21)}
    return [
        session(
            index,
            engine_configuration__spark_properties={**names, "spark.executor.memory": f"{2 + index % 3}g"},
            engine_configuration__coordinator_dpu_size=1,
            engine_configuration__default_executor_dpu_size=1,
            session_configuration__working_directory=f"s3://work/{index % 5}/",
            session_configuration__idle_timeout_seconds=1800,
        )
        for index in range(number)
    ]


POLICIES = [
    {"name": "size", "expect": {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}},
    {"name": "derived", "expect": {"derived": {"idle_timeout_seconds": {"le": 3600}}}},
    {
        "name": "known",
        "applies_to": {"work_group": "notebooks"},
        "exhaustive": ["/session_configuration"],
        "expect": {"session_configuration": {"execution_role": {"match": "arn:.*"}}},
    },
]


def seconds(number: int) -> float:
    sessions = fleet(number)
    started = time.process_time()
    found = covered(sessions, POLICIES)
    assert found["settings"] == 30
    return time.process_time() - started


def test_twenty_sessions_of_thirty_settings_take_less_than_five_seconds_and_more_of_them_linearly_more() -> None:
    twenty = seconds(20)
    assert twenty < 5
    assert seconds(80) < 8 * twenty + 0.5
