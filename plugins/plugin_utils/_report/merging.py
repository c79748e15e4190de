# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One report of many targets' reports.

What is merged is only what can be believed: a target whose report is missing, stale, from the future, broken, of
another schema or there twice is named, adds nothing, and leaves the whole unverified (or drifted, where another
target drifted). It knows no files and no clock: texts and the time come in as arguments.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from .model import SCHEMA_VERSION
from .validation import problems
from .verdicts import verdict

Record = dict[str, Any]

Content = str | bytes | Record | OSError
"""What a file holds, already parsed or not, or why it could not be read."""

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead the clock of another machine may be."""

SHOWN_PROBLEMS = 3
"""Mistakes of a broken report that are told."""


NO_CHECK = "not one check was made"


@dataclass(frozen=True)
class Target:
    """A target with its report, or with the problem because of which that cannot be used."""

    name: str
    report: Record | None = None
    problem: str | None = None

    @property
    def sound(self) -> Record | None:
        """The report, if nothing is wrong with it."""
        return self.report if self.problem is None else None


class UnusableError(ValueError):
    """A report cannot be used; the text says why."""


def merge(
    reports: Iterable[tuple[str, Content]],
    expected_targets: Sequence[str] | None,
    max_age_seconds: float | None,
    now: datetime,
) -> Record:
    """The merged report.

    ``reports`` are targets' names with what their files hold. With ``expected_targets`` these are merged and no others,
    with None all that are there. Reports made more than ``max_age_seconds`` before ``now`` (aware) are stale; None
    takes any age. No target at all leaves the whole unverified, too.
    """
    found: dict[str, list[Content]] = {}
    for name, content in reports:
        found.setdefault(name, []).append(content)
    expected = Counter(sorted(found) if expected_targets is None else expected_targets)
    max_age = None if max_age_seconds is None else timedelta(seconds=max_age_seconds)
    return merged([target(name, times, found.get(name, []), max_age, now) for name, times in expected.items()], now)


def target(name: str, times: int, contents: Sequence[Content], max_age: timedelta | None, now: datetime) -> Target:
    """A target that is expected so many times, from everything that is there under its name."""
    if times > 1:
        return Target(name, problem=f"expected {times} times: targets of one name overwrite each other's reports")
    if not contents:
        return Target(name, problem=f"missing: there is no {name}.json")
    if len(contents) > 1:
        return Target(name, problem=f"there {len(contents)} times: which of its reports holds cannot be told")
    try:
        report = parsed(contents[0])
    except UnusableError as error:
        return Target(name, problem=str(error))
    return Target(name, report, untimely(report, max_age, now))


def parsed(content: Content) -> Record:
    """A report from its text (or a parsed one), checked. Raises UnusableError."""
    if isinstance(content, OSError):
        raise UnusableError(f"broken: it cannot be read ({content.strerror or type(content).__name__})")
    report = content if isinstance(content, dict) else loaded(content)
    if not isinstance(report, dict):
        raise UnusableError("broken: it is no report, which would be a mapping")
    version = report.get("schema_version")
    if "schema_version" in report and (isinstance(version, bool) or version != SCHEMA_VERSION):
        told = json.dumps(version)[:20]
        raise UnusableError(f"of another schema: version {told}, where {SCHEMA_VERSION} is understood")
    if "targets" in report:
        raise UnusableError("broken: it is a merged report, not one of a target")
    wrong = problems(report)
    if wrong:
        more = f" and {len(wrong) - SHOWN_PROBLEMS} more" if len(wrong) > SHOWN_PROBLEMS else ""
        raise UnusableError(f"broken: {'; '.join(problem[:200] for problem in wrong[:SHOWN_PROBLEMS])}{more}")
    return report


def loaded(content: str | bytes) -> Any:
    """What a JSON text holds; stricter than Python's own, which takes NaN and the last of several equal keys."""
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        data = json.loads(text, object_pairs_hook=unique_keys, parse_constant=no_number)
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8")  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise UnusableError(f"broken: it is no JSON, perhaps half written ({error or type(error).__name__})") from error
    return data


