# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outliers in a line each, for a terminal and for the first lines of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._common.printable import brief, printable
from .._finding.outliers import Outlier

FIRST = 3
"""Outliers that are named where there is little room."""

_VALUE = 80
_NAMED = 2


def outlier_lines(outliers: Sequence[Outlier], most: int = FIRST) -> list[str]:
    """The first `most` outliers: what is where, and what others like it have."""
    return [_line(outlier) for outlier in outliers[:most]]


def shown(value: Any) -> str:
    """A value on one line, the absence of one as a word."""
    return "(absent)" if value is None else brief(value, _VALUE)


def group_words(group: Mapping[str, Any]) -> str:
    """What the sessions of a group have in common."""
    return ", ".join(shown(value) for value in group.values()) or "all sessions"


def _line(outlier: Outlier) -> str:
    target = f"{printable(outlier['target'])}: " if "target" in outlier else ""
    usual = f"{outlier['usual_count']:,} of {outlier['compared']:,} have {shown(outlier['usual'])}"
    return f"{target}{group_words(outlier['group'])}: {printable(outlier['pointer'])}: {_actual(outlier)}; {usual}"


def _actual(outlier: Outlier) -> str:
    """The different values, each with the first sessions that have it."""
    sessions: dict[str, list[str]] = {}
    for session in outlier["sessions"]:
        sessions.setdefault(shown(session["actual"]), []).append(printable(session["session_id"]))
    return ", ".join(
        f"{value} in {', '.join(ids[:_NAMED])}" + (f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else "")
        for value, ids in sessions.items()
    )
