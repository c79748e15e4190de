# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write a report on the controller, in one format or several; documented as the module of this name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..plugin_utils._action.declaring_action import DeclaringAction
from ..plugin_utils._action.report_files import check_report, paths_by_format
from ..plugin_utils._action.text_files import UnwritableError, write_whole
from ..plugin_utils._common.plain_data import jsonable
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._render.formats import FORMATS


class ActionModule(DeclaringAction):
    """A report in, files out. `changed` is this collection's word for drift, so that it is always false here."""

    PARAMETERS = ("report", "dir", "name", "formats")

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """`paths`, the files that were written, or would be in check mode."""
        paths = paths_by_format(given.get("dir"), given.get("name"), given.get("formats", ["json"]), problems)
        report = jsonable(given.get("report"))
        check_report(report, problems.under("report"))
        problems.raise_if_any()
        unsuitable = {name: found for name in paths if (found := FORMATS[name].problems(report))}
        suitable = {path: FORMATS[name] for name, path in paths.items() if name not in unsuitable}
        try:
            if not self._task.check_mode:
                write_whole({path: each.render(report) for path, each in suitable.items()})
        except UnwritableError as error:
            return {"failed": True, "msg": str(error)}
        return {"changed": False, "paths": [str(path) for path in suitable]} | without(unsuitable)


def without(unsuitable: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The failure about formats that the report cannot be written in; the others are, so that what was found stays."""
    if not unsuitable:
        return {}
    lines = [f"{name}: {problem}" for name, problems in unsuitable.items() for problem in problems]
    return {"failed": True, "msg": "\n".join(["The report cannot be written in every format:", *lines])}
