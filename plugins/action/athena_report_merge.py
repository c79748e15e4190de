# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Merge the reports in a directory of the controller; documented as the module of this name.

Reports hold text that whoever starts a session may choose. They are read here, as bytes and by Python's JSON, so that
nothing of them can be taken for a variable or a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._report.merging import merge

SPEC = {
    "path": {"type": "path", "required": True},
    "targets": {"type": "raw"},
    "run_id": {"type": "str"},
    "max_age": {"type": "float"},
    "exclude": {"type": "raw", "default": []},
}
EITHER = [("run_id", "max_age")]
LONGEST = 10**10
"""Seconds, some 300 years: longer spans have no date."""


class ActionModule(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """A directory in, a report out; nothing is changed."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result: `report`, and `left_out`, the names of reports that are there and were not expected."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        _validation, parameters = self.validate_argument_spec(
            argument_spec=SPEC, mutually_exclusive=EITHER, required_one_of=EITHER
        )
        options = plain(parameters)
        targets, exclude = names(options, "targets"), names(options, "exclude") or []
        check_run(options)
        found = [(name, content) for name, content in contents(Path(options["path"])) if name not in exclude]
        left_out = [] if targets is None else [name for name, _content in found if name not in targets]
        if left_out:
            self._display.warning(f"Not merged, since they were not expected: {', '.join(left_out)}")
        report = merge(
            found, targets=targets, run_id=options["run_id"], max_age=options["max_age"], now=datetime.now(UTC)
        )
        result.update(changed=False, report=report, left_out=left_out)
        return result


def check_run(options: dict[str, Any]) -> None:
    """Refuse what no report could have, and what any report would have."""
    run_id, max_age = options["run_id"], options["max_age"]
    if run_id == "":
        raise AnsibleActionFail("run_id is ''; it must not be empty")
    if max_age is not None and not 0 < max_age < LONGEST:
        raise AnsibleActionFail(f"max_age is {max_age}; it must be more than 0 seconds and less than {LONGEST:,}")


def names(options: dict[str, Any], option: str) -> list[str] | None:
    """A parameter that is a list of names. A single text is refused: its letters would be names."""
    given = options[option]
    if given is None or (isinstance(given, list) and all(isinstance(name, str) and name for name in given)):
        return given
    raise AnsibleActionFail(f"{option} is {given!r}; it must be a list of names, none of them empty")


def contents(directory: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """The names and contents of the JSON files in a directory; none if that is missing. Files that are being written
    have a name with a dot in front."""
    for file in sorted(directory.glob("*.json")):
        if not file.name.startswith(".") and file.is_file():
            try:
                yield file.stem, file.read_bytes()
            except OSError as error:
                yield file.stem, error
