# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the actions that take results which the caller has: nothing is read, and nothing is changed anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.plugins.action import ActionBase

from .._common.problems import InvalidDeclarations, Problems
from .._session.results import SessionResults
from . import comparing, given_sessions


class ComparingAction(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """Results in, an outcome out, on the controller. `OWN` are the parameters beside those that give sessions."""

    OWN: Sequence[str] = ()
    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result, as it is documented."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        problems = Problems()
        try:
            given = comparing.given_parameters(self._task.args, (*given_sessions.PARAMETERS, *self.OWN), problems)
            self.check(given, problems)
            result.update(self.outcome(given_sessions.given_sessions(given, problems), given, problems))
        except InvalidDeclarations as error:
            result.update(comparing.refusal(error))
        return result

    def check(self, given: Mapping[str, Any], problems: Problems) -> None:
        """Note what is wrong with the parameters whatever the sessions are."""

    def outcome(self, results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        """The members of the result. Raises InvalidDeclarations with every mistake, those in `problems` among them."""
        raise NotImplementedError
