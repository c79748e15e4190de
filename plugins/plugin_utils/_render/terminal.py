# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report as one text for a terminal: counts, then differences, then what could not be verified."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .._common.printable import brief, printable
from .sides import sides

_SESSIONS_NAMED = 3
_BLOCKS = 40
_ENTRIES = 10
_VALUE = 320

_HEADLINES = {
    "compliant": "COMPLIANT: what was checked runs as declared.",
    "drifted": "DRIFTED: sessions do not run as declared.",
    "unverified": "UNVERIFIED: not everything could be checked.",
}


def report_text(report: Mapping[str, Any], width: int = 80) -> str:
    """The report (its structure is that of its JSON Schema) in lines of at most `width` columns.

    Differences that many sessions share are told once. The last line says what was not verified.
    """
    lines = [_HEADLINES[report["verdict"]], *_counts(report), *_differences(report)]
    lines += _doubts(report)
    lines += _waivers(report["waivers"])
    lines += ["", _last_line(report)]
    return "\n".join(wrapped for line in lines for wrapped in _wrap(line, width))


def _counts(report: Mapping[str, Any]) -> list[str]:
    summary = report["summary"]
    verdicts = ("compliant", "drifted", "unverified", "unchecked")
    parts = [f"{summary[name]} {name}" for name in verdicts if summary[name]]
    drift = summary["findings"]
    found = [
        *(_count(drift[severity], severity) for severity in ("error", "warning") if drift[severity]),
        *([f"{summary['waived']} waived"] if summary["waived"] else []),
        *([f"{summary['gone']} gone before it could be read"] if summary["gone"] else []),
    ]
    lines = [f"  {_count(summary['sessions'], 'session')}: {', '.join(parts) or 'nothing to compare'}"]
    lines.append(f"  {_count(summary['checks'], 'check')}: {', '.join(found) or 'no difference'}")
    lines += [f"  policy {printable(policy['name'])} applied to no session" for policy in _idle(report)]
    return lines


def _idle(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [policy for policy in report["policies"] if not policy["sessions"]] if report["sessions"] else []


def _differences(report: Mapping[str, Any]) -> list[str]:
    findings = [finding for finding in report["findings"] if finding["status"] == "drift"]
    return _blocks(findings, "differences")


def _doubts(report: Mapping[str, Any]) -> list[str]:
    findings = [finding for finding in report["findings"] if finding["status"] == "unverified"]
    unread = [entry for entry in report["unreadable"] if entry["reason"] != "gone"]
    if not (findings or unread or report["errors"]):
        return []
    lines = ["", "Not verified"]
    lines += _first(f"  {_target(error)}{error['stage']}: {printable(error['message'])}" for error in report["errors"])
    lines += _first(f"  {_target(entry)}{_unread(entry)}" for entry in unread)
    return lines + _blocks(findings, "comparisons")


def _unread(entry: Mapping[str, Any]) -> str:
    what = entry.get("session_id") or f"work group {entry['work_group']}"
    return f"{printable(what)}: {entry['reason']}: {brief(entry['message'], 400)}"


def _first(lines: Iterable[str]) -> list[str]:
    told = list(lines)
    left = len(told) - _ENTRIES
    return told[:_ENTRIES] + ([f"  … and {left} more, see the report"] if left > 0 else [])


def _blocks(findings: Sequence[Mapping[str, Any]], what: str) -> list[str]:
    """Findings that the very same sessions share, together, under these sessions."""
    alike: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        same = tuple(finding.get(key) for key in ("target", "work_group", "policy", "pointer", "operator", "status"))
        alike.setdefault(repr((same, finding["declared"], finding["actual"])), []).append(finding)
    blocks: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for group in alike.values():
        blocks.setdefault(tuple(sorted({_session(finding) for finding in group})), []).append(group[0])
    ordered = sorted(blocks.items(), key=lambda block: (-len(block[0]), block[0]))
    lines: list[str] = []
    for sessions, group in ordered[:_BLOCKS]:
        lines += ["", _title(sessions, group[0])]
        for finding in group:
            lines += _difference(finding)
    left = sum(len(group) for _sessions, group in ordered[_BLOCKS:])
    return lines + (["", f"… and {left} more {what}, see the report"] if left else [])


def _session(finding: Mapping[str, Any]) -> str:
    return printable(_target(finding) + finding["session_id"])


def _title(sessions: Sequence[str], finding: Mapping[str, Any]) -> str:
    work_group = printable(finding["work_group"] or "no work group")
    if len(sessions) == 1:
        return f"{work_group}: {sessions[0]} ({finding['state'] or 'state unknown'})"
    named = ", ".join(sessions[:_SESSIONS_NAMED])
    left = len(sessions) - _SESSIONS_NAMED
    return f"{work_group}: {len(sessions)} sessions: {named}" + (f" and {left} more" if left > 0 else "")


def _difference(finding: Mapping[str, Any]) -> list[str]:
    declared, actual = sides(finding, _VALUE)
    policy = printable(finding["policy"])
    lines = [
        f"  {printable(finding['pointer'])}",
        f"    declared  {declared}",
        f"    actual    {actual}",
        f"    policy    {policy}{' (warning)' if finding['severity'] == 'warning' else ''}",
    ]
    if finding["status"] == "unverified":
        lines.append(f"    because   {printable(finding['message'])}")
    if "root_cause" in finding:
        lines.append(f"    cause     {printable(finding['root_cause']['message'])}")
    if "remediation" in finding:
        lines.append(f"    remedy    {printable(finding['remediation'])}")
    return lines


def _waivers(waivers: Mapping[str, Any]) -> list[str]:
    told = [(name, entry) for name in ("expiring", "expired", "unused") for entry in waivers[name]]
    if not told:
        return []
    lines = [
        f"  {name}: {printable(entry['policy'])}{printable(entry.get('pointer') or '')}, until {entry['expires']},"
        f" {printable(entry['owner'])}: {printable(entry['reason'])}"
        for name, entry in told
    ]
    return ["", "Waivers", *_first(lines)]


def _last_line(report: Mapping[str, Any]) -> str:
    summary = report["summary"]
    doubts = sum(finding["status"] == "unverified" for finding in report["findings"])
    unread = sum(entry["reason"] != "gone" for entry in report["unreadable"])
    parts = [
        *([_count(len(report["errors"]), "error") + " before or around the comparison"] if report["errors"] else []),
        *([f"{unread} that could not be read"] if unread else []),
        *([_count(doubts, "comparison")] if doubts else []),
        *([f"{_count(summary['unchecked'], 'session')} under no policy"] if summary["unchecked"] else []),
        *([] if summary["checks"] else ["nothing was compared at all"]),
    ]
    return f"Not verified: {'; '.join(parts) or 'nothing'}."


def _target(entry: Mapping[str, Any]) -> str:
    return f"{entry['target']}: " if entry.get("target") else ""


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _wrap(line: str, width: int) -> list[str]:
    """Lines that are too long go on under where their text begins; what has no blank is cut hard."""
    if len(line) <= width:
        return [line]
    start = len(line) - len(line.lstrip())
    label = line.startswith("    ") and line[14:15].strip() != "" and line[12:14] == "  "
    column = 14 if label else start + 2
    first, rest = (line[:column], line[column:]) if label else ("", line)
    return textwrap.wrap(rest, width, initial_indent=first, subsequent_indent=" " * column, break_on_hyphens=False)
