# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a finding holds beside its verdict: its fingerprint, its message, and what it hides."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import REDACTED
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SESSION = {
    "session_id": "s-1",
    "work_group": "etl",
    "region": "eu-west-1",
    "description": "nightly",
    "notebook_version": "1",
    "engine_configuration": {"spark_properties": {"my.password": "hunter2"}},
}


def findings(session: dict[str, Any], policy: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    made = audit(sessions=[session], policies=[{"name": "one", **policy}], now=NOW, **options)["findings"]
    return [dict(finding) for finding in made]


def fingerprint(session: dict[str, Any], policy: dict[str, Any], **options: Any) -> str:
    (finding,) = findings({**SESSION, **session}, {"expect": {"description": "x"}, **policy}, **options)
    return str(finding["fingerprint"])


@pytest.mark.parametrize(
    ("session", "policy", "options"),
    [
        ({"work_group": "x"}, {}, {}),
        ({"region": "eu-west-2"}, {}, {}),
        ({}, {"name": "two"}, {}),
        ({}, {"expect": {"notebook_version": "x"}}, {}),
        ({}, {}, {"account_id": "123456789012"}),
    ],
)
def test_account_region_work_group_policy_and_pointer_make_the_fingerprint(
    session: dict[str, Any], policy: dict[str, Any], options: dict[str, Any]
) -> None:
    assert fingerprint(session, policy, **options) != fingerprint({}, {})


def test_neither_the_session_nor_its_value_does() -> None:
    assert fingerprint({"session_id": "s-2", "description": "y"}, {}) == fingerprint({}, {})


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({"expect": {"description": "x"}}, "declared: x; the session has nightly"),
        ({"expect": {"name": "x"}, "newer": ["/name"]}, "declared: x; the session has none"),
        ({"expect": {"description": {"present": False}}}, "is there, and was to be absent"),
        (
            {"expect": {"work_group": "etl"}, "exhaustive": ["/notebook_version"]},
            "is set, and the policy does not declare it",
        ),
    ],
)
def test_the_message_says_what_the_session_has_instead(policy: dict[str, Any], message: str) -> None:
    (finding,) = findings(SESSION, policy)
    assert finding["message"] == message


def test_what_is_declared_of_a_secret_is_hidden_and_stays_a_list() -> None:
    (finding,) = findings(SESSION, {"expect": {"derived": {"spark_properties": {"my.password": {"in": ["a", "b"]}}}}})
    assert (finding["declared"], finding["actual"]) == ([REDACTED], None)


def test_a_policy_that_does_not_apply_is_not_counted_and_a_doubtful_one_has_no_checks() -> None:
    policies = [
        {"name": "other", "applies_to": {"work_group": "x"}, "expect": {"description": "x"}},
        {"name": "doubtful", "applies_to": {"derived": {"dpu_hours": 1}}, "expect": {"description": "x"}},
        {
            "name": "applies",
            "exhaustive": ["/notebook_version"],
            "expect": {"description": "nightly", "work_group": "etl"},
        },
    ]
    report = audit(sessions=[SESSION], policies=policies, now=NOW)
    assert report["sessions"][0]["policies"] == {"doubtful": 0, "applies": 3}
