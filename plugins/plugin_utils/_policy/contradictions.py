# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators on one field that no value at all could satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._values.kinds import Kind, Unverifiable
from .operators import OPERATORS

_ALLOWS_ABSENCE = {name for name, operator in OPERATORS.items() if operator.absent_holds} | {"present"}


def contradiction(kind: Kind, operators: Mapping[str, Any]) -> str | None:
    """Why the operators, each valid by itself, can't hold together, or None where they might."""
    if operators.get("present") is False:
        barred = [name for name in operators if name not in _ALLOWS_ABSENCE]
        return f"present: false contradicts {', '.join(barred)}: an absent value never satisfies it" if barred else None
    candidates = [operators["eq"]] if "eq" in operators else operators.get("in")
    if candidates is not None:
        chosen = "eq" if "eq" in operators else "in"
        others = {name: operand for name, operand in operators.items() if name not in (chosen, "present")}
        if not any(_may_hold(kind, others, candidate) for candidate in candidates):
            return f"{chosen} contradicts {', '.join(others)}: no value satisfies them together"
        return None
    return _bounds(kind, operators)


def _may_hold(kind: Kind, operators: Mapping[str, Any], value: Any) -> bool:
    return all(_may(kind, name, operand, value) for name, operand in operators.items())


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
