# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""How many steps a regular expression may take on a text, from what Python's own parser makes of it.

The matcher goes back and tries what it has not tried yet. So there are two numbers to a part of a pattern: the ways in
which it may match, and the steps to try all of them; what follows a part is tried once for each of its ways.
"""

from __future__ import annotations

import math
import re
import typing as t

# Private, and the only one that knows what all the flags in a pattern make of it.
_parser: t.Any = re._parser  # type: ignore[attr-defined]

_NO_LIMIT = int(_parser.MAXREPEAT)


class Cost(t.NamedTuple):
    """The ways in which a part may match, and the steps to try them all: upper bounds, infinite where beyond number."""

    ways: float
    steps: float


def parsed(pattern: str, flags: int = 0) -> t.Any:
    """The pattern as Python parses it, for `steps`. Raises what `re.compile` raises."""
    return _parser.parse(pattern, flags)


def steps(tree: t.Any, letters: int) -> float:
    """The most steps that matching the whole of a text with so many letters may take."""
    try:
        return _sequence(tree, letters).steps
    except RecursionError:
        return math.inf


def _sequence(tree: t.Any, letters: int) -> Cost:
    ways, taken = 1.0, 1.0
    for name, argument in tree:
        part = _part(str(name), argument, letters)
        taken += ways * part.steps
        ways *= part.ways
    return Cost(ways, taken)


def _part(name: str, argument: t.Any, letters: int) -> Cost:
    if name in ("LITERAL", "NOT_LITERAL", "ANY", "AT", "FAILURE"):
        return Cost(1, 1)
    if name == "IN":
        return Cost(1, len(argument))
    if name == "GROUPREF":
        return Cost(1, letters + 1)
    if name == "SUBPATTERN":
        return _sequence(argument[-1], letters)
    if name in ("ASSERT", "ASSERT_NOT"):
        return Cost(1, _sequence(argument[1], letters).steps)
    if name == "ATOMIC_GROUP":
        return Cost(1, _sequence(argument, letters).steps)
    if name == "BRANCH":
        return _branches(argument[1], letters)
    if name == "GROUPREF_EXISTS":
        return _branches([tree for tree in argument[1:] if tree is not None], letters)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, tree = argument
        repeated = _repeat(least, most, tree, letters)
        return Cost(1, repeated.steps) if name == "POSSESSIVE_REPEAT" else repeated
    return Cost(math.inf, math.inf)  # of a newer Python


def _branches(trees: t.Iterable[t.Any], letters: int) -> Cost:
    costs = [_sequence(tree, letters) for tree in trees]
    return Cost(1 + sum(cost.ways for cost in costs), 1 + sum(cost.steps for cost in costs))


def _repeat(least: int, most: int, tree: t.Any, letters: int) -> Cost:
    once = _sequence(tree, letters)
    width = tree.getwidth()[0]
    # The matcher ends an endless repeat of nothing by itself.
    times = letters // width if width else letters + least
    if most != _NO_LIMIT:
        times = min(times, most)
    if once.ways == 1:
        return Cost(max(times - least, 0) + 1, (times + 1) * once.steps)
    try:
        ways = once.ways**times
    except OverflowError:
        ways = math.inf
    # The sum over all counts up to `times` of at least two ways each is less than twice the last.
    return Cost(2 * ways, 2 * ways * once.steps)
