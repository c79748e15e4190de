# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON pointers as a user declares them."""

from __future__ import annotations

from typing import Any

from .._common.json_pointers import Tokens, tokens_of
from .._common.problems import Problems
from .._values.kinds import describe, outline

Place = tuple[Tokens, Problems]
"""A path, and where it was declared."""


def parse_pointer(text: Any, problems: Problems) -> Tokens | None:
    """The path of a pointer, or None; mistakes go to `problems`."""
    try:
        if isinstance(text, str):
            return tokens_of(text)
        problems.add(f"a JSON pointer is text, not {describe(text)}")
    except ValueError as error:
        problems.add(f"{describe(text)}: {error}")
    return None


def parse_pointers(declared: Any, problems: Problems) -> list[Place]:
    """The paths of a list of pointers, each with its place; mistakes go to `problems`."""
    if not isinstance(declared, list) or not declared:
        problems.add(f"must be a list of JSON pointers, not {outline(declared)}")
        return []
    places = [(text, problems.under(index)) for index, text in enumerate(declared)]
    return [(path, at) for text, at in places if (path := parse_pointer(text, at)) is not None]
