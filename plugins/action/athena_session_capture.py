# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Read sessions and write what they have in common as a baseline; documented as the module of this name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from ..module_utils._athena.redaction import compile_pattern
from ..plugin_utils._action import comparing, reading
from ..plugin_utils._action.reading_action import ReadingAction, ReadOutcome
from ..plugin_utils._action.text_files import UnwritableError, controller_path, write_whole
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._policy.baseline_files import baseline_file
from ..plugin_utils._policy.baselines import Baseline
from ..plugin_utils._report.model import UnreadableEntry
from ..plugin_utils._report.verdicts import unread

# A baseline has no tags.
READING = tuple(name for name in reading.PARAMETERS if name != "read_tags")


class ActionModule(ReadingAction):
    """What to read in, a file on the controller out."""

    PARAMETERS = ("path", "connection", "allow_unverified", *READING)

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """What was captured, or would be in check mode."""
        target = _target(given.get("path"), problems.under("path"))
        partial = comparing.boolean(given.get("allow_unverified", False), problems.under("allow_unverified"))
        read = self.read_sessions(given, problems, task_vars)
        baseline = Baseline(read.results.sessions, extra=compile_pattern(given.get("redact_pattern")))
        return _captured(read, baseline, target, partial=partial, check_mode=self._task.check_mode)


def _captured(
    read: ReadOutcome, baseline: Baseline, target: Path, *, partial: bool, check_mode: bool
) -> dict[str, Any]:
    missing = _missing(read)
    if read.errors:
        return _failed([error["message"] for error in read.errors])
    if missing and not partial:
        return _failed(["the baseline would lack what could not be read; allow_unverified leaves it out:", *missing])
    try:
        text = baseline_file(baseline, datetime.now(UTC), target.stem)
        if not check_mode:
            write_whole({target: text})
    except (ValueError, UnwritableError) as error:
        return _failed([str(error)])
    return {
        "changed": True,
        "path": str(target),
        "sessions": len(baseline.sessions),
        "missing": missing,
        "incomplete": [asdict(one) for one in baseline.incomplete],
    }


def _target(path: Any, problems: Problems) -> Path:
    if not isinstance(path, str) or not path:
        problems.add("the file to write is required, as text")
        return Path()
    return controller_path(path, problems) or Path()


def _missing(read: ReadOutcome) -> list[str]:
    return [
        f"{entry.get('session_id') or 'work group ' + str(entry['work_group'])}: {entry['reason']}: {entry['message']}"
        for entry in unread(cast(list[UnreadableEntry], read.results.unreadable))
    ]


def _failed(lines: list[str]) -> dict[str, Any]:
    return {"failed": True, "msg": "\n".join(["Nothing was captured:", *lines])}
