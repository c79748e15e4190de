# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where few sessions of a role have another value than most of it, and how much that looks like a fault.

The odds compare two explanations. By the one, the setting varies: then a value of this kind turns up as often as others
that are not usual did among all sessions compared, of this role above all and of others for a part. By the other,
someone made a mistake, which hits few sessions. Whatever is known to go together is neither: it is a role.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .._common.json_pointers import Tokens
from .outliers_columns import Column, ValueClass, indices
from .outliers_groups import PeerGroup
from .outliers_roles import Role

FAULT_SIZES = {1: 0.7, 2: 0.5, 3: 0.04}
"""How likely it is that a mistake hits this number of sessions; what more of them have is no outlier."""

LIKE_FAULTS = 13.0
"""How many times likelier a mistake must be than variety."""

IN_SEVERAL_ROLES = 0.4
"""A mistake in several sessions is mostly made in one role; what turns up in several varies."""

SAME_GROUP, OTHER_GROUP = 0.7, 0.1
"""How much a session of another role tells of whether a setting varies, and one of another group."""

USUAL_THERE = 0.3
"""How much a value that is usual in another role of the group tells of that, beside one that is not."""

UNSEEN = 0.5
"""The values that are not usual and were not seen yet, in a setting that never varied."""

MOST = 0.75
"""The share of the others that must have the usual value."""

SETTINGS_OF_ITS_OWN = 4
"""A session that differs in so many settings is of a kind of its own, of which there is no other to compare with."""


@dataclass(frozen=True, eq=False)
class RoleValues:
    """What the sessions of a role have for one setting: the usual value, and who has which other ones.

    `within` are the sessions among which the value is usual: those of the role, or of the larger one around it.
    """

    compared: int
    within: int
    usual: ValueClass | None
    others: Mapping[ValueClass, int]


@dataclass(frozen=True, eq=False)
class Deviation:
    """A value that few sessions have where others are usual, role by role; `odds` above 1 speak for a fault."""

    group: PeerGroup
    column: Column
    value: ValueClass
    where: Sequence[RoleValues]
    odds: float

    @property
    def sessions(self) -> int:
        """The sessions that have it."""
        return _united(values.others[self.value] for values in self.where)


Known = Sequence[tuple[PeerGroup, Column, Sequence[RoleValues]]]
"""What all groups have for one setting."""


def deviations(groups: Iterable[PeerGroup]) -> list[Deviation]:
    """Every deviation that looks like a fault."""
    known: dict[Tokens, list[tuple[PeerGroup, Column, Sequence[RoleValues]]]] = defaultdict(list)
    for group in groups:
        for column in group.columns:
            known[column.path].append((group, column, list(_by_role(column, group.roles))))
    found = [
        deviation
        for its in known.values()
        for group, column, values in its
        for value in column.classes
        if (deviation := _deviation(group, column, value, values, its)) is not None
    ]
    return [one for one in _unexplained(found) if one.odds > 1]


def _by_role(column: Column, roles: Iterable[Role]) -> Iterator[RoleValues]:
    for role in roles:
        compared = role.sessions & column.compared
        if not compared:
            continue
        within, usual = _usual(column, role)
        others = {
            one: one.sessions & compared for one in column.classes if one is not usual and one.sessions & compared
        }
        has_usual = usual is not None and usual.sessions & compared
        yield RoleValues(compared, within & column.compared, usual if has_usual else None, others)


def _usual(column: Column, role: Role) -> tuple[int, ValueClass | None]:
    """The value that most of a role have, and among whom that is; those around it count where it has no such value.

    Of three sessions, the one that has what is usual around them is not the odd one out.
    """
    larger = role
    usual = _majority(column, larger.sessions)
    while larger.parent is not None and usual is None:
        larger = larger.parent
        usual = _majority(column, larger.sessions)
    if usual is not None and larger.parent is not None and _count(usual.sessions & larger.sessions) == 2:
        around = _majority(column, larger.parent.sessions)
        if around is not None and around.sessions & role.sessions:
            return larger.parent.sessions, around
    return larger.sessions, usual


def _majority(column: Column, sessions: int) -> ValueClass | None:
    usual = max(column.classes, key=lambda one: _count(one.sessions & sessions))
    number = _count(usual.sessions & sessions)
    return usual if number >= 2 and 2 * number > _count(column.compared & sessions) else None


def _deviation(
    group: PeerGroup, column: Column, value: ValueClass, own: Sequence[RoleValues], known: Known
) -> Deviation | None:
    where = [values for values in own if values.usual is not None and value in values.others]
    number = sum(_count(values.others[value]) for values in where)
    if number not in FAULT_SIZES:
        return None
    usual = sum(_count(values.usual.sessions & values.compared) for values in where if values.usual is not None)
    compared = sum(_count(values.compared) for values in where)
    if usual < MOST * (compared - number):
        return None
    seen, unusual = _variety(group, value, where, known)
    fault = FAULT_SIZES[number] * (IN_SEVERAL_ROLES if len(where) > 1 else 1)
    odds = fault * (seen + 1) / (unusual + UNSEEN) / LIKE_FAULTS
    return Deviation(group, column, value, where, odds)


def _variety(group: PeerGroup, value: ValueClass, where: Sequence[RoleValues], known: Known) -> tuple[float, float]:
    """How many sessions were compared, and how much that is not usual was among them beside a deviation's own.

    A value counts by the root of how many sessions have it, and by each of them where it is the very value in question.
    """
    seen = unusual = 0.0
    for other_group, _column, its in known:
        for values in its:
            own = any(values is one for one in where)
            weight = 1.0 if own else SAME_GROUP if other_group is group else OTHER_GROUP
            seen += weight * _count(values.compared)
            for other, sessions in values.others.items():
                alike = other.key == value.key
                if not (own and alike):
                    unusual += weight * (_count(sessions) ** 0.5 + (_count(sessions) if alike else 0))
            if not own and other_group is group and values.usual is value:
                unusual += weight * USUAL_THERE
    return seen, unusual


def _unexplained(found: Sequence[Deviation]) -> Iterator[Deviation]:
    """The deviations but for those of sessions that share something with one another or are of a kind of their own."""
    of_session: dict[tuple[PeerGroup, int], list[Deviation]] = defaultdict(list)
    for one in found:
        for index in indices(one.sessions):
            of_session[one.group, index].append(one)
    for one in found:
        theirs = [of_session[one.group, index] for index in indices(one.sessions)]
        beside = [other for its in theirs for other in its if other is not one]
        own_kind = max(map(len, theirs)) >= SETTINGS_OF_ITS_OWN
        if not (own_kind or _is_shared(one) or any(_goes_together(one, other) for other in beside)):
            yield one


def _is_shared(one: Deviation) -> bool:
    """Whether the very sessions that deviate, and no others, have something else in common."""
    sessions = one.sessions
    if _count(sessions) < 2:
        return False
    return any(
        value.sessions == sessions
        for column in one.group.columns
        if column is not one.column
        for value in column.classes
    )


def _goes_together(one: Deviation, other: Deviation) -> bool:
    """Whether other sessions, too, have both values at once."""
    return _count(one.value.sessions & other.value.sessions & ~(one.sessions | other.sessions)) >= 2


def _united(sets: Iterable[int]) -> int:
    united = 0
    for one in sets:
        united |= one
    return united


def _count(sessions: int) -> int:
    return sessions.bit_count()
