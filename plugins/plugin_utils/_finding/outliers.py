# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outliers: settings in which few sessions differ from what most sessions like them have. No policy is needed for it.

Nothing here ever touches a verdict. docs/docsite/rst/guide_outliers.rst says what to expect of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from .._common.json_pointers import Tokens, pointer
from .._common.typed_shapes import Constraint, Count, NonEmpty
from .._session.redactor import Redactor
from .outliers_columns import indices, spelling_in
from .outliers_deviations import Deviation, deviations
from .outliers_groups import GROUP_BY, peer_groups

Score = Annotated[float, Constraint(lambda score: 0 <= score <= 1, "a score from 0 to 1")]


class OutlierSession(TypedDict):
    """A session that differs: what it has instead, null for nothing, and how conspicuous that is, from 0.5 to 1."""

    session_id: NonEmpty
    actual: Any
    score: Score


class Outlier(TypedDict):
    """A setting in which few sessions of a group differ.

    `group` are the values by which sessions were grouped, by pointer. Of `compared` sessions of one role, `usual_count`
    have the value `usual`, null for its absence. `sessions` has the most conspicuous first.
    """

    group: dict[str, Any]
    pointer: str
    usual: Any
    usual_count: Count
    compared: Count
    sessions: list[OutlierSession]
    target: NotRequired[NonEmpty]


def outliers(
    readings: Iterable[Mapping[str, Any]], redactor: Redactor, group_by: Sequence[Tokens] = GROUP_BY
) -> list[Outlier]:
    """What is odd among sessions (plain data), the most conspicuous first; the same in whatever order they come.

    Sessions are compared where they have the same values at the paths of `group_by`. What the redactor hides is never
    compared, and no part of the result.
    """
    together: dict[tuple[int, Tokens, str], list[Deviation]] = defaultdict(list)
    groups = list(peer_groups(readings, redactor, group_by))
    for one in deviations(groups):
        usual = one.where[0].usual
        together[id(one.group), one.column.path, usual.key if usual else ""].append(one)
    made = [_outlier(its) for its in together.values()]
    return sorted(
        made, key=lambda one: (-most_conspicuous(one), one["pointer"], json.dumps(one["group"], sort_keys=True))
    )


def most_conspicuous(outlier: Outlier) -> float:
    """The highest score of an entry."""
    return max(session["score"] for session in outlier["sessions"])


def _outlier(its: Sequence[Deviation]) -> Outlier:
    """The deviations from one usual value as one entry."""
    group, column = its[0].group, its[0].column
    usual = its[0].where[0].usual
    within = 0
    for values in (values for one in its for values in one.where):
        within |= values.within
    sessions: list[OutlierSession] = [
        {
            "session_id": group.ids[index],
            "actual": spelling_in(group.sessions[index], column.path),
            "score": round(one.odds / (1 + one.odds), 4),
        }
        for one in its
        for index in indices(one.sessions)
    ]
    return {
        "group": group.values,
        "pointer": pointer(column.path),
        "usual": usual.value if usual else None,
        "usual_count": (usual.sessions & within).bit_count() if usual else 0,
        "compared": (column.compared & within).bit_count(),
        "sessions": sorted(sessions, key=lambda one: (-one["score"], one["session_id"])),
    }
