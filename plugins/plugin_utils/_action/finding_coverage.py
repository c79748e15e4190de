# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parameters of the policy coverage, checked, and what the action of that name returns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from .._common.plain_data import as_json
from .._common.problems import Problems
from .._finding.coverage import coverage
from .._render.coverage_lines import coverage_lines, gaps, pasteable
from .._report.comparison import declarations
from .._session.results import SessionResults
from . import pack_files
from .comparing import boolean

_DECLARING = ("expected", "waivers", "redact_pattern")
PARAMETERS = (*_DECLARING, "policies", *pack_files.PARAMETERS, "redact")


def find(results: SessionResults, given: Mapping[str, Any], problems: Problems, now: datetime) -> dict[str, Any]:
    """The result for what was read, at the time `now` (aware).

    Raises InvalidDeclarations with every mistake in the plain parameters `given`.
    """
    readings = [as_json(session) for session in results.sessions]
    declared = {name: given[name] for name in _DECLARING if name in given}
    redact = boolean(given.get("redact", True), problems.under("redact"))
    listed = pack_files.with_packs(given, problems) or None
    policies, waivers, redactor = declarations(readings, problems, policies=listed, redact=redact, **declared)
    problems.raise_if_any()
    found = coverage(readings, policies, waivers, redactor, now.astimezone(UTC).date())
    suggested = {one["name"]: one for gap in gaps(found) for one in gap.suggested}
    return {
        "changed": False,
        "coverage": found,
        "suggestions": pasteable(list(suggested.values())),
        "text": "\n".join(coverage_lines(found)),
    }
