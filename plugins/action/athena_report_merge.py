# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merge the reports in a directory of the controller; documented as the module of this name.

Reports hold text that whoever starts a session may choose. They are read here, as bytes and by Python's JSON, so that
nothing of them can be taken for a variable or a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..plugin_utils._action.comparing import GENERATOR, gate
from ..plugin_utils._action.declaring_action import DeclaringAction
from ..plugin_utils._action.text_files import controller_path
from ..plugin_utils._common.problems import Problems
from ..plugin_utils._report.merging import merge
from ..plugin_utils._values.kinds import describe
from ..plugin_utils._values.scalars import decimal

LONGEST = 10**10
"""Seconds, some 300 years: longer spans have no date."""


class ActionModule(DeclaringAction):
    """A directory in, a report out; nothing is changed."""

    PARAMETERS = ("path", "targets", "run_id", "max_age", "exclude", "fail_on", "fail_on_changes", "allow_unverified")

    def outcome(self, given: dict[str, Any], problems: Problems, task_vars: Any) -> dict[str, Any]:
        """The merged report, how it is to be taken, and which files were left out."""
        targets, exclude = _names(given, "targets", problems), _names(given, "exclude", problems) or []
        directory, max_age, own = _directory(given, problems), _max_age(given, problems), gate(given, problems)
        problems.raise_if_any()
        found = [(name, content) for name, content in _contents(directory) if name not in exclude]
        left_out = [] if targets is None else [name for name, _content in found if name not in targets]
        if left_out:
            self._display.warning(f"Not merged, since they were not expected: {', '.join(left_out)}")
        now = datetime.now(UTC)
        report = merge(
            found, targets=targets, run_id=given.get("run_id"), max_age=max_age, now=now, generator=GENERATOR
        )
        return own.outcome(report) | {"changed": False, "left_out": left_out}


def _directory(given: Mapping[str, Any], problems: Problems) -> Path:
    path = given.get("path")
    if not isinstance(path, str) or not path:
        problems.under("path").add(f"must be the directory with the reports, not {describe(path)}")
        return Path()
    return controller_path(path, problems.under("path")) or Path()


def _max_age(given: Mapping[str, Any], problems: Problems) -> float | None:
    """Seconds, or None where a run's id decides."""
    run_id, value = given.get("run_id"), given.get("max_age")
    if (run_id is None) == (value is None):
        problems.add("give either run_id or max_age: reports of other runs must not pass for those of this one")
    if run_id is not None and (not isinstance(run_id, str) or not run_id):
        problems.under("run_id").add(f"must be text that is not empty, not {describe(run_id)}")
    seconds = decimal(value)
    if value is not None and (seconds is None or not 0 < seconds < LONGEST):
        problems.under("max_age").add(f"must be seconds, more than 0 and less than {LONGEST:,}, not {describe(value)}")
        return None
    return None if seconds is None else float(seconds)


def _names(given: Mapping[str, Any], option: str, problems: Problems) -> list[str] | None:
    """A parameter that is a list of names. A single text is refused: its letters would be names."""
    names = given.get(option)
    if names is None or (isinstance(names, list) and all(isinstance(name, str) and name for name in names)):
        return names
    problems.under(option).add(f"must be a list of names, none of them empty, not {describe(names)}")
    return None


def _contents(directory: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """The names and contents of the JSON files in a directory; none if that is missing.

    Files that are being written have a name with a dot in front.
    """
    for file in sorted(directory.glob("*.json")):
        if not file.name.startswith(".") and file.is_file():
            try:
                yield file.stem, file.read_bytes()
            except OSError as error:
                yield file.stem, error
