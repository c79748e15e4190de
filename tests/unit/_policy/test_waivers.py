# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers as they were declared."""

from __future__ import annotations

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._policy.waivers import parse_waivers

WAIVER = {"policy": "p", "reason": "r", "owner": "o", "expires": "2027-01-01"}


def test_a_null_is_no_pointer_and_as_the_actual_value_an_absent_one() -> None:
    problems = Problems()
    (waiver,) = parse_waivers([{**WAIVER, "pointer": None, "actual": None}], [], problems)
    assert waiver.declared == {**WAIVER, "actual": None}
    assert (waiver.pointer, waiver.bound, waiver.actual, problems.found) == ((), True, None, [])
