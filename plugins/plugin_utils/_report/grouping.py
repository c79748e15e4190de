# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which entries of a report speak of the same: of the same session, of the same finding, of the same difference."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .._finding.finding import Finding
from .model import ReportSession

SessionKey = tuple[str | None, str | None, str]


def session_key(entry: ReportSession | Finding) -> SessionKey:
    """What tells one session of a report from another: target, region and id."""
    return entry.get("target"), entry["region"], entry["session_id"]


@dataclass(frozen=True)
class IdenticalFindings:
    """Findings that differ in nothing but the session, its state and its owner, in the order of the report."""

    findings: Sequence[Finding]

    @property
    def first(self) -> Finding:
        """The finding that speaks for all of them."""
        return self.findings[0]

    @property
    def session_ids(self) -> list[str]:
        """The ids of the sessions that they are about."""
        return [finding["session_id"] for finding in self.findings]

    @property
    def owners(self) -> list[str]:
        """The owners of these sessions, as far as they are known, each once."""
        return list(dict.fromkeys(finding["owner"] for finding in self.findings if "owner" in finding))


def identical(findings: Iterable[Finding]) -> list[IdenticalFindings]:
    """Findings in groups of those that differ in nothing but the session, its state and its owner, by their first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        same = {name: member for name, member in finding.items() if name not in ("session_id", "state", "owner")}
        groups.setdefault(json_key(same), []).append(finding)
    return [IdenticalFindings(group) for group in groups.values()]


def differences(groups: Iterable[IdenticalFindings]) -> list[list[IdenticalFindings]]:
    """Identical findings of several places together, where policy, setting, declared and actual value are the same."""
    found: dict[str, list[IdenticalFindings]] = {}
    for group in groups:
        first = group.first
        members = [first["policy"], first["pointer"], first["operator"], first["declared"], first["actual"]]
        found.setdefault(json_key(members), []).append(group)
    return list(found.values())


def json_key(value: Any) -> str:
    """A text that is the same for the same JSON value, and only for that: `true` is not `1`."""
    return json.dumps(value, sort_keys=True, default=str)
