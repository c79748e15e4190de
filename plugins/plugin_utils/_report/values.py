# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the written reports have in common: values as text, and identical findings told once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]


def printable(text: str) -> str:
    """A text without anything invisible: control, bidirectional and format characters, lone surrogates and the like
    become escapes such as ``\\x1b``; a reader sees what is there, and XML and terminals are safe from it."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else escaped(char) for char in text)


def escaped(char: str) -> str:
    """One character as JSON and Python would escape it."""
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(char)
    if named:
        return named
    code = ord(char)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"


def as_json(value: Any) -> str:
    """A value as one line of JSON; a date or the like as its text. It may hold what is not printable."""
    return json.dumps(value, ensure_ascii=False, default=str)


def shortened(text: str, limit: int) -> tuple[str, int]:
    """The first ``limit`` characters of a text, and how many more it has."""
    return text[:limit], max(0, len(text) - limit)


def cut(text: str, limit: int) -> str:
    """A text of about ``limit`` characters that says how many were left out."""
    kept, more = shortened(text, limit)
    return f"{kept}… ({counted(more, 'more character')})" if more else kept


def counted(number: int, what: str) -> str:
    """``1 session``, ``2 sessions``, ``1,000 sessions``."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def session_key(entry: Record) -> tuple[str | None, str | None, str]:
    """What tells one session of a report from another: target, region and id."""
    return entry.get("target"), entry["region"], entry["session_id"]


@dataclass(frozen=True)
class Group:
    """Findings that say the same of several sessions."""

    finding: Record
    session_ids: Sequence[str]


def identical(findings: Iterable[Record]) -> list[Group]:
    """Findings that differ in nothing but the session (and its state) as one, in the order of their first."""
    groups: dict[str, tuple[Record, list[str]]] = {}
    for finding in findings:
        same = {key: value for key, value in finding.items() if key not in ("session_id", "state")}
        key = json.dumps(same, sort_keys=True, default=str)
        groups.setdefault(key, (finding, []))[1].append(finding["session_id"])
    return [Group(finding, ids) for finding, ids in groups.values()]
