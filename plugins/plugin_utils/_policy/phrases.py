# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declarations in words: an operator and its operand as a phrase."""

from __future__ import annotations

from typing import Any

from .._common.printable import BRIEF, brief
from .operators import OPERATORS


def wanted(operator: str, declared: Any, limit: int = BRIEF) -> str:
    """What was declared, as a phrase: `is at most 20`, `is absent`, for eq the value alone."""
    return phrase(operator, declared, brief(declared, limit))


def phrase(operator: str, declared: Any, shown: str) -> str:
    """What was declared around `shown`, the declared value as text."""
    if operator == "present":
        return "is present" if declared else "is absent"
    if operator == "eq":
        return shown
    return f"{OPERATORS[operator].words} {shown}" if operator in OPERATORS else "is not declared"
