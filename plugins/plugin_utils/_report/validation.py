# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether something that was read is a report, whole and consistent, without a JSON Schema validator at hand.

The shapes are those of docs/report.schema.json, and a test holds the two together. Beyond shapes, the counts and the
verdicts must follow from the parts: a report that calls itself compliant is believed only if it can be.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .grouping import session_key
from .model import SCHEMA_VERSION
from .verdicts import verdict

Rule = Callable[[Any, str], Iterator[str]]


def problems(report: object) -> list[str]:
    """What is wrong with a report of one target, each with its place; empty for a sound one."""
    return list(REPORT(report, "")) or list(inconsistencies(report))  # type: ignore[arg-type]


def text(data: Any, at: str) -> Iterator[str]:
    """Any text."""
    if not isinstance(data, str):
        yield f"{at} is no text"


def some_text(data: Any, at: str) -> Iterator[str]:
    """A text that says something."""
    if not isinstance(data, str) or not data:
        yield f"{at} is no text, or empty"


def count(data: Any, at: str) -> Iterator[str]:
    """A whole number, not negative."""
    if isinstance(data, bool) or not isinstance(data, int) or data < 0:
        yield f"{at} is no count"


def current(data: Any, at: str) -> Iterator[str]:
    """The one version of the structure that is known here."""
    if isinstance(data, bool) or data != SCHEMA_VERSION:
        yield f"{at} is not {SCHEMA_VERSION}"


def anything(data: Any, at: str) -> Iterator[str]:
    """Whatever JSON can say."""
    yield from ()


def mapping(data: Any, at: str) -> Iterator[str]:
    """Any mapping."""
    if not isinstance(data, dict):
        yield f"{at} is no mapping"


def nullable(check: Rule) -> Rule:
    """Null, or what the check allows."""
    return lambda data, at: iter(()) if data is None else check(data, at)


def one_of(*allowed: str) -> Rule:
    """One of a few texts."""

    def check(data: Any, at: str) -> Iterator[str]:
        if not isinstance(data, str) or data not in allowed:
            yield f"{at} is none of {', '.join(allowed)}"

    return check


def like(pattern: str, what: str) -> Rule:
    """A text that matches as a whole."""
    compiled = re.compile(pattern, re.ASCII)

    def check(data: Any, at: str) -> Iterator[str]:
        if not isinstance(data, str) or not compiled.fullmatch(data):
            yield f"{at} is no {what}"

    return check


def many(item: Rule) -> Rule:
    """A list."""

    def check(data: Any, at: str) -> Iterator[str]:
        if not isinstance(data, list):
            yield f"{at} is no list"
            return
        for index, entry in enumerate(data):
            yield from item(entry, f"{at}[{index}]")

    return check


def each(value: Rule) -> Rule:
    """A mapping of names to values."""

    def check(data: Any, at: str) -> Iterator[str]:
        if not isinstance(data, dict):
            yield f"{at} is no mapping"
            return
        for name, entry in data.items():
            yield from value(entry, f"{at}.{name}")

    return check


