# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Markdown (CommonMark with GitHub's tables) from texts that nobody vouches for.

Such texts go into code spans: there is no other place where neither Markdown nor HTML, nor what hosts add to them
(mentions, issue numbers, links, emoji, mathematics), means anything. Entities would not do: hosts look for mentions
after entities have become characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from .._common.printable import as_json, counted, printable

T = TypeVar("T")

LIMIT = 200
"""Characters of a text that are shown."""

ROWS = 200
"""Rows of a table that are shown."""

SAFE_WORD = re.compile(r"\(?(?:[^\W\d_]+(?:['-][^\W\d_]+)*|\d{1,6}(?:[.,]\d{1,6})?)\)?[.,;:!?]?\)?")
"""A word that means nothing to Markdown or to a host of it, wherever it stands but at the start of a line."""


def cut(text: str, limit: int) -> tuple[str, str]:
    """The first ``limit`` characters of a text, and a note of how many more it has."""
    more = len(text) - limit
    return text[:limit], f" … ({counted(more, 'more character')})" if more > 0 else ""


def code(text: str, *, in_table: bool = True) -> str:
    """A text as a code span on one line; cut where it is long, with the number of characters left out."""
    shown, note = cut(text, LIMIT)
    if not shown.isprintable() or "\\|" in shown or not shown.strip():
        shown = quoted(shown)
    if in_table:
        shown = shown.replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}{note}"


def quoted(text: str) -> str:
    """A text as a JSON string, with escapes for what is invisible and for pipes, which could read as escaped ones."""
    return printable(json.dumps(text, ensure_ascii=False)).replace("|", "\\u007c")


def prose(text: str) -> str:
    """A sentence with its plain words as they are and everything else in code spans. Never to start a line with."""
    shown, note = cut(text, 5 * LIMIT)
    parts: list[tuple[bool, list[str]]] = []
    for word in re.split(r"[ \n]+", shown):
        safe = SAFE_WORD.fullmatch(word) is not None
        if parts and parts[-1][0] == safe:
            parts[-1][1].append(word)
        else:
            parts.append((safe, [word]))
    joined = " ".join(" ".join(words) if safe else code(" ".join(words)) for safe, words in parts if any(words))
    return joined + note


def value(data: Any) -> str:
    """A value as a code span; a text that reads like another kind of value in quotes, an absent one as a word."""
    if data is None:
        return "_absent_"
    if isinstance(data, str) and not reads_as_json(data):
        return code(data)
    return code(as_json(data))


def reads_as_json(text: str) -> bool:
    """Whether a text could be taken for a number, a boolean, a list, …"""
    try:
        json.loads(text[: LIMIT + 1])
    except (ValueError, RecursionError):
        return False
    return True


def names(texts: Sequence[str], show: int = 3, *, in_table: bool = True) -> str:
    """A few of many names, and how many there are more."""
    more = len(texts) - show
    shown = ", ".join(code(text, in_table=in_table) for text in texts[:show])
    return f"{shown} and {more:,} more" if more > 0 else shown


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table whose heads and cells are Markdown already."""
    return [line(heads), line(["---"] * len(heads)), *(line(row) for row in rows)]


def line(cells: Sequence[str]) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


class Page:
    """A page that is built up block by block; ``size`` is what it has in bytes."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.size = 0

    def add(self, block: str) -> None:
        """A heading, a paragraph."""
        self.blocks.append(block)
        self.size += len(block.encode()) + 2

    def table(
        self,
        heads: Sequence[str],
        entries: Sequence[T],
        row: Callable[[T], Sequence[str]],
        size: int,
        what: str = "row",
    ) -> None:
        """A table of at most ``ROWS`` rows and ``size`` bytes, which says how many entries it left out."""
        lines = table(heads, [])
        used = sum(map(len, lines))
        for entry in entries[:ROWS]:
            made = line(row(entry))
            used += len(made.encode()) + 1
            if used > size:
                break
            lines.append(made)
        self.add("\n".join(lines))
        left_out = len(entries) - (len(lines) - 2)
        if left_out:
            self.add(f"_{counted(left_out, 'more ' + what)} left out here; the JSON report has everything._")

    def text(self) -> str:
        """The page."""
        return "\n\n".join(self.blocks) + "\n"
