# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Findings for Security Hub: what a fault becomes there, and that it stays one finding from run to run."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import boto3
import pytest
from moto import mock_aws
from support import reports
from support.accepted import assert_asff

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.asff import asff, asff_problems

Json = dict[str, Any]
LATER = "2026-11-23T17:00:00.123456+00:00"


def findings(report: Json) -> dict[str, Json]:
    """The findings by what follows the name in their id."""
    return {finding["Id"].removeprefix("sparkops.athena/"): finding for finding in assert_asff(asff(report))}


def fault(*found: Json, **members: Any) -> Json:
    """The finding about the first fault of a report with these findings."""
    sessions = [reports.session(one["session_id"], "drifted") for one in found]
    return next(iter(findings(reports.report(sessions, found, **members)).values()))


def audit_of(report: Json) -> Json:
    """The finding that says whether everything could be verified."""
    (found,) = [finding for identifier, finding in findings(report).items() if identifier.startswith("audit-")]
    return found


def test_a_fault() -> None:
    found = reports.finding("s-1", remediation="Restart it.", owner="data", change="new", first_seen=reports.NOW)
    policy = {"name": "base", "severity": "error", "controls": ["NIST 800-53 SC-8"]}
    made = fault(found, policies=[policy], target="prod")
    arn = "arn:aws:athena:eu-west-1:123456789012:workgroup/etl/session/s-1"
    assert made == {
        "SchemaVersion": "2018-10-08",
        "Id": "sparkops.athena/0123456789abcdef",
        "ProductArn": "arn:aws:securityhub:eu-west-1:123456789012:product/123456789012/default",
        "GeneratorId": "sparkops.athena/policy/base",
        "AwsAccountId": "123456789012",
        "CreatedAt": "2026-11-22T17:00:00Z",
        "UpdatedAt": "2026-11-22T17:00:00Z",
        "FirstObservedAt": "2026-11-22T17:00:00Z",
        "LastObservedAt": "2026-11-22T17:00:00Z",
        "RecordState": "ACTIVE",
        "Workflow": {"Status": "NEW"},
        "Compliance": {"Status": "FAILED", "RelatedRequirements": ["NIST 800-53 SC-8"]},
        "FindingProviderFields": {
            "Severity": {"Label": "HIGH"},
            "Types": ["Software and Configuration Checks/AWS Security Best Practices"],
        },
        "Title": "base: /engine_configuration/max_concurrent_dpus in work group etl",
        "Description": "1 session: 60 is over 20",
        "Remediation": {"Recommendation": {"Text": "Restart it."}},
        "Resources": [
            {
                "Type": "Other",
                "Id": arn,
                "Partition": "aws",
                "Region": "eu-west-1",
                "Details": {"Other": {"State": "IDLE"}},
            }
        ],
        "ProductFields": {
            "sparkops/athena/label/environment": "test",
            "sparkops/athena/target": "prod",
            "sparkops/athena/policy": "base",
            "sparkops/athena/pointer": "/engine_configuration/max_concurrent_dpus",
            "sparkops/athena/work_group": "etl",
            "sparkops/athena/status": "drift",
            "sparkops/athena/kind": "different",
            "sparkops/athena/declared": "is at most 20",
            "sparkops/athena/actual": "60",
            "sparkops/athena/sessions": "1",
            "sparkops/athena/change": "new",
            "sparkops/athena/owner": "data",
        },
    }


@pytest.mark.parametrize(
    ("statuses", "compliance", "workflow"),
    [
        (["drift"], "FAILED", "NEW"),
        (["unverified"], "NOT_AVAILABLE", "NEW"),
        (["waived"], "FAILED", "SUPPRESSED"),
        (["waived", "drift"], "FAILED", "NEW"),
        (["unverified", "drift"], "FAILED", "NEW"),
        (["waived", "unverified"], "FAILED", "NEW"),
        (["unverified", "unverified"], "NOT_AVAILABLE", "NEW"),
    ],
)
def test_the_worst_session_decides_and_nothing_open_passes(statuses: list[str], compliance: str, workflow: str) -> None:
    made = fault(*(reports.finding(f"s-{number}", status) for number, status in enumerate(statuses)))
    assert (made["Compliance"]["Status"], made["Workflow"]["Status"]) == (compliance, workflow)
    assert len(made["Resources"]) == len(statuses)


def test_what_is_waived_and_could_not_be_compared_does_not_fail() -> None:
    made = fault(reports.finding("s-1", "waived", kind="unverifiable"))
    assert (made["Compliance"]["Status"], made["Workflow"]["Status"]) == ("NOT_AVAILABLE", "SUPPRESSED")
    assert made["Note"]["Text"] == "waived until 2026-12-31, data: a load test"


@pytest.mark.parametrize(
    ("change", "compliance", "record"),
    [("fixed", "PASSED", "ARCHIVED"), ("gone", "NOT_AVAILABLE", "ARCHIVED"), ("unknown", "NOT_AVAILABLE", "ACTIVE")],
)
def test_earlier_drift(change: str, compliance: str, record: str) -> None:
    made = findings(reports.report([reports.session()], earlier=[reports.earlier(change)]))["fedcba9876543210"]
    assert (made["Compliance"]["Status"], made["RecordState"]) == (compliance, record)
    assert made["CreatedAt"] == made["FirstObservedAt"] == "2026-11-01T02:00:00Z"
    assert made["Resources"][0]["Id"] == "arn:aws:athena:eu-west-1:123456789012:workgroup/etl"
    assert made["Title"] == "base: /engine_configuration/max_concurrent_dpus in work group etl"


