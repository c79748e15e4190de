# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in which the value of a setting could change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count, islice
from typing import Any, Literal

from .._session.access import masked
from .._values.kinds import KEY_ID, Enum, Kind, KmsKey, S3Location, Unverifiable
from .._values.spark_parsing import spark_type
from .._values.spark_properties import SparkProperty
from .._values.texts import parts

ChangeName = Literal[
    "dropped",
    "another value",
    "longer",
    "shorter",
    "doubled",
    "halved",
    "far above",
    "far below",
    "a member added",
    "a member removed",
    "an undeclared key added",
]

NEW_KEY = "undeclared-key"
"""The key that is added to a map."""

FAR = 10
"""How often a value is doubled, or halved, to be far from what it was; and at least past every declared bound."""

_TRIES = 24
_NUMBER = re.compile(r"(?P<number>-?[0-9]{1,30}(?:\.[0-9]{1,30})?)(?P<unit>\s*[A-Za-z]*)")
_MEMBER = "another-member"


@dataclass
class Seen:
    """What is known of a setting over all sessions: its values in normal form, and the bounds declared for it."""

    values: set[str] = field(default_factory=set)
    bounds: list[Any] = field(default_factory=list)

    def add(self, kind: Kind, value: Any, engine_version: str | None) -> None:
        """Note the value of a session."""
        self.values.add(_normal(kind, value, engine_version))


@dataclass(frozen=True)
class Hidden:
    """What stands for another value where there is no telling what the value is now."""


HIDDEN = Hidden()


@dataclass(frozen=True)
class _Setting:
    """A value of a session with what its changes depend on."""

    kind: Kind
    value: Any
    engine_version: str | None
    seen: Seen

    def first(self, candidates: Iterable[Any]) -> Any:
        """The first real change that is the value of no session, or else the first real change; None without any."""
        real: Any = None
        for candidate in islice(candidates, _TRIES):
            if self._differs(candidate):
                if _normal(self.kind, candidate, self.engine_version) not in self.seen.values:
                    return candidate
                real = candidate if real is None else real
        return real

    def _differs(self, candidate: Any) -> bool:
        if self._is_impossible(candidate):
            return False
        if isinstance(candidate, list):
            return bool(candidate != self.value)
        try:
            return not self.kind.same(candidate, self.value, self.engine_version)
        except Unverifiable:
            # What is not the same as written may be another value, and policies are asked no more than that.
            return bool(candidate != self.value)

    def _is_impossible(self, candidate: Any) -> bool:
        """Whether the API never has such a value."""
        least, most = self.kind.limits()
        if least is None and most is None:
            return False
        number = self.kind.rank(candidate, self.engine_version)
        return (least is not None and number < least) or (most is not None and number > most)


def changes(kind: Kind, value: Any, engine_version: str | None, seen: Seen) -> Iterator[tuple[ChangeName, Any]]:
    """Each way in which a value could change, with what it would be then: None for nothing, HIDDEN for who knows what.

    Where it can be, that is a value that no session has.
    """
    yield "dropped", None
    if masked(value):
        yield "another value", HIDDEN
        return
    setting = _Setting(kind, value, engine_version, seen)
    for name, candidates in _candidates(setting):
        found = setting.first(candidates)
        if found is not None:
            yield name, found


def _candidates(setting: _Setting) -> Iterator[tuple[ChangeName, Iterable[Any]]]:
    kind, value = setting.kind, setting.value
    words = _words(kind, setting.engine_version)
    if isinstance(value, list):
        yield "a member added", ([*value, name] for name in _names(_MEMBER))
        yield "a member removed", [value[:-1]] if value else []
    elif words or isinstance(value, bool):
        yield "another value", words or [not value]
    elif _is_ordered(setting):
        yield from _numbers(setting)
    elif isinstance(value, str):
        yield from _texts(kind, value)


def _words(kind: Kind, engine_version: str | None) -> Sequence[Any]:
    """All values that there are, where they can be counted."""
    if isinstance(kind, Enum):
        return kind.values
    if isinstance(kind, SparkProperty):
        its = spark_type(kind.key, engine_version)
        if its is not None and its.words:
            return its.words
    return kind.every() or ()


def _is_ordered(setting: _Setting) -> bool:
    if not setting.kind.ordered or not isinstance(setting.value, (int, float, str)):
        return False
    try:
        setting.kind.rank(setting.value, setting.engine_version)
    except Unverifiable:
        return False
    return _NUMBER.fullmatch(str(setting.value).strip()) is not None


