# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as Markdown, for a CI job's summary and for a ticket."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from .._common.printable import counted
from .._finding.finding import Finding
from .._report.counts import unapplied
from .._report.grouping import IdenticalFindings, identical
from .._report.model import (
    EarlierFinding,
    MergedReport,
    Report,
    ReportError,
    ReportPolicy,
    ReportWaiver,
    TargetEntry,
    UnreadableEntry,
    WaiverLists,
)
from .._report.verdicts import unread
from .change_words import change_line, change_note, earlier_in_order, newness
from .markdown_fleet import facts
from .markdown_text import Page, code, names, prose, value
from .markdown_undeclared import coverage, outliers
from .words import REASONS

SIGNS = {"compliant": "✅", "drifted": "❌", "unverified": "❓"}

SIZES = {
    "head": 30_000,
    "targets": 150_000,
    "drift": 350_000,
    "earlier": 80_000,
    "waivers": 40_000,
    "unverified": 60_000,
}
"""Bytes that each part may take: GitHub cuts a job's summary off at 1 MiB, so that the whole must stay below it."""


def markdown(report: Report) -> str:
    """The report as one page, below 1 MiB whatever it holds; what was not verified is its last part."""
    page = Page()
    head(page, report)
    if "targets" in report:
        targets(page, cast(MergedReport, report)["targets"])
    facts(page, report)
    drift(page, report)
    earlier(page, report)
    outliers(page, report.get("outliers", []))
    coverage(page, report)
    waived(page, report)
    waivers(page, report["waivers"])
    not_verified(page, report)
    return page.text()


def head(page: Page, report: Report) -> None:
    """The verdict, where it holds, and the counts."""
    page.add(f"# {SIGNS[report['verdict']]} Athena sessions: {report['verdict']}")
    facts = [("account", code(report["account_id"]))] if report["account_id"] is not None else []
    facts += [("region", names(report["regions"], 20))] if report["regions"] else []
    facts += [(code(name), code(label)) for name, label in report["labels"].items()]
    page.table(["checked at", code(report["generated_at"])], facts, list, SIZES["head"], "label")
    summary = report["summary"]
    counts = {
        "sessions": summary["sessions"],
        "✅ compliant": summary["compliant"],
        "❌ drifted": summary["drifted"],
        "❓ unverified": summary["unverified"],
        "unchecked": summary["unchecked"],
        "gone": summary["gone"],
        "checks": summary["checks"],
        "errors": summary["findings"]["error"],
        "warnings": summary["findings"]["warning"],
        "waived": summary["waived"],
    }
    page.table(list(counts), [counts.values()], lambda row: [f"{number:,}" for number in row], SIZES["head"])
    changes = change_line(report)
    if changes is not None:
        page.add(f"_{changes}_")


def targets(page: Page, entries: Sequence[TargetEntry]) -> None:
    """The targets of a merged report, those with a problem first."""
    page.add("## Targets")
    heads = ["target", "verdict", "account", "regions", "sessions", "drifted", "unverified", "problem"]
    page.table(heads, sorted(entries, key=lambda entry: "problem" not in entry), target_row, SIZES["targets"], "target")


def target_row(entry: TargetEntry) -> list[str]:
    """A target as a row."""
    summary = entry["summary"]
    counts = (summary["sessions"], summary["drifted"], summary["unverified"]) if summary else None
    return [
        code(entry["name"]),
        f"{SIGNS[entry['verdict']]} {entry['verdict']}",
        code(entry["account_id"]) if entry["account_id"] is not None else "",
        names(entry["regions"]),
        *([f"{count:,}" for count in counts] if counts else [""] * 3),
        prose(entry.get("problem", "")),
    ]


