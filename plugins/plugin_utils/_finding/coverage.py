# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy coverage: which of the settings that sessions have would any policy notice if they changed?

Nothing here ever touches a verdict. docs/docsite/rst/guide_coverage.rst says how it is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict

from .._common.json_pointers import Tokens, covers, pointer
from .._common.plain_data import jsonable
from .._common.typed_shapes import Count
from .._policy.policies import Policy
from .._policy.waivers import Waiver
from .._session.access import indexed, is_malformed, masked, settings
from .._session.fields import field_at, kind_at
from .._session.identity import by_session
from .._session.redactor import Redactor
from .._session.spark_settings import engine_of, named_alike
from .coverage_changes import HIDDEN, NEW_KEY, ChangeName, Seen, changes
from .coverage_noticing import Outcome, WatchedSession, Watchers
from .coverage_reach import NeverReached, NotReached
from .coverage_sessions import affected, maps_of
from .coverage_suggestions import suggestion_for_map, suggestions
from .finding import PointerText

SHOWN = 5
"""How many of the values of a setting are named."""

_WHERE: Tokens = ("work_group",)
"""Where a session runs is how sessions are found, and no setting that a session could have otherwise."""

_STAKES: tuple[Tokens, ...] = (
    ("session_configuration", "encryption_configuration"),
    ("session_configuration", "execution_role"),
    ("monitoring_configuration",),
    ("engine_configuration", "max_concurrent_dpus"),
    ("session_configuration",),
)
"""What is at stake most: what protects data, who may do what, what is recorded of it, and what it costs."""


class UnnoticedChange(TypedDict):
    """A change of a setting that no policy notices in so many sessions.

    `values` are some of those that the sessions have. `suggestion` is a policy that would have noticed it in all of
    them; null where one policy cannot, since every other value, or none, is already in use among them.
    """

    pointer: PointerText
    change: ChangeName
    sessions: Count
    values: list[Any]
    suggestion: dict[str, Any] | None


class Coverage(TypedDict):
    """Of so many settings, and ways in which they could change, how many would be noticed.

    A change counts once for all sessions: as noticed where a policy notices it in every session that has the setting,
    as unjudged where it is merely unknown of some. A setting is noticed where one of its changes is.
    """

    settings: Count
    settings_noticed: Count
    changes: Count
    changes_noticed: Count
    unjudged: Count
    unnoticed: list[UnnoticedChange]
    unreached: list[NotReached]


@dataclass
class _Place:
    """A setting, or a map of settings, over all sessions: what became of its changes, by session."""

    path: Tokens
    seen: Seen = field(default_factory=Seen)
    values: dict[str, Any] = field(default_factory=dict)
    outcomes: dict[ChangeName, set[Outcome]] = field(default_factory=dict)
    unnoticed: dict[ChangeName, list[tuple[int, Any]]] = field(default_factory=dict)

    def note(self, name: ChangeName, outcome: Outcome, number: int, value: Any) -> None:
        self.outcomes.setdefault(name, set()).add(outcome)
        if outcome == "unnoticed":
            self.unnoticed.setdefault(name, []).append((number, value))

    def counted(self, name: ChangeName) -> Outcome:
        """What counts of a change: the worst of what became of it."""
        its = self.outcomes[name]
        return "unnoticed" if "unnoticed" in its else "unjudged" if "unjudged" in its else "noticed"

    @property
    def noticed(self) -> int:
        """How many of its changes are noticed."""
        return sum(self.counted(name) == "noticed" for name in self.outcomes)


