# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare Athena for Apache Spark sessions with policies, on the controller; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ansible.plugins.action import ActionBase

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._common.problems import InvalidDeclarations, Problems
from ..plugin_utils._common.suggestions import unknown
from ..plugin_utils._render.diff import session_diffs
from ..plugin_utils._report.comparison import audit
from ..plugin_utils._report.model import Report
from ..plugin_utils._session.results import SessionResults, from_results, from_sessions
from ..plugin_utils._values.kinds import describe, truth, whole

_PASSED_ON = ("expected", "policies", "waivers", "labels", "account_id", "redact_pattern")
PARAMETERS = ("results", "sessions", *_PASSED_ON, "minimum_sessions", "errors", "redact")


class ActionModule(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """Parameters in, a report out; nothing is read or changed anywhere."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result: `changed` (the verdict is drifted), `report` and, in diff mode, `diff`."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        try:
            report = _report(plain(dict(self._task.args)), datetime.now(UTC))
        except InvalidDeclarations as error:
            count = len(error.problems)
            result.update(
                failed=True,
                msg=f"{count} mistake{'' if count == 1 else 's'} in what was declared:\n{error}",
                problems=[{"pointer": problem.pointer, "message": problem.message} for problem in error.problems],
            )
            return result
        result.update(changed=report["verdict"] == "drifted", report=report)
        if self._task.diff:
            result["diff"] = session_diffs(report)
        return result


def _report(parameters: Mapping[str, Any], now: datetime) -> Report:
    problems = Problems()
    given = {name: value for name, value in parameters.items() if value is not None}
    for name in given:
        if name not in PARAMETERS:
            problems.under(name).add(unknown("parameter", str(name), PARAMETERS))
    readings = _readings(given, problems)
    options = {
        "errors": _errors(given.get("errors", []), problems.under("errors")),
        "minimum_sessions": _count(given.get("minimum_sessions", 1)),
        "redact": _truth(given.get("redact", True), problems.under("redact")),
        **{name: given[name] for name in _PASSED_ON if name in given},
    }
    try:
        report = audit(
            now=now,
            sessions=readings.sessions,
            unreadable=readings.unreadable,
            work_groups=readings.work_groups,
            regions=readings.regions,
            **options,
        )
    except InvalidDeclarations as error:
        raise InvalidDeclarations([*problems.found, *error.problems]) from error
    problems.raise_if_any()
    return report


def _readings(given: Mapping[str, Any], problems: Problems) -> SessionResults:
    if ("results" in given) == ("sessions" in given):
        problems.add(
            "give either results or sessions: the one tells what could not be read, the other is for ad hoc use"
        )
    if "results" in given:
        return from_results(given["results"], problems.under("results"))
    return from_sessions(given.get("sessions", []), problems.under("sessions"))


def _errors(errors: Any, problems: Problems) -> list[dict[str, str]]:
    entries = errors if isinstance(errors, list) else [errors]
    fitting = [entry for entry in entries if isinstance(entry, Mapping) and {"stage", "message"} == entry.keys()]
    if len(fitting) != len(entries):
        problems.add("a list of {stage, message} is needed here")
    return [{name: str(value) for name, value in entry.items()} for entry in fitting]


def _count(value: Any) -> Any:
    """Text with a number as the number, as key=value and templates may give it; what is none is told by the audit."""
    number = whole(value)
    return value if number is None else number


def _truth(value: Any, problems: Problems) -> bool:
    found = truth(value)
    if found is None:
        problems.add(f"true or false is needed here, not {describe(value)}")
    return found is not False
