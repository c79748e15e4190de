# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers, booleans and times from what YAML and JSON have for them, or from their texts."""

from __future__ import annotations

import math
import re
from datetime import datetime
from fractions import Fraction
from typing import Any

WHOLE = re.compile(r"\s*[+-]?[0-9]{1,400}\s*")
DECIMAL = re.compile(r"\s*[+-]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?\s*")
BEYOND = 10**400
"""Integers from here on are no numbers that anyone means; Python itself refuses to print the longest of them."""


def whole(value: Any) -> int | None:
    """A whole number from an int or its text, else None; true is no number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < BEYOND else None
    return int(value) if isinstance(value, str) and WHOLE.fullmatch(value) else None


def decimal(value: Any) -> Fraction | None:
    """An exact number from an int, a float as it is printed, or their text, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Fraction(value) if abs(value) < BEYOND else None
    if isinstance(value, float):
        return Fraction(repr(value)) if math.isfinite(value) else None
    return Fraction(value.strip()) if isinstance(value, str) and DECIMAL.fullmatch(value) else None


def truth(value: Any) -> bool | None:
    """A boolean from itself or from its text in any case, else None; yes and 1 are none."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(value.strip().lower()) if isinstance(value, str) else None


def moment(value: Any) -> datetime | None:
    """An aware time from itself or from its ISO 8601 text, else None."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, datetime) and value.tzinfo is not None else None
