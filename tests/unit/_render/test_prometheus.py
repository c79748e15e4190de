# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics for Prometheus: what is counted, and that no session makes a series."""

from __future__ import annotations

from typing import Any

import pytest
from support import fleet_reports, reports
from support.accepted import Series, assert_prometheus

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.prometheus import METRICS, prometheus

CHANGES = {"new": 1, "changed": 2, "persisting": 3, "fixed": 4, "gone": 5, "unknown": 6}


def series(report: dict[str, Any]) -> Series:
    return assert_prometheus(prometheus(report))


def value(found: Series, metric: str, **labels: str) -> float:
    return found[f"sparkops_athena_{metric}", tuple(sorted(labels.items()))]


def test_one_of_everything() -> None:
    report = reports.typical() | {"target": "prod"}
    report["summary"] |= {"changes": CHANGES}
    found = series(report)
    assert value(found, "report_timestamp_seconds", target="prod") == 1795366800
    assert value(found, "verdict", target="prod", verdict="drifted") == 1
    assert value(found, "verdict", target="prod", verdict="compliant") == 0
    for verdict, number in {"compliant": 2, "drifted": 1, "unverified": 1, "unchecked": 1}.items():
        assert value(found, "sessions", target="prod", verdict=verdict) == number
    assert value(found, "sessions_gone", target="prod") == 1
    assert value(found, "checks", target="prod") == report["summary"]["checks"]
    assert value(found, "drift", target="prod", severity="error") == 1
    assert value(found, "drift", target="prod", severity="warning") == 1
    assert value(found, "waived", target="prod") == 1
    assert value(found, "unreadable", target="prod", reason="access_denied") == 1
    assert value(found, "unreadable", target="prod", reason="gone") == 0
    assert value(found, "errors", target="prod") == 0
    assert value(found, "waivers", target="prod", state="expiring") == 1
    assert value(found, "policy_sessions", target="prod", policy="base", severity="error") == 4
    base = {"target": "prod", "policy": "base", "severity": "error"}
    assert [value(found, "policy_findings", status=status, **base) for status in ("drift", "unverified", "waived")] == [
        1
    ] * 3
    assert {change: value(found, "changes", target="prod", change=change) for change in CHANGES} == CHANGES
    assert {name for name, _labels in found} == {f"sparkops_athena_{metric}" for metric in METRICS}


def test_without_a_target_there_is_no_such_label() -> None:
    assert all("target" not in dict(labels) for _name, labels in series(reports.typical()))


def test_a_policy_that_applied_to_nothing_is_counted() -> None:
    policy = {"name": "gpu", "severity": "warning"}
    found = series(reports.report([reports.session()], policies=[policy]))
    assert value(found, "policy_sessions", policy="gpu", severity="warning") == 0


@pytest.mark.parametrize("sessions", [1, 20, 400])
def test_the_number_of_series_does_not_grow_with_sessions(sessions: int) -> None:
    names = [set(series(fleet_reports.single(number, drift=0.5))) for number in (sessions, 40)]
    assert names[0] == names[1]


def test_a_merged_report_has_every_target_also_that_without_a_report() -> None:
    parts = {"prod": reports.typical(), "dev": reports.report([reports.session()])}
    found = series(reports.merged(parts, missing=["lost"]))
    verdicts = {
        target: value(found, "verdict", target=target, verdict="unverified") for target in ("prod", "dev", "lost")
    }
    assert verdicts == {"prod": 0, "dev": 0, "lost": 1}
    assert value(found, "verdict", target="dev", verdict="compliant") == 1
    assert ("sparkops_athena_checks", (("target", "lost"),)) not in found
    assert value(found, "errors") == 1
    assert value(found, "policy_findings", policy="base", severity="error", status="drift") == 1


def test_labels_are_escaped() -> None:
    name = 'a "quoted" \\ name\nin two lines \u202e'
    found = series(reports.report([reports.session(policies={name: 1})]))
    shown = 'a "quoted" \\ name\\nin two lines \\u202e'
    assert value(found, "policy_checks", policy=shown, severity="error") == 1
