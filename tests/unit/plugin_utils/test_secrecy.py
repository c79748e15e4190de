# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets, of the sessions or of the declarations, appear nowhere in a report or in an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ansible_collections.sparkops.athena.plugins.plugin_utils.audit import InvalidDeclarations, audit
from ansible_collections.sparkops.athena.plugins.plugin_utils.diff import session_diffs
from ansible_collections.sparkops.athena.plugins.plugin_utils.text import report_text

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
