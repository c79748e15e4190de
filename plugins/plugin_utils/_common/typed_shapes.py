# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether data has the shape that a type describes: TypedDicts, lists, mappings, literals, and annotated scalars.

The types that mypy checks the code with are the very ones that data from outside is checked with.
"""

from __future__ import annotations

import re
import typing as t
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType


@dataclass(frozen=True)
class Constraint:
    """What a scalar must be beyond its type, in an `Annotated`; `noun` is what it is then, with its article."""

    holds: Callable[[t.Any], object]
    noun: str


def matching(pattern: str, noun: str, parse: Callable[[str], object] | None = None) -> Constraint:
    """A text that matches as a whole, and that `parse` takes without a ValueError."""
    compiled = re.compile(pattern, re.ASCII)

    def holds(text: str) -> bool:
        if not compiled.fullmatch(text):
            return False
        try:
            return parse is None or parse(text) is not None
        except ValueError:
            return False

    return Constraint(holds, noun)


Count = t.Annotated[int, Constraint(lambda number: number >= 0, "a count")]
NonEmpty = t.Annotated[str, Constraint(bool, "a text that is not empty")]

_SCALARS: dict[t.Any, str] = {str: "a text", int: "a whole number", bool: "true or false", float: "a number"}


def mismatches(shape: t.Any, data: t.Any, at: str = "") -> Iterator[str]:
    """Where `data` does not have this shape, each with its place below `at`; nothing for what fits."""
    origin, arguments = t.get_origin(shape), t.get_args(shape)
    if shape is t.Any:
        return
    if t.is_typeddict(shape):
        yield from _members(shape, data, at)
    elif origin in (t.Union, UnionType):
        (some,) = (one for one in arguments if one is not type(None))
        yield from mismatches(some, data, at) if data is not None else ()
    elif origin is t.Literal:
        if not any(type(data) is type(one) and data == one for one in arguments):
            yield f"{at} must be {'one of ' * (len(arguments) > 1)}{', '.join(map(str, arguments))}"
    elif origin is t.Annotated:
        yield from _constrained(shape, data, at)
    elif origin in (list, dict):
        yield from _container(origin, arguments[-1], data, at)
    elif not isinstance(data, (int, float) if shape is float else shape) or (
        shape is not bool and isinstance(data, bool)
    ):
        yield f"{at} must be {_SCALARS[shape]}"


def _members(shape: t.Any, data: t.Any, at: str) -> Iterator[str]:
    if not isinstance(data, dict):
        yield f"{at or 'it'} must be a mapping"
        return
    dot = f"{at}." if at else ""
    required, optional = members(shape)
    for name in sorted(required.keys() - data.keys()):
        yield f"{dot}{name} is missing"
    known = required | optional
    for name, value in data.items():
        if name in known:
            yield from mismatches(known[name], value, f"{dot}{name}")
        else:
            yield f"{dot}{name} is unknown"


@cache
def members(shape: t.Any) -> tuple[dict[str, t.Any], dict[str, t.Any]]:
    """The shapes of the required members of a TypedDict, and those of the others, by name."""
    # With postponed annotations, __required_keys__ does not know NotRequired.
    hints = t.get_type_hints(shape, include_extras=True)
    optional = {name: t.get_args(hint)[0] for name, hint in hints.items() if t.get_origin(hint) is t.NotRequired}
    return {name: hint for name, hint in hints.items() if name not in optional}, optional


def _constrained(shape: t.Any, data: t.Any, at: str) -> Iterator[str]:
    base, *constraints = t.get_args(shape)
    fits = not any(mismatches(base, data, at))
    yield from (f"{at} must be {rule.noun}" for rule in constraints if not (fits and rule.holds(data)))


def _container(kind: type[t.Any], item: t.Any, data: t.Any, at: str) -> Iterator[str]:
    if not isinstance(data, kind):
        yield f"{at} must be a {'list' if kind is list else 'mapping'}"
        return
    for place, entry in data.items() if isinstance(data, dict) else enumerate(data):
        yield from mismatches(item, entry, f"{at}.{place}" if kind is dict else f"{at}[{place}]")
