# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The counts of a report, from its sessions, findings and what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...module_utils._athena.vocabulary import CHANGES, Change, Severity
from .._finding.finding import Finding
from .model import ChangeCounts, EarlierFinding, ReportPolicy, ReportSession, Summary, UnreadableEntry
from .verdicts import harmless


def summarize(
    sessions: Sequence[ReportSession], findings: Sequence[Finding], unreadable: Iterable[UnreadableEntry]
) -> Summary:
    """The counts of the whole."""
    verdicts = Counter(session["verdict"] for session in sessions)
    drift = Counter[Severity](finding["severity"] for finding in findings if finding["status"] == "drift")
    return {
        "sessions": len(sessions),
        "compliant": verdicts["compliant"],
        "drifted": verdicts["drifted"],
        "unverified": verdicts["unverified"],
        "unchecked": verdicts["unchecked"],
        "gone": sum(map(harmless, unreadable)),
        "checks": sum(session["checks"] for session in sessions),
        "findings": {"error": drift["error"], "warning": drift["warning"]},
        "waived": sum(finding["status"] == "waived" for finding in findings),
    }


def count_changes(findings: Iterable[Finding], earlier: Iterable[EarlierFinding]) -> ChangeCounts:
    """Faults by what became of them; one with several findings counts where the most conspicuous of them does."""
    found: dict[tuple[str | None, str], Change] = {}
    for finding in findings:
        if "change" in finding:
            key = finding.get("target"), finding["fingerprint"]
            found[key] = min(finding["change"], found.get(key, finding["change"]), key=CHANGES.index)
    present, past = Counter(found.values()), Counter(entry["change"] for entry in earlier)
    return {
        "new": present["new"],
        "changed": present["changed"],
        "persisting": present["persisting"],
        "fixed": past["fixed"],
        "gone": past["gone"],
        "unknown": past["unknown"],
    }


@dataclass(frozen=True)
class PolicyCounts:
    """By policy: the sessions it applied to, the comparisons, and the findings whatever their status."""

    sessions: Counter[str]
    checks: Counter[str]
    findings: Counter[str]


def count_by_policy(sessions: Iterable[ReportSession], findings: Iterable[Finding]) -> PolicyCounts:
    """The counts of all policies. A policy that applied to a session was compared with it at least once."""
    counts = PolicyCounts(Counter(), Counter(), Counter(finding["policy"] for finding in findings))
    for session in sessions:
        counts.checks.update(session["policies"])
        counts.sessions.update(name for name, checks in session["policies"].items() if checks)
    return counts


def unapplied(policies: Iterable[ReportPolicy]) -> list[str]:
    """The names of the policies that applied to no session."""
    return [policy["name"] for policy in policies if not policy["sessions"]]
