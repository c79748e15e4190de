# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in the words of messages: on one line, cut to what can be read, harmless to a terminal."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from ansible_collections.sparkops.athena.plugins.plugin_utils.operators import OPERATORS

_BRIEF = 80


def printable(text: str) -> str:
    """The text with what moves a cursor, colours a terminal or turns the reading direction written as \\uXXXX."""
    return "".join(_visible(character) for character in text)


def brief(value: Any, limit: int = _BRIEF) -> str:
    """A value as text or JSON on one line; what is longer than `limit` characters ends in its length."""
    text = printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
    if len(text) <= limit:
        return text or "''"
    ending = f"… ({len(text)} characters)"
    return text[: max(limit - len(ending), 8)] + ending


def wanted(operator: str, declared: Any, limit: int = _BRIEF) -> str:
    """What was declared, as a phrase: `is at most 20`, `is absent`, `is not declared`."""
    if operator == "present":
        return "is present" if declared else "is absent"
    if operator not in OPERATORS:
        return "is not declared"
    return f"{OPERATORS[operator].words} {brief(declared, limit)}"


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        code = ord(character)
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character