def drift(page: Page, report: Report) -> None:
    """The drift, policy by policy, those of severity error first; identical findings in one row, what is new first."""
    findings = sorted((finding for finding in report["findings"] if finding["status"] == "drift"), key=newness)
    if not findings:
        return
    page.add("## Drift")
    policies = {policy["name"]: policy for policy in report["policies"]}
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding["severity"], finding["policy"]), []).append(finding)
    end = page.size + SIZES["drift"]
    for number, ((severity, name), of_it) in enumerate(sorted(found.items(), key=lambda item: item[0])):
        if page.size > end - SIZES["drift"] // 10:
            page.add(f"_Policies with drift left out here: {len(found) - number:,}; the JSON report has everything._")
            return
        sign = "❌" if severity == "error" else "⚠️"
        page.add(f"### {sign} {code(name, in_table=False)}: {counted(len(of_it), severity)}")
        about(page, policies[name])
        finding_table(page, of_it, end - page.size, above=policies[name].get("remediation"))


def earlier(page: Page, report: Report) -> None:
    """What was drift before, and is not now or not known to be."""
    entries = earlier_in_order(report)
    if entries:
        page.add("## Drift of the previous report")
        heads = ["now", "policy", "setting", "was", "work group", "first seen", "because"]
        page.table(heads, entries, earlier_row, SIZES["earlier"], "entry")


def earlier_row(entry: EarlierFinding) -> list[str]:
    """Earlier drift as a row."""
    return [
        entry["change"],
        code(entry["policy"]),
        setting(entry),
        ", ".join(map(value, entry["actual"][:3])) + (" …" if len(entry["actual"]) > 3 else ""),
        where(entry),
        code(entry["first_seen"]),
        prose(entry["reason"]),
    ]


def about(page: Page, policy: ReportPolicy) -> None:
    """What a policy says of itself, as a table: the only place where sentences of others cannot break anything."""
    texts = {"description": policy.get("description"), "remediation": policy.get("remediation")}
    rows = [[name, prose(text)] for name, text in texts.items() if text]
    if rows:
        page.table(["policy", "says"], rows, list, SIZES["head"])


def finding_table(
    page: Page, findings: list[Finding], size: int, *, above: str | None = None, policies: bool = False
) -> None:
    """Findings as a table, identical ones once, with their ``policies`` if they are of several; ``above`` is a
    remediation that stands above it already."""

    owned = any("owner" in finding for finding in findings)

    def row(group: IdenticalFindings) -> list[str]:
        finding = group.first
        cells = [
            setting(finding),
            f"{code(finding['operator'])} {declared(finding)}",
            value(finding["actual"]) + normalised(finding),
            where(finding),
            f"{len(group.session_ids):,}: {names(group.session_ids)}",
            *([names(group.owners)] if owned else []),
            notes(finding, above),
        ]
        return [code(finding["policy"]), *cells] if policies else cells

    heads = ["setting", "declared", "actual", "work group", "sessions", *(["owner"] if owned else []), "note"]
    page.table(["policy", *heads] if policies else heads, identical(findings), row, size, "finding")


def setting(finding: Finding | EarlierFinding) -> str:
    """The pointer of a finding."""
    return code(finding["pointer"]) if finding["pointer"] else "_the session_"


def declared(finding: Finding) -> str:
    """What was declared; nothing for a setting that is there without anyone having declared it."""
    return (
        "_nothing_" if finding["kind"] == "undeclared" and finding["declared"] is None else value(finding["declared"])
    )


def normalised(finding: Finding) -> str:
    """What was compared, where it differs from what is written."""
    if "normalised" not in finding:
        return ""
    compared = finding["normalised"]
    return f" (compared {value(compared['actual'])} with {value(compared['declared'])})"


def where(entry: Finding | EarlierFinding | UnreadableEntry) -> str:
    """The work group, behind the target in a merged report."""
    work_group = code(entry["work_group"]) if entry["work_group"] is not None else "_unknown_"
    return f"{code(entry['target'])} {work_group}" if "target" in entry else work_group


