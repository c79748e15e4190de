# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which findings the waivers of a run concern."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from .._common.json_pointers import covers
from .._common.plain_data import jsonable
from .._policy.expectations import Check
from .._policy.waivers import Waiver, in_force
from .._session.access import masked
from .._session.fields import kind_at
from .._session.spark_settings import engine_of, named_alike
from .evaluation import compare, selects
from .policy_evaluation import FailedCheck


class AppliedWaivers:
    """The waivers of a run on one day (UTC), and how many findings each of them concerned."""

    def __init__(self, waivers: Sequence[Waiver], today: date) -> None:
        self._waivers = waivers
        self._today = today
        self._findings: list[set[Hashable]] = [set() for _waiver in waivers]

    def waiver_for(self, key: Hashable, failed: FailedCheck, session: Mapping[str, Any]) -> Waiver | None:
        """The waiver in force that concerns a finding; of several the one that holds longest. Counts them all.

        Findings of one key count as one.
        """
        found: Waiver | None = None
        for waiver, concerned in zip(self._waivers, self._findings, strict=True):
            if in_force(waiver.expires, self._today) and concerns(waiver, failed, session):
                concerned.add(key)
                if found is None or waiver.expires > found.expires:
                    found = waiver
        return found

    @property
    def with_counts(self) -> list[tuple[Waiver, int]]:
        """Every waiver with the number of findings that it concerned."""
        return [(waiver, len(found)) for waiver, found in zip(self._waivers, self._findings, strict=True)]


def concerns(waiver: Waiver, failed: FailedCheck, session: Mapping[str, Any]) -> bool:
    """Whether it is about this policy, this place, this value and this session.

    Where that cannot be verified, the finding is not waived. A Spark setting is the same place under all of its names.
    """
    if failed.policy.name != waiver.policy:
        return False
    if not any(covers(waiver.pointer, path) for path in named_alike(failed.path, engine_of(session))):
        return False
    if waiver.bound and not _binds(waiver.actual, failed, session):
        return False
    return selects(waiver.applies_to, session)[0] is True


def _binds(bound: Any, failed: FailedCheck, session: Mapping[str, Any]) -> bool:
    """Whether a session has the value that a waiver is bound to; null is an absent one, not one that nobody knows."""
    actual = failed.difference.actual
    if actual is None or bound is None:
        return bound is None and failed.difference.kind == "missing"
    # What is hidden may have changed since.
    if masked(actual):
        return False
    # What cannot be compared, such as a size that Spark would refuse, is still the very value that the report shows.
    if _as_json(actual) == _as_json(bound):
        return True
    return compare(Check(failed.path, "eq", bound, kind_at(failed.path, actual)), session) is None


def _as_json(value: Any) -> str:
    return json.dumps(jsonable(value), sort_keys=True)
