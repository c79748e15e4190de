# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report has to say to systems that follow a fault from run to run: one entry for each fingerprint, and what was
left unverified beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...module_utils._athena.vocabulary import CHANGES, Change, Status
from .._common.printable import counted
from .._finding.finding import Finding
from .model import EarlierFinding, Report, UnreadableEntry
from .verdicts import unread

WORST_FIRST: tuple[Status, ...] = ("drift", "unverified", "waived")


@dataclass(frozen=True)
class Fault:
    """All findings of one fingerprint (and target), in the order of the report."""

    findings: Sequence[Finding]

    @property
    def first(self) -> Finding:
        """The first of the worst status, which speaks for all of them."""
        return min(self.findings, key=lambda finding: WORST_FIRST.index(finding["status"]))

    @property
    def status(self) -> Status:
        """Drift where any session drifts, waived only where every finding is."""
        return self.first["status"]

    @property
    def is_unverifiable(self) -> bool:
        """Whether it is not drift, waived or not, but what could not be compared."""
        return self.status != "drift" and all(finding["kind"] == "unverifiable" for finding in self.findings)

    @property
    def change(self) -> Change | None:
        """What became of it since the previous report; None where that is not known."""
        changes = {finding["change"] for finding in self.findings if "change" in finding}
        return next((change for change in CHANGES if change in changes), None)

    @property
    def first_seen(self) -> str | None:
        """When the first report was made that has it; None where that is not known."""
        return min((finding["first_seen"] for finding in self.findings if "first_seen" in finding), default=None)

    @property
    def owners(self) -> list[str]:
        """The owners of its sessions, as far as they are known."""
        return sorted({finding["owner"] for finding in self.findings if "owner" in finding})


def faults(report: Report) -> list[Fault]:
    """The findings by fingerprint, in the order of the report; each target's by themselves in a merged one."""
    found: dict[tuple[str | None, str], list[Finding]] = {}
    for finding in report["findings"]:
        found.setdefault((finding.get("target"), finding["fingerprint"]), []).append(finding)
    return [Fault(group) for group in found.values()]


def no_longer_found(report: Report) -> list[EarlierFinding]:
    """The earlier drift of which no finding speaks, not even an unverified or a waived one."""
    found = {(finding.get("target"), finding["fingerprint"]) for finding in report["findings"]}
    return [entry for entry in report["earlier"] if (entry.get("target"), entry["fingerprint"]) not in found]


def left_open(report: Report) -> list[str]:
    """Why the report is unverified apart from its findings, in sentences without their full stop."""
    errors = [f"{_of(error.get('target'))}{error['stage']}: {error['message']}" for error in report["errors"]]
    entries = unread(report["unreadable"])
    alike = Counter((_place(entry), "session_id" in entry, entry["reason"]) for entry in entries)
    unreadable = [
        f"{place}: {counted(number, 'session') if of_session else 'its sessions'} could not be read: {reason}"
        for (place, of_session, reason), number in alike.items()
    ]
    nothing = [] if report["summary"]["checks"] else ["not one check was made"]
    return [*errors, *unreadable, *nothing]


def _place(entry: UnreadableEntry) -> str:
    return f"{_of(entry.get('target'))}work group {entry['work_group'] or '(unknown)'}"


def _of(target: str | None) -> str:
    return f"{target}: " if target else ""
