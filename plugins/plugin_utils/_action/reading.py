# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What to read: the reading parameters, checked before any call, and the arguments of the module that reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ...module_utils._athena.parameters import ARGUMENT_SPEC, ParametersError, check
from .._common.problems import Problems
from .._report.model import Scope
from .._session.results import SELECTING, SessionResults, from_results
from .._values.kinds import describe

MODULE = "sparkops.athena.athena_session_info"

LONGEST_NUMBER = 100
NO_NUMBERS = {"inf", "infinity", "nan"}

# Decided by what the action is for, not by its caller.
OWN = ("on_unreadable", "work_group_configuration", "as_json")
PARAMETERS = tuple(name for name in ARGUMENT_SPEC if name not in OWN)
_NUMBERS = tuple(name for name in PARAMETERS if ARGUMENT_SPEC[name]["type"] in ("int", "float"))

_WHOLE = ("sessions", "unreadable", "work_groups", "region")


def reading_arguments(given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """The arguments among `given` (plain data) that the module is to be run with; mistakes go to `problems`."""
    arguments = {name: given[name] for name in PARAMETERS if name in given}
    for name in _NUMBERS:
        # Ansible takes true for 1, and has no words for a number that is none.
        if isinstance(arguments.get(name), bool) or not _is_finite(arguments.get(name)):
            problems.under(name).add(f"must be a number, not {describe(arguments.pop(name))}")
    validated = ArgumentSpecValidator(ARGUMENT_SPEC).validate(arguments)
    if validated.error_messages:
        for message in validated.error_messages:
            problems.add(message)
        return arguments
    try:
        check(validated.validated_parameters)
    except ParametersError as error:
        for line in str(error).splitlines():
            problems.add(line)
    return {name: validated.validated_parameters[name] for name in arguments}


def _is_finite(value: Any) -> bool:
    """Whether Ansible can make a number of a value, or say why it cannot."""
    return len(str(value)) <= LONGEST_NUMBER and str(value).strip().lstrip("+-").lower() not in NO_NUMBERS


def scope_of(arguments: Mapping[str, Any]) -> Scope:
    """What was asked for, for the report: the region, and which sessions."""
    scope: Scope = {}
    if arguments.get("region"):
        scope["region"] = str(arguments["region"])
    for name in SELECTING:
        if arguments.get(name) is not None:
            scope[name] = list(arguments[name])
    return scope


def selects_sessions(given: Mapping[str, Any]) -> list[str]:
    """The parameters among `given` that say which sessions to read."""
    return [name for name in SELECTING if name in given]


def from_module(result: Mapping[str, Any], problems: Problems) -> tuple[SessionResults, str | None]:
    """What the module read, and why it failed if it did: what was read until then is compared all the same."""
    if "json" in result:
        result = {**result, **json.loads(result["json"])}
    failed = bool(result.get("failed"))
    message = str(result.get("msg") or "the module gave no reason") if failed else None
    if not all(name in result for name in _WHOLE):
        return SessionResults(), message or "the module returned no sessions"
    kept = {name: result[name] for name in (*_WHOLE, "scope") if name in result}
    return from_results(kept, problems), message
