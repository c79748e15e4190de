# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets, of the sessions or of the declarations, appear nowhere in a report or in an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.diff import session_diffs
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
SECRET = "hunter2-s3cr3t"
OTHER = "0ther-s3cr3t"
NAME = "spark.sql.catalog.lake.token"

SESSION = {
    "session_id": "s-1",
    "work_group": "prod",
    "region": "eu-west-1",
    "engine_configuration": {
        "additional_configs": {"apiKey": SECRET},
        "spark_properties": {NAME: SECRET, "plain": "shown", "tailored.thing": SECRET},
        "classifications": [{"name": "spark-defaults", "properties": {NAME: SECRET}}],
    },
    "newer_configuration": {"client_secret": SECRET},
    "derived": {"spark_properties": {NAME: SECRET}},
}
EXPECTED = {
    "engine_configuration": {
        "additional_configs": {"apiKey": OTHER},
        "spark_properties": {NAME: {"in": [OTHER, "x"], "ne": OTHER}, "plain": "hidden", "tailored.thing": OTHER},
        "classifications": [{"name": "spark-defaults", "properties": {NAME: {"match": OTHER}}}],
    },
    "newer_configuration": {"client_secret": OTHER},
    "derived": {"spark_properties": {NAME: {"contains": [OTHER]}}},
}
WAIVERS = [
    {
        "policy": "expected",
        "pointer": f"/engine_configuration/spark_properties/{NAME}",
        "actual": SECRET,
        "applies_to": {"derived": {"spark_properties": {NAME: OTHER}}},
        "reason": "r",
        "owner": "o",
        "expires": "2026-12-31",
    }
]


def report(**options):
    given = {"sessions": [SESSION], "expected": EXPECTED, "waivers": WAIVERS, "redact_pattern": r"\.thing$", **options}
    return audit(now=NOW, **given)


def test_a_report_holds_no_secret():
    found = report(policies=[{"name": "all", "exhaustive": True}])
    shown = json.dumps(found) + report_text(found) + json.dumps(session_diffs(found))
    assert SECRET not in shown
    assert OTHER not in shown
    assert "shown" in shown


def test_what_is_hidden_is_unverified_and_says_how_to_see_it():
    findings = [finding for finding in report()["findings"] if not finding["pointer"].endswith("plain")]
    assert len(findings) == 7
    assert {finding["status"] for finding in findings} == {"unverified"}
    assert all("redact: false" in finding["message"] for finding in findings)


def test_a_masked_value_satisfies_a_bound_waiver_never():
    assert not any(finding["status"] == "waived" for finding in report()["findings"])


def test_presence_can_be_verified():
    assert report(expected={"derived": {"spark_properties": {NAME: {"present": True}}}})["verdict"] == "compliant"
    assert report(expected={"derived": {"spark_properties": {NAME: {"present": False}}}})["verdict"] == "drifted"


def test_without_redaction_values_are_compared():
    expected = {"derived": {"spark_properties": {NAME: SECRET}}}
    assert report(expected=expected, redact=False)["verdict"] == "compliant"


@pytest.mark.parametrize(
    "wrong",
    [
        {"match": f"({OTHER}"},
        {"eq": {OTHER: 1}},
        {"in": OTHER},
        {"subset": [1, OTHER, {OTHER: 1}]},
        {"le": [OTHER]},
        {"eq": OTHER, "ne": OTHER},
        [1, OTHER],
    ],
)
@pytest.mark.parametrize("redacted_by", [NAME, "tailored.thing"])
def test_an_error_about_a_secret_does_not_show_it(wrong, redacted_by):
    with pytest.raises(InvalidDeclarations) as caught:
        report(expected={"engine_configuration": {"spark_properties": {redacted_by: wrong}}})
    assert OTHER not in str(caught.value)


