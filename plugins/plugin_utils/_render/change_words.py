# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed since the previous report, in words: as one line, of a finding, and of what was drift before."""

from __future__ import annotations

from typing import cast

from ...module_utils._athena.vocabulary import CHANGES, EarlierChange
from .._finding.finding import Finding
from .._report.model import EarlierFinding, Report

OPEN_FIRST: tuple[EarlierChange, ...] = ("unknown", "gone", "fixed")
"""Earlier drift in the order in which it is shown: what still needs someone first."""


def change_line(report: Report) -> str | None:
    """`Since 2026-11-21 02:00 UTC: 3 new, 12 persisting, 2 fixed`, or None where no previous report was asked for."""
    if "changes" not in report["summary"]:
        return None
    counts = cast(dict[str, int], report["summary"]["changes"])
    found = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    return f"{_since(report)}: {found or 'no drift, then or now'}"


def change_note(finding: Finding) -> str | None:
    """`new`, or `persisting since 2026-11-20`; None where no previous report was asked for."""
    if "change" not in finding or "first_seen" not in finding:
        return None
    since = finding["first_seen"][:10]
    notes = {"new": "new", "changed": f"changed, there since {since}", "persisting": f"persisting since {since}"}
    return notes[finding["change"]]


def newness(finding: Finding) -> int:
    """For sorting: what is new before what changed, and that before what persists, which a reader knows already."""
    return CHANGES.index(finding["change"]) if "change" in finding else 0


def earlier_in_order(report: Report) -> list[EarlierFinding]:
    """What was drift before, by what became of it."""
    return sorted(report["earlier"], key=lambda entry: OPEN_FIRST.index(entry["change"]))


def _since(report: Report) -> str:
    if "previous_at" in report:
        return f"Since {report['previous_at'][:16].replace('T', ' ')} UTC"
    return "Since the previous reports" if "targets" in report else "Without a previous report"
