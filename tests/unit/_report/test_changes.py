# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed since the previous report: against fleets of which the truth is known, and case by case."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from support import reports
from support.histories import NORMAL, POINTERS, Expected, Night, histories, history
from support.schema import assert_valid_report

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.changes import Previous, with_changes
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import audit
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.evidence import Evidence
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.loading import load_report
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.merging import merge
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor

PRESENT = ("new", "changed", "persisting")


@settings(max_examples=400, deadline=None)
@given(histories())
def test_every_report_of_a_history_says_what_is_true_of_the_fleet(nights: list[Night]) -> None:
    previous = Previous()
    for night, now, expected in history(nights):
        report: Any = audit(now=now, previous=previous, account_id="123456789012", **night.listed)
        assert_valid_report(report)
        agrees(report, expected)
        previous = Previous(load_report(json.dumps(report)))


def agrees(report: dict[str, Any], expected: Expected) -> None:
    """Fail unless a report says of every fault what is expected."""
    changes, first_seen = {}, {}
    for finding in report["findings"]:
        group, policy = finding["work_group"], finding["policy"]
        if finding["status"] == "unverified" or policy not in POINTERS:
            assert not finding.keys() & {"change", "first_seen"}
            continue
        first_seen[group, policy] = finding["first_seen"]
        if finding["status"] == "drift":
            value = finding["actual"] if policy == "limit" else NORMAL[finding["actual"]]
            changes[group, policy, value] = finding["change"]
    earlier = {(entry["work_group"], entry["policy"]): entry["change"] for entry in report["earlier"]}
    assert (changes, first_seen, earlier) == (expected.changes, expected.first_seen, expected.earlier)
    assert report["summary"]["changes"] == counted(expected)


def counted(expected: Expected) -> dict[str, int]:
    """Each fault once, by the most conspicuous of its changes."""
    of_fault: dict[tuple[str, str], set[str]] = {}
    for (group, policy, _value), change in expected.changes.items():
        of_fault.setdefault((group, policy), set()).add(change)
    counts = Counter(next(change for change in PRESENT if change in found) for found in of_fault.values())
    counts.update(expected.earlier.values())
    return {change: counts[change] for change in (*PRESENT, "fixed", "gone", "unknown")}


def merged(*parts: dict[str, Any], at: str = reports.NOW) -> dict[str, Any]:
    """The merge of reports of an account each."""
    named = [(name, json.dumps(part | {"account_id": name})) for name, part in zip("abc", parts, strict=False)]
    report: Any = merge(named, targets=None, now=datetime.fromisoformat(at))
    assert_valid_report(report)
    return dict(report)


def test_a_merged_report_adds_up_the_changes_of_its_targets() -> None:
    report = merged(reports.changed(), reports.changed(), reports.typical())
    assert report["summary"]["changes"] == reports.changes(new=2, changed=2, persisting=2, fixed=2, gone=2, unknown=2)
    assert [entry["target"] for entry in report["earlier"]] == ["a", "a", "a", "b", "b", "b"]
    assert "changes" not in merged(reports.typical())["summary"]


def test_what_was_waived_until_the_merge_is_new() -> None:
    report = merged(reports.changed(), at="2027-01-01T00:00:00+00:00")
    assert [finding["change"] for finding in report["findings"] if finding["session_id"] == "s-waived"] == ["new"]
    assert report["summary"]["changes"] == reports.changes(new=2, changed=1, persisting=1, fixed=1, gone=1, unknown=1)


def many(number: int, actual: int) -> dict[str, Any]:
    """A report on so many sessions with a finding each, every one a fault of its own."""
    names = [f"s-{index}" for index in range(number)]
    sessions = [reports.session(name, "drifted", work_group=name) for name in names]
    findings = [
        reports.finding(name, work_group=name, fingerprint=f"{index:016x}", actual=actual)
        for index, name in enumerate(names)
    ]
    return reports.report(sessions, findings)


def test_five_thousand_findings_take_less_than_a_second() -> None:
    before, now = many(5000, 60), many(5000, 40)
    now["findings"] = now["findings"][::2]
    began = time.process_time()
    report: Any = with_changes(now, before, Evidence(now, [], [{"region": "eu-west-1"}]), Redactor())  # type: ignore[arg-type]
    assert time.process_time() - began < 1
    assert report["summary"]["changes"] == reports.changes(changed=2500, unknown=2500)
