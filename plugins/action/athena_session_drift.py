# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare Athena for Apache Spark sessions with policies, on the controller; documented as the module of this name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from ansible.plugins.action import ActionBase

from ..plugin_utils._action import comparing, given_sessions
from ..plugin_utils._common.problems import InvalidDeclarations, Problems


class ActionModule(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """Results in, a report out; nothing is read or changed anywhere."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result, as it is documented."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        problems = Problems()
        known = (*given_sessions.PARAMETERS, *comparing.PARAMETERS)
        try:
            given = comparing.given_parameters(self._task.args, known, problems)
            if not comparing.declares(given):
                problems.add(comparing.NOTHING_DECLARED)
            results = given_sessions.given_sessions(given, problems)
            result.update(comparing.compare(results, given, problems, now=datetime.now(UTC), diff=self._task.diff))
        except InvalidDeclarations as error:
            result.update(comparing.refusal(error))
        return result