def coverage(
    readings: Iterable[Mapping[str, Any]],
    policies: Sequence[Policy],
    waivers: Sequence[Waiver],
    redactor: Redactor,
    today: date,
) -> Coverage:
    """What policies notice of changes of sessions (plain data), of which the last reading counts.

    Every setting of every session is changed in every way that its kind has, one at a time, and the policies are
    evaluated on what comes of it. What the redactor hides is only dropped.
    """
    sessions = [indexed(redactor.tree(dict(its[-1]))) for _name, its in by_session(readings)]
    watchers = Watchers(policies, waivers, today)
    places = _places(sessions, policies)
    maps: dict[Tokens, _Place] = {}
    reached = NeverReached(policies)
    for number, session in enumerate(sessions):
        watched = WatchedSession(session, watchers)
        reached.note(watched)
        _change_settings(number, watched, places)
        for path in maps_of(session):
            place = maps.setdefault(path, _Place(path))
            value = _new_value(path)
            place.note("an undeclared key added", watched.after((*path, NEW_KEY), value), number, value)
    unnoticed = [
        change
        for place in sorted([*places.values(), *maps.values()], key=_by_importance)
        for change in _unnoticed(place, sessions, redactor, is_map=place.path in maps)
    ]
    everything = [*places.values(), *maps.values()]
    counted = [place.counted(name) for place in everything for name in place.outcomes]
    return {
        "settings": len(places),
        "settings_noticed": sum(place.noticed > 0 for place in places.values()),
        "changes": len(counted),
        "changes_noticed": counted.count("noticed"),
        "unjudged": counted.count("unjudged"),
        "unnoticed": unnoticed,
        "unreached": reached.found(),
    }


def _places(sessions: Sequence[Mapping[str, Any]], policies: Sequence[Policy]) -> dict[Tokens, _Place]:
    """Every setting of the sessions, with its values and the bounds that policies have for it."""
    places: dict[Tokens, _Place] = {}
    for session in sessions:
        engine_version = engine_of(session)
        for path, value in _settings(session):
            place = places.setdefault(path, _Place(path))
            place.values.setdefault(repr(value), value)
            if not masked(value):
                place.seen.add(kind_at(path, value), value, engine_version)
    bounds: dict[Tokens, list[Any]] = {}
    for check in (
        check for policy in policies for check in policy.checks if check.operator in ("lt", "le", "gt", "ge")
    ):
        for path in named_alike(check.path, None):
            bounds.setdefault(path, []).append(check.operand)
    for path, place in places.items():
        place.seen.bounds = [bound for where in affected(path) for bound in bounds.get(where, ())]
    return places


def _bounds(policies: Sequence[Policy]) -> dict[Tokens, list[Any]]:
    """What policies have as bounds, by the path under each of its names."""
    bounds: dict[Tokens, list[Any]] = {}
    for check in (check for policy in policies for check in policy.checks):
        for path in named_alike(check.path, None) if check.operator in ("lt", "le", "gt", "ge") else ():
            bounds.setdefault(path, []).append(check.operand)
    return bounds


def _settings(session: Mapping[str, Any]) -> Iterator[tuple[Tokens, Any]]:
    return ((path, value) for path, value in settings(session) if path != _WHERE)


def _change_settings(number: int, watched: WatchedSession, places: Mapping[Tokens, _Place]) -> None:
    engine_version = engine_of(watched.session)
    for path, value in _settings(watched.session):
        place = places[path]
        whole = isinstance(value, (tuple, dict)) or is_malformed(path, value)
        for name, other in changes(kind_at(path, value), value, engine_version, place.seen):
            if name == "dropped" or not whole:
                after = "unjudged" if other is HIDDEN else watched.after(path, other)
                place.note(name, after, number, other)


def _new_value(path: Tokens) -> Any:
    """The value of a key that is added to a map."""
    return "true" if field_at((*path, NEW_KEY)) is None or kind_at((*path, NEW_KEY)).textual else ["true"]


def _unnoticed(
    place: _Place, sessions: Sequence[Mapping[str, Any]], redactor: Redactor, *, is_map: bool
) -> Iterator[UnnoticedChange]:
    if not place.unnoticed:
        return
    values = list(place.values.values())
    if is_map:
        suggested = suggestion_for_map(sessions, place.path, place.unnoticed)
    else:
        suggested = suggestions(sessions, place.path, place.unnoticed, values, redactor)
    shown = [jsonable(redactor.value(place.path, value)) for value in values[:SHOWN]]
    for name, its in place.unnoticed.items():
        yield {
            "pointer": pointer(place.path),
            "change": name,
            "sessions": len(its),
            "values": shown,
            "suggestion": suggested.get(name),
        }


def _by_importance(place: _Place) -> tuple[bool, int, int, Tokens]:
    """Settings that no policy looks at first, and among them those with most at stake, then those of most sessions."""
    stakes = next((rank for rank, path in enumerate(_STAKES) if covers(path, place.path)), len(_STAKES))
    sessions = max((len(its) for its in place.unnoticed.values()), default=0)
    return place.noticed > 0, stakes, -sessions, place.path
