# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The previous report that a comparison is given: as data, as a file, or `auto`, the file that the next replaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .._common.plain_data import jsonable
from .._common.problems import Problems
from .._report.changes import Previous
from .._report.loading import UnusableReportError, load_report, report_of
from .._values.kinds import outline
from .text_files import controller_path

AUTO = "auto"
PARAMETERS = ("previous", "report_dir")


@dataclass(frozen=True)
class Place:
    """The file of a report; `may_be_missing`: that there is none yet is no error."""

    path: Path
    may_be_missing: bool = False


def place_of(given: Mapping[str, Any], problems: Problems) -> Place | Mapping[str, Any] | None:
    """The previous report among the parameters `given` (plain data), or where it is; None where none was asked for.

    Nothing is read; mistakes go to `problems`.
    """
    value = given.get("previous")
    if value is None or isinstance(value, Mapping):
        return value
    if not isinstance(value, str) or not value:
        wanted = f"must be an earlier report, the path of its JSON file, or {AUTO}"
        problems.under("previous").add(f"{wanted}, not {outline(value)}")
        return None
    if value != AUTO:
        path = controller_path(value, problems.under("previous"))
        return None if path is None else Place(path)
    directory, target = given.get("report_dir"), given.get("target")
    if not isinstance(directory, str) or not directory or not isinstance(target, str) or not target:
        problems.under("previous").add(f"{AUTO} is the JSON report of target in report_dir: both are needed")
        return None
    folder = controller_path(directory, problems.under("report_dir"))
    return None if folder is None else Place(folder / f"{target}.json", may_be_missing=True)


def previous_of(given: Mapping[str, Any], problems: Problems) -> Previous | None:
    """What the parameters have as the previous report; None where none was asked for.

    A report that cannot be used is no mistake in the parameters: the comparison goes on, and says so.
    """
    place = place_of(given, problems)
    if place is None:
        return None
    return _from_file(place) if isinstance(place, Place) else _from_data(place)


def _from_data(data: Mapping[str, Any]) -> Previous:
    try:
        return Previous(report_of(jsonable(data)))
    except UnusableReportError as error:
        return Previous(problem=str(error))


def _from_file(place: Place) -> Previous:
    content: bytes | OSError
    try:
        content = place.path.read_bytes()
    except FileNotFoundError:
        return Previous(problem=None if place.may_be_missing else f"missing: there is no {place.path}")
    except OSError as error:
        content = error
    try:
        return Previous(load_report(content))
    except UnusableReportError as error:
        return Previous(problem=str(error))
