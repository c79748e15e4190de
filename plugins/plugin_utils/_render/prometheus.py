# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as metrics in Prometheus' text format, for the textfile collector of node_exporter.

No series is of a session or a setting: their number follows from targets and policies, which the user declares. The
target is a label, so that the files of several targets can stand in one directory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from ...module_utils._athena.vocabulary import REASONS, SESSION_VERDICTS, SEVERITIES, VERDICTS, Verdict
from .._common.printable import printable, shortened
from .._report.model import MergedReport, Report, Summary
from .._report.verdicts import unread

Labels = Mapping[str, str]

PREFIX = "sparkops_athena_"
LIMIT = 200
"""Characters of a label's value."""

METRICS = {
    "report_timestamp_seconds": "When the sessions were compared, in Unix time.",
    "verdict": "1 for the verdict of the report, 0 for the others.",
    "sessions": "Sessions that were read, by verdict.",
    "sessions_gone": "Sessions that ended between listing and reading.",
    "checks": "Comparisons that were made.",
    "drift": "Findings of status drift, by severity.",
    "waived": "Findings that a waiver holds for.",
    "changes": "Faults by what became of them since the previous report, each once in however many sessions.",
    "unreadable": "Sessions and work groups that could not be read, by reason.",
    "errors": "What left the report unverified without being a finding.",
    "waivers": "Waivers, by how they stand.",
    "policy_sessions": "Sessions that a policy applied to.",
    "policy_checks": "Comparisons that were made for a policy.",
    "policy_findings": "Findings of a policy, by status.",
}
"""Their help texts, which must be the same in all files of a directory."""


class Sample(NamedTuple):
    """One value of a metric."""

    metric: str
    labels: Labels
    value: int | float


class Subject(NamedTuple):
    """A target, or the only one; `summary` and `generated_at` are None where it has no report that can be used."""

    labels: Labels
    verdict: Verdict
    summary: Summary | None
    generated_at: str | None


def prometheus(report: Report) -> str:
    """The metrics, each with its help and type, and each series once."""
    values: dict[str, Counter[tuple[tuple[str, str], ...]]] = {metric: Counter() for metric in METRICS}
    for sample in samples(report):
        labels = tuple((name, label(text)) for name, text in sample.labels.items())
        values[sample.metric][labels] += sample.value  # type: ignore[assignment]  # a Counter adds up floats, too
    return "".join(metric_text(metric, series) for metric, series in values.items() if series)


def metric_text(metric: str, series: Mapping[tuple[tuple[str, str], ...], float]) -> str:
    """A metric with all its series."""
    name = PREFIX + metric
    lines = [f"# HELP {name} {METRICS[metric]}", f"# TYPE {name} gauge"]
    for labels, value in series.items():
        listed = ",".join(f'{key}="{text}"' for key, text in labels)
        lines.append(f"{name}{{{listed}}} {value}" if listed else f"{name} {value}")
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """A label's value as the format writes it."""
    return shortened(printable(text), LIMIT).replace("\\", "\\\\").replace('"', '\\"')


def samples(report: Report) -> Iterator[Sample]:
    """Everything that is written. Counts of targets, of the whole, and of its policies."""
    for subject in subjects(report):
        yield from target_samples(subject)
    whole: Labels = {"target": report["target"]} if "target" in report else {}
    reasons = Counter(entry["reason"] for entry in unread(report["unreadable"]))
    for reason in REASONS:
        yield Sample("unreadable", {**whole, "reason": reason}, reasons[reason])
    yield Sample("errors", whole, len(report["errors"]))
    for state, listed in report["waivers"].items():
        yield Sample("waivers", {**whole, "state": state}, len(listed))  # type: ignore[arg-type]  # all are lists
    yield from policy_samples(report, whole)


def subjects(report: Report) -> list[Subject]:
    """The targets of a merged report, or the only one."""
    if "targets" not in report:
        labels = {"target": report["target"]} if "target" in report else {}
        return [Subject(labels, report["verdict"], report["summary"], report["generated_at"])]
    merged: MergedReport = report  # type: ignore[assignment]  # it has targets
    return [
        Subject({"target": entry["name"]}, entry["verdict"], entry["summary"], entry["generated_at"])
        for entry in merged["targets"]
    ]


def target_samples(subject: Subject) -> Iterator[Sample]:
    """Verdict and counts of a target."""
    labels, summary = subject.labels, subject.summary
    if subject.generated_at is not None:
        made = datetime.fromisoformat(subject.generated_at).timestamp()
        yield Sample("report_timestamp_seconds", labels, made)
    for verdict in VERDICTS:
        yield Sample("verdict", {**labels, "verdict": verdict}, int(verdict == subject.verdict))
    if summary is None:
        return
    for of_session in SESSION_VERDICTS:
        yield Sample("sessions", {**labels, "verdict": of_session}, summary[of_session])
    yield Sample("sessions_gone", labels, summary["gone"])
    yield Sample("checks", labels, summary["checks"])
    for severity in SEVERITIES:
        yield Sample("drift", {**labels, "severity": severity}, summary["findings"][severity])
    yield Sample("waived", labels, summary["waived"])
    if "changes" in summary:
        for change, number in summary["changes"].items():
            yield Sample("changes", {**labels, "change": change}, number)  # type: ignore[arg-type]  # all are counts


def policy_samples(report: Report, whole: Labels) -> Iterator[Sample]:
    """The counts of policies, over all targets."""
    statuses = Counter((finding["policy"], finding["status"]) for finding in report["findings"])
    for policy in report["policies"]:
        labels = {**whole, "policy": policy["name"], "severity": policy["severity"]}
        yield Sample("policy_sessions", labels, policy["sessions"])
        yield Sample("policy_checks", labels, policy["checks"])
        for status in ("drift", "unverified", "waived"):
            yield Sample("policy_findings", {**labels, "status": status}, statuses[policy["name"], status])
