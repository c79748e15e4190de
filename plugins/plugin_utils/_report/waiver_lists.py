# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The report's lists of waivers: how they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from .._common.json_pointers import covers
from .._common.plain_data import jsonable
from .._finding.applied_waivers import AppliedWaivers
from .._policy.policies import Policy
from .._policy.waivers import Waiver, expiring, in_force
from .._session.fields import Leaf, field_at
from .._session.redactor import Redactor, hide
from .model import ReportWaiver, WaiverLists


def waiver_lists(waivers: Iterable[ReportWaiver], today: date) -> WaiverLists:
    """The waivers in force on a day (UTC), of these the expiring and the unused, and the expired."""
    dated = [(date.fromisoformat(waiver["expires"]), waiver) for waiver in waivers]
    holding = [waiver for expires, waiver in dated if in_force(expires, today)]
    return {
        "in_force": holding,
        "expiring": [waiver for expires, waiver in dated if expiring(expires, today)],
        "expired": [waiver for expires, waiver in dated if not in_force(expires, today)],
        "unused": [waiver for waiver in holding if not waiver["findings"]],
    }


def report_waivers(applied: AppliedWaivers, policies: Sequence[Policy], redactor: Redactor) -> list[ReportWaiver]:
    """The waivers of a run as they were declared, without secrets, with the number of findings that each waived."""
    return [_report_waiver(waiver, findings, policies, redactor) for waiver, findings in applied.with_counts]


def _report_waiver(waiver: Waiver, findings: int, policies: Sequence[Policy], redactor: Redactor) -> ReportWaiver:
    shown: dict[str, Any] = {**waiver.declared, "findings": findings}
    if waiver.bound:
        hidden = redactor.redact and _may_be_secret(waiver, policies, redactor)
        shown["actual"] = hide(waiver.actual) if hidden else redactor.value(waiver.pointer, waiver.actual)
    if "applies_to" in shown:
        shown["applies_to"] = redactor.tree(shown["applies_to"])
    made: ReportWaiver = jsonable(shown)
    return made


def _may_be_secret(waiver: Waiver, policies: Sequence[Policy], redactor: Redactor) -> bool:
    """Whether what a waiver is bound to may be the value of a secret under its pointer; in doubt it is."""
    meant = [policy for policy in policies if policy.name == waiver.policy]
    places = [check.path for policy in meant for check in policy.checks]
    if any(redactor.hides(path) for path in places if covers(waiver.pointer, path)):
        return True
    wide = any(policy.exhaustive for policy in meant) or not meant
    return wide and not isinstance(field_at(waiver.pointer), Leaf)
