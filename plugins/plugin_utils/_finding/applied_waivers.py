# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which findings the waivers of a run concern."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from .._common.json_pointers import Tokens, covers
from .._policy.expectations import Check
from .._policy.waivers import Waiver, in_force
from .._session.access import masked
from .._session.fields import kind_at
from .evaluation import compare, selects


class AppliedWaivers:
    """The waivers of a run on one day (UTC), and how many findings each of them concerned."""

    def __init__(self, waivers: Sequence[Waiver], today: date) -> None:
        self._waivers = waivers
        self._today = today
        self._findings: list[set[Hashable]] = [set() for _waiver in waivers]

    def waiver_for(
        self, key: Hashable, policy: str, path: Tokens, actual: Any, session: Mapping[str, Any]
    ) -> Waiver | None:
        """The waiver in force that concerns a finding; of several the one that holds longest. Counts them all.

        Findings of one key count as one.
        """
        found: Waiver | None = None
        for waiver, concerned in zip(self._waivers, self._findings, strict=True):
            if in_force(waiver.expires, self._today) and concerns(waiver, policy, path, actual, session):
                concerned.add(key)
                if found is None or waiver.expires > found.expires:
                    found = waiver
        return found

    @property
    def with_counts(self) -> list[tuple[Waiver, int]]:
        """Every waiver with the number of findings that it concerned."""
        return [(waiver, len(found)) for waiver, found in zip(self._waivers, self._findings, strict=True)]


def concerns(waiver: Waiver, policy: str, path: Tokens, actual: Any, session: Mapping[str, Any]) -> bool:
    """Whether it is about this policy, this place, this value and this session.

    Where that cannot be verified, the finding is not waived.
    """
    if policy != waiver.policy or not covers(waiver.pointer, path):
        return False
    if waiver.bound and not _binds(waiver, path, actual, session):
        return False
    return selects(waiver.applies_to, session)[0] is True


def _binds(waiver: Waiver, path: Tokens, actual: Any, session: Mapping[str, Any]) -> bool:
    if actual is None or waiver.actual is None:
        return actual is None and waiver.actual is None
    if isinstance(actual, Mapping):
        return bool(actual == waiver.actual)
    # What cannot be compared, such as a size that Spark would refuse, is still the very text that it is.
    if isinstance(actual, str) and actual == waiver.actual:
        return not masked(actual)
    return compare(Check(path, "eq", waiver.actual, kind_at(path, actual)), session) is None
