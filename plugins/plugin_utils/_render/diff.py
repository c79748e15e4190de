# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `--diff` shows: session by session, `- actual` and `+ declared` under each pointer."""

from __future__ import annotations

from .._common.printable import printable
from .._finding.finding import Finding
from .._report.grouping import SessionKey, session_key
from .._report.model import Report
from .sides import sides


def session_diffs(report: Report) -> list[dict[str, str]]:
    """One Ansible diff for each session with drift; the pointers are the lines that both sides share."""
    drift: dict[SessionKey, list[Finding]] = {}
    for finding in report["findings"]:
        if finding["status"] == "drift":
            drift.setdefault(session_key(finding), []).append(finding)
    return [_diff(findings) for findings in drift.values()]


def _diff(findings: list[Finding]) -> dict[str, str]:
    first = findings[0]
    place = f"{first['session_id']} in {first['work_group'] or 'no work group'} ({first['state'] or 'state unknown'})"
    return {
        "before_header": printable(place),
        "after_header": "declared",
        "before": "".join(f"{_place(finding)}\n    {sides(finding)[1]}\n" for finding in findings),
        "after": "".join(f"{_place(finding)}\n    {sides(finding)[0]}\n" for finding in findings),
    }


def _place(finding: Finding) -> str:
    return printable(f"{finding['pointer']}  [{finding['policy']}]")
