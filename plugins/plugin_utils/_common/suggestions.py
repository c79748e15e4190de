# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Did-you-mean: the known name nearest to a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None where none is like it; case does not matter."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def unknown(what: str, word: str, known: Iterable[str]) -> str:
    """The message about an unknown name: with the nearest, or else with all that are known."""
    names = sorted(known)
    near = nearest(word, names)
    if near is not None:
        return f"unknown {what} {word!r}, did you mean {near!r}?"
    return f"unknown {what} {word!r}; known are {', '.join(names)}" if names else f"unknown {what} {word!r}"
