# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data of the HTML page with what many findings and sessions have in common in it once; `page/data.js` unpacks it.

Thousands of sessions drift in the same way: all that their findings differ in is the session, which is there already.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._report.grouping import json_key
from .page_data import PageData

OF_SESSION = ("session_id", "work_group", "region", "state", "owner", "target")
"""Members that a finding has from its session, unless it has them otherwise."""


class Interned:
    """Values by their index; equal ones have the same."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._indexes: dict[str, int] = {}

    def index(self, value: Any) -> int:
        """The index of this JSON value."""
        index = self._indexes.setdefault(json_key(value), len(self.values))
        if index == len(self.values):
            self.values.append(value)
        return index


def packed(page: PageData) -> dict[str, Any]:
    """The page's data, in which each finding is the index of its kind and that of its session.

    A kind is `{finding, of_session, prepared}`: the members that its findings share, the names of those that they have
    from their session, and what the page says of them. Each session's `policies` is an index of the packed ones.
    """
    report, prepared = page["report"], page["prepared"]
    kinds, policies = Interned(), Interned()
    findings = []
    for finding, told in zip(report["findings"], prepared["findings"], strict=True):
        members, session = dict(finding), report["sessions"][told["session"]]
        names = [name for name in OF_SESSION if name in members and members[name] == session.get(name, ...)]
        kind = {
            "finding": _without(members, names),
            "of_session": names,
            "prepared": _without(told, ("session",)),
        }
        findings.append([kinds.index(kind), told["session"]])
    sessions = [{**session, "policies": policies.index(session["policies"])} for session in report["sessions"]]
    return {
        "report": {**report, "findings": findings, "sessions": sessions},
        "prepared": _without(prepared, ("findings",)),
        "kinds": kinds.values,
        "policies": policies.values,
    }


def _without(members: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in names}
