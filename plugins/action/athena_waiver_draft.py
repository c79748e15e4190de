# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers for the drift of a report, to be filled in; documented in plugins/modules/athena_waiver_draft.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..plugin_utils._action.declaring_action import DeclaringAction
from ..plugin_utils._action.text_files import UnwritableError, controller_path, write_whole
from ..plugin_utils._common.plain_data import jsonable
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._report.loading import UnusableReportError, load_report, report_of
from ..plugin_utils._report.model import Report
from ..plugin_utils._report.recomputing import as_of
from ..plugin_utils._report.waiver_drafts import WaiverDraft, waiver_drafts
from ..plugin_utils._report.waiver_files import waiver_file
from ..plugin_utils._values.kinds import outline


class ActionModule(DeclaringAction):
    """A report in, a file on the controller out; nothing is read from Athena."""

    PARAMETERS = ("report", "path")

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """What was drafted, or would be in check mode."""
        report = _report(given.get("report"), problems.under("report"))
        path = _new_file(given.get("path"), problems.under("path"))
        problems.raise_if_any()
        if report is None or path is None:
            raise AssertionError("no problem was named")
        report = as_of(report, datetime.now(UTC).date())
        drafts = waiver_drafts(report)
        if drafts and not self._task.check_mode:
            try:
                write_whole({path: waiver_file(report, drafts)})
            except UnwritableError as error:
                return {"failed": True, "msg": str(error)}
        return _drafted(drafts, path)


def _drafted(drafts: list[WaiverDraft], path: Path) -> dict[str, Any]:
    bound = [draft for draft in drafts if draft.bound]
    return {
        "changed": bool(drafts),
        "path": str(path),
        "waivers": len(bound),
        "findings": sum(len(draft.findings) for draft in bound),
        "unbound": [
            {"policy": draft.waiver["policy"], "pointer": draft.waiver["pointer"], "findings": len(draft.findings)}
            for draft in drafts
            if not draft.bound
        ],
    }


def _report(value: Any, problems: Problems) -> Report | None:
    """The report that was given, or that is in the file of that path; mistakes go to `problems`."""
    try:
        if isinstance(value, Mapping):
            return report_of(jsonable(value))
        if not isinstance(value, str) or not value:
            problems.add(f"must be a report, or the path of its JSON file, not {outline(value)}")
            return None
        file = controller_path(value, problems)
        return None if file is None else load_report(_content(file))
    except UnusableReportError as error:
        problems.add(f"the report is {error}")
        return None


def _content(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def _new_file(value: Any, problems: Problems) -> Path | None:
    """The path of a file that is not there: in one that is, somebody may have filled in the blanks."""
    if not isinstance(value, str) or not value:
        problems.add("the file to write is required, as text")
        return None
    path = controller_path(value, problems)
    if path is not None and path.exists():
        problems.add(f"{path} is there already, and what was filled in there would be lost: name another file")
        return None
    return path
