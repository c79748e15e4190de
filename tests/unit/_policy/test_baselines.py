# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baselines: what they hold, and what they leave out."""

from __future__ import annotations

import re

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.printable import printable
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baseline_files import baseline_file
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.tests.unit._policy.sessions import (
    NOW,
    found,
    policy_of,
    session,
    verdict,
    with_properties,
)


def test_what_identifies_or_ages_a_session_is_left_out():
    assert Baseline([session()]).expected == {"work_group": "prod", "engine_version": "PySpark engine version 3"}


def test_constants_stay_as_they_are_and_varying_values_become_one_of_them():
    sessions = [with_properties(a="1", b="x"), with_properties(a="1", b="y"), with_properties(a="1", b="x")]
    expected = Baseline(sessions).expected
    assert expected["engine_configuration"] == {"spark_properties": {"a": "1", "b": {"in": ["x", "y"]}}}
    assert verdict(sessions, expected) == "compliant"


def test_what_only_some_have_may_be_absent_and_no_other_than_theirs():
    sessions = [with_properties(a="1", b="x", **{"spark.my.password": "p"}), with_properties(a="1")]
    properties = Baseline(sessions).expected["engine_configuration"]["spark_properties"]
    assert properties["b"] == {"eq": "x", "or_absent": True}
    assert properties["spark.my.password"] == {"present": True, "or_absent": True}
    assert found(sessions, policy_of(sessions)) == []
    place = "/engine_configuration/spark_properties/b"
    assert found([with_properties(a="1", b="y")], policy_of(sessions)) == [("different", place)]


def test_a_tree_for_a_policy_that_is_not_exhaustive_says_nothing_of_what_may_be_there():
    sessions = [with_properties(a="1", **{"spark.my.password": "p"}), with_properties(a="1")]
    expected = Baseline(sessions, exhaustive=False).expected
    assert expected["engine_configuration"] == {"spark_properties": {"a": "1"}}
    assert verdict(sessions, expected) == "compliant"


def test_an_addition_is_noticed():
    sessions = [with_properties(a="1")]
    added = session(engine_configuration={"spark_properties": {"a": "1", "b": "2"}}, newer={"c": []})
    assert found([added], policy_of(sessions)) == [
        ("undeclared", "/engine_configuration/spark_properties/b"),
        ("undeclared", "/newer/c"),
    ]


def test_what_identifies_or_ages_a_session_and_its_tags_may_change():
    sessions = [with_properties(a="1")]
    later = session(
        session_id="s-2",
        description="another",
        region="us-east-1",
        status={"state": "BUSY"},
        statistics={"dpu_execution_in_millis": 8},
        tags={"owner": "x"},
        engine_configuration={"spark_properties": {"a": "1"}, "additional_configs": {"NotebookId": "n"}},
    )
    assert found([later], policy_of(sessions)) == []


@pytest.mark.parametrize("value", ["hunter2", "*********(redacted)"])
def test_secrets_are_declared_as_present(value):
    sessions = [with_properties(**{"spark.my.password": value})]
    expected = Baseline(sessions).expected
    assert expected["engine_configuration"]["spark_properties"] == {"spark.my.password": {"present": True}}
    assert verdict(sessions, expected) == "compliant"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("spark.executor.memory", "4 gigabytes"),  # Spark would refuse it
        ("spark.memory.fraction", "NaN"),
        ("spark.sql.adaptive.skewJoin.skewedPartitionFactor", "5.5"),  # an int to Spark 3.2, a double to 3.5
        ("eq", "a key with an operator's name"),
        ("x", ""),
        ("x", "********"),
        ("", "an empty key"),
    ],
)
def test_a_strange_property_holds_for_its_own_session(key, value):
    sessions = [with_properties(**{key: value})]
    assert verdict(sessions, Baseline(sessions).expected) == "compliant"


def test_classifications_are_captured_by_name():
    engine = {
        "classifications": [
            {"name": "spark-defaults", "properties": {"spark.executor.memory": "4g"}},
            {"name": "empty", "properties": {}},
        ]
    }
    sessions = [session(engine_configuration=engine)]
    expected = Baseline(sessions).expected
    assert expected["engine_configuration"]["classifications"] == [
        {"name": "spark-defaults", "properties": {"spark.executor.memory": "4g"}},
        {"name": "empty", "present": True},
    ]
    assert verdict(sessions, expected) == "compliant"


def test_members_of_a_newer_service_are_captured():
    sessions = [session(new_configuration={"depth": 3, "names": ["a", "b"], "things": [{"a": 1}], "on": True})]
    expected = Baseline(sessions).expected
    assert expected["new_configuration"] == {
        "depth": 3,
        "names": ["a", "b"],
        "things": [{"a": 1}],
        "on": True,
    }
    assert verdict(sessions, expected) == "compliant"
    changed = session(new_configuration={"depth": 3, "names": ["a", "b"], "things": [{"a": 2}], "on": True})
    assert found([changed], policy_of(sessions)) == [("different", "/new_configuration/things")]


