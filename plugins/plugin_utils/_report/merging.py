# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One report of many targets' reports.

What is merged is only what can be believed: a target whose report is missing, broken, or of another schema, target, run
or time is named, adds nothing, and leaves the whole unverified (or drifted, where another target drifted). Counts,
verdicts and the validity of waivers are computed anew. It knows no files and no clock: contents and the time come in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from .._common.printable import counted
from .._finding import fleet
from .._finding.finding import Finding
from .._finding.outliers import Outlier, most_conspicuous
from .._session.identity import is_named, region_and_id
from .counts import count_changes, summarize
from .loading import Content
from .model import (
    SCHEMA_VERSION,
    EarlierFinding,
    Extras,
    Generator,
    MergedReport,
    Provenance,
    Report,
    ReportError,
    ReportPolicy,
    ReportSession,
    ReportWaiver,
    TargetEntry,
    UnreadableEntry,
    WaiverLists,
)
from .targets import Requirements, Target, targets_of
from .verdicts import verdict


def merge(
    reports: Iterable[tuple[str, Content]],
    *,
    targets: Sequence[str] | None,
    now: datetime,
    run_id: str | None = None,
    max_age: float | None = None,
    generator: Generator | None = None,
) -> MergedReport:
    """The merged report, made at `now` (aware).

    `reports` are names of targets with the contents of their files. With `targets` these are expected and no others,
    with None all that are there. Reports of another run than `run_id` and those made more than `max_age` seconds ago
    are not used; None takes any. No target at all leaves the whole unverified, too.
    """
    age = None if max_age is None else timedelta(seconds=max_age)
    provenance: Provenance = {}
    if run_id is not None:
        provenance["run_id"] = run_id
    if generator is not None:
        provenance["generator"] = generator
    return _merged(targets_of(reports, targets, Requirements(now, run_id, age)), provenance, now)


def _merged(targets: Sequence[Target], provenance: Provenance, now: datetime) -> MergedReport:
    sound = [(target.name, target.sound) for target in targets if target.sound is not None]
    reports = [report for _name, report in sound]
    sessions: list[ReportSession] = [{**one, "target": name} for name, its in sound for one in its["sessions"]]
    findings: list[Finding] = [{**one, "target": name} for name, its in sound for one in its["findings"]]
    earlier: list[EarlierFinding] = [{**one, "target": name} for name, its in sound for one in its["earlier"]]
    unreadable: list[UnreadableEntry] = [{**one, "target": name} for name, its in sound for one in its["unreadable"]]
    errors: list[ReportError] = [{**one, "target": name} for name, its in sound for one in its["errors"]]
    errors = [*_errors(targets), *_errors_of_sound(sound), *errors]
    outliers: list[Outlier] = [{**one, "target": name} for name, its in sound for one in its.get("outliers", [])]
    outliers.sort(key=most_conspicuous, reverse=True)
    extras: Extras = {"outliers": outliers} if any("outliers" in report for report in reports) else {}
    if fleets := [(name, report["fleet"]) for name, report in sound if "fleet" in report]:
        extras["fleet"] = fleet.merged(fleets)
    summary = summarize(sessions, findings, unreadable)
    if any("changes" in report["summary"] for report in reports):
        summary["changes"] = count_changes(findings, earlier)
    accounts = {report["account_id"] for report in reports}
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        **provenance,
        "labels": _shared_labels(reports),
        "account_id": accounts.pop() if len(accounts) == 1 else None,
        "regions": sorted({region for report in reports for region in report["regions"]}),
        "verdict": verdict(summary["checks"], findings, unreadable, errors),
        "errors": errors,
        "summary": summary,
        "sessions": sessions,
        "findings": findings,
        "earlier": earlier,
        "unreadable": unreadable,
        "waivers": _waivers(sound, complete=len(sound) == len(targets)),
        "policies": _policies(reports),
        "targets": [_entry(target) for target in targets],
        **extras,
    }


def _errors(targets: Sequence[Target]) -> Iterator[ReportError]:
    """What is wrong with targets, and with the whole."""
    if not targets:
        yield {"stage": "merge", "message": "no target at all: no report was expected, or none is there"}
    for target in targets:
        if target.problem is not None:
            yield {"stage": "merge", "message": target.problem, "target": target.name}


