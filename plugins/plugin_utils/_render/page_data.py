# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the HTML page is given: the report, and all that is to be said of it, so that its scripts only show and filter.

Sessions, findings and states are referred to by their index.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from ...module_utils._athena.vocabulary import SessionVerdict
from .._common.printable import counted
from .._finding.finding import Finding
from .._report.counts import unapplied
from .._report.grouping import IdenticalFindings, SessionKey, differences, identical, json_key, session_key
from .._report.model import Report, WaiverLists
from .._report.verdicts import nothing_declared, unread
from .change_words import OPEN_FIRST, change_line
from .coverage_lines import FIRST, Gap, coverage_sentence, coverages, gap_line, gaps, not_reached_line, pasteable
from .fleet_lines import NEXT_STEPS, fleet_lines
from .outlier_lines import outlier_lines
from .words import KINDS, ORIGINS, REASONS, STATES, VERDICTS, operator_words, sentence

RANKS = {state: rank for rank, state in enumerate(STATES)}
WORST_FIRST: tuple[SessionVerdict, ...] = ("drifted", "unverified", "unchecked", "compliant")


class PageSession(TypedDict):
    """A session's row of the matrix: the state of each policy, in the order of the page's policies."""

    cells: list[int]


class PageFinding(TypedDict):
    """Where a finding is shown, and its state. Findings that differ in nothing but the session share difference and
    place; places count within a difference."""

    difference: int
    place: int
    state: int
    session: int


class PageWaiver(TypedDict):
    """A waiver by its list in the report and its index there, with what is to be said of it."""

    list: str
    index: int
    expiring: bool
    unused: bool


class PageGap(TypedDict):
    """A setting with changes that no policy notices: `changes` in words with their sessions, what to paste as YAML."""

    pointer: str
    values: list[Any]
    changes: list[str]
    paste: str
    target: str


class PageCoverage(TypedDict):
    """What policies notice: sentences, the first gaps in a line each, all of them, and what no session reached."""

    sentences: list[str]
    first: list[str]
    gaps: list[PageGap]
    unreached: list[str]


class Prepared(TypedDict):
    """What the page says of its report; `order` has the sessions, the worst first.

    `changes`: what changed since the previous report, in a line; `earlier`: what was drift then, in the order shown.
    `next_steps`: words and a command, where nothing was declared.
    """

    words: dict[str, Any]
    sentence: str
    unread: int
    unapplied: list[str]
    policies: list[str]
    order: list[int]
    sessions: list[PageSession]
    findings: list[PageFinding]
    operators: list[str]
    waivers: list[PageWaiver]
    changes: str | None
    earlier: list[int]
    oddest: list[str]
    coverage: PageCoverage | None
    fleet: list[str]
    next_steps: list[dict[str, str]]


class PageData(TypedDict):
    """The data block of the page."""

    report: Report
    prepared: Prepared


def page_data(report: Report) -> PageData:
    """The report with what the page says of it."""
    policies = policy_names(report)
    row_of = {session_key(session): row for row, session in enumerate(report["sessions"])}
    together = differences(identical(report["findings"]))
    verdicts = [session["verdict"] for session in report["sessions"]]
    return {
        "report": report,
        "prepared": {
            "words": words(),
            "sentence": sentence(report),
            "unread": len(unread(report["unreadable"])),
            "unapplied": unapplied(report["policies"]),
            "policies": policies,
            "order": sorted(range(len(verdicts)), key=lambda index: WORST_FIRST.index(verdicts[index])),
            "sessions": session_cells(report, policies, row_of),
            "findings": page_findings(report, together, row_of),
            "operators": [operator_words(one.first["operator"], one.first["declared"]) for one, *_others in together],
            "waivers": page_waivers(report["waivers"]),
            "changes": change_line(report),
            "earlier": sorted(
                range(len(report["earlier"])), key=lambda index: OPEN_FIRST.index(report["earlier"][index]["change"])
            ),
            "oddest": outlier_lines(report.get("outliers", [])),
            "coverage": page_coverage(report),
            "fleet": fleet_lines(report["fleet"]) if "fleet" in report else [],
            "next_steps": [step._asdict() for step in NEXT_STEPS] if nothing_declared(report) else [],
        },
    }


