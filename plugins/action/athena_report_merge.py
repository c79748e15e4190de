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
    "max_age": {"type": "float"},
    "exclude": {"type": "raw", "default": []},
}


class ActionModule(ActionBase):  # type: ignore[misc]  # ansible-core is not typed
    """A directory in, a report out; nothing is changed."""

    _requires_connection = False
    _supports_check_mode = True
    _supports_async = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        """The task's result: `report`, and `left_out`, the names of reports that are there and were not expected."""
        result: dict[str, Any] = super().run(tmp, task_vars)
        _validation, parameters = self.validate_argument_spec(argument_spec=SPEC)
        options = plain(parameters)
        targets, exclude = names(options, "targets"), names(options, "exclude") or []
        if options["max_age"] is not None and not options["max_age"] > 0:
            raise AnsibleActionFail(f"max_age is {options['max_age']}; it must be more than 0 seconds")
        found = [(name, content) for name, content in contents(Path(options["path"])) if name not in exclude]
        left_out = [] if targets is None else [name for name, _content in found if name not in targets]
        if left_out:
            self._display.warning(f"Not merged, since they were not expected: {', '.join(left_out)}")
        report = merge(found, targets, options["max_age"], datetime.now(UTC))
        result.update(changed=False, report=report, left_out=left_out)
        return result


def names(options: dict[str, Any], option: str) -> list[str] | None:
    """A parameter that is a list of names. A single text is refused: its letters would be names."""
    given = options[option]
    if given is None or (isinstance(given, list) and all(isinstance(name, str) and name for name in given)):
        return given
    raise AnsibleActionFail(f"{option} is {given!r}; it must be a list of names")


def contents(directory: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """The names and contents of the JSON files in a directory; none if that is missing. Files that are being written
    have a name with a dot in front."""
    for file in sorted(directory.glob("*.json")):
        if not file.name.startswith(".") and file.is_file():
            try:
                yield file.stem, file.read_bytes()
            except OSError as error:
                yield file.stem, error
