# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one text for a terminal: counts, then differences, then what could not be verified."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...module_utils._athena.vocabulary import SESSION_VERDICTS, SEVERITIES
from .._common.printable import brief, counted, printable
from .._finding.finding import Finding
from .._finding.outliers import Outlier
from .._report.counts import unapplied
from .._report.grouping import identical
from .._report.model import EarlierFinding, Report, ReportError, ReportWaiver, UnreadableEntry, WaiverLists
from .._report.verdicts import nothing_declared, unread
from .change_words import change_line, change_note, earlier_in_order, newness
from .coverage_lines import FIRST as FIRST_GAPS
from .coverage_lines import coverage_sentence, coverages, gap_line, gaps
from .fleet_lines import NEXT_STEPS, fleet_lines
from .outlier_lines import FIRST, outlier_lines
from .sides import sides
from .words import REASONS

_NAMED = 3
_BLOCKS = 40
_ENTRIES = 10
_VALUE = 320
_MESSAGE = 400
_LABEL = 11

_HEADLINES = {
    "compliant": "COMPLIANT: what was checked runs as declared.",
    "drifted": "DRIFTED: sessions do not run as declared.",
    "unverified": "UNVERIFIED: not everything could be checked.",
}


class _Line(NamedTuple):
    """A line; where it is too long it goes on under where its text begins, or indented where nothing precedes that."""

    lead: str
    text: str

    def wrapped(self, width: int) -> list[str]:
        if len(self.lead) + len(self.text) <= width:
            return [self.lead + self.text]
        indent = " " * (len(self.lead) if self.lead.strip() else len(self.lead) + 2)
        return textwrap.wrap(
            self.text, width, initial_indent=self.lead, subsequent_indent=indent, break_on_hyphens=False
        )


_EMPTY = _Line("", "")


def report_text(report: Report, width: int = 80) -> str:
    """The report (its structure is that of its JSON Schema) in lines of at most `width` columns.

    Differences that many sessions share are shown once. The last line says what was not verified.
    """
    lines = [*_headline(report), *_counts(report)]
    lines = [_Line("", _headline(report)), *_counts(report), *_fleet(report), *_next_steps(report)]
    lines += _blocks([finding for finding in report["findings"] if finding["status"] == "drift"], "difference")
    lines += _earlier(report)
    lines += _not_verified(report)
    lines += _waivers(report["waivers"])
    lines += _outliers(report.get("outliers", []))
    lines += _coverage(report)
    lines += [_EMPTY, _Line("", _last_line(report))]
    return "\n".join(wrapped for line in lines for wrapped in line.wrapped(width))


def _headline(report: Report) -> str:
    if nothing_declared(report):
        return "UNVERIFIED: nothing was checked, since nothing was declared."
    return _HEADLINES[report["verdict"]]


def _fleet(report: Report) -> list[_Line]:
    lines = [_Line("  ", line) for line in fleet_lines(report["fleet"])] if "fleet" in report else []
    return [_EMPTY, _Line("", "What was read"), *lines] if lines else []


def _next_steps(report: Report) -> list[_Line]:
    if not nothing_declared(report):
        return []
    lines = [_EMPTY, _Line("", "Next")]
    for step in NEXT_STEPS:
        lines += [_Line("  ", f"{step.words}:"), *(_Line("    ", line) for line in step.command.splitlines())]
    return lines


def _counts(report: Report) -> list[_Line]:
    summary = report["summary"]
    parts = [f"{summary[verdict]:,} {verdict}" for verdict in SESSION_VERDICTS if summary[verdict]]
    drift, changes = summary["findings"], change_line(report)
    found = [
        *(counted(drift[severity], severity) for severity in SEVERITIES if drift[severity]),
        *([f"{summary['waived']:,} waived"] if summary["waived"] else []),
        *([f"{summary['gone']:,} gone before it could be read"] if summary["gone"] else []),
    ]
    return [
        _Line("  ", f"{counted(summary['sessions'], 'session')}: {', '.join(parts) or 'nothing to compare'}"),
        _Line("  ", f"{counted(summary['checks'], 'check')}: {', '.join(found) or 'no difference'}"),
        *([_Line("  ", changes)] if changes else []),
        *_first(
            [_Line("  ", f"policy {printable(name)} applied to no session") for name in unapplied(report["policies"])]
        ),
    ]


def _earlier(report: Report) -> list[_Line]:
    entries = earlier_in_order(report)
    if not entries:
        return []
    lines = [
        _Line(
            "  ",
            f"{entry['change']}: {_target(entry)}{printable(entry['work_group'] or 'no work group')}:"
            f" {printable(entry['pointer'] or '(the session)')},"
            f" {printable(entry['policy'])}: {printable(entry['reason'])}",
        )
        for entry in entries
    ]
    return [_EMPTY, _Line("", "Drift of the previous report"), *_first(lines)]


def _not_verified(report: Report) -> list[_Line]:
    findings = [finding for finding in report["findings"] if finding["status"] == "unverified"]
    errors = [
        f"{_target(error)}{printable(error['stage'])}: {printable(error['message'])}" for error in report["errors"]
    ]
    unreadable = [_target(entry) + _unreadable(entry) for entry in unread(report["unreadable"])]
    if not (findings or unreadable or errors):
        return []
    lines = [line for texts in (errors, unreadable) for line in _first([_Line("  ", text) for text in texts])]
    return [_EMPTY, _Line("", "Not verified"), *lines, *_blocks(findings, "comparison")]


def _unreadable(entry: UnreadableEntry) -> str:
    what = entry.get("session_id") or f"work group {entry['work_group']}"
    return f"{printable(what)}: {REASONS[entry['reason']]}: {brief(entry['message'], _MESSAGE)}"


