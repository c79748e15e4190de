# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The operators: what each means, what may be given to it, and what it says of an absent value.

`ne`, `in` and `not_in` are made of the very equality of `eq`, so that what `eq` could not tell, they cannot either.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ...module_utils._athena.bounded_patterns import BoundedPattern, PatternExhausted, bounded
from .._common.suggestions import unknown
from .._values.kinds import Kind, Unverifiable, an, describe
from .._values.texts import folded, parts, trimmed

Evaluate = Callable[[Kind, Any, Any, "str | None"], bool]
Misuse = Callable[[Kind, Any], Iterator[str]]


@dataclass(frozen=True)
class Operator:
    """An operator. `words` reads between a field and the declared value; `absent_holds`: true of an absent value.

    `evaluate(kind, declared, actual, engine_version)` may raise Unverifiable; `misuse(kind, declared)` yields what is
    wrong with the declaration. `equates`: the declared values are such as the field could have.
    """

    name: str
    words: str
    evaluate: Evaluate
    misuse: Misuse
    absent_holds: bool = False
    equates: bool = False


def same(kind: Kind, declared: Any, actual: Any, engine_version: str | None) -> bool:
    """The one equality. A declared list means the same members in any order."""
    if isinstance(declared, list) and not kind.whole:
        return _compare_members(operator.eq, kind, declared, actual, engine_version)
    return kind.same(declared, actual, engine_version)


def members(value: Any) -> frozenset[str]:
    """The members of a list of texts, or of a text with commas."""
    if isinstance(value, str):
        return frozenset(parts(value))
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return frozenset(value)
    raise Unverifiable(f"the session has {describe(value)} where a list of text was expected")


def _compare_members(
    compare: Callable[[frozenset[str], frozenset[str]], bool],
    kind: Kind,
    declared: Any,
    actual: Any,
    engine_version: str | None,
) -> bool:
    """Whether `compare` holds for the members; where it does, it holds whatever else they might be taken for."""
    wanted, found = members(declared), members(actual)
    if compare(wanted, found):
        return True
    kind.check_as_written(wanted | found, engine_version)
    kind.check_case(lambda: compare(frozenset(map(folded, wanted)), frozenset(map(folded, found))), engine_version)
    return False


def _is_in(kind: Kind, declared: Any, actual: Any, engine_version: str | None) -> bool:
    reason: Unverifiable | None = None
    for candidate in declared:
        try:
            if same(kind, candidate, actual, engine_version):
                return True
        except Unverifiable as error:
            reason = error
    if reason is not None:
        raise reason
    return False


def _matches(kind: Kind, declared: Any, actual: Any, engine_version: str | None) -> bool:
    if not isinstance(actual, str):
        raise Unverifiable(f"the session has {describe(actual)} where text was expected")
    kind.check_as_written([actual], engine_version)
    try:
        if _pattern_of(declared).fullmatch(actual):
            return True
        kind.check_case(lambda: _pattern_of(declared, re.IGNORECASE).fullmatch(trimmed(actual)), engine_version)
        return False
    except PatternExhausted as error:
        raise Unverifiable(f"{error}: a simpler one can tell") from error


def _pattern_of(declared: str, flags: int = 0) -> BoundedPattern:
    # A dot stands for a line break too, or one would be enough to get around not_match.
    return bounded(declared, re.DOTALL | flags)


def _not(evaluate: Evaluate) -> Evaluate:
    return lambda kind, declared, actual, engine_version: not evaluate(kind, declared, actual, engine_version)


def _members_compared(compare: Callable[[frozenset[str], frozenset[str]], bool]) -> Evaluate:
    return functools.partial(_compare_members, compare)


def _ranked(compare: Callable[[Any, Any], bool]) -> Evaluate:
    return lambda kind, declared, actual, engine_version: compare(
        kind.rank(actual, engine_version), kind.rank(declared, engine_version)
    )


def _value(kind: Kind, declared: Any) -> Iterator[str]:
    if kind.whole or not isinstance(declared, list):
        wrong = kind.problem(declared)
        if wrong is not None:
            yield wrong
    elif not kind.members:
        yield f"{an(kind.name)} is needed here, not {describe(declared)}; for one of several write {{in: […]}}"
    else:
        yield from _texts(declared)


def _values(kind: Kind, declared: Any) -> Iterator[str]:
    if not isinstance(declared, list) or not declared:
        yield f"a list of at least one value is needed here, not {describe(declared)}"
        return
    for candidate in declared:
        yield from _value(kind, candidate)


def _bound(kind: Kind, declared: Any) -> Iterator[str]:
    if not kind.ordered:
        yield f"{an(kind.name)} has no order: use eq, in or match"
        return
    wrong = kind.bound_problem(declared)
    if wrong is not None:
        yield wrong