def test_a_member_of_a_newer_service_that_no_session_has_any_more_is_missing():
    sessions = [session(new_configuration={"depth": 3, "empty": {}}), session(new_configuration={"empty": {"x": 1}})]
    policy = policy_of(sessions)
    assert policy[0]["newer"] == ["/new_configuration"]
    assert found(sessions, policy) == []
    gone = [("missing", "/new_configuration/depth")]
    one = policy_of(sessions[:1])
    assert found([session()], one) == [*gone, ("missing", "/new_configuration/empty")]


def test_classifications_are_captured_with_all_they_have():
    engine = {
        "classifications": [
            {"name": "spark-env", "properties": {"A": "1"}, "configurations": [{"name": "export", "properties": {}}]},
            {"properties": {"": "empty", "B": "2"}, "newer": {"depth": 1}},
        ]
    }
    sessions = [session(engine_configuration=engine)]
    baseline = Baseline(sessions)
    assert baseline.expected["engine_configuration"]["classifications"] == [
        {"name": "spark-env", "properties": {"A": "1"}, "configurations": [{"name": "export", "properties": {}}]},
        {"properties": {"": "empty", "B": "2"}, "newer": {"depth": 1}},
    ]
    place = "/engine_configuration/classifications"
    assert baseline.newer == [f"{place}/spark-env//configurations", f"{place}/"]
    assert found(sessions, policy_of(sessions)) == []
    assert sorted(found([session()], policy_of(sessions))) == [
        ("missing", f"{place}///"),
        ("missing", f"{place}///newer/depth"),
        ("missing", f"{place}//B"),
        ("missing", f"{place}/spark-env//configurations"),
        ("missing", f"{place}/spark-env/A"),
    ]


def test_what_a_baseline_cannot_hold_is_told():
    engine = {
        "max_concurrent_dpus": "many",
        "spark_properties": "none",
        "classifications": [
            {"name": "\udfff", "properties": {"a": "b"}},
            {"name": "spark-env", "properties": []},
            {"name": "hive-site", "properties": {"held": "1"}},
        ],
        "additional_configs": {"settings": '{"password": "hunter2"}', "bad": "\ud800", "\ud800": "x"},
    }
    sessions = [session(engine_configuration=engine)]
    written = baseline_file(Baseline(sessions), NOW)
    assert "hunter2" not in written
    told = {one.pointer.removeprefix("/engine_configuration/"): one.reason for one in Baseline(sessions).incomplete}
    assert {place: reason.split(":")[0].split(",")[0] for place, reason in told.items()} == {
        "max_concurrent_dpus": "no operator can compare the value",
        "spark_properties": "not a mapping or list as it should be",
        "classifications/spark-env": "not a mapping or list as it should be",
        "classifications/\udfff": "the name is not Unicode",
        "additional_configs/settings": "the value is hidden or secret",
        "additional_configs/bad": "the text is not Unicode",
        "additional_configs/\ud800": "the name is not Unicode",
    }
    assert all(printable(place) in written for place in told)
    place = "/engine_configuration"
    assert sorted(found(sessions, policy_of(sessions))) == [
        ("undeclared", f"{place}/additional_configs/\ud800"),
        ("undeclared", f"{place}/classifications/\udfff/a"),
        ("unverifiable", f"{place}/classifications/spark-env"),
        ("unverifiable", f"{place}/spark_properties"),
    ]


def test_a_member_called_present_beside_one_that_may_be_empty_cannot_be_held():
    entries = [{"name": "x", "present": "p"}], [{"name": "x", "properties": {}}]
    engines = [{"classifications": listed} for listed in entries]
    sessions = [
        session(newer={"present": "p", "a": "1"}, engine_configuration=engines[0]),
        session(newer={}, engine_configuration=engines[1]),
    ]
    assert [(one.pointer, one.reason.split(":")[0]) for one in Baseline(sessions).incomplete] == [
        (
            "/engine_configuration/classifications/x",
            "a member is named 'present', and some sessions have nothing else here",
        ),
        ("/newer", "a member is named 'present', and some sessions have nothing else here"),
    ]
    assert Baseline(sessions).expected["newer"]["present"] == {"eq": "p", "or_absent": True}


def test_what_an_own_pattern_calls_secret_is_declared_as_present():
    baseline = Baseline([with_properties(**{"spark.my.pin": "1234"})], extra=re.compile("pin"))
    assert baseline.expected["engine_configuration"]["spark_properties"] == {"spark.my.pin": {"present": True}}


def test_members_stand_in_the_order_of_the_documentation_and_keys_in_their_own():
    configs = {"b": "1", "NotebookId": "n", "a": "2"}
    engine = {"spark_properties": {"z": "1", "y": "2"}, "max_concurrent_dpus": 20, "additional_configs": configs}
    expected = Baseline([{"engine_configuration": engine, "work_group": "etl"}]).expected
    assert list(expected) == ["work_group", "engine_configuration"]
    captured = expected["engine_configuration"]
    assert list(captured) == ["max_concurrent_dpus", "additional_configs", "spark_properties"]
    assert (list(captured["additional_configs"]), list(captured["spark_properties"])) == (["b", "a"], ["z", "y"])