def _first(lines: Sequence[_Line]) -> list[_Line]:
    left = len(lines) - _ENTRIES
    return [*lines[:_ENTRIES], *([_Line("  ", f"… and {left:,} more, see the report")] if left > 0 else [])]


def _blocks(findings: Iterable[Finding], what: str) -> list[_Line]:
    """Findings that the very same sessions share, together, under these sessions; blocks with something new first."""
    blocks: dict[tuple[str, ...], list[Finding]] = {}
    owners: dict[tuple[str, ...], list[str]] = {}
    for group in identical(findings):
        sessions = tuple(sorted({_session(finding) for finding in group.findings}))
        blocks.setdefault(sessions, []).append(group.first)
        owners[sessions] = group.owners
    ordered = sorted(blocks.items(), key=lambda block: (min(map(newness, block[1])), -len(block[0]), block[0]))
    lines: list[_Line] = []
    for sessions, first in ordered[:_BLOCKS]:
        lines += [_EMPTY, _Line("", _title(sessions, first[0], owners[sessions]))]
        for finding in first:
            lines += _difference(finding)
    left = sum(len(first) for _sessions, first in ordered[_BLOCKS:])
    more = f"… and {counted(left, f'more {what}')}, see the report"
    return [*lines, *([_EMPTY, _Line("", more)] if left else [])]


def _session(finding: Finding) -> str:
    return _target(finding) + printable(finding["session_id"])


def _title(sessions: Sequence[str], finding: Finding, owners: Sequence[str]) -> str:
    work_group = printable(finding["work_group"] or "no work group")
    owned = f"owner {_some(list(map(printable, owners)))}" if owners else ""
    if len(sessions) == 1:
        about = [printable(finding["state"] or "state unknown"), *([owned] if owned else [])]
        return f"{work_group}: {sessions[0]} ({', '.join(about)})"
    title = f"{work_group}: {counted(len(sessions), 'session')}: {_some(sessions)}"
    return f"{title} ({owned})" if owned else title


def _some(names: Sequence[str]) -> str:
    left = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {left:,} more" if left > 0 else "")


def _difference(finding: Finding) -> list[_Line]:
    declared, actual = sides(finding, _VALUE)
    members = {
        "declared": declared,
        "actual": actual,
        "policy": printable(finding["policy"]) + (" (warning)" if finding["severity"] == "warning" else ""),
    }
    if finding["status"] == "unverified":
        members["because"] = printable(finding["message"])
    if "root_cause" in finding:
        members["cause"] = printable(finding["root_cause"]["message"])
    if "remediation" in finding:
        members["remediation"] = printable(finding["remediation"])
    labelled = [_Line(f"    {label:<{_LABEL}}  ", text) for label, text in members.items()]
    note = change_note(finding)
    place = printable(finding["pointer"] or "(the session)") + (f" ({note})" if note else "")
    return [_Line("  ", place), *labelled]


def _waivers(waivers: WaiverLists) -> list[_Line]:
    lines = [
        _Line(
            "  ",
            f"{name}: {_target(entry)}{printable(entry['policy'])}{printable(entry.get('pointer') or '')},"
            f" until {printable(entry['expires'])}, {printable(entry['owner'])}: {printable(entry['reason'])}",
        )
        for name, entries in _open_waivers(waivers)
        for entry in entries
    ]
    return [_EMPTY, _Line("", "Waivers"), *_first(lines)] if lines else []


def _open_waivers(waivers: WaiverLists) -> list[tuple[str, list[ReportWaiver]]]:
    return [("expiring", waivers["expiring"]), ("expired", waivers["expired"]), ("unused", waivers["unused"])]


def _outliers(outliers: Sequence[Outlier]) -> list[_Line]:
    if not outliers:
        return []
    left = len(outliers) - FIRST
    more = [_Line("  ", f"… and {left:,} more, see the report")] if left > 0 else []
    title = _Line("", "Outliers (nobody declared them; they count for nothing)")
    return [_EMPTY, title, *(_Line("  ", line) for line in outlier_lines(outliers)), *more]


def _coverage(report: Report) -> list[_Line]:
    lines: list[_Line] = []
    for target, its in coverages(report):
        name = f"{printable(target)}: " if target else ""
        found = gaps(its, target)
        lines.append(_Line("  ", f"{name}{coverage_sentence(its)}"))
        lines += [_Line("  ", f"not noticed: {gap_line(gap)}") for gap in found[:FIRST_GAPS]]
        if len(found) > FIRST_GAPS:
            lines.append(_Line("  ", f"… and {counted(len(found) - FIRST_GAPS, 'more setting')}, see the report"))
    return [_EMPTY, _Line("", "Coverage (it counts for nothing)"), *lines] if lines else []


def _last_line(report: Report) -> str:
    summary, errors, unreadable = report["summary"], len(report["errors"]), len(unread(report["unreadable"]))
    comparisons = sum(finding["status"] == "unverified" for finding in report["findings"])
    parts = [
        *([f"{counted(errors, 'error')} before or around the comparison"] if errors else []),
        *([f"{unreadable:,} that could not be read"] if unreadable else []),
        *([counted(comparisons, "comparison")] if comparisons else []),
        *([f"{counted(summary['unchecked'], 'session')} under no policy"] if summary["unchecked"] else []),
        *([] if summary["checks"] else ["nothing was compared at all"]),
    ]
    return f"Not verified: {'; '.join(parts) or 'nothing'}."


def _target(entry: Finding | EarlierFinding | ReportError | ReportWaiver | UnreadableEntry) -> str:
    return f"{printable(entry['target'])}: " if entry.get("target") else ""
