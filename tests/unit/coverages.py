# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policy coverage of sessions, for the tests of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.coverage import Coverage, coverage
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.policies import Policy, parse_policies
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.waivers import parse_waivers
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor

from .generated import Tree

TODAY = date(2026, 11, 22)


def parsed(policies: list[Tree] | None, sessions: list[Tree], expected: Tree | None = None) -> list[Policy]:
    problems = Problems()
    found = parse_policies(expected, policies, sessions, problems) if policies or expected else []
    assert problems.found == []
    return found


def covered(
    sessions: list[Tree], policies: list[Tree] | None = None, waivers: list[Tree] | None = None, **redaction: Any
) -> Coverage:
    accepted = parse_waivers(waivers, sessions, Problems())
    return coverage(sessions, parsed(policies, sessions), accepted, Redactor(**redaction), TODAY)


def unnoticed_of(found: Coverage, place: str) -> dict[str, int]:
    return {one["change"]: one["sessions"] for one in found["unnoticed"] if one["pointer"] == place}


def closes(sessions: list[Tree], policies: list[Tree], suggestion: Tree, place: str, change: str) -> bool:
    """Whether a gap is closed once its suggestion was pasted, as text, beside the policies."""
    pasted = yaml.safe_load(yaml.safe_dump(suggestion))
    return change not in unnoticed_of(covered(sessions, [*policies, pasted]), place)
