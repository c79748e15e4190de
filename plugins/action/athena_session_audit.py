# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read Athena for Apache Spark sessions and compare them in one task; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..plugin_utils._action import comparing, reading
from ..plugin_utils._action.connection import credentials
from ..plugin_utils._action.reading_action import ReadingAction, ReadOutcome
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._session.results import from_results


class ActionModule(ReadingAction):
    """What to read and what to expect in, a report out; nothing is changed anywhere."""

    PARAMETERS = (
        "results",
        "connection",
        "lookup_account",
        "explain",
        "outliers",
        "coverage",
        *reading.PARAMETERS,
        *comparing.PARAMETERS,
    )

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """The report, and how it is to be taken."""
        if "results" in given:
            read = _registered(given, problems)
        else:
            comparing.check_before_reading(given, problems)
            _check_owner_tag(given, problems)
            read = self.read_sessions(given, problems, task_vars)
        if read.account_id is not None:
            given["account_id"] = read.account_id
        return comparing.compare(
            read.results,
            given,
            problems,
            now=datetime.now(UTC),
            diff=self._task.diff,
            errors=read.errors,
            scope=read.scope,
            credentials=credentials(given),
        )


def _check_owner_tag(given: Mapping[str, Any], problems: Problems) -> None:
    if "owner_tag" in given and not comparing.boolean(given.get("read_tags", False), Problems()):
        problems.under("owner_tag").add("needs read_tags: true, since owners are named by the tags of sessions")


def _registered(given: Mapping[str, Any], problems: Problems) -> ReadOutcome:
    for name in reading.selects_sessions(given):
        problems.under(name).add("excludes results, which were read already")
    return ReadOutcome(from_results(given["results"], problems.under("results")))
