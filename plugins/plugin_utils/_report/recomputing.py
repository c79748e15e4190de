# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report that was read back, with everything that follows from its sessions and findings computed anew.

What a report says of itself is never the source of a verdict: it may have been edited, or made before a waiver expired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ...module_utils._athena.vocabulary import Status
from .._finding.finding import Finding, unwaived
from .._policy.waivers import in_force
from .._session.identity import region_and_id
from .counts import count_by_policy, count_changes, summarize
from .declared_policies import counted
from .model import Report, ReportSession, ReportWaiver
from .verdicts import session_verdict, verdict
from .waiver_lists import waiver_lists


def as_of(report: Report, today: date) -> Report:
    """The report as it stands on a day (UTC): what an expired waiver held for counts again."""
    waivers = [*report["waivers"]["in_force"], *report["waivers"]["expired"]]
    return recomputed(
        {
            **report,
            "findings": [
                _finding_as_of(finding, today, "changes" in report["summary"]) for finding in report["findings"]
            ],
            "waivers": waiver_lists([_waiver_as_of(waiver, today) for waiver in waivers], today),
        }
    )


def recomputed(report: Report) -> Report:
    """The report with the counts and verdicts that follow from its sessions, findings, errors and unreadable ones."""
    findings, unreadable = report["findings"], report["unreadable"]
    sessions = _sessions(report["sessions"], findings)
    summary = summarize(sessions, findings, unreadable)
    if "changes" in report["summary"]:
        summary["changes"] = count_changes(findings, report["earlier"])
    counts = count_by_policy(sessions, findings)
    return {
        **report,
        "verdict": verdict(summary["checks"], findings, unreadable, report["errors"]),
        "summary": summary,
        "sessions": sessions,
        "policies": [counted(policy, counts) for policy in report["policies"]],
    }


def _sessions(sessions: Sequence[ReportSession], findings: Sequence[Finding]) -> list[ReportSession]:
    statuses: dict[tuple[str | None, str], set[Status]] = defaultdict(set)
    for finding in findings:
        statuses[region_and_id(finding)].add(finding["status"])
    return [
        {**session, "verdict": session_verdict(statuses[region_and_id(session)], session["checks"])}
        for session in sessions
    ]


def _finding_as_of(finding: Finding, today: date, has_changes: bool) -> Finding:
    """The finding on a day; drift that was waived is new in a report that has changes."""
    waiver = finding.get("waiver")
    if waiver is None or _holds(waiver["expires"], today):
        return finding
    bare = unwaived(finding)
    return {**bare, "change": "new"} if has_changes and bare["status"] == "drift" else bare


def _waiver_as_of(waiver: ReportWaiver, today: date) -> ReportWaiver:
    return waiver if _holds(waiver["expires"], today) else {**waiver, "findings": 0}


def _holds(expires: str, today: date) -> bool:
    return in_force(date.fromisoformat(expires), today)