def test_what_is_found_again_in_another_way_is_not_told_twice() -> None:
    found = reports.finding("s-1", "unverified")
    again = reports.earlier("unknown", fingerprint=found["fingerprint"])
    made = findings(reports.report([reports.session("s-1", "unverified")], [found], earlier=[again]))
    assert made[found["fingerprint"]]["Compliance"]["Status"] == "NOT_AVAILABLE"


@pytest.mark.parametrize(
    ("parts", "compliance", "words"),
    [
        ({}, "PASSED", "1 session read, 1 check made"),
        ({"errors": [{"stage": "sessions", "message": "too few"}]}, "NOT_AVAILABLE", "sessions: too few"),
        (
            {"unreadable": [reports.unreadable()]},
            "NOT_AVAILABLE",
            "work group etl: 1 session could not be read: access_denied",
        ),
        ({"unreadable": [reports.unreadable("gone")]}, "PASSED", "1 check made"),
    ],
)
def test_whether_everything_was_verified(parts: Json, compliance: str, words: str) -> None:
    made = audit_of(reports.report([reports.session()], **parts))
    assert made["Compliance"]["Status"] == compliance
    assert words in made["Description"]


def test_nothing_checked_is_not_available() -> None:
    made = audit_of(reports.report())
    assert made["Compliance"]["Status"] == "NOT_AVAILABLE"
    assert made["Description"] == "0 sessions read, 0 checks made; not one check was made"


def test_an_unverified_finding_keeps_the_audit_from_passing() -> None:
    made = audit_of(reports.report([reports.session("s-1", "unverified")], [reports.finding("s-1", "unverified")]))
    assert made["Compliance"]["Status"] == "NOT_AVAILABLE"


def test_drift_alone_leaves_nothing_unverified() -> None:
    made = audit_of(reports.report([reports.session("s-1", "drifted")], [reports.finding("s-1")]))
    assert (made["Compliance"]["Status"], made["ProductFields"]["sparkops/athena/verdict"]) == ("PASSED", "drifted")


def test_each_region_has_its_findings() -> None:
    found = [reports.finding("s-1"), reports.finding("s-2", region="us-gov-west-1", fingerprint="1" * 16)]
    sessions = [reports.session("s-1", "drifted"), reports.session("s-2", "drifted", region="us-gov-west-1")]
    made = findings(reports.report(sessions, found, regions=["eu-west-1", "us-gov-west-1"]))
    places = Counter(finding["ProductArn"].split(":")[3] for finding in made.values())
    assert places == {"eu-west-1": 2, "us-gov-west-1": 2}


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-west-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-east-1", "aws-us-gov"),
        ("us-iso-west-1", "aws-us-iso"),
        ("us-isob-east-1", "aws-us-iso-b"),
        ("mx-central-1", "aws"),
    ],
)
def test_partitions(region: str, partition: str) -> None:
    assert audit_of(reports.report(regions=[region]))["ProductArn"].split(":")[1:4] == [
        partition,
        "securityhub",
        region,
    ]


def test_many_sessions_are_one_finding_with_as_many_resources_as_it_may_have() -> None:
    made = fault(*(reports.finding(f"s-{number}") for number in range(100)))
    assert len(made["Resources"]) == 32
    assert made["Description"].startswith("100 sessions: ")
    assert made["ProductFields"]["sparkops/athena/sessions"] == "100"


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"account_id": None}, ["12 digits", "is null", "lookup_account: true", "account_id"]),
        ({"account_id": "prod"}, ["12 digits", "is prod"]),
        ({"regions": []}, ["region of every finding", "not known"]),
        ({"regions": ["somewhere"]}, ["region of every finding", "somewhere"]),
    ],
)
def test_what_it_needs(members: Json, words: list[str]) -> None:
    report = reports.report([reports.session()], **members)
    (problem,) = asff_problems(report)
    assert [word for word in words if word not in problem] == []
    with pytest.raises(ValueError, match=words[0]):
        asff(report)


def test_a_merged_report_is_refused() -> None:
    (problem,) = asff_problems(reports.merged({"prod": reports.typical()}))
    assert "merged report" in problem


def test_a_run_that_read_nothing_has_nothing_to_import() -> None:
    error = {"stage": "read", "message": "no credentials"}
    assert json.loads(asff(reports.report(regions=[], account_id=None, errors=[error]))) == []
    asked = reports.report(regions=[], errors=[error], scope={"region": "eu-west-1"})
    assert (
        audit_of(asked)["Description"] == "0 sessions read, 0 checks made; read: no credentials; not one check was made"
    )


@mock_aws
def test_a_second_import_makes_no_second_finding() -> None:
    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
    hub = boto3.client("securityhub", region_name="eu-west-1", **keys)
    hub.enable_security_hub()
    found = [reports.finding("s-1"), reports.finding("s-2", fingerprint="1" * 16, policy="advice")]
    first = reports.report([reports.session(one["session_id"], "drifted") for one in found], found)
    # The same fault in another session, and another that is fixed.
    fixed = reports.earlier("fixed", fingerprint="1" * 16, policy="advice")
    second = reports.report(
        [reports.session("n-1", "drifted")], [reports.finding("n-1")], earlier=[fixed], generated_at=LATER
    )
    for report in (first, first, second):
        done = hub.batch_import_findings(Findings=json.loads(asff(report)))
        assert (done["FailedCount"], done["SuccessCount"]) == (0, 3)
    stored = {finding["Id"]: finding for finding in hub.get_findings()["Findings"]}
    assert len(stored) == 3
    assert stored["sparkops.athena/0123456789abcdef"]["Resources"][0]["Id"].endswith("/n-1")
    assert stored["sparkops.athena/0123456789abcdef"]["UpdatedAt"] == "2026-11-23T17:00:00Z"
    assert stored[f"sparkops.athena/{'1' * 16}"]["RecordState"] == "ARCHIVED"
