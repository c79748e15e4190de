# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as plain text for people: on one line, cut to what can be read, harmless to a terminal and to XML."""

from __future__ import annotations

import json
from typing import Any

BRIEF = 160
"""Characters of a value in a message."""


class _Visible(dict[int, str]):
    """For `str.translate`: characters by their code, worked out once each. A session may hold a million of them."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = char if char.isprintable() else json.dumps(char)[1:-1]
        return self[code]


_VISIBLE = _Visible()


def printable(text: str) -> str:
    """The text with everything invisible as JSON writes it: `\\n`, `\\u001b`, `\\u202e`.

    Invisible are control, format and private characters, blanks other than the space, and lone surrogates: what steers
    a terminal, turns the reading direction, is not allowed in XML, or makes two different values look the same.
    """
    if text.isprintable():
        return text
    return text.translate(_VISIBLE)


def as_json(value: Any) -> str:
    """A value as one line of JSON, printable; a date or the like as its text."""
    return printable(json.dumps(value, ensure_ascii=False, default=str))


def one_line(value: Any) -> str:
    """A value as text or JSON on one line."""
    return printable(value) or "''" if isinstance(value, str) else as_json(value)


def shortened(text: str, limit: int) -> str:
    """The text; what is longer than `limit` characters ends in its length."""
    if len(text) <= limit:
        return text
    ending = f"… ({len(text):,} characters)"
    return text[: max(limit - len(ending), 8)] + ending


def brief(value: Any, limit: int = BRIEF) -> str:
    """A value as text or JSON on one line; what is longer than `limit` characters ends in its length."""
    return shortened(one_line(value), limit)


def counted(number: int, noun: str) -> str:
    """`1 session`, `2 sessions`, `1,000 sessions`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
