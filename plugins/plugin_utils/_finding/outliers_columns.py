# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The settings of many sessions side by side: for each setting, which sessions have the same value.

Sets of sessions are whole numbers, whose bit n stands for the n-th session: cutting two of them and counting what is
left costs next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .._common.json_pointers import Tokens, prefixes
from .._session.access import is_malformed, masked, settings
from .._session.fields import kind_at
from .._session.redactor import Redactor
from .._session.spark_settings import engine_of, with_present_names
from .._values.kinds import Kind, Unverifiable

MANY = 8
"""How many of the most frequent values of a setting each further one is compared with; rare ones may stay apart."""


@dataclass(frozen=True, eq=False)
class ValueClass:
    """A value and the sessions that have it; the value as most of them write it, None for its absence."""

    value: Any
    sessions: int

    @cached_property
    def key(self) -> str:
        """What two classes of one value have in common, also those of two groups."""
        return _text(self.value)


@dataclass(frozen=True, eq=False)
class Column:
    """One setting: its values, the most frequent first. `compared` are the sessions whose value can be compared."""

    path: Tokens
    classes: tuple[ValueClass, ...]
    compared: int


@dataclass(frozen=True)
class _Written:
    """A value as one session has it."""

    value: Any
    session: int


def columns(sessions: Sequence[dict[str, Any]], redactor: Redactor) -> list[Column]:
    """Every setting that one of the sessions (plain data) has, in the order of their paths.

    What the redactor hides, what is blanked, and what the field's own equality cannot tell is not compared.
    """
    found: dict[Tokens, list[_Written]] = {}
    malformed: dict[Tokens, int] = {}
    for index, session in enumerate(sessions):
        for path, value in settings(with_present_names(session)):
            if is_malformed(path, value):
                malformed[path] = malformed.get(path, 0) | 1 << index
            else:
                found.setdefault(path, []).append(_Written(value, index))
    engines = [engine_of(session) for session in sessions]
    everything = (1 << len(sessions)) - 1
    made = []
    for path in sorted(found):
        hidden = sum({malformed[prefix] for prefix in prefixes(path) if prefix in malformed}) if malformed else 0
        made.append(_column(path, found[path], engines, everything & ~hidden, redactor))
    return made


def _column(
    path: Tokens, written: Sequence[_Written], engines: Sequence[str | None], compared: int, redactor: Redactor
) -> Column:
    absent = compared & ~_set_of(one.session for one in written)
    secret = redactor.hides(path)
    spoken = [one for one in written if not secret and not _is_hidden(path, one.value, redactor)]
    groups = _by_normal_form(path, spoken, engines)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    classes = _merged(kind_at(path, written[0].value), [group for _key, group in ordered], engines)
    made = [ValueClass(_usual_spelling(group), _set_of(one.session for one in group)) for group in classes]
    made += [ValueClass(None, absent)] if absent else []
    made.sort(key=lambda one: (-one.sessions.bit_count(), one.key))
    return Column(path, tuple(made), sum(one.sessions for one in made))


def _is_hidden(path: Tokens, value: Any, redactor: Redactor) -> bool:
    return isinstance(value, tuple) or masked(value) or redactor.value(path, value) != value


def _by_normal_form(
    path: Tokens, written: Iterable[_Written], engines: Sequence[str | None]
) -> dict[str, list[_Written]]:
    """The values by their normal form; what has none is left out."""
    groups: dict[str, list[_Written]] = {}
    keys: dict[tuple[str, str | None], str | None] = {}
    for one in written:
        spelling = (_text(one.value), engines[one.session])
        if spelling not in keys:
            keys[spelling] = _normal_form(kind_at(path, one.value), one.value, spelling[1])
        key = keys[spelling]
        if key is not None:
            groups.setdefault(key, []).append(one)
    return groups


def _normal_form(kind: Kind, value: Any, engine_version: str | None) -> str | None:
    try:
        normal = kind.normal(value, engine_version)
    except Unverifiable:
        return _text(value)
    return f"{type(normal).__name__} {normal!r}"


def _merged(kind: Kind, groups: Iterable[list[_Written]], engines: Sequence[str | None]) -> Iterator[list[_Written]]:
    """The groups, the most frequent first, those that are the same value as one before together with it.

    What may or may not be the same as a more frequent one is left out.
    """
    classes: list[list[_Written]] = []
    for group in groups:
        try:
            same = next((known for known in classes[:MANY] if _same(kind, known[0], group[0], engines)), None)
        except Unverifiable:
            continue
        if same is None:
            classes.append(group)
        else:
            same.extend(group)
    return iter(classes)


def _same(kind: Kind, one: _Written, other: _Written, engines: Sequence[str | None]) -> bool:
    if isinstance(one.value, list) or isinstance(other.value, list):
        return _text(one.value) == _text(other.value)
    return kind.same(one.value, other.value, engines[other.session])


def _usual_spelling(group: Sequence[_Written]) -> Any:
    spellings: dict[str, list[Any]] = {}
    for one in group:
        spellings.setdefault(_text(one.value), []).append(one.value)
    _spelling, values = min(spellings.items(), key=lambda item: (-len(item[1]), item[0]))
    return values[0]


def _text(value: Any) -> str:
    """A value as text; the members of a list in one order, since it is the same in any."""
    if isinstance(value, list):
        return f"[{', '.join(sorted(map(_text, value)))}]"
    return json.dumps(value, sort_keys=True, default=str)


def _set_of(indices: Iterable[int]) -> int:
    found = 0
    for index in indices:
        found |= 1 << index
    return found


def indices(sessions: int) -> Iterator[int]:
    """The numbers of the sessions in a set."""
    while sessions:
        lowest = sessions & -sessions
        yield lowest.bit_length() - 1
        sessions ^= lowest


def spelling_in(session: Mapping[str, Any], path: Tokens) -> Any:
    """The value that a session has at the path of a column, as it is written there; None for its absence."""
    return dict(settings(with_present_names(dict(session)))).get(path)