def _numbers(setting: _Setting) -> Iterator[tuple[ChangeName, Iterable[Any]]]:
    value, bounds = setting.value, setting.seen.bounds
    yield "doubled", _above(setting, value, 1)
    yield "halved", _below(setting, value, 1)
    least, most = setting.kind.limits()
    far = [one for bound in bounds for one in islice(_scaled(bound, 1), 2)]
    up = [*islice(_scaled(value, FAR), 2), *far, *([most] if most is not None else [])]
    yield "far above", _in_order(setting, up, highest_first=True)
    down = [*islice(_scaled(value, -FAR), 2), *(one for bound in bounds for one in islice(_scaled(bound, -1), 2))]
    yield "far below", _in_order(setting, [*down, *([least] if least is not None else [])], highest_first=False)


def _above(setting: _Setting, value: Any, steps: int) -> Iterator[Any]:
    return (one for one in islice(_scaled(value, steps), _TRIES) if _is_beyond(setting, one, above=True))


def _below(setting: _Setting, value: Any, steps: int) -> Iterator[Any]:
    return (one for one in islice(_scaled(value, -steps), _TRIES) if _is_beyond(setting, one, above=False))


def _in_order(setting: _Setting, values: Iterable[Any], *, highest_first: bool) -> list[Any]:
    """What lies on one side of the present value, the farthest first."""
    beyond = [one for one in values if _is_beyond(setting, one, above=highest_first)]
    return sorted(beyond, key=lambda one: setting.kind.rank(one, setting.engine_version), reverse=highest_first)


def _is_beyond(setting: _Setting, candidate: Any, *, above: bool) -> bool:
    try:
        one, other = (setting.kind.rank(value, setting.engine_version) for value in (candidate, setting.value))
    except Unverifiable:
        return False
    return bool(one > other if above else one < other)


def _scaled(value: Any, steps: int) -> Iterator[Any]:
    """A number as it is written, doubled so many times, or halved for a negative number of them, and on and on."""
    match = None if isinstance(value, bool) else _NUMBER.fullmatch(str(value).strip())
    if match is None:
        return
    number, whole = Decimal(match["number"]), "." not in match["number"]
    for times in count(abs(steps)):
        factor = 2**times
        found = number * factor if steps > 0 else number / factor
        if number == 0:
            found = Decimal(factor if steps > 0 else -factor)
        elif whole:
            found = Decimal(int(found))
        yield _written(found, value, match["unit"])


def _written(number: Decimal, like: Any, unit: str) -> Any:
    if isinstance(like, str):
        return f"{number:f}{unit}"
    return int(number) if isinstance(like, int) else float(number)


def _texts(kind: Kind, text: str) -> Iterator[tuple[ChangeName, Iterable[Any]]]:
    members = parts(text)
    if isinstance(kind, KmsKey):
        yield "another value", _keys(text)
    elif isinstance(kind, S3Location):
        yield "another value", (f"s3://{name}/" for name in _names("another-bucket"))
        yield "longer", (f"{text.rstrip('/')}/{name}/" for name in _names("longer"))
        above = text.rstrip("/").rpartition("/")[0]
        yield "shorter", [f"{above}/"] if above.count("/") > 1 else []
    elif kind.members and (len(members) > 1 or _is_list(kind)):
        yield "another value", _names(_MEMBER)
        yield "a member added", (f"{text},{name}" for name in _names(_MEMBER))
        yield "a member removed", [",".join(members[:-1])] if len(members) > 1 else []
    else:
        yield "another value", _names("another-value")
        yield "longer", (f"{text}{name}" for name in _names("-longer"))
        yield "shorter", (text[:length] for length in range(len(text) - 1, 0, -1))


def _keys(key: str) -> Iterator[str]:
    """KMS keys of the same form."""
    digits = "0123456789abcdef"
    if KEY_ID.fullmatch(key.rpartition("/")[2]):
        yield from (f"{key[:-2]}{one}{other}" for one in digits for other in digits)
    else:
        yield from (f"{key}{name}" for name in _names("-other"))


def _is_list(kind: Kind) -> bool:
    its = spark_type(kind.key) if isinstance(kind, SparkProperty) else None
    return its is not None and its.kind == "list"


def _names(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _normal(kind: Kind, value: Any, engine_version: str | None) -> str:
    """A text that is the same for equal values."""
    if isinstance(value, list):
        return json.dumps(sorted(json.dumps(member, sort_keys=True, default=str) for member in value))
    try:
        return repr(kind.normal(value, engine_version))
    except Unverifiable:
        return json.dumps(value, sort_keys=True, default=str)
