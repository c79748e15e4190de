# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts as Spark takes them apart: one notion of a blank for settings, members and what differs in blanks only."""

from __future__ import annotations

_BLANKS = "".join(map(chr, range(0x21)))


def trimmed(text: str) -> str:
    """The text as Java's `String.trim()` leaves it: without characters up to U+0020 around it, and no others."""
    return text.strip(_BLANKS)


def parts(text: str) -> list[str]:
    """The parts between commas, trimmed, without the empty ones."""
    return [part for part in map(trimmed, text.split(",")) if part]


def folded(text: str) -> str:
    """The text without blanks around it and without the case of its letters."""
    return trimmed(text).casefold()
