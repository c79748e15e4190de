# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as text for people: on one line, cut to what can be read, harmless to a terminal."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

BRIEF = 160
"""Characters of a value in a message."""


def printable(text: str) -> str:
    """The text with what moves a cursor, colours a terminal or turns the reading direction written as \\uXXXX."""
    return "".join(_visible(character) for character in text)


def brief(value: Any, limit: int = BRIEF) -> str:
    """A value as text or JSON on one line; what is longer than `limit` characters ends in its length."""
    return shortened(one_line(value), limit)


def one_line(value: Any) -> str:
    """A value as text or JSON on one line."""
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)) or "''"


def shortened(text: str, limit: int) -> str:
    """The text; what is longer than `limit` characters ends in its length."""
    if len(text) <= limit:
        return text
    ending = f"… ({len(text)} characters)"
    return text[: max(limit - len(ending), 8)] + ending


def _visible(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        code = ord(character)
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return character
