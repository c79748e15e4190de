# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test `is sparkops.athena.conforming_to`; documented in conforming_to.yml beside this file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from ansible.errors import AnsibleFilterError

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._common.problems import InvalidDeclarations, Problems
from ..plugin_utils._report.comparison import audit
from ..plugin_utils._session.results import from_sessions


def conforming_to(
    session: Mapping[str, Any], expected: Mapping[str, Any], redact: bool = True, redact_pattern: str | None = None
) -> bool:
    """Whether a session, as athena_session_info returns it, is compliant: neither drifted nor unverified."""
    problems = Problems()
    try:
        readings = from_sessions([plain(session)], problems)
        problems.raise_if_any()
        report = audit(
            sessions=readings.sessions,
            expected={} if expected is None else plain(expected),
            now=datetime.now(UTC),
            redact=redact,
            redact_pattern=redact_pattern,
        )
    except InvalidDeclarations as error:
        raise AnsibleFilterError(f"conforming_to can't tell:\n{error}") from error
    return bool(report["verdict"] == "compliant")


class TestModule:
    """Ansible's way to ask for the tests of this file."""

    def tests(self) -> dict[str, Callable[..., bool]]:
        """The tests by name."""
        return {"conforming_to": conforming_to}
