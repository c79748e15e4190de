# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameters of the search for outliers, checked, and what the action of that name returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._common.json_pointers import Tokens
from .._common.plain_data import as_json
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._finding.outliers import Outlier, most_conspicuous, outliers
from .._finding.outliers_groups import GROUP_BY
from .._policy.pointers import parse_pointers
from .._render.outlier_lines import outlier_lines
from .._report.comparison import make_redactor
from .._session.fields import SESSION
from .._session.results import SessionResults
from .comparing import boolean

PARAMETERS = ("group_by", "redact", "redact_pattern")


def find(results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """The result for what was read. Raises InvalidDeclarations with every mistake in the plain parameters `given`."""
    group_by = _group_by(given, problems.under("group_by"))
    redact = boolean(given.get("redact", True), problems.under("redact"))
    redactor = make_redactor(redact, given.get("redact_pattern"), problems)
    problems.raise_if_any()
    found = outliers([as_json(session) for session in results.sessions], redactor, group_by)
    return {"changed": False, "outliers": found, "text": _text(found, len(results.sessions))}


def _group_by(given: Mapping[str, Any], problems: Problems) -> Sequence[Tokens]:
    if "group_by" not in given:
        return GROUP_BY
    if given["group_by"] == []:
        return ()
    places = parse_pointers(given["group_by"], problems)
    for path, at in places:
        if path[:1] and path[0] not in SESSION.members:
            at.add(unknown("member of a session", path[0], SESSION.members))
    return [path for path, _at in places]


def _text(found: Sequence[Outlier], sessions: int) -> str:
    if not found:
        return f"No outlier among {sessions:,} sessions."
    return "\n".join(outlier_lines(sorted(found, key=most_conspicuous, reverse=True), len(found)))
