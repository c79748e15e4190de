# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter session_baseline; documented in the YAML file beside this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ansible.errors import AnsibleFilterError

from ..module_utils._athena.redaction import compile_pattern
from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._common.problems import InvalidDeclarations, Problems
from ..plugin_utils._policy.baselines import Baseline
from ..plugin_utils._session.results import from_sessions


def session_baseline(sessions: Any, redact_pattern: str | None = None) -> dict[str, Any]:
    """The expectations that hold for one session or for all of a list of them."""
    try:
        extra = compile_pattern(redact_pattern)
    except ValueError as error:
        raise AnsibleFilterError(f"session_baseline: {error}") from error
    expected = Baseline(_sessions(sessions), exhaustive=False, extra=extra).expected
    if not expected:
        raise AnsibleFilterError("session_baseline: there is no setting in these sessions that a baseline could hold")
    return expected


def _sessions(sessions: Any) -> list[Mapping[str, Any]]:
    problems = Problems()
    try:
        given = plain(sessions)
        listed = [given] if isinstance(given, Mapping) else given
        if listed == []:
            problems.add("there is no session to capture")
        read = from_sessions(listed, problems).sessions
        problems.raise_if_any()
    except InvalidDeclarations as error:
        raise AnsibleFilterError(f"session_baseline: {error}") from error
    return read


class FilterModule:
    """Ansible's way to ask for the filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        return {"session_baseline": session_baseline}
