# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies to paste, by which a change that no policy notices would be noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .._common.json_pointers import Tokens, covers, pointer
from .._common.problems import Problems
from .._policy.baselines import Baseline
from .._policy.policies import Policy, parse_policies
from .._session.access import CLASSIFICATIONS, settings
from .._session.fields import NAMELESS, OTHERS
from .._session.redactor import Redactor
from .coverage_changes import NEW_KEY, ChangeName
from .coverage_sessions import changed, projected, value_at
from .policy_evaluation import evaluate_policy

MANY = 20
"""Of a setting with more values than this only its presence is declared."""

Sessions = Sequence[Mapping[str, Any]]
Unnoticed = Mapping[ChangeName, Sequence[tuple[int, Any]]]
"""By the name of a change, the sessions (by their number) in which no policy notices it, and the value after it."""

_SELECTIONS: tuple[tuple[str, ...], ...] = ((), ("engine_version",), ("work_group",), ("engine_version", "work_group"))


def suggestions(
    sessions: Sessions, path: Tokens, unnoticed: Unnoticed, values: Sequence[Any], redactor: Redactor
) -> dict[ChangeName, dict[str, Any]]:
    """A policy for each change of the setting at `path` that one could notice, the same for as many as can be.

    It holds for the sessions as they are, which are indexed and without secrets. `values` are those of the setting.
    """
    sessions, unnoticed = _distinct(sessions, path, unnoticed)
    found: dict[ChangeName, dict[str, Any]] = {}
    for suggested in _of_setting(sessions, path, values, redactor):
        left = [name for name in unnoticed if name not in found]
        if not left:
            break
        found.update(_closed(suggested, sessions, path, {name: unnoticed[name] for name in left}))
    return found


def suggestion_for_map(sessions: Sessions, path: Tokens, unnoticed: Unnoticed) -> dict[ChangeName, dict[str, Any]]:
    """A policy that names every key that the sessions have in the map at `path`, and takes no other."""
    keys = {place: None for session in sessions for place, _value in settings(session) if covers(path, place)}
    expect: dict[str, Any] = {}
    for place in keys:
        if place != path:
            _declare(expect, place, {"present": True, "or_absent": True})
    suggested: dict[str, Any] = {"name": f"nothing else in {pointer(path)}", "exhaustive": [pointer(path)]}
    return _closed(suggested | ({"expect": expect} if expect else {}), sessions, path, unnoticed)


def _distinct(sessions: Sessions, path: Tokens, unnoticed: Unnoticed) -> tuple[Sessions, Unnoticed]:
    """Of sessions that have the same at a path one, with nothing else, since no suggestion looks at more."""
    alike: dict[str, int] = {}
    numbers: list[int] = []
    distinct: list[Mapping[str, Any]] = []
    for session in sessions:
        part = projected(session, path)
        if "work_group" in session:
            part["work_group"] = session["work_group"]
        number = alike.setdefault(repr(part), len(distinct))
        numbers.append(number)
        if number == len(distinct):
            distinct.append(part)
    changes = {
        name: list({repr(one): one for one in ((numbers[number], value) for number, value in its)}.values())
        for name, its in unnoticed.items()
    }
    return distinct, changes


def _of_setting(
    sessions: Sessions, path: Tokens, values: Sequence[Any], redactor: Redactor
) -> Iterator[dict[str, Any]]:
    """Candidates, those for all sessions first."""
    for selection in _SELECTIONS:
        chosen = {_values(session, selection) for session in sessions if value_at(session, path) is not None}
        if not all(isinstance(value, str) for one in chosen for value in one):
            continue
        allowed = [{one[index] for one in chosen} for index in range(len(selection))]
        selected = [session for session in sessions if _is_selected(session, selection, allowed)]
        if selection and len(selected) == len(sessions):
            continue
        suggested: dict[str, Any] = {"name": " by ".join([f"keep {pointer(path)}", *selection])}
        if selection:
            suggested["applies_to"] = {
                name: its.pop() if len(its) == 1 else {"in": sorted(its)}
                for name, its in zip(selection, allowed, strict=True)
            }
        yield from _expecting(suggested, selected, path, values, redactor)


def _expecting(
    suggested: dict[str, Any], selected: Sessions, path: Tokens, values: Sequence[Any], redactor: Redactor
) -> Iterator[dict[str, Any]]:
    if len(values) > MANY:
        expect: dict[str, Any] = {}
        _declare(expect, path, {"present": True})
        yield {**suggested, "expect": expect}
        return
    baseline = Baseline(selected, exhaustive=False, extra=redactor.extra)
    expect = {name: its for name, its in baseline.expected.items() if name == path[0]}
    if expect:
        newer = {"newer": baseline.newer} if baseline.newer else {}
        yield {**suggested, "expect": expect, **newer}


def _values(session: Mapping[str, Any], selection: Iterable[str]) -> tuple[Any, ...]:
    return tuple(session.get(name) for name in selection)


def _is_selected(session: Mapping[str, Any], selection: Sequence[str], allowed: Sequence[set[Any]]) -> bool:
    return all(value in its for value, its in zip(_values(session, selection), allowed, strict=True))


def _closed(
    suggested: dict[str, Any], sessions: Sessions, path: Tokens, unnoticed: Unnoticed
) -> dict[ChangeName, dict[str, Any]]:
    """The suggestion by the names of the changes that it would have noticed in every session that is concerned."""
    problems = Problems()
    parsed = parse_policies(None, [suggested], sessions, problems)
    if problems.found or any(evaluate_policy(parsed[0], session).failed for session in sessions):
        return {}
    place = (*path, NEW_KEY) if "exhaustive" in suggested else path
    return {
        name: suggested
        for name, its in unnoticed.items()
        if all(_notices(parsed[0], changed(sessions[number], place, value)) for number, value in its)
    }


def _notices(policy: Policy, session: Mapping[str, Any]) -> bool:
    return any(one.difference.kind != "unverifiable" for one in evaluate_policy(policy, session).failed)


def _declare(tree: dict[str, Any], path: Tokens, declared: Any) -> None:
    """Declare something at a path of an expectation tree."""
    node: Any = tree
    if covers(CLASSIFICATIONS, path) and len(path) > len(CLASSIFICATIONS):
        for token in CLASSIFICATIONS[:-1]:
            node = node.setdefault(token, {})
        entries = node.setdefault(CLASSIFICATIONS[-1], [])
        name, rest = path[len(CLASSIFICATIONS)], path[len(CLASSIFICATIONS) + 1 :]
        node = next((entry for entry in entries if entry.get("name", NAMELESS) == name), None)
        if node is None:
            node = {"name": name} if name != NAMELESS else {}
            entries.append(node)
        if not rest:
            node.update(declared)
            return
        others = rest[0] == OTHERS and rest != (OTHERS, OTHERS)
        path = rest[1:] if others else ("properties", rest[-1])
    for token in path[:-1]:
        node = node.setdefault(token, {})
    node[path[-1]] = declared
