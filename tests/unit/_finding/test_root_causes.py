# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Root causes: does the work group declare, now, what the session has?"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
ROLE = "arn:aws:iam::123456789012:role/athena-spark"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"

SESSION = {
    "session_id": "s-1",
    "work_group": "prod",
    "region": "eu-west-1",
    "engine_version": "Apache Spark version 3.5",
    "engine_configuration": {
        "max_concurrent_dpus": 40,
        "classifications": [{"name": "spark-defaults", "properties": {"spark.executor.memory": "4096m"}}],
    },
    "session_configuration": {
        "execution_role": ROLE,
        "encryption_configuration": {"encryption_option": "SSE_KMS", "kms_key": KEY},
    },
    "derived": {"spark_properties": {"spark.executor.memory": "4096m", "my.password": "hunter2"}, "dpu_hours": 2.0},
}


def work_group(**configuration):
    return {"name": "prod", "region": "eu-west-1", "configuration": configuration}


def cause(expected, *work_groups, session=None, **options):
    report = audit(sessions=[session or SESSION], expected=expected, work_groups=work_groups, now=NOW, **options)
    assert_valid_report(report)
    (finding,) = report["findings"]
    return finding.get("root_cause")


DPUS = {"engine_configuration": {"max_concurrent_dpus": {"le": 20}}}
MEMORY = {"derived": {"spark_properties": {"spark.executor.memory": "2g"}}}


@pytest.mark.parametrize(
    ("expected", "configuration", "origin", "value"),
    [
        (DPUS, {"engine_configuration": {"max_concurrent_dpus": 40}}, "work_group", 40),
        (DPUS, {"engine_configuration": {"max_concurrent_dpus": 20}}, "client", 20),
        (DPUS, {}, "client", None),
        (MEMORY, {"engine_configuration": {"spark_properties": {"spark.executor.memory": "4g"}}}, "work_group", "4g"),
        (
            MEMORY,
            {
                "engine_configuration": {
                    "classifications": [{"name": "spark-defaults", "properties": {"spark.executor.memory": "2g"}}]
                }
            },
            "client",
            "2g",
        ),
        (
            {"engine_version": "PySpark engine version 3"},
            {
                "engine_version": {
                    "selected_engine_version": "AUTO",
                    "effective_engine_version": SESSION["engine_version"],
                }
            },
            "work_group",
            SESSION["engine_version"],
        ),
        ({"session_configuration": {"execution_role": "x"}}, {"execution_role": ROLE}, "work_group", ROLE),
        (
            {"session_configuration": {"encryption_configuration": {"kms_key": "other"}}},
            {"result_configuration": {"encryption_configuration": {"kms_key": KEY.rpartition("/")[2]}}},
            "work_group",
            KEY.rpartition("/")[2],
        ),
        (
            {"session_configuration": {"encryption_configuration": {"kms_key": "other"}}},
            {"result_configuration": {"encryption_configuration": {"kms_key": "alias/key"}}},
            "unknown",
            "alias/key",
        ),
        (
            {"session_configuration": {"working_directory": "s3://a"}},
            {"result_configuration": {"output_location": "s3://a/"}},
            "client",
            "s3://a/",
        ),
        ({"session_configuration": {"working_directory": "s3://a"}}, {}, "work_group", None),
        ({"derived": {"dpu_hours": {"le": 1}}}, {}, "unknown", None),
    ],
)
def test_where_a_value_comes_from(expected, configuration, origin, value):
    found = cause(expected, work_group(**configuration))
    assert found["origin"] == origin
    assert found.get("work_group_value") == value
    assert found["message"]
    assert "None" not in found["message"]


@pytest.mark.parametrize(
    "work_groups",
    [
        [{"name": "prod", "region": "eu-west-1", "reason": "access_denied", "code": "X", "message": "not allowed"}],
        [{"name": "other", "region": "eu-west-1", "configuration": {}}],
        [{"name": "prod", "region": "us-east-1", "configuration": {}}],
    ],
)
def test_a_work_group_that_was_not_read_tells_nothing(work_groups):
    assert cause(DPUS, *work_groups)["origin"] == "unknown"


@pytest.mark.parametrize(
    ("engine_version", "origin"), [("PySpark engine version 3", "unknown"), ("Apache Spark version 3.5", "work_group")]
)
def test_values_are_compared_as_the_session_s_engine_version_reads_them(engine_version, origin):
    properties = {"spark.sql.files.openCostInBytes": "4k"}  # the older one takes a number of bytes only
    session = {**SESSION, "engine_version": engine_version, "derived": {"spark_properties": properties}}
    expected = {"derived": {"spark_properties": {"spark.sql.files.openCostInBytes": {"match": "x"}}}}
    declared = {"engine_configuration": {"spark_properties": {"spark.sql.files.openCostInBytes": "4096"}}}
    found = cause(expected, work_group(**declared), session=session)
    assert found["origin"] == origin
    assert "None" not in found["message"]


def test_an_engine_version_that_is_no_text_is_none():
    session = {**SESSION, "engine_version": 3}
    found = cause(
        MEMORY, work_group(engine_configuration={"spark_properties": {"spark.executor.memory": "4g"}}), session=session
    )
    assert found["origin"] == "work_group"


def test_a_member_of_a_newer_service_is_compared_as_what_it_is():
    session = {**SESSION, "engine_configuration": {"newer_limit": 5}}
    expected = {"engine_configuration": {"newer_limit": 6}}
    assert (
        cause(expected, work_group(engine_configuration={"newer_limit": "5"}), session=session)["origin"]
        == "work_group"
    )


@pytest.mark.parametrize(("declared", "actual"), [("********", "a"), ("a", "********")])
def test_a_masked_value_is_not_compared(declared, actual):
    session = {**SESSION, "derived": {"spark_properties": {"my.setting": actual}}}
    expected = {"derived": {"spark_properties": {"my.setting": "b"}}}
    configuration = {"engine_configuration": {"spark_properties": {"my.setting": declared}}}
    assert cause(expected, work_group(**configuration), session=session)["origin"] == "unknown"


def test_a_work_group_of_another_type_tells_nothing():
    found = cause(DPUS, work_group(engine_configuration="text"))
    assert found["origin"] == "unknown"
    assert "text" in found["message"]


def test_without_work_groups_there_is_no_root_cause():
    assert cause(DPUS) is None


def test_a_secret_is_neither_told_nor_compared():
    expected = {"derived": {"spark_properties": {"my.password": "x"}}}
    configuration = {"engine_configuration": {"spark_properties": {"my.password": "hunter2"}}}
    found = cause(expected, work_group(**configuration))
    assert found["origin"] == "unknown"
    assert "hunter2" not in str(found)
    assert cause(expected, work_group(**configuration), redact=False)["origin"] == "work_group"
