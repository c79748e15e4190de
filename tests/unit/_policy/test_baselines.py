# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Baselines: what they hold, what they leave out, and that reading one back runs nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import yaml
from ansible.parsing.dataloader import DataLoader

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.plain_data import plain
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baseline_files import baseline_file
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.baselines import Baseline
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def session(**members):
    return {
        "session_id": "s-1",
        "description": "a notebook",
        "work_group": "prod",
        "region": "eu-west-1",
        "engine_version": "PySpark engine version 3",
        "status": {"state": "IDLE", "start_date_time": "2026-11-22T16:00:00+00:00"},
        "statistics": {"dpu_execution_in_millis": 7},
        **members,
    }


def verdict(sessions, expected):
    return audit(sessions=sessions, expected=expected, now=NOW)["verdict"]


def with_properties(**properties):
    return session(engine_configuration={"spark_properties": properties})


def test_what_identifies_or_ages_a_session_is_left_out():
    assert Baseline([session()]).expected == {"work_group": "prod", "engine_version": "PySpark engine version 3"}


def test_constants_stay_as_they_are_and_varying_values_become_one_of_them():
    sessions = [with_properties(a="1", b="x"), with_properties(a="1", b="y"), with_properties(a="1", b="x")]
    expected = Baseline(sessions).expected
    assert expected["engine_configuration"] == {"spark_properties": {"a": "1", "b": {"in": ["x", "y"]}}}
    assert verdict(sessions, expected) == "compliant"


def test_what_only_some_have_is_left_out_and_told():
    baseline = Baseline([with_properties(a="1", b="x"), with_properties(a="1")])
    assert baseline.omitted == ["/engine_configuration/spark_properties/b"]
    assert baseline.expected["engine_configuration"] == {"spark_properties": {"a": "1"}}


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
        "things": {"present": True},
        "on": True,
    }
    assert verdict(sessions, expected) == "compliant"


def test_values_beyond_what_the_api_allows_are_captured():
    sessions = [session(engine_configuration={"max_concurrent_dpus": 6000})]
    assert verdict(sessions, Baseline(sessions).expected) == "compliant"


TEMPLATES = [
    "{{ lookup('pipe', 'touch /tmp/owned') }}",
    "{% for x in y %}",
    "{# a comment #}",
    "!unsafe {{ x }}",
    "a: b\n{{ c }}",
    "'\"{{ \\ }}",
]
PLAIN_TEXTS = ["yes", "1", "2026-01-01", "null", "~", "- a", "a: b", "#c", "\x00\u2028\U0001f600", " a ", "{", "%", ""]
BREAKS = ["a\x85b", "\x85", "a\u2028\u2029b", "a\r\nb", "\x1b[0m\x7f\x9f", "\ufeff", "\ufffe"]


@pytest.mark.parametrize("text", TEMPLATES + PLAIN_TEXTS + BREAKS)
def test_a_file_reads_back_as_it_was_written(tmp_path, text):
    sessions = [with_properties(**{"x": text, f"key {text}": "y"})]
    file = tmp_path / "baseline.yml"
    file.write_text(baseline_file(sessions, NOW), encoding="utf-8")
    read = DataLoader().load_from_file(str(file), cache="none")
    assert plain(read) == Baseline(sessions).expected
    assert verdict(sessions, read) == "compliant"


@pytest.mark.parametrize("text", TEMPLATES)
def test_template_text_is_marked_unsafe(text):
    written = baseline_file([with_properties(**{"x": text, f"{text}": "y"})], NOW)
    tagged = [node for node in yaml.parse(written) if getattr(node, "tag", None) == "!unsafe"]
    assert len(tagged) == 2


def test_the_comment_says_where_it_came_from_and_cannot_be_left():
    written = baseline_file(
        [session(session_id="s\nwork_group: evil", engine_configuration={"max_concurrent_dpus": 4})], NOW
    )
    comment = [line for line in written.splitlines() if line.startswith("#")]
    assert any("2026-11-22T17:00:00+00:00" in line for line in comment)
    assert any("s\\nwork_group: evil" in line for line in comment)
    assert yaml.safe_load(written)["work_group"] == "prod"


def test_nothing_to_capture_is_an_error():
    with pytest.raises(ValueError, match="no setting"):
        baseline_file([{"session_id": "s"}], NOW)


def test_a_key_with_an_operators_name_is_missed_where_it_is_absent():
    expected = Baseline([with_properties(match="x", a="1")]).expected
    assert expected["engine_configuration"]["spark_properties"]["match"] == {"eq": "x"}
    assert verdict([with_properties(match="x", a="1")], expected) == "compliant"
    assert verdict([with_properties(a="1")], expected) == "drifted"
