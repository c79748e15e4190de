# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare Athena for Apache Spark sessions with policies, on the controller; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..plugin_utils._action import comparing
from ..plugin_utils._action.declaring_action import ComparingAction
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._session.results import SessionResults


class ActionModule(ComparingAction):
    """Results in, a report out."""

    PARAMETERS = comparing.PARAMETERS

    def check(self, given: Mapping[str, Any], problems: Problems) -> None:
        """Nothing is read here, so that there must be something to compare with."""
        if not comparing.declares(given):
            problems.add(comparing.NOTHING_DECLARED)

    def found(self, results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        """The report, and how it is to be taken."""
        return comparing.compare(results, given, problems, now=datetime.now(UTC), diff=self._task.diff)
