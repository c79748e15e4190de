# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the HTML page says where no script runs: the verdict, the counts and the first findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from .._common.printable import brief
from .._finding.finding import Finding
from .._finding.outliers import Outlier
from .._report.model import Report, ReportError
from .._report.verdicts import unread
from .change_words import change_line
from .coverage_lines import FIRST, coverage_sentence, coverages, gap_line, gaps
from .fleet_lines import fleet_lines
from .outlier_lines import outlier_lines

LIMIT = 600
"""Characters of a value that are shown."""

SHOWN_ERRORS, SHOWN_FINDINGS = 20, 50


def say(value: Any) -> str:
    """A value as HTML text: printable, escaped, cut where it is long, and without effect on the reading direction."""
    return f"<bdi>{escape(brief(value, LIMIT))}</bdi>"


def without_scripts(report: Report) -> str:
    """The part of the page for browsers without scripts, as HTML."""
    made = [f"Made {say(report['generated_at'])}"]
    made += [f"account {say(report['account_id'])}"] if report["account_id"] else []
    made += [say(", ".join(report["regions"]))] if report["regions"] else []
    return "\n".join(
        (
            '<main class="bare">',
            f"<h1>{say(report['verdict'].capitalize())}</h1>",
            f"<p>{', '.join(made)}.",
            "Scripts are off: the matrix, the filters and all further findings need them.</p>",
            *errors(report["errors"]),
            *counts(report),
            *changes(report),
            *facts(report),
            *findings(report["findings"]),
            *oddest(report.get("outliers", [])),
            *coverage(report),
            "</main>",
        )
    )


def errors(entries: Sequence[ReportError]) -> Iterator[str]:
    """The errors as a list, if there are any."""
    if not entries:
        return
    yield "<h2>Errors</h2>\n<ul>"
    for error in entries[:SHOWN_ERRORS]:
        target = f" ({say(error['target'])})" if "target" in error else ""
        yield f"<li>{say(error['stage'])}{target}: {say(error['message'])}</li>"
    yield "</ul>"


def counts(report: Report) -> Iterator[str]:
    """The counts as a table."""
    summary = report["summary"]
    numbers = {
        "sessions": summary["sessions"],
        "compliant": summary["compliant"],
        "drifted": summary["drifted"],
        "unverified": summary["unverified"],
        "unchecked": summary["unchecked"],
        "gone": summary["gone"],
        "could not be read": len(unread(report["unreadable"])),
        "checks": summary["checks"],
        "waived": summary["waived"],
        "findings of severity error": summary["findings"]["error"],
        "findings of severity warning": summary["findings"]["warning"],
    }
    yield "<table>\n<caption>Counts</caption>"
    for name, number in numbers.items():
        yield f'<tr><th scope="row">{name}</th><td>{say(number)}</td></tr>'
    yield "</table>"


def changes(report: Report) -> Iterator[str]:
    """What changed since the previous report in a line, where one was asked for."""
    line = change_line(report)
    if line is not None:
        yield f"<p>{say(line)}</p>"


def facts(report: Report) -> Iterator[str]:
    """What was read, where nothing was declared."""
    if "fleet" in report:
        yield "<h2>What was read</h2>\n<ul>"
        yield from (f"<li>{say(line)}</li>" for line in fleet_lines(report["fleet"]))
        yield "</ul>"


def findings(entries: Sequence[Finding]) -> Iterator[str]:
    """The first findings as a table, if there are any."""
    if not entries:
        return
    first = entries[:SHOWN_FINDINGS]
    yield f"<h2>Findings</h2>\n<table>\n<caption>The first {len(first)} of {len(entries)}</caption>"
    heads = ("Status", "Policy", "Session", "Pointer", "Declared", "Actual")
    yield row((f'<th scope="col">{head}</th>' for head in heads), "thead")
    yield "<tbody>"
    for finding in first:
        cells = (
            f"{say(finding['status'])} ({say(finding['severity'])})",
            say(finding["policy"]),
            say(finding["session_id"]),
            say(finding["pointer"]),
            f"{say(finding['operator'])} {say(finding['declared'])}",
            say("absent" if finding["actual"] is None else finding["actual"]),
        )
        yield row(f"<td>{cell}</td>" for cell in cells)
    yield "</tbody>\n</table>"


def oddest(entries: Sequence[Outlier]) -> Iterator[str]:
    """The first outliers as a list, if there are any."""
    if entries:
        yield "<h2>Outliers</h2>\n<ul>"
        yield from (f"<li>{say(line)}</li>" for line in outlier_lines(entries))
        yield "</ul>"


def coverage(report: Report) -> Iterator[str]:
    """How much policies notice, and the first of what they do not, where it was asked for."""
    for target, its in coverages(report):
        yield f"<h2>Coverage{f' of {say(target)}' if target else ''}</h2>\n<p>{say(coverage_sentence(its))}</p>\n<ul>"
        yield from (f"<li>{say(gap_line(gap))}</li>" for gap in gaps(its)[:FIRST])
        yield "</ul>"


def row(cells: Iterable[str], group: str | None = None) -> str:
    """A row of a table; alone in its row group where that is named."""
    made = f"<tr>{''.join(cells)}</tr>"
    return f"<{group}>{made}</{group}>" if group else made
