# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON Pointers (RFC 6901): the one way this collection names a place in a session or a declaration."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

Tokens = tuple[str, ...]

_ESCAPE = re.compile(r"~(?![01])")


def pointer(tokens: Iterable[object]) -> str:
    """The pointer of a path; the empty path is the whole document, `""`."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def tokens_of(text: str) -> Tokens:
    """The path of a pointer. Raises ValueError, which says what a pointer looks like."""
    if text == "":
        return ()
    if not text.startswith("/"):
        raise ValueError("a JSON pointer begins with '/', as /engine_configuration/max_concurrent_dpus")
    if _ESCAPE.search(text):
        raise ValueError("in a JSON pointer ~0 stands for '~' and ~1 for '/', and nothing else may follow a '~'")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in text[1:].split("/"))


def covers(prefix: Tokens, path: Tokens) -> bool:
    """Whether `path` is `prefix` or lies under it, by whole tokens: /a covers /a/b, and not /ab."""
    return path[: len(prefix)] == prefix


def prefixes(path: Tokens) -> list[Tokens]:
    """All paths that cover a path, itself the last."""
    return [path[:depth] for depth in range(len(path) + 1)]


def lies_under(places: Collection[Tokens], path: Tokens) -> bool:
    """Whether one of the places, best given as a set, covers a path."""
    return any(prefix in places for prefix in prefixes(path))
