# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports in files on the controller: each file whole, and none where one cannot be written."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from .._common.printable import brief, counted
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._common.typed_shapes import mismatches
from .._render.formats import FORMATS
from .._report.model import MergedReport
from .._report.validation import problems as target_report_problems
from .text_files import controller_path

SHOWN_MISTAKES = 10
"""Mistakes of a report that are shown."""

_NAME = re.compile(r"(?!\.)[^/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,200}")
_NAME_RULE = (
    "a file name without its ending: 1 to 200 characters, no slash, no backslash, no control character, no dot in front"
)


def paths_by_format(directory: Any, name: Any, formats: Any, problems: Problems) -> dict[str, Path]:
    """The absolute path of the report's file in each format; all that is wrong with the parameters goes to `problems`.

    A relative directory begins where the process was started. `formats` may be a text with commas, as everywhere in
    Ansible.
    """
    folder = _folder(directory, problems.under("dir"))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        problems.under("name").add(f"must be {_NAME_RULE}, not {brief(name)}")
        name = None
    known = _formats(formats, problems.under("formats"))
    if folder is None or name is None:
        return {}
    paths = {each: folder / f"{name}.{FORMATS[each].suffix}" for each in known}
    for path in filter(os.path.isdir, paths.values()):  # unlike Path.is_dir it never raises
        problems.under("name").add(f"{brief(str(path))} is a directory; a file must be written there")
    return paths


def check_report(report: Any, problems: Problems) -> None:
    """Add to `problems` why this is neither the report of a target nor a merged one."""
    merged = isinstance(report, dict) and "targets" in report
    wrong = list(mismatches(MergedReport, report)) if merged else target_report_problems(report)
    for each in wrong[:SHOWN_MISTAKES]:
        problems.add(each)
    if len(wrong) > SHOWN_MISTAKES:
        problems.add(f"and {counted(len(wrong) - SHOWN_MISTAKES, 'more mistake')}")


def _folder(directory: Any, problems: Problems) -> Path | None:
    if not isinstance(directory, str) or not directory:
        problems.add(f"must be the path of a directory, not {brief(directory)}")
        return None
    return controller_path(directory, problems)


def _formats(formats: Any, problems: Problems) -> list[str]:
    if isinstance(formats, str):
        formats = [each.strip() for each in formats.split(",")]
    if not isinstance(formats, list):
        problems.add(f"must be a list of {', '.join(FORMATS)}, not {brief(formats)}")
        return []
    if not formats:
        problems.add(f"must have at least one of {', '.join(FORMATS)}; without a report leave out the task")
    for index, each in enumerate(formats):
        if not isinstance(each, str):
            problems.under(index).add(f"must be one of {', '.join(FORMATS)}, not {brief(each)}")
        elif each not in FORMATS:
            problems.under(index).add(unknown("format", each, FORMATS))
    return [each for each in dict.fromkeys(filter(lambda each: isinstance(each, str), formats)) if each in FORMATS]
