# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What athena_session_info returned, taken apart: sessions, what was unreadable, work groups, regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._athena.vocabulary import REASONS
from .._common.problems import Problems
from .._values.kinds import outline

MODULE = "sparkops.athena.athena_session_info"

_ALWAYS = frozenset({"work_group", "reason", "code", "message"})


@dataclass
class SessionResults:
    """Everything that one or several reads returned, together."""

    sessions: list[Mapping[str, Any]] = field(default_factory=list)
    unreadable: list[Mapping[str, Any]] = field(default_factory=list)
    work_groups: list[Mapping[str, Any]] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)


def from_results(results: Any, problems: Problems) -> SessionResults:
    """From one registered result, that of a loop, or a list of them (plain data); mistakes go to `problems`."""
    readings = SessionResults()
    if not isinstance(results, (Mapping, list)):
        problems.add(f"a registered result of {MODULE} or a list of them is needed here, not {outline(results)}")
        return readings
    for result, at in _each(results, problems):
        wrong = _wrong(result)
        if wrong is not None:
            at.add(wrong)
            continue
        _check_sessions(result["sessions"], at.under("sessions"))
        readings.sessions.extend(session for session in result["sessions"] if isinstance(session, Mapping))
        readings.unreadable.extend(result.get("unreadable") or [])
        readings.work_groups.extend(result.get("work_groups") or [])
        readings.regions.extend([result["region"]] if result.get("region") else [])
    return readings


def from_sessions(sessions: Any, problems: Problems) -> SessionResults:
    """From a bare list of sessions (plain data); mistakes go to `problems`."""
    if not isinstance(sessions, list):
        problems.add(f"a list of sessions is needed here, not {outline(sessions)}")
        return SessionResults()
    _check_sessions(sessions, problems)
    return SessionResults(sessions=[session for session in sessions if isinstance(session, Mapping)])


def _each(results: Any, problems: Problems) -> Iterator[tuple[Any, Problems]]:
    if isinstance(results, list):
        for index, result in enumerate(results):
            yield from _each_of(result, problems.under(index))
    else:
        yield from _each_of(results, problems)


def _each_of(result: Any, problems: Problems) -> Iterator[tuple[Any, Problems]]:
    """A result, or those of a loop that was registered; of a loop over nothing the loop's own, which was skipped."""
    if isinstance(result, Mapping) and result.get("results") and isinstance(result["results"], list):
        for index, item in enumerate(result["results"]):
            yield item, problems.under("results", index)
    else:
        yield result, problems


def _wrong(result: Any) -> str | None:
    """Why this can't be taken for what was read, or None."""
    if not isinstance(result, Mapping):
        return f"a registered result of {MODULE} is needed here, not {outline(result)}"
    if result.get("skipped"):
        return "the task that this result is of was skipped: nothing was read"
    # Only a failure has a message, and `failed_when: false` takes away no more than the word for it.
    if result.get("failed") or "msg" in result:
        return f"the task that this result is of failed: {result.get('msg', 'no message')}"
    if not isinstance(result.get("sessions"), list):
        return f"this is no result of {MODULE}: it has no list of sessions"
    if not isinstance(result.get("unreadable"), list):
        return f"this is no whole result of {MODULE}: it has no list of what was unreadable"
    if not all(map(_tells_why, result["unreadable"])):
        return f"this is no result of {MODULE}: unreadable has an entry without work_group, reason, code and message"
    work_groups = result.get("work_groups") or []
    if not isinstance(work_groups, list) or not all(isinstance(entry, Mapping) for entry in work_groups):
        return f"this is no result of {MODULE}: work_groups is no list of mappings"
    if not isinstance(result.get("region"), (str, type(None))):
        return f"this is no result of {MODULE}: region is {outline(result['region'])}"
    return None


def _tells_why(entry: Any) -> bool:
    """Whether this is an entry of `unreadable`."""
    return (
        isinstance(entry, Mapping)
        and _ALWAYS <= entry.keys() <= {"session_id", *_ALWAYS}
        and all(isinstance(value, (str, type(None))) for value in entry.values())
        and isinstance(entry["message"], str)
        and entry["reason"] in REASONS
    )


def _check_sessions(sessions: list[Any], problems: Problems) -> None:
    for index, session in enumerate(sessions):
        if not isinstance(session, Mapping):
            problems.under(index).add(f"a session is a mapping, not {outline(session)}")
        elif "SessionId" in session:
            problems.under(index).add(f"this is the API's own answer; a session is what {MODULE} makes of it")