def notes(finding: Finding, above: str | None) -> str:
    """What the finding says beyond its values."""
    note = change_note(finding)
    texts = [*([f"_{note}_"] if note else []), prose(finding["message"])]
    if "root_cause" in finding:
        texts.append("cause: " + prose(finding["root_cause"]["message"]))
    if finding.get("remediation") not in (None, above):
        texts.append("remediation: " + prose(finding["remediation"]))
    return "; ".join(texts)


def waived(page: Page, report: Report) -> None:
    """The findings that waivers hold for."""
    findings = [finding for finding in report["findings"] if finding["status"] == "waived"]
    if not findings:
        return

    def row(group: IdenticalFindings) -> list[str]:
        finding, waiver = group.first, group.first["waiver"]
        return [
            code(finding["policy"]),
            setting(finding),
            f"{len(group.session_ids):,}: {names(group.session_ids)}",
            f"until {code(waiver['expires'])}, {code(waiver['owner'])}: {prose(waiver['reason'])}",
        ]

    page.add("## Waived")
    page.table(["policy", "setting", "sessions", "waiver"], identical(findings), row, SIZES["waivers"], "finding")


def waivers(page: Page, lists: WaiverLists) -> None:
    """The waivers that someone has to look after."""
    for title, entries in (
        ("Waivers soon to expire", lists["expiring"]),
        ("Expired waivers, which waive nothing", lists["expired"]),
        ("Waivers that no finding needed", lists["unused"]),
    ):
        if entries:
            page.add(f"## {title}")
            heads = ["expires", "policy", "setting", "owner", "reason"]
            page.table(heads, sorted(entries, key=by_expiry), waiver_row, SIZES["waivers"], "waiver")


def by_expiry(waiver: ReportWaiver) -> str:
    """For sorting: an ISO date sorts as text."""
    return waiver["expires"]


def waiver_row(waiver: ReportWaiver) -> list[str]:
    """A waiver as a row."""
    policy = code(waiver["policy"])
    return [
        code(waiver["expires"]),
        f"{code(waiver['target'])} {policy}" if "target" in waiver else policy,
        code(waiver["pointer"]) if waiver.get("pointer") else "_all_",
        code(waiver["owner"]),
        prose(waiver["reason"]),
    ]


def not_verified(page: Page, report: Report) -> None:
    """Everything that keeps the report from being the whole truth."""
    page.add("## Not verified")
    findings = [finding for finding in report["findings"] if finding["status"] == "unverified"]
    policies = unapplied(report["policies"])
    unchecked = [entry["session_id"] for entry in report["sessions"] if entry["verdict"] == "unchecked"]
    unreadable = unreadable_rows(unread(report["unreadable"]))
    share = SIZES["unverified"]
    if report["errors"]:
        page.table(["stage", "what happened"], report["errors"], error_row, share, "error")
    if unreadable:
        page.table(["not read", "work group", "reason", "message"], unreadable, list, share, "entry")
    if findings:
        finding_table(page, findings, share, policies=True)
    if policies:
        page.add(f"Policies that applied to no session: {names(policies, 20, in_table=False)}")
    if unchecked:
        page.add(f"Sessions that no policy applied to: {names(unchecked, 20, in_table=False)}")
    if not report["summary"]["checks"]:
        page.add("Not one check was made.")
    elif not (report["errors"] or unreadable or findings or policies or unchecked):
        page.add("Nothing was left unverified.")


def error_row(error: ReportError) -> list[str]:
    """An error of the whole as a row."""
    stage = code(error["stage"])
    return [f"{code(error['target'])} {stage}" if "target" in error else stage, prose(error["message"])]


def unreadable_rows(entries: Sequence[UnreadableEntry]) -> list[list[str]]:
    """What could not be read as rows, the same of many sessions in one."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        reason = REASONS[entry["reason"]] + (f" {code(entry['code'])}" if entry["code"] else "")
        row = (where(entry), reason, prose(entry["message"]))
        groups.setdefault(row, []).append(entry.get("session_id", ""))
    return [
        [f"{counted(len(ids), 'session')}: {names(ids)}" if any(ids) else "the work group", *row]
        for row, ids in groups.items()
    ]
