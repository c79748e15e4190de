# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The structure of a report. mypy checks with it what is written into a report and read from one, validation.py what is
read from a file; docs/report.schema.json describes the same for others, and a test holds the two together."""

from __future__ import annotations

from typing import Any, Final, Literal, NotRequired, TypedDict

from ...module_utils._athena.vocabulary import EarlierChange, Reason, SessionVerdict, Severity, Verdict
from .._common.typed_shapes import Count, NonEmpty
from .._finding.coverage import Coverage
from .._finding.finding import Day, Finding, Fingerprint, PointerText, Time
from .._finding.fleet import Fleet
from .._finding.outliers import Outlier
from .._session.identity import SessionIdentity

SCHEMA_VERSION: Final = 1


class ReportError(TypedDict):
    """What left the whole unverified without being a finding. `target` as everywhere: only in a merged report."""

    stage: NonEmpty
    message: NonEmpty
    target: NotRequired[NonEmpty]


class SeverityCounts(TypedDict):
    """Findings of status drift, by severity."""

    error: Count
    warning: Count


class ChangeCounts(TypedDict):
    """Faults by what became of them since the previous report: each once, in however many sessions it is found."""

    new: Count
    changed: Count
    persisting: Count
    fixed: Count
    gone: Count
    unknown: Count


class Summary(TypedDict):
    """The counts; `changes` only where a previous report was asked for."""

    sessions: Count
    compliant: Count
    drifted: Count
    unverified: Count
    unchecked: Count
    gone: Count
    checks: Count
    findings: SeverityCounts
    waived: Count
    changes: NotRequired[ChangeCounts]


class ReportSession(SessionIdentity):
    """A session, with the number of comparisons by policy."""

    engine_version: str | None
    verdict: SessionVerdict
    checks: Count
    policies: dict[str, Count]
    owner: NotRequired[NonEmpty]
    target: NotRequired[NonEmpty]


class EarlierFinding(TypedDict):
    """Drift that the previous report has and this one has not, or of which this one cannot say; once by fingerprint.

    `actual` are the values that it had, in normal form.
    """

    fingerprint: Fingerprint
    policy: NonEmpty
    severity: Severity
    work_group: str | None
    region: str | None
    pointer: PointerText
    actual: list[Any]
    change: EarlierChange
    reason: NonEmpty
    first_seen: Time
    target: NotRequired[NonEmpty]


class UnreadableEntry(TypedDict):
    """A session that could not be read, or, without `session_id`, a work group that could not be listed."""

    session_id: NotRequired[str]
    work_group: str | None
    reason: Reason
    code: str | None
    message: str
    target: NotRequired[NonEmpty]


class ReportWaiver(TypedDict):
    """A waiver as it was declared, without secrets, and how many findings it waived."""

    policy: NonEmpty
    pointer: NotRequired[PointerText]
    applies_to: NotRequired[dict[str, Any]]
    actual: NotRequired[Any]
    reason: NonEmpty
    owner: NonEmpty
    expires: Day
    findings: Count
    target: NotRequired[NonEmpty]


class WaiverLists(TypedDict):
    """The waivers in force, of these the expiring and the unused, and the expired."""

    in_force: list[ReportWaiver]
    expiring: list[ReportWaiver]
    expired: list[ReportWaiver]
    unused: list[ReportWaiver]


class ReportPolicy(TypedDict):
    """A policy as it was declared, without secrets, with its counts."""

    name: NonEmpty
    severity: Severity
    description: NotRequired[str]
    remediation: NotRequired[str]
    controls: NotRequired[list[str]]
    applies_to: NotRequired[dict[str, Any]]
    expect: NotRequired[dict[str, Any]]
    sessions: Count
    checks: Count
    findings: Count


class Scope(TypedDict):
    """What was asked for; left out is what was left to the defaults."""

    region: NotRequired[str]
    session_ids: NotRequired[list[str]]
    work_groups: NotRequired[list[str]]
    states: NotRequired[list[str]]


class Generator(TypedDict):
    """The versions of what made a report."""

    collection: NonEmpty
    core: NonEmpty


class Provenance(TypedDict):
    """Of which target a report is, of which run, with which earlier one it is compared, what was asked for, and by what
    it was made; where known."""

    target: NotRequired[NonEmpty]
    run_id: NotRequired[NonEmpty]
    previous_at: NotRequired[Time]
    scope: NotRequired[Scope]
    generator: NotRequired[Generator]


class Extras(Provenance):
    """What a report has where it was asked for, or, as `fleet`, where nothing was declared. No verdict and no count
    depends on it. It goes on from the provenance since pylint knows no class of two TypedDicts.
    """

    fleet: NotRequired[Fleet]
    outliers: NotRequired[list[Outlier]]
    coverage: NotRequired[Coverage]


class Report(Extras):
    """What was checked, what drifted, and what could not be verified."""

    schema_version: Literal[1]
    generated_at: Time
    labels: dict[str, str]
    account_id: str | None
    regions: list[str]
    verdict: Verdict
    errors: list[ReportError]
    summary: Summary
    sessions: list[ReportSession]
    findings: list[Finding]
    earlier: list[EarlierFinding]
    unreadable: list[UnreadableEntry]
    waivers: WaiverLists
    policies: list[ReportPolicy]


class TargetEntry(TypedDict):
    """A target that was expected, and what became of its report: `problem` where it could not be used.

    `coverage` is that of its report, where it has one: what policies notice cannot be added up.
    """

    name: NonEmpty
    labels: dict[str, str]
    account_id: str | None
    regions: list[str]
    verdict: Verdict
    generated_at: Time | None
    summary: Summary | None
    problem: NotRequired[NonEmpty]
    coverage: NotRequired[Coverage]


class MergedReport(Report):
    """The report of many targets; every session, finding, unreadable entry and waiver names its `target`."""

    targets: list[TargetEntry]