def page_coverage(report: Report) -> PageCoverage | None:
    """What policies notice, where that was asked for."""
    found = coverages(report)
    if not found:
        return None
    by_target = [gaps(its, target) for target, its in found]
    return {
        "sentences": [f"{target}: {coverage_sentence(its)}".removeprefix(": ") for target, its in found],
        # Of many targets, of each the most important before the second of any.
        "first": [gap_line(its[rank]) for rank in range(FIRST) for its in by_target if rank < len(its)][:FIRST],
        "gaps": [page_gap(gap) for its in by_target for gap in its],
        "unreached": [not_reached_line(entry, target) for target, its in found for entry in its["unreached"]],
    }


def page_gap(gap: Gap) -> PageGap:
    """A setting as a row."""
    return {
        "pointer": gap.pointer,
        "values": gap.changes[0]["values"],
        "changes": [f"{change['change']}: {counted(change['sessions'], 'session')}" for change in gap.changes],
        "paste": pasteable(gap.suggested),
        "target": gap.target,
    }


def words() -> dict[str, Any]:
    """The signs and words of the page."""
    return {
        "states": [{"name": name, **state._asdict()} for name, state in STATES.items()],
        "verdicts": {name: {"state": state, "word": word} for name, (state, word) in VERDICTS.items()},
        "kinds": {name: kind._asdict() for name, kind in KINDS.items()},
        "origins": ORIGINS,
        "reasons": REASONS,
    }


def policy_names(report: Report) -> list[str]:
    """The policies in the report's order; one that only a session or a finding names comes last, and is not lost."""
    names = dict.fromkeys(policy["name"] for policy in report["policies"])
    for session in report["sessions"]:
        names.update(dict.fromkeys(session["policies"]))
    names.update(dict.fromkeys(finding["policy"] for finding in report["findings"]))
    return list(names)


def finding_state(finding: Finding) -> int:
    """How a finding is shown: drift of a warning policy has a state of its own."""
    warning = finding["status"] == "drift" and finding["severity"] == "warning"
    return RANKS["warning" if warning else finding["status"]]


def session_cells(report: Report, policies: Sequence[str], row_of: Mapping[SessionKey, int]) -> list[PageSession]:
    """The rows of the matrix. The worst finding decides a cell; without one, whether the policy applied."""
    worst: dict[tuple[int, str], int] = {}
    for finding in report["findings"]:
        cell, state = (row_of[session_key(finding)], finding["policy"]), finding_state(finding)
        worst[cell] = min(state, worst.get(cell, state))
    compliant, none = RANKS["compliant"], RANKS["none"]
    return [
        {
            "cells": [
                worst.get((row, policy), compliant if policy in session["policies"] else none) for policy in policies
            ]
        }
        for row, session in enumerate(report["sessions"])
    ]


def page_findings(
    report: Report, together: Sequence[Sequence[IdenticalFindings]], row_of: Mapping[SessionKey, int]
) -> list[PageFinding]:
    """Where each finding is shown, in the order of the report."""
    place_of = {
        id(finding): (difference, place)
        for difference, groups in enumerate(together)
        for place, group in enumerate(groups)
        for finding in group.findings
    }
    return [
        {
            "difference": place_of[id(finding)][0],
            "place": place_of[id(finding)][1],
            "state": finding_state(finding),
            "session": row_of[session_key(finding)],
        }
        for finding in report["findings"]
    ]


def page_waivers(waivers: WaiverLists) -> list[PageWaiver]:
    """The waivers, the expired first; the lists of the expiring and the unused repeat some of those in force."""
    expiring = {json_key(waiver) for waiver in waivers["expiring"]}
    unused = {json_key(waiver) for waiver in waivers["unused"]}
    expired: list[PageWaiver] = [
        {"list": "expired", "index": index, "expiring": False, "unused": False}
        for index in range(len(waivers["expired"]))
    ]
    return expired + [
        {
            "list": "in_force",
            "index": index,
            "expiring": json_key(waiver) in expiring,
            "unused": json_key(waiver) in unused,
        }
        for index, waiver in enumerate(waivers["in_force"])
    ]
