# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether something that was read is the report of a target, whole and without contradictions.

Its shape must be that of model.py. Counts and verdicts are computed anew and need not be right; but parts must fit
together, and a report that claims more than it holds has lost something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from .._common.json_pointers import Tokens, covers, tokens_of
from .._common.typed_shapes import mismatches
from .._finding.finding import Finding, WaiverNote
from .._session.identity import region_and_id
from .._session.spark_settings import named_alike
from .grouping import json_key
from .model import Report, ReportSession, ReportWaiver
from .recomputing import recomputed

_WEIGHT = {"drifted": 2, "unverified": 1}


@dataclass(frozen=True)
class _Context:
    """What findings refer to: sessions by region and id, severities by policy, and the places of waivers in force."""

    sessions: Mapping[tuple[str | None, str], ReportSession]
    severities: Mapping[str, str]
    waivers: Mapping[tuple[str, str, str, str], Sequence[Tokens]]


def problems(report: Any) -> list[str]:
    """What is wrong with a report of one target, each with its place; empty for one that can be used."""
    return list(mismatches(Report, report)) or list(_contradictions(report))


def _contradictions(report: Report) -> Iterator[str]:
    places: dict[tuple[str, str, str, str], list[Tokens]] = {}
    for waiver in report["waivers"]["in_force"]:
        places.setdefault((waiver["policy"], *_note(waiver)), []).append(tokens_of(waiver.get("pointer", "")))
    context = _Context(
        sessions={region_and_id(session): session for session in report["sessions"]},
        severities={policy["name"]: policy["severity"] for policy in report["policies"]},
        waivers=places,
    )
    yield from _repeated("regions", report["regions"])
    yield from _repeated("policies", (policy["name"] for policy in report["policies"]))
    yield from _repeated("sessions", map(region_and_id, report["sessions"]))
    for session in report["sessions"]:
        yield from _of_session(session, context.severities)
    yield from _repeated("findings", map(json_key, report["findings"]))
    yield from _repeated("earlier", (entry["fingerprint"] for entry in report["earlier"]))
    if report["earlier"] and "changes" not in report["summary"]:
        yield "earlier has entries, and summary no changes"
    for index, finding in enumerate(report["findings"]):
        yield from (f"findings[{index}] {wrong}" for wrong in _of_finding(finding))
        yield from (f"findings[{index}] {wrong}" for wrong in _of_change(finding, "changes" in report["summary"]))
        yield from (f"findings[{index}] {wrong}" for wrong in _of_context(finding, context))
    yield from _of_outliers(report)
    yield from _of_coverage(report)
    yield from _of_fleet(report)
    yield from _targets(report)
    yield from _lost(report, recomputed(report))


def _repeated(what: str, keys: Iterable[object]) -> Iterator[str]:
    yield from (f"{what} has {key!r} {count} times" for key, count in Counter(keys).items() if count > 1)


def _of_session(session: ReportSession, policies: Mapping[str, object]) -> Iterator[str]:
    name, checks = f"session {session['session_id']!r}", sum(session["policies"].values())
    if session["checks"] != checks:
        yield f"{name} has {session['checks']} checks, and by policy {checks}"
    if session["verdict"] == "unchecked" and session["checks"]:
        yield f"{name} is unchecked, and has {session['checks']} checks"
    for policy in session["policies"].keys() - policies.keys():
        yield f"{name} has the policy {policy!r}, which is not in policies"


def _of_finding(finding: Finding) -> Iterator[str]:
    status, kind = finding["status"], finding["kind"]
    if (status == "waived") != ("waiver" in finding):
        yield f"is {status} {'with' if 'waiver' in finding else 'without'} a waiver"
    if (status == "unverified" and kind != "unverifiable") or (status == "drift" and kind == "unverifiable"):
        yield f"is {status} and {kind}"
    if finding["operator"] == "exhaustive" and kind not in ("undeclared", "unverifiable"):
        yield f"is {kind} by the operator exhaustive"
    if kind == "missing" and finding["actual"] is not None:
        yield "is missing and has a value"


def _of_change(finding: Finding, expected: bool) -> Iterator[str]:
    """Drift has a change exactly where the report has changes, and then everything that is found has its first time."""
    drift, found = finding["status"] == "drift", finding["status"] != "unverified"
    for name, belongs in (("change", expected and drift), ("first_seen", expected and found)):
        if (name in finding) is not belongs:
            yield f"is {finding['status']} {'without' if belongs else 'with'} {name}"


def _of_context(finding: Finding, context: _Context) -> Iterator[str]:
    """What does not fit to the session, the policy and the waiver of a finding."""
    policy, session = finding["policy"], context.sessions.get(region_and_id(finding))
    if policy not in context.severities:
        yield f"is of the policy {policy!r}, which is not in policies"
    elif context.severities[policy] != finding["severity"]:
        yield f"has the severity {finding['severity']}, and its policy {context.severities[policy]}"
    if session is None:
        yield f"is about the session {finding['session_id']!r}, which is not in sessions"
    elif policy not in session["policies"]:
        yield f"is of the policy {policy!r}, which did not apply to the session {finding['session_id']!r}"
    elif session["work_group"] != finding["work_group"]:
        yield f"is of the work group {finding['work_group']!r}, and its session of {session['work_group']!r}"
    if "waiver" in finding:
        engine = None if session is None else session["engine_version"]
        alike = named_alike(tokens_of(finding["pointer"]), engine)
        places = context.waivers.get((policy, *_note(finding["waiver"])), ())
        if not any(covers(place, path) for place in places for path in alike):
            yield "is waived by a waiver that is not in waivers.in_force, or not for this pointer"