def _pattern(kind: Kind, declared: Any) -> Iterator[str]:
    if not kind.textual:
        yield f"{an(kind.name)} is not a text that could match: use eq, in or an order"
    elif not isinstance(declared, str):
        yield f"a regular expression is needed here, not {describe(declared)}: quote it"
    else:
        try:
            _pattern_of(declared)
        except (re.error, RecursionError, OverflowError) as error:
            yield f"{describe(declared)} is not a regular expression: {error}"
        except PatternExhausted:
            yield f"{describe(declared)} takes too long to compile: write a simpler one"


def _members(kind: Kind, declared: Any) -> Iterator[str]:
    if not kind.members:
        yield f"{an(kind.name)} has no members: use eq, in or an order"
    elif isinstance(declared, list):
        yield from _texts(declared)
    elif not isinstance(declared, str):
        yield f"a list of text is needed here, not {describe(declared)}"


def _contents(kind: Kind, declared: Any) -> Iterator[str]:
    yield from _members(kind, declared)
    if isinstance(declared, (str, list)) and not members(
        [*map(str, declared)] if isinstance(declared, list) else declared
    ):
        yield "every value contains nothing: at least one member is needed here"


def _texts(declared: list[Any]) -> Iterator[str]:
    for member in declared:
        if not isinstance(member, str):
            yield f"a list of text is needed here, and {describe(member)} is none: quote it"


def _truth(kind: Kind, declared: Any) -> Iterator[str]:
    if not isinstance(declared, bool):
        yield f"true or false is needed here, not {describe(declared)}"


OPERATORS = {
    each.name: each
    for each in (
        Operator("eq", "is", same, _value, equates=True),
        Operator("ne", "is not", _not(same), _value, absent_holds=True, equates=True),
        Operator("lt", "is less than", _ranked(lambda actual, bound: actual < bound), _bound),
        Operator("le", "is at most", _ranked(lambda actual, bound: actual <= bound), _bound),
        Operator("gt", "is more than", _ranked(lambda actual, bound: actual > bound), _bound),
        Operator("ge", "is at least", _ranked(lambda actual, bound: actual >= bound), _bound),
        Operator("in", "is one of", _is_in, _values, equates=True),
        Operator("not_in", "is none of", _not(_is_in), _values, absent_holds=True, equates=True),
        Operator("match", "matches as a whole", _matches, _pattern),
        Operator("not_match", "does not match as a whole", _not(_matches), _pattern, absent_holds=True),
        Operator("contains", "contains", _members_compared(operator.le), _contents),
        Operator("subset", "has nothing but", _members_compared(operator.ge), _members, absent_holds=True),
        # Presence is evaluated before a value is looked at; it is here for its name, its words and what it takes.
        Operator("present", "is present", lambda *_evaluated: True, _truth),
    )
}
"""By name. The order is that of the documentation."""

OR_ABSENT = "or_absent"
"""What stands beside operators and makes them hold for an absent value."""

WORDS = (*OPERATORS, OR_ABSENT)

_ELSEWHERE = {
    "eq": "equal equals is same == =",
    "ne": "not_equal not_equals is_not != <>",
    "lt": "less less_than below < before",
    "le": "lte max maximum at_most <= =<",
    "gt": "greater greater_than above more_than > after",
    "ge": "gte min minimum at_least >= =>",
    "in": "one_of any_of enum oneof anyof allowed",
    "not_in": "none_of noneof denied forbidden nin",
    "match": "regex regexp pattern matches search like =~",
    "not_match": "not_regex not_pattern not_like !~",
    "contains": "includes has all_of allof superset",
    "subset": "only within",
    "present: true": "exists required defined is_defined is_set present_in",
    "present: false": "absent missing undefined is_null not_present null none",
    "or_absent": "optional or_missing",
}
"""What other tools call an operator, by what it is called here."""

_MEANT = {word: name for name, words in _ELSEWHERE.items() for word in words.split()}


def unknown_operator(name: str) -> str:
    """The message about an operator that there is none of: with the one that is meant, if that can be told."""
    meant = _MEANT.get(name.casefold().replace("-", "_"))
    return f"unknown operator {name!r}, did you mean {meant!r}?" if meant else unknown("operator", name, WORDS)


NULL = "null says nothing: for a value that must be absent write {present: false}"

PATTERNS = frozenset({"match", "not_match"})
"""Those that look at a value letter by letter."""

AS_TEXT = PATTERNS | {"contains", "subset"}
"""Those that look at the text as it is written, not at what it means."""


def misuses(kind: Kind, name: str, operand: Any, seen: list[Any] | None) -> Iterator[str]:
    """What is wrong with an operand; `seen` are the values that sessions have, or None where any may come."""
    if operand is None:
        yield NULL
        return
    wrong = list(OPERATORS[name].misuse(kind, operand))
    yield from wrong
    if wrong or seen is None or not OPERATORS[name].equates:
        return
    for value in operand if isinstance(operand, list) else [operand]:
        unexpected = None if value in seen else kind.unexpected(value)
        if unexpected is not None:
            yield unexpected