@pytest.mark.parametrize("wrong", [{OTHER: None}, {OTHER: {"eq": "x"}}, {4711471147114711: 1}])
@pytest.mark.parametrize("redacted_by", [NAME, "tailored.thing"])
def test_what_stands_for_an_operator_of_a_secret_may_be_the_secret(wrong, redacted_by):
    with pytest.raises(InvalidDeclarations) as caught:
        report(expected={"engine_configuration": {"spark_properties": {redacted_by: wrong}}})
    assert not any(str(key) in str(caught.value) for key in wrong)
    assert "known are eq, ne" in str(caught.value)


def test_a_misspelt_operator_of_a_secret_is_told_the_nearest():
    with pytest.raises(InvalidDeclarations, match="did you mean 'match'") as caught:
        report(expected={"engine_configuration": {"spark_properties": {NAME: {"mtch": OTHER}}}})
    assert OTHER not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"expected": OTHER},
        {"expected": {"engine_configuration": OTHER}},
        {"expected": {"engine_configuration": {"spark_properties": OTHER, "classifications": OTHER}}},
        {"policies": OTHER},
        {"policies": [OTHER, {"name": "p", "expect": OTHER, "applies_to": OTHER, "exhaustive": OTHER}]},
        {"waivers": OTHER},
        {"waivers": [OTHER, WAIVERS[0] | {"applies_to": OTHER}]},
        {"labels": OTHER},
    ],
)
def test_text_where_a_structure_belongs_is_not_shown(wrong):
    with pytest.raises(InvalidDeclarations, match="not text") as caught:
        report(**wrong)
    assert OTHER not in str(caught.value)


@pytest.mark.parametrize(
    "bound",
    [
        {"pointer": "/engine_configuration", "actual": OTHER},
        {"actual": OTHER},
        {"policy": "misspelt", "actual": OTHER, "pointer": "/engine_configuration/spark_properties"},
        {"pointer": "/engine_configuration", "actual": {"spark_properties": {NAME: OTHER, "plain": "p"}}},
        {"pointer": "/derived/spark_properties/plain", "actual": json.dumps({"password": OTHER})},
    ],
)
def test_what_a_wide_waiver_is_bound_to_may_be_a_secret(bound):
    waiver = {name: value for name, value in WAIVERS[0].items() if name not in ("pointer", "applies_to", "actual")}
    policies = [{"name": "all", "exhaustive": True}]
    found = report(expected=None, policies=policies, waivers=[waiver | {"policy": "all"} | bound])
    assert OTHER not in json.dumps(found)


def test_what_no_secret_can_be_under_is_shown():
    waiver = {**WAIVERS[0], "pointer": "/engine_configuration/max_concurrent_dpus", "actual": 40}
    found = report(waivers=[waiver])
    assert found["waivers"]["in_force"][0]["actual"] == 40


def test_what_is_declared_of_a_blanked_value_is_hidden():
    """Ansible blanks the secret key in use under any name, and a read may have had a pattern of its own."""
    session = SESSION | {"derived": {"spark_properties": {"plain": "********", "spark.executor.memory": "********"}}}
    expected = {"derived": {"spark_properties": {"plain": OTHER, "spark.executor.memory": "4096m"}}}
    work_group = {"engine_configuration": {"spark_properties": {"plain": "********"}}}
    work_groups = [{"name": "prod", "region": "eu-west-1", "configuration": work_group}]
    found = report(sessions=[session], expected=expected, work_groups=work_groups)
    shown = json.dumps(found) + report_text(found)
    assert OTHER not in shown
    assert "4096m" not in shown
    assert {finding["root_cause"]["origin"] for finding in found["findings"]} == {"unknown", "client"}


def test_json_in_a_value_is_looked_into():
    values = [json.dumps({"url": "https://x", "auth": [{"apiKey": value}]}) for value in (SECRET, OTHER)]
    session = {**SESSION, "engine_configuration": {"spark_properties": {"plain": values[0]}}}
    expected = {"engine_configuration": {"spark_properties": {"plain": values[1]}}}
    found = report(sessions=[session], expected=expected)
    assert SECRET not in json.dumps(found)
    assert OTHER not in json.dumps(found)
    assert found["findings"][0]["status"] == "unverified"
