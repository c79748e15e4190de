# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What athena_session_info returned, taken apart: sessions, what was unreadable, work groups, regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ...module_utils._athena.vocabulary import GONE, NOT_FOUND, REASONS
from .._common.problems import Problems
from .._values.kinds import outline
from .fields import SESSION

MODULE = "sparkops.athena.athena_session_info"

SELECTING: tuple[Literal["session_ids", "work_groups", "states"], ...] = ("session_ids", "work_groups", "states")
"""The parameters that say which sessions to read."""

_OF_A_RESULT = frozenset({"unreadable", "changed", "failed", "skipped", "msg", "invocation", "report"})
_ALSO_OF_A_RESULT = frozenset({"region"})
"""What a task's result has, and a session has not; and what both may have."""

_ALWAYS = frozenset({"work_group", "reason", "code", "message"})


@dataclass
class SessionResults:
    """Everything that one or several reads returned, together. `scopes`: what each was asked for, with its region."""

    sessions: list[Mapping[str, Any]] = field(default_factory=list)
    unreadable: list[Mapping[str, Any]] = field(default_factory=list)
    work_groups: list[Mapping[str, Any]] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    scopes: list[dict[str, Any]] = field(default_factory=list)


def from_results(results: Any, problems: Problems) -> SessionResults:
    """From one registered result, that of a loop, or a list of them (plain data); mistakes go to `problems`."""
    found = SessionResults()
    if not isinstance(results, (Mapping, list)):
        problems.add(f"must be a registered result of {MODULE} or a list of them, not {outline(results)}")
        return found
    for result, at in _each(results, problems):
        wrong = _unusable(result) or _malformed(result)
        if wrong is not None:
            at.add(wrong)
            continue
        _check_sessions(result["sessions"], at.under("sessions"))
        _add(found, result)
    return found


def _add(found: SessionResults, result: Mapping[str, Any]) -> None:
    found.sessions.extend(session for session in result["sessions"] if isinstance(session, Mapping))
    found.unreadable.extend(result["unreadable"])
    found.work_groups.extend(result.get("work_groups") or [])
    found.regions.extend([result["region"]] if result.get("region") else [])
    if result.get("region") and isinstance(result.get("scope"), Mapping):
        found.scopes.append({"region": result["region"], **result["scope"]})


def from_sessions(sessions: Any, problems: Problems) -> SessionResults:
    """From a bare list of sessions (plain data); mistakes go to `problems`."""
    if not isinstance(sessions, list):
        problems.add(f"must be a list of sessions, not {outline(sessions)}")
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
    """A result, or those of a loop that was registered; the loop's own where it failed, or looped over nothing."""
    loop = isinstance(result, Mapping) and isinstance(result.get("results"), list)
    if loop and result["results"] and not result.get("failed"):
        for index, item in enumerate(result["results"]):
            yield item, problems.under("results", index)
    else:
        yield result, problems


def _unusable(result: Any) -> str | None:
    """Why a result is not to be taken although it may hold sessions, or None."""
    if not isinstance(result, Mapping):
        return None
    if result.get("skipped"):
        return "the task that this result is of was skipped: nothing was read"
    # Only a failure has a message, and `failed_when: false` takes away no more than the word for it.
    if result.get("failed") or "msg" in result:
        return f"the task that this result is of failed: {result.get('msg', 'no message')}"
    return None


def _malformed(result: Any) -> str | None:
    """Why this is not what the module returns, or None."""
    if not isinstance(result, Mapping):
        return f"must be a registered result of {MODULE}, not {outline(result)}"
    if not isinstance(result.get("sessions"), list):
        return f"this is not a result of {MODULE}: it has no list of sessions"
    if not isinstance(result.get("unreadable"), list):
        return f"this is not a whole result of {MODULE}: it has no list of what was unreadable"
    if not all(map(_is_entry, result["unreadable"])):
        return f"this is not a result of {MODULE}: unreadable has an entry without work_group, reason, code and message"
    if not all(map(_is_possible, result["unreadable"])):
        return f"this is not a result of {MODULE}: unreadable has a work group with a reason that only a session has"
    work_groups = result.get("work_groups") or []
    if not isinstance(work_groups, list) or not all(isinstance(entry, Mapping) for entry in work_groups):
        return f"this is not a result of {MODULE}: work_groups is not a list of mappings"
    if not isinstance(result.get("region"), (str, type(None))):
        return f"this is not a result of {MODULE}: region is {outline(result['region'])}"
    if not _is_scope(result.get("scope", {})):
        return f"this is not a result of {MODULE}: scope is not a mapping of {', '.join(SELECTING)} to lists of text"
    return None


def _is_scope(scope: Any) -> bool:
    return (
        isinstance(scope, Mapping)
        and scope.keys() <= set(SELECTING)
        and all(isinstance(value, list) and all(isinstance(one, str) for one in value) for value in scope.values())
    )


def _is_entry(entry: Any) -> bool:
    """Whether this is an entry of `unreadable`."""
    return (
        isinstance(entry, Mapping)
        and _ALWAYS <= entry.keys() <= {"session_id", *_ALWAYS}
        and all(isinstance(value, (str, type(None))) for value in entry.values())
        and isinstance(entry["message"], str)
        and entry["reason"] in REASONS
    )


def _is_possible(entry: Mapping[str, Any]) -> bool:
    """Whether the reason is one that what is unreadable can have: work groups are never gone nor not found."""
    return bool(entry.get("session_id")) or entry["reason"] not in (GONE, NOT_FOUND)


def _check_sessions(sessions: list[Any], problems: Problems) -> None:
    for index, session in enumerate(sessions):
        wrong = _no_session(session)
        if wrong is not None:
            problems.under(index).add(wrong)


def _no_session(session: Any) -> str | None:
    """Why this is not a session as the module returns it, or None."""
    if not isinstance(session, Mapping):
        return f"a session is a mapping, not {outline(session)}"
    if "SessionId" in session:
        return f"this is the API's own response; a session is what {MODULE} makes of it"
    if session.keys() & (SESSION.members.keys() - _ALSO_OF_A_RESULT):
        return None
    if "sessions" in session or "results" in session:
        return "this is a whole result: give its sessions"
    if session.keys() & _OF_A_RESULT:
        return f"this is a task's result and not a session as {MODULE} returns it"
    return None
