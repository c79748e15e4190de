# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a finding comes from: the work group as it is declared now, or the client that started the session.

The work group is read today, the session was started some time ago: that both agree says that the work group is to be
corrected. That they differ says that the client overrode it, or that it was changed since: the API tells no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ...module_utils._athena.derived import derive
from .._common.json_pointers import Tokens, covers
from .._policy.operators import same
from .._session.access import indexed, masked
from .._session.fields import kind_at
from .._session.identity import identity
from .._session.redactor import Redactor
from .._session.spark_settings import setting
from .._values.kinds import Unverifiable
from .finding import RootCause

# Where GetWorkGroup has what GetSession has elsewhere; what is not here has no counterpart.
_COUNTERPARTS: tuple[tuple[Tokens, Tokens], ...] = (
    (("engine_version",), ("engine_version", "effective_engine_version")),
    (("engine_configuration",), ("engine_configuration",)),
    (("monitoring_configuration",), ("monitoring_configuration",)),
    (("session_configuration", "execution_role"), ("execution_role",)),
    (("session_configuration", "working_directory"), ("result_configuration", "output_location")),
    (
        ("session_configuration", "encryption_configuration"),
        ("result_configuration", "encryption_configuration"),
    ),
)

# No time enters what is derived from a work group.
_EPOCH = datetime.fromtimestamp(0, UTC)


class RootCauses:
    """Root causes of findings, from the `work_groups` that athena_session_info returned."""

    def __init__(self, work_groups: Iterable[Mapping[str, Any]], redactor: Redactor) -> None:
        self._redactor = redactor
        self._known = {(entry.get("region"), entry.get("name")): _comparable(entry) for entry in work_groups}

    def __bool__(self) -> bool:
        return bool(self._known)

    def of(self, path: Tokens, session: Mapping[str, Any]) -> RootCause:
        """The `root_cause` of a finding: its origin, in words, and the work group's value where there is one."""
        name = identity(session)
        entry = self._known.get((name["region"], name["work_group"]))
        if entry is None:
            return _unknown("the work group was not read")
        if not isinstance(entry.get("configuration"), Mapping):
            return _unknown(f"the work group could not be read: {entry.get('message') or entry.get('reason')}")
        place = _counterpart(path)
        if place is None:
            return _unknown("a work group has no such setting")
        try:
            declared, actual = setting(entry["configuration"], place), setting(session, path)
        except Unverifiable as reason:
            return _unknown(str(reason))
        if declared is None:
            return _undeclared(actual)
        cause = self._of_declared(path, declared, actual, session.get("engine_version"))
        cause["work_group_value"] = self._redactor.value(path, declared)
        return cause

    def _of_declared(self, path: Tokens, declared: Any, actual: Any, engine_version: Any) -> RootCause:
        if self._redactor.hides(path) or masked(declared) or masked(actual):
            return _unknown("the value is hidden; redact: false shows it")
        if actual is None:
            return _client("the work group declares a value, and the session has none")
        try:
            equal = same(
                kind_at(path, actual), declared, actual, engine_version if isinstance(engine_version, str) else None
            )
        except Unverifiable as reason:
            return _unknown(str(reason))
        if equal:
            return _work_group("the work group declares this very value now: correct it there")
        return _client("the work group declares another value now")


def _undeclared(actual: Any) -> RootCause:
    if actual is None:
        return _work_group("the work group does not declare it either: declare it there")
    return _client("the work group does not declare it")


def _work_group(message: str) -> RootCause:
    return {"origin": "work_group", "message": message}


def _client(because: str) -> RootCause:
    message = f"{because}: the client set it, or the work group was changed after the session started"
    return {"origin": "client", "message": message}


def _unknown(because: str) -> RootCause:
    return {"origin": "unknown", "message": because}


def _counterpart(path: Tokens) -> Tokens | None:
    if covers(("derived", "spark_properties"), path):
        return path
    for mine, theirs in _COUNTERPARTS:
        if covers(mine, path):
            return (*theirs, *path[len(mine) :])
    return None


def _comparable(work_group: Mapping[str, Any]) -> Mapping[str, Any]:
    """The work group; its configuration with the Spark properties of both engine generations merged as in a session."""
    configuration = work_group.get("configuration")
    if not isinstance(configuration, Mapping):
        return work_group
    derived = derive({"engine_configuration": configuration.get("engine_configuration")}, _EPOCH)
    return {**work_group, "configuration": indexed({**configuration, "derived": derived})}