def _errors_of_sound(sound: Sequence[tuple[str, Report]]) -> Iterator[ReportError]:
    """What is wrong with reports that were merged, and what the counts of the whole would hide."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, report in sound:
        if not report["summary"]["checks"] and not report["errors"]:
            yield {"stage": "merge", "message": "not one check was made", "target": name}
        account_id = report["account_id"]
        if account_id is not None:
            for region in report["regions"]:
                places[account_id, region].append(name)
    for (account_id, region), names in places.items():
        if len(names) > 1:
            message = f"{' and '.join(names)} are of the same account and region, {account_id} in {region}"
            yield {"stage": "merge", "message": message}
    yield from _read_twice(sound)


def _read_twice(sound: Sequence[tuple[str, Report]]) -> Iterator[ReportError]:
    """Targets that have sessions in common, where no account says that these are others of the same id."""
    readers: dict[tuple[str | None, str], dict[str, str | None]] = defaultdict(dict)
    for name, report in sound:
        for session in report["sessions"]:
            if is_named(session):
                readers[region_and_id(session)][name] = report["account_id"]
    common: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for (_region, session_id), accounts in readers.items():
        if len(accounts) > 1 and None in accounts.values():
            common[tuple(accounts)].append(session_id)
    for names, ids in common.items():
        message = f"{' and '.join(names)} read the same {counted(len(ids), 'session')}, such as {ids[0]}: one is enough"
        yield {"stage": "merge", "message": message}


def _shared_labels(reports: Sequence[Report]) -> dict[str, str]:
    """The labels that all reports have alike."""
    if not reports:
        return {}
    first, *others = (report["labels"] for report in reports)
    return {name: label for name, label in first.items() if all(other.get(name) == label for other in others)}


def _waivers(sound: Sequence[tuple[str, Report]], *, complete: bool) -> WaiverLists:
    """The waivers of all targets. Unused is one that no target needed; a target without a report may need any."""
    all_waivers = [(name, report["waivers"]) for name, report in sound]
    used = {_declared(one) for _name, its in all_waivers for one in its["in_force"] if one["findings"]}
    return {
        "in_force": [{**one, "target": name} for name, its in all_waivers for one in its["in_force"]],
        "expiring": [{**one, "target": name} for name, its in all_waivers for one in its["expiring"]],
        "expired": [{**one, "target": name} for name, its in all_waivers for one in its["expired"]],
        "unused": [
            {**one, "target": name}
            for name, its in all_waivers
            for one in its["unused"]
            if complete and _declared(one) not in used
        ],
    }


def _declared(waiver: ReportWaiver) -> str:
    """A waiver without what differs from target to target."""
    return json.dumps({name: value for name, value in waiver.items() if name != "findings"}, sort_keys=True)


def _policies(reports: Sequence[Report]) -> list[ReportPolicy]:
    """The policies of all reports, added up by name; the harsher severity and the first description hold.

    What they expect, and of which sessions, is only said where all of them declare the same.
    """
    found: dict[str, ReportPolicy] = {}
    for policy in (policy for report in reports for policy in report["policies"]):
        known = found.get(policy["name"])
        if known is None:
            found[policy["name"]] = policy
            continue
        combined: ReportPolicy = {
            **policy,
            **known,
            "severity": "error" if "error" in (known["severity"], policy["severity"]) else "warning",
            "sessions": known["sessions"] + policy["sessions"],
            "checks": known["checks"] + policy["checks"],
            "findings": known["findings"] + policy["findings"],
        }
        if "controls" in combined:
            combined["controls"] = list(dict.fromkeys([*known.get("controls", ()), *policy.get("controls", ())]))
        if any(known.get(option) != policy.get(option) for option in ("applies_to", "expect")):
            combined.pop("applies_to", None)
            combined.pop("expect", None)
        found[policy["name"]] = combined
    return list(found.values())


def _entry(target: Target) -> TargetEntry:
    """A target in the merged report. A report that cannot be used still says whose it is, if it can be read."""
    report, sound = target.report, target.sound
    entry: TargetEntry = {
        "name": target.name,
        "labels": report["labels"] if report else {},
        "account_id": report["account_id"] if report else None,
        "regions": report["regions"] if report else [],
        "verdict": sound["verdict"] if sound else "unverified",
        "generated_at": report["generated_at"] if report else None,
        "summary": sound["summary"] if sound else None,
    }
    if target.problem is not None:
        entry["problem"] = target.problem
    if sound is not None and "coverage" in sound:
        entry["coverage"] = sound["coverage"]
    return entry