def test_varying_values_stand_in_the_order_of_their_texts():
    sessions = [session(engine_configuration={"max_concurrent_dpus": dpus}) for dpus in (9, "20", 100)]
    assert Baseline(sessions).expected["engine_configuration"] == {"max_concurrent_dpus": {"in": [100, "20", 9]}}


def test_varying_texts_that_spark_would_refuse_become_a_pattern():
    sessions = [with_properties(**{"spark.executor.memory": text}) for text in ("9 g", "4.5g")]
    properties = Baseline(sessions).expected["engine_configuration"]["spark_properties"]
    assert properties == {"spark.executor.memory": {"match": r"4\.5g|9\ g"}}
    assert found(sessions, policy_of(sessions)) == []


def test_an_engine_version_that_is_no_text_is_held_by_its_presence():
    sessions = [session(engine_version={"release": "3.5"})]
    assert Baseline(sessions).expected["engine_version"] == {"present": True}


def test_a_classification_of_which_nothing_can_be_held_is_not_called_newer():
    sessions = [session(engine_configuration={"classifications": [{"properties": "text"}]})]
    assert policy_of(sessions) == [
        {
            "name": "baseline",
            "exhaustive": True,
            "expect": {"work_group": "prod", "engine_version": "PySpark engine version 3"},
        }
    ]
    assert found(sessions, policy_of(sessions)) == [("unverifiable", "/engine_configuration/classifications/")]


def test_an_empty_classification_that_only_some_sessions_have_may_be_absent():
    entries = [{"name": "spark-defalts", "properties": {}}]
    sessions = [session(engine_configuration={"classifications": entries}), session()]
    baseline = Baseline(sessions)
    assert baseline.expected["engine_configuration"]["classifications"] == [
        {"name": "spark-defalts", "present": True, "or_absent": True}
    ]
    assert baseline.newer == ["/engine_configuration/classifications/spark-defalts"]
    assert found(sessions, policy_of(sessions)) == []


def test_a_name_that_looks_misspelt_was_captured_as_it_is_and_may_be_gone_again():
    sessions = [with_properties(**{"spark.jar": "a", "b": "1"}), with_properties(b="1")]
    assert policy_of(sessions)[0]["newer"] == ["/engine_configuration/spark_properties/spark.jar"]
    assert found(sessions[1:], policy_of(sessions)) == []


def test_of_a_setting_under_two_names_the_value_that_counts_is_held():
    old, new = "spark.yarn.executor.memoryOverhead", "spark.executor.memoryOverhead"
    sessions = [with_properties(**{old: "512", new: "1g"}), with_properties(**{old: "2048"})]
    assert found(sessions, policy_of(sessions)) == []
    assert found([with_properties(**{old: "512"})], policy_of(sessions)) == [
        ("different", f"/engine_configuration/spark_properties/{new}")
    ]


def test_values_that_the_table_does_not_expect_stay_valid_where_no_session_has_them_any_more():
    sessions = [session(engine_configuration={"max_concurrent_dpus": 6000})]
    now = [session(engine_configuration={"max_concurrent_dpus": 20})]
    assert found(now, policy_of(sessions)) == [("different", "/engine_configuration/max_concurrent_dpus")]


def test_values_beyond_what_the_api_allows_are_captured():
    sessions = [session(engine_configuration={"max_concurrent_dpus": 6000})]
    assert verdict(sessions, Baseline(sessions).expected) == "compliant"


def test_a_key_with_an_operators_name_is_missed_where_it_is_absent():
    expected = Baseline([with_properties(match="x", a="1")]).expected
    assert expected["engine_configuration"]["spark_properties"]["match"] == {"eq": "x"}
    assert verdict([with_properties(match="x", a="1")], expected) == "compliant"
    assert verdict([with_properties(a="1")], expected) == "drifted"


@pytest.mark.parametrize(
    "members", [{"present": "p", "or_absent": "q", "eq": "r"}, {"properties": {"a": "b"}, "present": True}]
)
def test_members_of_a_classification_may_be_named_like_operators(members):
    its = session(engine_configuration={"classifications": [{"name": "x", **members}]})
    assert found([its], policy_of([its])) == []
    changed = session(engine_configuration={"classifications": [{"name": "x", **members, "present": "other"}]})
    assert found([changed], policy_of([its])) == [("different", "/engine_configuration/classifications/x//present")]


def test_a_newer_member_of_another_type_than_captured_differs():
    policies = policy_of([session(switch="true", size=7)])
    assert found([session(switch=7, size="x")], policies) == [("different", "/size"), ("different", "/switch")]


@pytest.mark.parametrize("word", ["in", "eq", "present", "or_absent"])
def test_mappings_with_an_operators_name_are_not_held_whole_beside_other_values(word):
    sessions = [session(newer={word: 1}), session(newer="x")]
    assert Baseline(sessions).expected["newer"] == {word: {"eq": 1}}
