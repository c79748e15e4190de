# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of Spark's settings: which it knows, which mean the same setting, and which is meant by a misspelt one.

Spark reads a setting under its present name and, where that is not set, under the first of its alternative names that
is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from .spark_types import ENGINES, NAMES, NAMES_BY_ENGINE, TYPES, TYPES_BY_ENGINE

_PREFIX = "spark."

_USERS = re.compile(
    r"""spark\.(?:
        (?: executorEnv | (?:kubernetes|mesos)\.driverEnv | yarn\.appMasterEnv | metrics\.conf
          | io\.encryption\.commons\.config | network\.crypto\.config | plugins\.internal\.conf
          | shuffle\.plugin\.__config__ | sql\.catalog
          | (?:driver|executor|task|worker|yarn\.(?:am|driver|executor))\.resource
          | kubernetes\.(?:(?:driver|executor)\.)?(?:(?:service\.)?(?:label|annotation)|node\.selector)
          | kubernetes\.(?:driver|executor)\.(?:secrets|secretKeyRef|volumes)
        )\..+
      | scheduler\.listenerbus\.eventqueue\.[^.]+\..+
      | ssl\.[^.]+\..+
    )""",
    re.VERBOSE,
)
"""Names in which users or libraries make up the rest: of environment variables, catalogs, labels, resources, queues."""

_TYPED = re.compile(r"\[([^\]]*)\]([^\[]*)")
_TRANSLATED = re.compile(r"(?P<key>[^=]+)(?:=\*(?P<factor>[0-9]+)(?P<unit>[a-z]+))?")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_LETTERS = re.compile(r"[^a-z0-9]+")
# The suffix that says the unit of a bare number.
_SUFFIXES = {"bytes:B": "b", "bytes:KiB": "k", "bytes:MiB": "m", "time:ms": "ms", "time:s": "s", "time:min": "min"}
# A name this short, without its punctuation, has room for one mistake only.
_SHORT = 14


@dataclass(frozen=True)
class SettingName:
    """One name of a setting. A bare number under it is `factor` of the `unit`; 0 where that is as under the others."""

    key: str
    factor: int = 0
    unit: str = ""


@cache
def type_names(engine_version: str | None) -> Mapping[str, str]:
    """Setting → the name of its type for an engine; one that is unknown is taken for the newest."""
    found = _types(TYPES)
    found.update(_types(TYPES_BY_ENGINE.get(engine_version or "", "")))
    return found


@lru_cache(maxsize=16384)
def names_of(key: str, engine_version: str | None) -> tuple[SettingName, ...]:
    """All names of the setting that this one names, in the order in which Spark looks for them."""
    return _aliases(engine_version if engine_version in ENGINES else None).get(key) or (SettingName(key),)


def value_of(key: str, properties: Mapping[str, Any], engine_version: str | None) -> Any:
    """The value of a setting under whichever of its names counts; None where none is there.

    Where the names differ in what a bare number is, the value has its unit.
    """
    names = names_of(key, engine_version)
    if len(names) == 1:
        return properties.get(key)
    source = next((name for name in names if properties.get(name.key) is not None), None)
    if source is None:
        return None
    value = properties[source.key]
    asked = next(name for name in names if name.key == key)
    if source.factor == asked.factor or not isinstance(value, str) or not _WHOLE.fullmatch(value):
        return value
    unit = source.unit or _SUFFIXES[type_names(engine_version)[names[0].key]]
    return f"{int(value) * (source.factor or 1)}{unit}"


def by_present_name(properties: Mapping[str, Any], engine_version: str | None) -> dict[str, Any]:
    """The properties, each setting once under its present name."""
    present = dict.fromkeys(names_of(key, engine_version)[0].key for key in properties)
    return {key: value_of(key, properties, engine_version) for key in present}


def type_name(key: str, engine_version: str | None) -> tuple[str | None, int]:
    """The name of a setting's type, None where Spark does not know it, and how many of its units a bare number is."""
    types = type_names(engine_version)
    names = names_of(key, engine_version)
    if len(names) == 1:
        return types.get(key), 1
    asked = next(name for name in names if name.key == key)
    if not asked.factor:
        return types.get(names[0].key), 1
    return next(kind for kind, suffix in _SUFFIXES.items() if suffix == asked.unit), asked.factor


def is_known(key: str) -> bool:
    """Whether this is one of the names by which Spark knows a setting, of whichever type."""
    return key in _known()


@lru_cache(maxsize=16384)
def near_miss(key: str) -> str | None:
    """The setting of nearly the name given, or None: where Spark knows that, or a part of it is the user's."""
    if key in _known() or _USERS.fullmatch(key):
        return None
    folded = _folded(key)
    letters = _mask(folded)
    for edits in range(1 + (1 if len(folded) <= _SHORT else 2)):
        for length in range(len(folded) - edits, len(folded) + edits + 1):
            for other, mask, name in _by_length().get(length, ()):
                if (letters ^ mask).bit_count() <= 2 * edits and _within(folded, other, edits):
                    return name
    return None


def nearly_same(one: str, other: str) -> bool:
    """Whether two names are the same but for a mistake or two, by the measure of `near_miss`."""
    folded = _folded(one)
    return _within(folded, _folded(other), 1 if len(folded) <= _SHORT else 2)


def _types(text: str) -> dict[str, str]:
    return {_PREFIX + key: " ".join(kind.split()) for kind, keys in _TYPED.findall(text) for key in keys.split()}


@cache
def _aliases(engine_version: str | None) -> Mapping[str, tuple[SettingName, ...]]:
    """Each name of a setting that has several → all of them."""
    settings = list(_declared(NAMES + NAMES_BY_ENGINE.get(engine_version or ENGINES[-1], "")))
    alternatives = {name.key for names in settings for name in names[1:]}
    # The alternative of an alternative counts for nothing.
    return {name.key: names for names in settings if names[0].key not in alternatives for name in names}


def _declared(text: str) -> Iterator[tuple[SettingName, ...]]:
    for line in filter(None, text.splitlines()):
        present, _colon, others = line.partition(": ")
        yield (SettingName(_PREFIX + present), *map(_setting_name, others.split()))


def _setting_name(text: str) -> SettingName:
    match = _TRANSLATED.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no name of a setting")
    return SettingName(_PREFIX + match["key"], int(match["factor"] or 0), match["unit"] or "")


@cache
def _known() -> frozenset[str]:
    typed = {key for engine_version in ENGINES for key in type_names(engine_version)}
    return frozenset(typed.union(*(_aliases(engine_version) for engine_version in ENGINES)))


@cache
def _by_length() -> Mapping[int, list[tuple[str, int, str]]]:
    found: dict[int, list[tuple[str, int, str]]] = {}
    for name in sorted(_known()):
        folded = _folded(name)
        found.setdefault(len(folded), []).append((folded, _mask(folded), name))
    return found


def _folded(key: str) -> str:
    return _LETTERS.sub("", key.casefold())


def _mask(text: str) -> int:
    """The letters of a text as bits: an edit changes two of them at most."""
    mask = 0
    for letter in set(text):
        mask |= 1 << (ord(letter) - 48)
    return mask


def _within(one: str, other: str, edits: int) -> bool:
    """Whether so many insertions, deletions, replacements and swaps of neighbours make one text of the other."""
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if not one or not other or not edits:
        return len(one) + len(other) <= edits
    return (
        _within(one[1:], other[1:], edits - 1)
        or _within(one[1:], other, edits - 1)
        or _within(one, other[1:], edits - 1)
        or (one[:2] == other[1::-1] and _within(one[2:], other[2:], edits - 1))
    )
