"""Which findings are the same."""

from __future__ import annotations

from typing import Any

import pytest
from support import reports

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.grouping import differences, identical


def test_findings_that_differ_in_session_state_and_owner_are_identical() -> None:
    findings = [reports.finding("s-1"), reports.finding("s-2", state="BUSY", owner="data"), reports.finding("s-1")]
    (group,) = identical(findings)
    assert group.findings == findings
    assert group.first is findings[0]
    assert group.session_ids == ["s-1", "s-2", "s-1"]
    assert group.owners == ["data"]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("work_group", "adhoc"),
        ("region", None),
        ("target", "prod"),
        ("severity", "warning"),
        ("message", "other words"),
        ("actual", 60.0),
        ("root_cause", {"origin": "client", "message": "the client"}),
    ],
)
def test_any_other_member_tells_findings_apart(member: str, value: Any) -> None:
    assert len(identical([reports.finding("s-1"), reports.finding("s-2", **{member: value})])) == 2


def test_true_is_not_one() -> None:
    assert len(identical([reports.finding(actual=True), reports.finding(actual=1)])) == 2


def test_groups_stand_in_the_order_of_their_first() -> None:
    findings = [reports.finding(actual=actual) for actual in (3, 1, 3, 2, 1)]
    assert [group.first["actual"] for group in identical(findings)] == [3, 1, 2]


def test_a_difference_is_the_same_wherever_it_was_found() -> None:
    places = [
        reports.finding("s-1"),
        reports.finding("s-2", work_group="adhoc", fingerprint="1" * 16, status="waived"),
        reports.finding("s-3", region="us-east-1", target="prod", message="other words"),
    ]
    other = [reports.finding(actual=61), reports.finding(policy="more"), reports.finding(operator="lt")]
    assert [len(groups) for groups in differences(identical([*places, *other]))] == [3, 1, 1, 1]
