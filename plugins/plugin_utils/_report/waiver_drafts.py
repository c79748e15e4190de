# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers for the drift of a report, each bound to the value that it waives; who accepts it, and why, is left open.

One waiver stands for all sessions in which a policy finds the same value at the same place, in the work groups that
have it now and in no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._common.json_pointers import tokens_of
from .._common.plain_data import jsonable
from .._finding.finding import Finding
from .._session.access import masked
from .._session.redactor import Redactor
from .model import Report


@dataclass
class WaiverDraft:
    """A waiver without reason, owner and expires, and the findings that it is for; `bound`: whether its value is known.

    One that is not bound is no waiver: what is hidden may change, and nobody would notice.
    """

    waiver: dict[str, Any]
    bound: bool
    findings: list[Finding] = field(default_factory=list)


def waiver_drafts(report: Report) -> list[WaiverDraft]:
    """A draft for each policy, place and value of the drift of a report of one target, in the order of its findings."""
    several_regions = len(report["regions"]) > 1
    found: dict[str, WaiverDraft] = {}
    for finding in (finding for finding in report["findings"] if finding["status"] == "drift"):
        actual = jsonable(Redactor().value(tokens_of(finding["pointer"]), finding["actual"]))
        where = _where(finding, several_regions)
        key = json.dumps([finding["policy"], finding["pointer"], actual, *where.values()], sort_keys=True)
        if key not in found:
            waiver = {"policy": finding["policy"], "pointer": finding["pointer"], "applies_to": {}, "actual": actual}
            found[key] = WaiverDraft(waiver, not masked(actual))
        found[key].findings.append(finding)
    for draft in found.values():
        draft.waiver["applies_to"] = _applies_to(draft.findings, several_regions)
    return list(found.values())


def _where(finding: Finding, several_regions: bool) -> Mapping[str, Any]:
    """What findings of one draft have in common of where they are; their work groups may differ."""
    region = {"region": finding["region"]} if several_regions else {}
    return {**region, "has_work_group": finding["work_group"] is not None}


def _applies_to(findings: Iterable[Finding], several_regions: bool) -> dict[str, Any]:
    """Expectations that select the sessions of these findings' work groups, and of their region if there are more."""
    findings = list(findings)
    groups = list(dict.fromkeys(finding["work_group"] for finding in findings))
    region = findings[0]["region"]
    selected = {"region": {"present": False} if region is None else region} if several_regions else {}
    if groups == [None]:
        return {**selected, "work_group": {"present": False}}
    return {**selected, "work_group": groups[0] if len(groups) == 1 else {"in": groups}}
