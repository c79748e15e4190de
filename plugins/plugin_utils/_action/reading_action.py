# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of the actions that read: the module runs on the target, and its sessions come back in Python.

Passing them through a registered variable would template each of them, and would put them into every callback's output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...module_utils._athena.url_credentials import without_url_credentials
from .._common.problems import Problems
from .._report.model import ReportError, Scope
from .._session.results import SessionResults
from .comparing import boolean
from .connection import connection_arguments, parameter_names
from .declaring_action import DeclaringAction
from .reading import MODULE, from_module, reading_arguments, scope_of

ACCOUNT_MODULE = "amazon.aws.aws_caller_info"


@dataclass
class ReadOutcome:
    """What was read, the account and the scope if they were asked for, and what stopped the rest (stage, message)."""

    results: SessionResults
    account_id: str | None = None
    scope: Scope | None = None
    errors: list[ReportError] = field(default_factory=list)


class ReadingAction(DeclaringAction):
    """An action with the reading parameters of athena_session_info and amazon.aws's connection parameters."""

    _requires_connection = True

    def known(self) -> Sequence[str]:
        """The names of its own parameters, and amazon.aws's for the connection."""
        return *self.PARAMETERS, *parameter_names()

    def read_sessions(self, given: Mapping[str, Any], problems: Problems, task_vars: Any) -> ReadOutcome:
        """Everything that can be read. Raises InvalidDeclarations, before any call, with every mistake in `given`."""
        connection = connection_arguments(given, problems)
        arguments = reading_arguments(given, problems)
        explain = boolean(given.get("explain", False), problems.under("explain"))
        look_up = boolean(given.get("lookup_account", False), problems.under("lookup_account"))
        problems.raise_if_any()
        arguments |= {**connection, "on_unreadable": "report", "work_group_configuration": explain, "as_json": True}
        results, error = from_module(self._execute_module(MODULE, arguments, task_vars=task_vars), problems)
        errors: list[ReportError] = [] if error is None else [{"stage": "read", "message": error}]
        outcome = ReadOutcome(results, scope=scope_of(arguments), errors=errors)
        if look_up:
            self._look_up_account(connection, outcome, task_vars)
        return outcome

    def _look_up_account(self, connection: Mapping[str, Any], outcome: ReadOutcome, task_vars: Any) -> None:
        returned = self._execute_module(ACCOUNT_MODULE, dict(connection), task_vars=task_vars)
        outcome.account_id = returned.get("account")
        if outcome.account_id is None:
            message = without_url_credentials(str(returned.get("msg", "no account was returned")))
            outcome.errors.append({"stage": "account", "message": message})
