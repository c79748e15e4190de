# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies and checks that no session ever reached, so that nothing is known of what they would say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from .._common.json_pointers import pointer
from .._common.typed_shapes import NonEmpty
from .._policy.expectations import Check
from .._policy.policies import Policy
from .._session.spark_settings import setting
from .._values.kinds import Unverifiable
from .coverage_noticing import WatchedSession
from .finding import PointerText


class NotReached(TypedDict):
    """A check that had no value to look at in any session; without pointer and operator a policy that never applied."""

    policy: NonEmpty
    pointer: PointerText | None
    operator: NonEmpty | None


class NeverReached:
    """What of the policies of a run no session has reached so far."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self._policies = policies
        self._applied: set[int] = set()
        self._left = {number: list(policy.checks) for number, policy in enumerate(policies)}

    def note(self, watched: WatchedSession) -> None:
        """Count a session."""
        for number, evaluation in enumerate(watched.evaluations):
            if evaluation.applies is not False:
                self._applied.add(number)
                failed = {(one.path, one.operator) for one in evaluation.failed}
                self._left[number] = [
                    check
                    for check in self._left[number]
                    if (check.path, check.operator) not in failed and not _is_reached(check, watched)
                ]

    def found(self) -> list[NotReached]:
        """The policies that never applied, and of the others the checks that never had anything to look at."""
        missed: list[NotReached] = []
        for number, policy in enumerate(self._policies):
            if number not in self._applied:
                missed.append({"policy": policy.name, "pointer": None, "operator": None})
            else:
                missed += [
                    {"policy": policy.name, "pointer": pointer(check.path), "operator": check.operator}
                    for check in self._left[number]
                ]
        return missed


def _is_reached(check: Check, watched: WatchedSession) -> bool:
    """Whether a check that holds looked at something; that nothing is there is what `present: false` is about."""
    if check.operator == "present" and check.operand is False:
        return True
    try:
        return setting(watched.session, check.path) is not None
    except Unverifiable:
        return True
