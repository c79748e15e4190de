# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The bases of the actions: parameters in, an outcome or every mistake at once out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ansible.plugins.action import ActionBase

from .._common.problems import InvalidDeclarations, Problems
from .._session.results import SessionResults
from . import comparing, given_sessions


class DeclaringAction(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """An action on the controller, whose mistakes are returned and not raised: a caller with `failed_when` can go on.

    `PARAMETERS` are its own.
    """

    PARAMETERS: Sequence[str] = ()
    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result, as it is documented."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        problems = Problems()
        try:
            given = comparing.given_parameters(self._task.args, self.known(), problems)
            return result | self.outcome(given, problems, task_vars)
        except InvalidDeclarations as error:
            return result | comparing.refusal(error)

    def known(self) -> Sequence[str]:
        """The names of all parameters."""
        return self.PARAMETERS

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """The members of the result. Raises InvalidDeclarations with every mistake, those in `problems` among them."""
        raise NotImplementedError


class ComparingAction(DeclaringAction):
    """An action that takes sessions which the caller has: nothing is read, and nothing is changed anywhere."""

    def known(self) -> Sequence[str]:
        """The names of its own parameters, and of those that give sessions."""
        return *given_sessions.PARAMETERS, *self.PARAMETERS

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """What is found out about the sessions that were given."""
        self.check(given, problems)
        return self.found(given_sessions.given_sessions(given, problems), given, problems)

    def check(self, given: Mapping[str, Any], problems: Problems) -> None:
        """Note what is wrong with the parameters whatever the sessions are."""

    def found(self, results: SessionResults, given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
        """The members of the result."""
        raise NotImplementedError
