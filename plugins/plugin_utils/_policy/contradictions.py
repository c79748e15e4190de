# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on one field that no value at all could satisfy.

Each operator is taken by its own notion of equality: `{eq: 4g, match: '\\d+m'}` holds for `4096m`. What cannot be shown
to be a contradiction is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._values.kinds import Kind, Unverifiable
from .operators import OPERATORS, PATTERNS, members

_ALLOWS_ABSENCE = {name for name, operator in OPERATORS.items() if operator.absent_holds} | {"present"}


def contradiction(kind: Kind, operators: Mapping[str, Any], seen: Sequence[Any] | None = ()) -> str | None:
    """Why the operators, each valid by itself, can't hold for any value, or None where they might.

    `seen` are the values that sessions have, which a newer service may have widened; None where any may come.
    """
    if operators.get("present") is False:
        barred = [name for name in operators if name not in _ALLOWS_ABSENCE]
        return f"present: false contradicts {', '.join(barred)}: an absent value never satisfies it" if barred else None
    for chosen in ("eq", "in"):
        if chosen in operators:
            candidates = [operators["eq"]] if chosen == "eq" else operators["in"]
            others = {name: operand for name, operand in operators.items() if name not in (chosen, "present")}
            if any(_may_equal(kind, candidate, others) for candidate in candidates):
                return None
            return f"{chosen} contradicts {', '.join(others)}: no value satisfies them together"
    every = kind.every()
    if every is not None and operators and not any(_may_equal(kind, value, operators) for value in every):
        return f"no value satisfies {', '.join(operators)} together; if there must be none write {{present: false}}"
    return _bounds(kind, operators) or _beyond(kind, operators, seen) or _contents(operators) or _patterns(operators)


def _may_equal(kind: Kind, declared: Any, operators: Mapping[str, Any]) -> bool:
    """Whether a value that equals `declared` may satisfy the operators."""
    spellings = kind.spellings(declared)
    if not spellings.complete:
        operators = {name: operand for name, operand in operators.items() if name not in PATTERNS}
    return any(
        all(_may(kind, name, operand, value) for name, operand in operators.items()) for value in spellings.values
    )


def _may(kind: Kind, name: str, operand: Any, value: Any) -> bool:
    try:
        return OPERATORS[name].evaluate(kind, operand, value, None)
    except Unverifiable:
        return True


def _bounds(kind: Kind, operators: Mapping[str, Any]) -> str | None:
    for low in ("gt", "ge"):
        for high in ("lt", "le"):
            if low in operators and high in operators and not _room(kind, low, high, operators):
                return f"{low} contradicts {high}: no value satisfies them together"
    return None


def _room(kind: Kind, low: str, high: str, operators: Mapping[str, Any]) -> bool:
    try:
        least, most = (kind.rank(operators[name], None) for name in (low, high))
    except Unverifiable:
        return True
    if isinstance(least, int):  # there is nothing between whole numbers
        return bool(least + (low == "gt") <= most - (high == "lt"))
    return bool(least < most or (least == most and (low, high) == ("ge", "le")))


def _beyond(kind: Kind, operators: Mapping[str, Any], seen: Sequence[Any] | None) -> str | None:
    """What a bound excludes all by itself, where the API names a least and a most."""
    if seen is None or any(kind.unexpected(value) for value in seen if not kind.problem(value)):
        return None
    least, most = kind.limits()
    for own, limit, which, opposite in (("ge", least, "least", ("lt", "le")), ("le", most, "most", ("gt", "ge"))):
        for name in opposite:
            if limit is not None and name in operators and _bounds(kind, {own: limit, name: operators[name]}):
                return f"{name} can never hold: the {which} that Athena knows here is {limit}"
    return None


def _contents(operators: Mapping[str, Any]) -> str | None:
    if not {"contains", "subset"} <= operators.keys() or members(operators["contains"]) <= members(operators["subset"]):
        return None
    return "contains contradicts subset: no value satisfies them together"


def _patterns(operators: Mapping[str, Any]) -> str | None:
    if "match" not in operators or operators["match"] != operators.get("not_match"):
        return None
    return "match contradicts not_match: no value satisfies them together"
