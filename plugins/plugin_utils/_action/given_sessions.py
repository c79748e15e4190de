# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sessions of actions that read nothing: from registered results, or alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.problems import Problems
from .._session.results import SessionResults, from_results, from_sessions

PARAMETERS = ("results", "sessions")


def given_sessions(given: Mapping[str, Any], problems: Problems) -> SessionResults:
    """What the parameters (plain data) hold; mistakes go to `problems`."""
    if ("results" in given) == ("sessions" in given):
        problems.add("give either results or sessions: results say what could not be read, sessions are for ad hoc use")
    if "results" in given:
        return from_results(given["results"], problems.under("results"))
    return from_sessions(given.get("sessions", []), problems.under("sessions"))
