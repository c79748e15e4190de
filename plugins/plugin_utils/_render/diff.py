# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `--diff` shows: session by session, `- actual` and `+ declared` under each pointer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .._common.printable import printable
from .sides import sides


def session_diffs(report: Mapping[str, Any]) -> list[dict[str, str]]:
    """One Ansible diff for each session with drift; the pointers are the lines that both sides share."""
    drift: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for finding in report["findings"]:
        if finding["status"] == "drift":
            key = tuple(finding[name] for name in ("region", "work_group", "session_id", "state"))
            drift.setdefault(key, []).append(finding)
    return [
        {
            "before_header": printable(f"{session_id} in {work_group or 'no work group'} ({state or 'state unknown'})"),
            "after_header": "declared",
            "before": "".join(f"{_place(finding)}\n    {sides(finding)[1]}\n" for finding in findings),
            "after": "".join(f"{_place(finding)}\n    {sides(finding)[0]}\n" for finding in findings),
        }
        for (_region, work_group, session_id, state), findings in drift.items()
    ]


def _place(finding: Mapping[str, Any]) -> str:
    return printable(f"{finding['pointer']}  [{finding['policy']}]")
