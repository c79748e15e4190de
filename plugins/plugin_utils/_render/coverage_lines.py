# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy coverage in a line each: the counts, and by setting what no policy notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from .._common.printable import brief, counted, printable
from .._finding.coverage import Coverage, UnnoticedChange
from .._finding.coverage_reach import NotReached
from .._policy.yaml_files import as_yaml
from .._report.model import MergedReport, Report

FIRST = 3
"""Gaps that are named where there is little room."""

_VALUE = 60


@dataclass(frozen=True)
class Gap:
    """A setting with the changes of it that no policy notices; `target` is empty but in a merged report."""

    pointer: str
    changes: list[UnnoticedChange]
    target: str = ""

    @property
    def suggested(self) -> list[dict[str, Any]]:
        """The policies that would notice them, each once."""
        found = [one["suggestion"] for one in self.changes if one["suggestion"] is not None]
        return [one for index, one in enumerate(found) if one not in found[:index]]


def coverages(report: Report) -> list[tuple[str, Coverage]]:
    """The coverage of a report, or of each target of a merged one that has it, with the target's name."""
    if "coverage" in report:
        return [("", report["coverage"])]
    targets = cast(MergedReport, report)["targets"] if "targets" in report else []
    return [(target["name"], target["coverage"]) for target in targets if "coverage" in target]


def coverage_sentence(coverage: Coverage) -> str:
    """How much policies notice, never without what it is a part of."""
    unjudged = f"; {coverage['unjudged']:,} cannot be judged" if coverage["unjudged"] else ""
    return (
        f"policies notice {coverage['settings_noticed']:,} of {counted(coverage['settings'], 'setting')}"
        f" ({coverage['changes_noticed']:,} of {counted(coverage['changes'], 'change')}{unjudged})"
    )


def gaps(coverage: Coverage, target: str = "") -> list[Gap]:
    """What no policy notices, by setting, in the order of the report."""
    found: dict[str, Gap] = {}
    for change in coverage["unnoticed"]:
        found.setdefault(change["pointer"], Gap(change["pointer"], [], target)).changes.append(change)
    return list(found.values())


def gap_line(gap: Gap) -> str:
    """A setting with what would not be noticed of it, and where."""
    sessions = max(change["sessions"] for change in gap.changes)
    names = ", ".join(change["change"] for change in gap.changes)
    values = ", ".join(brief(value, _VALUE) for value in gap.changes[0]["values"])
    target = f"{printable(gap.target)}: " if gap.target else ""
    has = f" (now {values})" if values else ""
    return f"{target}{printable(gap.pointer)}{has}: {names}; in {counted(sessions, 'session')}"


def not_reached_line(entry: NotReached, target: str = "") -> str:
    """A policy or check that no session reached."""
    name = f"{f'{printable(target)}: ' if target else ''}policy {printable(entry['policy'])}"
    if entry["pointer"] is None:
        return f"{name} applied to no session"
    check = printable(f"{entry['pointer'] or '/'} {entry['operator']}")
    return f"{name}: {check}: no session has a value there"


def pasteable(policies: list[dict[str, Any]]) -> str:
    """Policies as YAML, to be pasted among others; templates in them stay text."""
    return as_yaml(policies).rstrip("\n") if policies else ""


def coverage_lines(coverage: Coverage) -> Iterator[str]:
    """All of it, for a terminal."""
    yield f"{coverage_sentence(coverage).capitalize()}."
    yield from map(gap_line, gaps(coverage))
    yield from map(not_reached_line, coverage["unreached"])
