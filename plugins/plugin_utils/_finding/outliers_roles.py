# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles among sessions: which of them share a way of being configured, as the ETL jobs beside the notebooks.

A set of sessions is a role of its own where telling it from the rest makes several settings simpler at once. "Simpler"
is the length of the shortest description: how often which value occurs, and then which session has which. One
setting alone never makes a role: that is variety, or a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb, lgamma, log

from .outliers_columns import Column, indices

SUPPORT = 1.5
"""What a setting must gain by a split, in nats, to speak for it."""

SETTINGS_OF_A_ROLE = 2
SETTINGS_OF_A_PAIR = 3
"""How many settings must speak for a role, and for one of only two sessions."""


@dataclass(frozen=True)
class Role:
    """A set of sessions, and the role that it was split off from."""

    sessions: int
    parent: Role | None = None


def roles(columns: Sequence[Column], sessions: int) -> list[Role]:
    """The roles among a set of sessions, which together are that set."""
    # What nearly every session has otherwise tells none from another.
    most = max(sessions.bit_count() // 2, 2)
    varied = [column for column in columns if 1 < len(column.classes) <= most]
    return list(_leaves(varied, Role(sessions)))


def _leaves(columns: Sequence[Column], role: Role) -> Iterator[Role]:
    part = _best_split(columns, role.sessions)
    if part is None:
        yield role
        return
    for sessions in (part, role.sessions & ~part):
        yield from _leaves(columns, Role(sessions, role))


def _best_split(columns: Sequence[Column], sessions: int) -> int | None:
    """The part of the sessions that is best told from the rest, or None where there is none worth it."""
    found: list[tuple[float, int]] = []
    for part in sorted(_candidates(columns, sessions)):
        gains = _gains(columns, sessions, part)
        if _is_role(gains, sessions, part):
            found.append((sum(gains), part))
    if not found:
        return None
    _gain, best = max(found)
    refined = _refined(columns, sessions, best)
    return refined if _is_role(_gains(columns, sessions, refined), sessions, refined) else best


def _candidates(columns: Sequence[Column], sessions: int) -> set[int]:
    """What has a value in common, the smaller part of each pair; not the many values of what differs by nature."""
    total = sessions.bit_count()
    found = set()
    for column in columns:
        for one in column.classes:
            part = one.sessions & sessions
            if 2 <= part.bit_count() <= total - 2:
                found.add(part if 2 * part.bit_count() <= total else sessions & ~part)
    return found


def _is_role(gains: Sequence[float], sessions: int, part: int) -> bool:
    smaller = min(part.bit_count(), (sessions & ~part).bit_count())
    if smaller < 2:
        return False
    needed = SETTINGS_OF_A_PAIR if smaller == 2 else SETTINGS_OF_A_ROLE
    speaking = sum(gain > SUPPORT for gain in gains)
    return speaking >= needed and sum(gains) > log(sessions.bit_count()) + log(len(gains))


def _gains(columns: Sequence[Column], sessions: int, part: int) -> list[float]:
    """What each setting gains by a split, in nats."""
    return [_gain(column, sessions, part) for column in columns]


def _gain(column: Column, sessions: int, part: int) -> float:
    inside, outside = [], []
    for one in column.classes:
        both = one.sessions & sessions
        if both:
            within = (both & part).bit_count()
            inside.append(within)
            outside.append(both.bit_count() - within)
    if len(inside) < 2:
        return 0.0
    values = len(inside)
    whole = sorted(map(sum, zip(inside, outside, strict=True)))
    return _cost(tuple(whole), values) - _cost(_some(inside), values) - _cost(_some(outside), values)


def _some(counts: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(filter(None, counts)))


@lru_cache(maxsize=65536)
def _cost(counts: tuple[int, ...], values: int) -> float:
    """The length of the description of a setting in a set of sessions, in nats: the values of `values` that occur, how
    often each does, and which session has which."""
    total, distinct = sum(counts), len(counts)
    if not total:
        return 0.0
    which = lgamma(total + 1) - sum(lgamma(count + 1) for count in counts)
    return which + log(comb(total - 1, distinct - 1)) + log(comb(values, distinct)) + log(min(total, values))


def _refined(columns: Sequence[Column], sessions: int, part: int) -> int:
    """The split after each session went to the side that it is more like."""
    for _round in range(3):
        speaking = [column for column in columns if _gain(column, sessions, part) > 0]
        moved = _assigned(speaking, sessions, part)
        if moved == part:
            break
        part = moved
    return part


def _assigned(columns: Sequence[Column], sessions: int, part: int) -> int:
    """The sessions that are more like those of `part` than like the others, each compared with all but itself."""
    rest = sessions & ~part
    weights = [0.0] * sessions.bit_length()
    for column in columns:
        values = len(column.classes)
        compared = column.compared & sessions
        inside, outside = (part & compared).bit_count(), (rest & compared).bit_count()
        for one in column.classes:
            within, without = (one.sessions & part).bit_count(), (one.sessions & rest).bit_count()
            # What a session would find on either side if it were not there itself.
            mine = log((max(within, 1) - 0.5) / (max(inside, 1) - 1 + values / 2)) - log(
                (without + 0.5) / (outside + values / 2)
            )
            others = log((within + 0.5) / (inside + values / 2)) - log(
                (max(without, 1) - 0.5) / (max(outside, 1) - 1 + values / 2)
            )
            for index in indices(one.sessions & sessions):
                weights[index] += mine if part >> index & 1 else others
    return sum(1 << index for index in indices(sessions) if weights[index] > 0)