def _of_outliers(report: Report) -> Iterator[str]:
    known = {session["session_id"] for session in report["sessions"]}
    for index, outlier in enumerate(report.get("outliers", [])):
        for session in outlier["sessions"]:
            if session["session_id"] not in known:
                yield f"outliers[{index}] is about the session {session['session_id']!r}, which is not in sessions"


def _of_coverage(report: Report) -> Iterator[str]:
    """Where counts of the coverage do not fit together; a part cannot be more than the whole."""
    if "coverage" not in report:
        return
    its, sessions = report["coverage"], len(report["sessions"])
    if its["settings_noticed"] > its["settings"]:
        yield f"coverage has {its['settings']} settings, of which {its['settings_noticed']} are noticed"
    if its["changes_noticed"] + its["unjudged"] + len(its["unnoticed"]) != its["changes"]:
        yield f"coverage has {its['changes']} changes, which are not those noticed, unjudged and unnoticed"
    for index, change in enumerate(its["unnoticed"]):
        if change["sessions"] > sessions:
            yield f"coverage.unnoticed[{index}] is of {change['sessions']} sessions, and only {sessions} are there"


def _of_fleet(report: Report) -> Iterator[str]:
    """Facts are of the sessions that are there, and of all of them."""
    if "fleet" not in report:
        return
    facts, known = report["fleet"], set(map(region_and_id, report["sessions"]))
    if sum(group["sessions"] for group in facts["groups"]) != len(known):
        yield f"fleet.groups has other sessions than the {len(known)} of the report"
    for name, entries in (("idle", facts["idle"]), ("old", facts["old"])):
        for entry in entries:
            if (entry["region"], entry["session_id"]) not in known:
                yield f"fleet.{name} has the session {entry['session_id']!r}, which is not in sessions"


def _note(waiver: WaiverNote | ReportWaiver) -> tuple[str, str, str]:
    return waiver["reason"], waiver["owner"], waiver["expires"]


def _targets(report: Report) -> Iterator[str]:
    """Only a merged report names the target of each of its entries."""
    lists: dict[str, Iterable[Mapping[str, object]]] = {
        "errors": report["errors"],
        "sessions": report["sessions"],
        "findings": report["findings"],
        "earlier": report["earlier"],
        "unreadable": report["unreadable"],
        "outliers": report.get("outliers", []),
        **{f"fleet.{name}": its for name, its in report.get("fleet", {}).items() if isinstance(its, list)},
        "waivers": chain.from_iterable(_waivers(report)),
    }
    yield from (
        f"{name} has an entry with a target" for name, its in lists.items() if any("target" in one for one in its)
    )


def _waivers(report: Report) -> Iterator[list[ReportWaiver]]:
    waivers = report["waivers"]
    yield from (waivers["in_force"], waivers["expiring"], waivers["expired"], waivers["unused"])


def _lost(claimed: Report, there: Report) -> Iterator[str]:
    """Claims of more than there is: a part of the report is missing."""
    real = _counts(there)
    for name, number in _counts(claimed).items():
        if number > real[name]:
            yield f"{name} is {number}, and only {real[name]} are there"
    for mine, follows in zip(claimed["sessions"], there["sessions"], strict=True):
        yield from _worse(f"session {mine['session_id']!r}", mine["verdict"], follows["verdict"])
    yield from _worse("the verdict", claimed["verdict"], there["verdict"])


def _counts(report: Report) -> dict[str, int]:
    """The counts that grow with what is there, by name. Which verdict how many sessions have is no such count."""
    summary = report["summary"]
    counts = {
        "summary.sessions": summary["sessions"],
        "summary.checks": summary["checks"],
        "summary.gone": summary["gone"],
        "summary.waived": summary["waived"],
        "summary.findings.error": summary["findings"]["error"],
        "summary.findings.warning": summary["findings"]["warning"],
    }
    changes = cast(dict[str, int], summary.get("changes", {}))
    counts |= {f"summary.changes.{name}": count for name, count in changes.items()}
    for policy in report["policies"]:
        its = f"of policy {policy['name']!r}"
        counts |= {f"sessions {its}": policy["sessions"], f"checks {its}": policy["checks"]}
        counts[f"findings {its}"] = policy["findings"]
    return counts


def _worse(what: str, claimed: str, follows: str) -> Iterator[str]:
    if _WEIGHT.get(claimed, 0) > _WEIGHT.get(follows, 0):
        yield f"{what} is {claimed}, and what is there makes it {follows}"
