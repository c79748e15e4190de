# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on one field that no value at all could satisfy.

Each operator is taken by its own notion of equality: `{eq: 4g, match: '\\d+m'}` holds for `4096m`. What cannot be shown
to be a contradiction is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._values.kinds import Kind, Unverifiable
from .operators import OPERATORS, PATTERNS, members

_ALLOWS_ABSENCE = {name for name, operator in OPERATORS.items() if operator.absent_holds} | {"present"}


def contradiction(kind: Kind, operators: Mapping[str, Any]) -> str | None:
    """Why the operators, each valid by itself, can't hold together, or None where they might."""
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
    return _bounds(kind, operators) or _contents(operators)


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
    return bool(least < most or (least == most and (low, high) == ("ge", "le")))


def _contents(operators: Mapping[str, Any]) -> str | None:
    if not {"contains", "subset"} <= operators.keys() or members(operators["contains"]) <= members(operators["subset"]):
        return None
    return "contains contradicts subset: no value satisfies them together"