class Members:
    """A mapping with these members, those in ``optional`` perhaps, and no others."""

    def __init__(self, required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> None:
        self.required = dict(required)
        self.optional = dict(optional or {})

    def __call__(self, data: Any, at: str) -> Iterator[str]:
        """The check."""
        if not isinstance(data, dict):
            yield f"{at or 'the report'} is no mapping"
            return
        dot = f"{at}." if at else ""
        for name in self.required.keys() - data.keys():
            yield f"{dot}{name} is missing"
        known = self.required | self.optional
        for name, member in data.items():
            if name in known:
                yield from known[name](member, f"{dot}{name}")
            else:
                yield f"{dot}{name} is unknown"


NAME = nullable(text)
SEVERITY = one_of("error", "warning")
VERDICT = one_of("compliant", "drifted", "unverified")
TIME = like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00", "time in UTC")
DATE = like(r"\d{4}-\d\d-\d\d", "date")

ERROR = Members({"stage": some_text, "message": some_text})
SUMMARY = Members(
    {
        **dict.fromkeys(("sessions", "compliant", "drifted", "unverified", "unchecked", "gone", "checks"), count),
        "findings": Members({"error": count, "warning": count}),
        "waived": count,
    }
)
PLACE: dict[str, Rule] = {"session_id": text, "work_group": NAME, "region": NAME, "state": NAME}
SESSION = Members(
    {
        **PLACE,
        "engine_version": NAME,
        "verdict": one_of("compliant", "drifted", "unverified", "unchecked"),
        "checks": count,
        "policies": each(count),
    }
)
FINDING = Members(
    {
        **PLACE,
        "fingerprint": like("[0-9a-f]{16}", "fingerprint"),
        "policy": some_text,
        "severity": SEVERITY,
        "status": one_of("drift", "waived", "unverified"),
        "pointer": like(r"(/([^~]|~[01])*)?", "pointer"),
        "operator": some_text,
        "declared": anything,
        "actual": anything,
        "kind": one_of("different", "missing", "undeclared", "unverifiable"),
        "message": some_text,
    },
    {
        "normalised": Members({"declared": anything, "actual": anything}),
        "waiver": Members({"reason": some_text, "owner": some_text, "expires": DATE}),
        "remediation": text,
        "root_cause": Members(
            {"origin": one_of("work_group", "client", "unknown"), "message": some_text}, {"work_group_value": anything}
        ),
    },
)
UNREADABLE = Members(
    {
        "work_group": NAME,
        "reason": one_of("not_found", "gone", "access_denied", "throttled", "timeout", "error"),
        "code": NAME,
        "message": text,
    },
    {"session_id": text},
)
WAIVER = Members(
    {"policy": some_text, "reason": some_text, "owner": some_text, "expires": DATE, "findings": count},
    {"pointer": text, "applies_to": mapping, "actual": anything},
)
POLICY = Members(
    {"name": some_text, "severity": SEVERITY, "sessions": count, "checks": count, "findings": count},
    {"description": text, "remediation": text},
)
REPORT = Members(
    {
        "schema_version": current,
        "generated_at": TIME,
        "labels": each(text),
        "account_id": NAME,
        "regions": many(text),
        "verdict": VERDICT,
        "errors": many(ERROR),
        "summary": SUMMARY,
        "sessions": many(SESSION),
        "findings": many(FINDING),
        "unreadable": many(UNREADABLE),
        "waivers": Members(dict.fromkeys(("in_force", "expiring", "expired", "unused"), many(WAIVER))),
        "policies": many(POLICY),
    }
)


def inconsistencies(report: dict[str, Any]) -> Iterator[str]:
    """Where a report of the right shape contradicts itself."""
    for said, real, what in (*sums(report), *policy_sums(report)):
        if said != real:
            yield f"{what} says {said}, {real} are there"
    for index, finding in enumerate(report["findings"]):
        yield from contradictions(finding, f"findings[{index}]")
    for index, waiver in enumerate(report["waivers"]["unused"]):
        if waiver["findings"]:
            yield f"waivers.unused[{index}] is unused and waived {waiver['findings']}"
    if len(set(report["regions"])) < len(report["regions"]):
        yield "regions has one twice"
    yield from session_verdicts(report)
    follows = verdict(report["summary"]["checks"], report["findings"], report["unreadable"], report["errors"])
    if report["verdict"] != follows:
        yield f"the verdict is {report['verdict']}, where {follows} follows from what is in it"


def sums(report: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """What the summary says, what is there, and of what."""
    summary, sessions, findings = report["summary"], report["sessions"], report["findings"]
    verdicts = Counter(session["verdict"] for session in sessions)
    drift = Counter(finding["severity"] for finding in findings if finding["status"] == "drift")
    yield summary["sessions"], len(sessions), "summary.sessions"
    for name in ("compliant", "drifted", "unverified", "unchecked"):
        yield summary[name], verdicts[name], f"summary.{name}"
    yield summary["gone"], sum(entry["reason"] == "gone" for entry in report["unreadable"]), "summary.gone"
    yield summary["checks"], sum(session["checks"] for session in sessions), "summary.checks"
    for severity in ("error", "warning"):
        yield summary["findings"][severity], drift[severity], f"summary.findings.{severity}"
    yield summary["waived"], sum(finding["status"] == "waived" for finding in findings), "summary.waived"


def policy_sums(report: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """The same for the checks of each session and the counts of each policy."""
    checks: Counter[str] = Counter()
    for session in report["sessions"]:
        yield session["checks"], sum(session["policies"].values()), f"checks of session {session['session_id']}"
        checks.update(session["policies"])
    findings = Counter(finding["policy"] for finding in report["findings"])
    names = Counter(policy["name"] for policy in report["policies"])
    for policy in report["policies"]:
        name = policy["name"]
        if policy["checks"] and not policy["sessions"]:
            yield policy["sessions"], 1, f"sessions of policy {name}, which has checks,"
        applied = sum(name in session["policies"] for session in report["sessions"])
        yield policy["checks"], checks[name], f"checks of policy {name}"
        yield policy["sessions"], min(policy["sessions"], applied), f"sessions of policy {name}"
        yield policy["findings"], findings[name], f"findings of policy {name}"
    for name in {*names, *checks, *findings}:
        yield 1, names[name], f"entries of policy {name}"


def contradictions(finding: dict[str, Any], at: str) -> Iterator[str]:
    """Where a finding contradicts itself."""
    status, kind = finding["status"], finding["kind"]
    if (status == "waived") != ("waiver" in finding):
        yield f"{at} is {status} {'with' if 'waiver' in finding else 'without'} a waiver"
    if (status == "unverified" and kind != "unverifiable") or (status == "drift" and kind == "unverifiable"):
        yield f"{at} is {status} and {kind}"
    if finding["operator"] == "exhaustive" and kind not in ("undeclared", "unverifiable"):
        yield f"{at} is {kind} by the operator exhaustive"
    if kind == "missing" and finding["actual"] is not None:
        yield f"{at} is missing and has a value"


def session_verdicts(report: dict[str, Any]) -> Iterator[str]:
    """Sessions whose verdict is not that of their findings, and findings about no session."""
    statuses: dict[Any, set[str]] = defaultdict(set)
    for finding in report["findings"]:
        statuses[session_key(finding)].add(finding["status"])
    sessions: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for session in report["sessions"]:
        sessions[session_key(session)].append(session)
    for session in report["sessions"]:
        if session["verdict"] == "unchecked" and session["checks"]:
            yield f"session {session['session_id']} is unchecked and checked"
        if session["verdict"] != "unchecked" and not session["policies"]:
            yield f"session {session['session_id']} is {session['verdict']} by no policy"
    for key, found in sessions.items():
        # The same session may have been read twice; its findings cannot be told apart then.
        if statuses[key] and {session["verdict"] for session in found} <= ruled_out(statuses[key]):
            yield f"session {key[-1]} is {found[0]['verdict']}, and its findings say otherwise"
        if not statuses[key] and any(session["verdict"] in ("drifted", "unverified") for session in found):
            yield f"session {key[-1]} is {found[0]['verdict']} without a finding"
    for key in statuses.keys() - sessions.keys():
        yield f"a finding is about session {key[-1]}, which is not there"


def ruled_out(statuses: set[str]) -> set[str]:
    """The verdicts that findings of these statuses rule out, for at least one reading of their session."""
    if "drift" in statuses:
        return {"compliant", "unverified", "unchecked"}
    if "unverified" in statuses:
        return {"compliant", "drifted", "unchecked"}
    return {"drifted", "unverified"}
