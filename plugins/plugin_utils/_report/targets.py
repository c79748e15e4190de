# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The targets of a merge: what each one's report is, or why that cannot be used."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from .loading import CLOCK_SKEW, Content, UnusableReportError, load_report
from .model import Report
from .recomputing import as_of


@dataclass(frozen=True)
class Requirements:
    """What makes a report one of this run: its very `run_id`, or an age of at most `max_age`; None asks for nothing."""

    now: datetime
    run_id: str | None = None
    max_age: timedelta | None = None


@dataclass(frozen=True)
class Target:
    """A target with its report as far as that can be read, or with the problem because of which it cannot be used."""

    name: str
    report: Report | None = None
    problem: str | None = None

    @property
    def sound(self) -> Report | None:
        """The report, if nothing is wrong with it."""
        return self.report if self.problem is None else None


def targets_of(
    reports: Iterable[tuple[str, Content]], expected: Sequence[str] | None, required: Requirements
) -> list[Target]:
    """The expected targets, or with None all that have a report, from names of targets with the contents of files.

    Every report is as of `required.now`: counts, verdicts and the validity of waivers are computed anew.
    """
    found: dict[str, list[Content]] = defaultdict(list)
    for name, content in reports:
        found[name].append(content)
    names = Counter(sorted(found) if expected is None else expected)
    return list(_without_copies(_target(name, times, found.get(name, []), required) for name, times in names.items()))


def _target(name: str, times: int, contents: Sequence[Content], required: Requirements) -> Target:
    """A target that is expected so many times, from everything that is there under its name."""
    if times > 1:
        return Target(name, problem=f"expected {times} times: targets of one name overwrite each other's reports")
    if not contents:
        return Target(name, problem=f"missing: there is no {name}.json")
    if len(contents) > 1:
        return Target(name, problem=f"there {len(contents)} times: which of its reports is the right one is unknown")
    try:
        report = load_report(contents[0])
    except UnusableReportError as error:
        return Target(name, problem=str(error))
    problem = _of_another_target(report, name) or _of_another_run(report, required) or _untimely(report, required)
    return Target(name, as_of(report, required.now.astimezone(UTC).date()), problem)


def _of_another_target(report: Report, name: str) -> str | None:
    target = report.get("target", name)
    return None if target == name else f"of another target: it is the report of {target}"


def _of_another_run(report: Report, required: Requirements) -> str | None:
    if required.run_id is None or report.get("run_id") == required.run_id:
        return None
    return f"of another run: its run_id is {report.get('run_id', 'missing')}, and that of this run {required.run_id}"


def _untimely(report: Report, required: Requirements) -> str | None:
    made, now, max_age = datetime.fromisoformat(report["generated_at"]), required.now, required.max_age
    if made > now + CLOCK_SKEW:
        return f"from the future: made at {report['generated_at']}, {_seconds(made - now)} ahead"
    if max_age is not None and now - made > max_age:
        return (
            f"stale: made at {report['generated_at']}, {_seconds(now - made)} ago, and {_seconds(max_age)} are allowed"
        )
    return None


def _seconds(time: timedelta) -> str:
    return f"{round(time.total_seconds()):,} s"


def _without_copies(targets: Iterable[Target]) -> Iterator[Target]:
    """The targets, where a report that another target has as well is used once."""
    owners: dict[str, str] = {}
    for target in targets:
        if target.sound is None:
            yield target
            continue
        owner = owners.setdefault(json.dumps(target.sound, sort_keys=True), target.name)
        copied = f"a copy: it is the very report that {owner} has"
        yield target if owner == target.name else replace(target, problem=copied)