def unique_keys(pairs: list[tuple[str, Any]]) -> Record:
    """A mapping from its members; the same key twice is a mistake."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("the same key is there twice")
    return made


def no_number(constant: str) -> NoReturn:
    """JSON knows no NaN and no Infinity."""
    raise ValueError(f"{constant} is no JSON")


def untimely(report: Record, max_age: timedelta | None, now: datetime) -> str | None:
    """What is wrong with the time at which a report was made."""
    try:
        made = datetime.fromisoformat(report["generated_at"])
    except ValueError:
        return "broken: generated_at is no time"
    if made > now + CLOCK_SKEW:
        return f"from the future: made at {report['generated_at']}, {seconds(made - now)} ahead"
    if max_age is not None and now - made > max_age:
        return (
            f"stale: made at {report['generated_at']}, {seconds(now - made)} ago, where {seconds(max_age)} are allowed"
        )
    return None


def seconds(time: timedelta) -> str:
    """A time span."""
    return f"{round(time.total_seconds()):,} s"


def merged(targets: Sequence[Target], now: datetime) -> Record:
    """The report of all targets."""
    sound = [(one.name, one.sound) for one in targets if one.sound is not None]
    reports = [report for _name, report in sound]
    errors: Any = [{"stage": "merge", "message": one.problem, "target": one.name} for one in targets if one.problem]
    errors += [{"stage": "merge", "message": NO_CHECK, "target": name} for name, report in sound if unchecked(report)]
    if not targets:
        errors.append({"stage": "merge", "message": "no target at all: no report was expected, or none is there"})
    findings = gathered(sound, "findings")
    unreadable = gathered(sound, "unreadable")
    errors += gathered(sound, "errors")
    summary = added_up([report["summary"] for report in reports])
    accounts = {report["account_id"] for report in reports}
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "labels": shared_labels(reports),
        "account_id": accounts.pop() if len(accounts) == 1 else None,
        "regions": sorted({region for report in reports for region in report["regions"]}),
        "verdict": verdict(summary["checks"], findings, unreadable, errors),
        "errors": errors,
        "summary": summary,
        "sessions": gathered(sound, "sessions"),
        "findings": findings,
        "unreadable": unreadable,
        "waivers": {
            kind: [entry | {"target": name} for name, report in sound for entry in report["waivers"][kind]]
            for kind in ("in_force", "expiring", "expired", "unused")
        },
        "policies": merged_policies(reports),
        "targets": [target_entry(one) for one in targets],
    }


def unchecked(report: Record) -> bool:
    """Whether a report is unverified for nothing but that it checked nothing, which the sums would hide."""
    return not report["summary"]["checks"] and not report["errors"]


def gathered(sound: Sequence[tuple[str, Record]], part: str) -> Any:
    """A part of every report, each entry with its target."""
    return [entry | {"target": name} for name, report in sound for entry in report[part]]


def added_up(summaries: Sequence[Record]) -> Record:
    """The sum of summaries; all zero for none."""
    counts = ("sessions", "compliant", "drifted", "unverified", "unchecked", "gone", "checks")
    return {
        **{name: sum(summary[name] for summary in summaries) for name in counts},
        "findings": {
            severity: sum(summary["findings"][severity] for summary in summaries) for severity in ("error", "warning")
        },
        "waived": sum(summary["waived"] for summary in summaries),
    }


def shared_labels(reports: Sequence[Record]) -> dict[str, str]:
    """The labels that all reports have alike."""
    if not reports:
        return {}
    first, *others = (report["labels"] for report in reports)
    return {name: label for name, label in first.items() if all(other.get(name) == label for other in others)}


def merged_policies(reports: Sequence[Record]) -> list[Record]:
    """The policies of all reports, added up by name; the harsher severity and the first description hold."""
    policies: dict[str, Record] = {}
    for policy in (policy for report in reports for policy in report["policies"]):
        known = policies.setdefault(policy["name"], dict.fromkeys(("sessions", "checks", "findings"), 0))
        sums = {name: known[name] + policy[name] for name in ("sessions", "checks", "findings")}
        harsher = "error" if "error" in (known.get("severity"), policy["severity"]) else "warning"
        policies[policy["name"]] = policy | known | sums | {"severity": harsher}
    return list(policies.values())


def target_entry(one: Target) -> Record:
    """A target's entry in the merged report. A report that cannot be used still says whose it is, if it can be read."""
    report = one.report or {}
    sound = one.sound
    entry = {
        "name": one.name,
        "labels": report.get("labels", {}),
        "account_id": report.get("account_id"),
        "regions": list(dict.fromkeys(report.get("regions", []))),
        "verdict": sound["verdict"] if sound else "unverified",
        "generated_at": report.get("generated_at"),
        "summary": sound["summary"] if sound else None,
    }
    return entry if one.problem is None else entry | {"problem": one.problem}
