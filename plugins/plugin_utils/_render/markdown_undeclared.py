# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of the Markdown page on what nobody declared: outliers, and what no policy would notice."""

from __future__ import annotations

from collections.abc import Sequence

from .._finding.coverage_reach import NotReached
from .._finding.outliers import Outlier
from .._report.model import Report
from .coverage_lines import Gap, coverage_sentence, coverages, gaps
from .markdown_text import Page, code, names, value

OUTLIERS, GAPS, COUNTS = 30_000, 30_000, 10_000
"""Bytes that the table of outliers, that of gaps and each of two smaller ones may take."""


def outliers(page: Page, entries: Sequence[Outlier]) -> None:
    """What few sessions have otherwise than most, whatever was declared."""
    if not entries:
        return
    page.add("## Outliers")
    page.add("Settings in which few sessions differ from most sessions like them. No verdict depends on them.")
    heads = ["setting", "usual", "actual", "sessions", "score"]
    rows = [(entry, *rest) for entry in entries for rest in outlier_values(entry)]
    page.table(heads, rows, outlier_row, OUTLIERS, "outlier")


def outlier_values(entry: Outlier) -> list[tuple[str, list[str], float]]:
    """The different values of an outlier, with their sessions and the highest score."""
    found: dict[str, tuple[list[str], float]] = {}
    for session in entry["sessions"]:
        found.setdefault(value(session["actual"]), ([], session["score"]))[0].append(session["session_id"])
    return [(actual, ids, score) for actual, (ids, score) in found.items()]


def outlier_row(row: tuple[Outlier, str, list[str], float]) -> list[str]:
    """A value of an outlier as a row."""
    entry, actual, ids, score = row
    usual = f"{value(entry['usual'])} in {entry['usual_count']:,} of {entry['compared']:,}"
    group = ", ".join(value(one) for one in entry["group"].values())
    target = f"{code(entry['target'])} " if "target" in entry else ""
    return [code(entry["pointer"]), usual, actual, f"{target}{group}: {names(ids)}", f"{score:.2f}"]


def coverage(page: Page, report: Report) -> None:
    """Which changes policies would notice, and what to paste for the others."""
    found = coverages(report)
    if not found:
        return
    page.add("## Coverage")
    page.add("Which settings of sessions would a policy notice if they changed? No verdict depends on it.")
    page.add("The JSON report and the HTML page have a policy to paste for each gap that one can close.")
    by_target = [(f"{code(target)}: " if target else "", its) for target, its in found]
    page.table(["noticed"], by_target, lambda row: [f"{row[0]}{coverage_sentence(row[1])}"], COUNTS)
    rows = [gap for target, its in found for gap in gaps(its, target)]
    if rows:
        heads = ["setting", "values now", "not noticed if (sessions)"]
        page.table(heads, rows, gap_row, GAPS, "setting")
    unreached = [(target, entry) for target, its in found for entry in its["unreached"]]
    if unreached:
        heads = ["no session reached", "setting", "operator"]
        page.table(heads, unreached, unreached_row, COUNTS, "check")


def gap_row(gap: Gap) -> list[str]:
    """A setting whose changes no policy notices, as a row."""
    target = f"{code(gap.target)} " if gap.target else ""
    values = ", ".join(value(one) for one in gap.changes[0]["values"])
    changes = ", ".join(f"{one['change']} ({one['sessions']:,})" for one in gap.changes)
    return [f"{target}{code(gap.pointer)}", values, changes]


def unreached_row(row: tuple[str, NotReached]) -> list[str]:
    """A policy or check that no session reached, as a row."""
    target, entry = row
    name = f"{f'{code(target)} ' if target else ''}{code(entry['policy'])}"
    if entry["pointer"] is None:
        return [name, "_all_", ""]
    return [name, code(entry["pointer"] or "/"), code(entry["operator"] or "")]
