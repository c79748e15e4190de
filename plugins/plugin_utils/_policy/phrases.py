# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in the words of messages: on one line, cut to what can be read, harmless to a terminal."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from os.path import commonprefix
from typing import Any

from .operators import OPERATORS

_BRIEF = 160
_CONTEXT = 20


def printable(text: str) -> str:
    """The text with what moves a cursor, colours a terminal or turns the reading direction written as \\uXXXX."""
    return "".join(_visible(character) for character in text)


def brief(value: Any, limit: int = _BRIEF) -> str:
    """A value as text or JSON on one line; what is longer than `limit` characters ends in its length."""
    return _cut(_line(value), limit)


def wanted(operator: str, declared: Any, limit: int = _BRIEF) -> str:
    """What was declared, as a phrase: `is at most 20`, `is absent`, for eq the value alone."""
    return _phrase(operator, declared, brief(declared, limit))


def sides(finding: Mapping[str, Any], limit: int = _BRIEF) -> tuple[str, str]:
    """What was declared, as a phrase, and what there is; long values without what both begin with, to show the rest."""
    declared, actual = _line(finding["declared"]), _line(finding["actual"])
    shared = len(commonprefix([declared, actual])) - _CONTEXT  # noqa: RUF071 (these are no paths)
    if shared > 0 and max(len(declared), len(actual)) > limit:
        declared, actual = f"…{declared[shared:]}", f"…{actual[shared:]}"
    there = "(absent)" if finding["actual"] is None else _cut(actual, limit)
    return _phrase(finding["operator"], finding["declared"], _cut(declared, limit)), there


def _phrase(operator: str, declared: Any, shown: str) -> str:
    if operator == "present":
        return "is present" if declared else "is absent"
    if operator == "eq":
        return shown
    return f"{OPERATORS[operator].words} {shown}" if operator in OPERATORS else "is not declared"


def _line(value: Any) -> str:
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)) or "''"


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    ending = f"… ({len(text)} characters)"
    return text[: max(limit - len(ending), 8)] + ending


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        code = ord(character)
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character
