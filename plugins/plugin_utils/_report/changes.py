# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What changed since the previous report: which faults are new, which persist, and what became of the others.

A fault is what one fingerprint stands for: one policy at one pointer in one work group, in however many sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...module_utils._athena.vocabulary import Change
from .._common.json_pointers import tokens_of
from .._finding.finding import Finding
from .._session.access import masked
from .._session.fields import grows
from .._session.redactor import Redactor, hide
from .counts import count_changes
from .evidence import Evidence
from .grouping import json_key
from .loading import CLOCK_SKEW
from .model import EarlierFinding, Report


@dataclass(frozen=True)
class Previous:
    """The report to compare with, or why that cannot be used; without either there is none yet."""

    report: Report | None = None
    problem: str | None = None

    def checked(self, account_id: str | None, target: str | None, now: datetime) -> Previous:
        """The same, or with the problem why it is not one to compare a report with that is made at `now` (aware)."""
        if self.report is None:
            return self
        problem = _mismatch(self.report, account_id, target, now)
        return self if problem is None else Previous(problem=problem)


@dataclass
class _Fault:
    """A fault of the previous report: its values by their JSON, and the finding that speaks for all of it."""

    finding: Finding | EarlierFinding
    values: dict[str, Any] = field(default_factory=dict)


def with_changes(report: Report, previous: Report | None, evidence: Evidence, redactor: Redactor) -> Report:
    """The report with every drift finding's change, what became of the other faults, and their counts.

    Without a previous report everything is new. What the previous one shows of secrets, this one does not.
    """
    before = {} if previous is None else _faults(previous, redactor)
    since = {} if previous is None else _first_seen(previous)
    findings = [_marked(finding, before, since, report["generated_at"]) for finding in report["findings"]]
    earlier = _earlier(before, since, findings, evidence, redactor)
    made: Report = {
        **report,
        "findings": findings,
        "earlier": earlier,
        "summary": {**report["summary"], "changes": count_changes(findings, earlier)},
    }
    if previous is not None:
        made["previous_at"] = previous["generated_at"]
    return made


def _mismatch(previous: Report, account_id: str | None, target: str | None, now: datetime) -> str | None:
    its_account, its_target, made = previous["account_id"], previous.get("target"), previous["generated_at"]
    if its_account != account_id:
        return f"of another account: {its_account or 'unknown'}, and this one is of {account_id or 'an unknown one'}"
    if account_id is None and None not in (its_target, target) and its_target != target:
        return f"of another target, {its_target}, and of accounts that are not known"
    if datetime.fromisoformat(made) > now + CLOCK_SKEW:
        return f"from the future: made at {made}"
    return None


def _faults(previous: Report, redactor: Redactor) -> dict[str, _Fault]:
    """The faults of a report by fingerprint: its drift, and what was drift once and has been unknown since."""
    faults: dict[str, _Fault] = {}

    def note(one: Finding | EarlierFinding, values: Iterable[Any]) -> None:
        fault = faults.setdefault(one["fingerprint"], _Fault(one))
        for value in values:
            shown = redactor.value(tokens_of(one["pointer"]), value)
            fault.values.setdefault(_value_key(shown), shown)

    for finding in previous["findings"]:
        if finding["status"] == "drift":
            note(finding, [_normal(finding)])
    for entry in previous["earlier"]:
        if entry["change"] == "unknown":
            note(entry, entry["actual"])
    return faults


def _first_seen(previous: Report) -> dict[str, str]:
    """Since when each fault is known, those that were waived too."""
    since: dict[str, str] = {}
    known = [finding for finding in previous["findings"] if finding["status"] != "unverified"]
    for one in (*known, *(entry for entry in previous["earlier"] if entry["change"] == "unknown")):
        first = one.get("first_seen", previous["generated_at"])
        since[one["fingerprint"]] = min(first, since.get(one["fingerprint"], first))
    return since


def _marked(finding: Finding, before: Mapping[str, _Fault], since: Mapping[str, str], now: str) -> Finding:
    if finding["status"] == "unverified":
        return finding
    fingerprint = finding["fingerprint"]
    seen: Finding = {**finding, "first_seen": since.get(fingerprint, now)}
    return seen if finding["status"] == "waived" else {**seen, "change": _change(finding, before.get(fingerprint))}


def _change(finding: Finding, fault: _Fault | None) -> Change:
    if fault is None:
        return "new"
    if grows(tokens_of(finding["pointer"])) or _value_key(_normal(finding)) in fault.values:
        return "persisting"
    return "changed"


def _earlier(
    before: Mapping[str, _Fault],
    since: Mapping[str, str],
    findings: Sequence[Finding],
    evidence: Evidence,
    redactor: Redactor,
) -> list[EarlierFinding]:
    """The faults that are drift no longer, but for those that are waived now, in an order of their own."""
    drift = {finding["fingerprint"] for finding in findings if finding["status"] == "drift"}
    waived = {finding["fingerprint"] for finding in findings if finding["status"] == "waived"}
    # What the reading blanks now, by a pattern that only it was given, is not shown as it was before either.
    blanked = {finding["fingerprint"] for finding in findings if masked(finding["actual"])}
    found: list[EarlierFinding] = []
    for fingerprint, fault in before.items():
        if fingerprint in drift:
            continue
        its, values = fault.finding, list(fault.values.values())
        work_group, path = (its["region"], its["work_group"]), tokens_of(its["pointer"])
        change, reason = evidence.of(work_group, its["policy"], path, was_absent=None in values)
        if change == "fixed" and fingerprint in waived:
            continue
        if fingerprint in blanked and redactor.redact:
            values = [hide(value) for value in values]
        entry: EarlierFinding = {
            "fingerprint": fingerprint,
            "policy": its["policy"],
            "severity": its["severity"],
            "work_group": its["work_group"],
            "region": its["region"],
            "pointer": its["pointer"],
            "actual": values,
            "change": change,
            "reason": reason,
            "first_seen": since[fingerprint],
        }
        found.append(entry)
    return sorted(found, key=_order)


def _order(entry: EarlierFinding) -> tuple[str, ...]:
    return entry["region"] or "", entry["work_group"] or "", entry["policy"], entry["pointer"], entry["fingerprint"]


def _normal(finding: Finding) -> Any:
    """What a session has, in normal form where the finding has it."""
    return finding["normalised"]["actual"] if "normalised" in finding else finding["actual"]


def _value_key(value: Any) -> str:
    """A text that is the same for the same value; the order of a list counts for nothing."""
    return json_key(sorted(map(json_key, value)) if isinstance(value, list) else value)
