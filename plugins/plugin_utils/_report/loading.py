# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report of one target from the content of its file or from plain data, or why that cannot be used."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, NoReturn

from .model import SCHEMA_VERSION, Report
from .validation import problems

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead the clock of the machine that made a report may be."""

Content = str | bytes | OSError
"""What a file holds, or why it could not be read."""

SHOWN_PROBLEMS = 3
"""Problems of a broken report that are named."""


class UnusableReportError(ValueError):
    """A report cannot be used; the text says why."""


def load_report(content: Content) -> Report:
    """The report of a target, whole and without contradictions. Raises UnusableReportError."""
    if isinstance(content, OSError):
        raise UnusableReportError(f"broken: it cannot be read ({content.strerror or type(content).__name__})")
    return report_of(_parsed(content))


def report_of(report: Any) -> Report:
    """The report of a target that plain data is, as JSON has it. Raises UnusableReportError."""
    if not isinstance(report, dict):
        raise UnusableReportError("broken: a report is a mapping")
    version = report.get("schema_version")
    if "schema_version" in report and (isinstance(version, bool) or version != SCHEMA_VERSION):
        shown = json.dumps(version)[:20]
        raise UnusableReportError(f"of another schema: version {shown}, where {SCHEMA_VERSION} is understood")
    if "targets" in report:
        raise UnusableReportError("broken: it is a merged report, not one of a target")
    wrong = problems(report)
    if wrong:
        more = f" and {len(wrong) - SHOWN_PROBLEMS} more" if len(wrong) > SHOWN_PROBLEMS else ""
        raise UnusableReportError(f"broken: {'; '.join(one[:200] for one in wrong[:SHOWN_PROBLEMS])}{more}")
    valid: Report = report  # type: ignore[assignment]  # its shape was just checked
    return valid


def _parsed(content: str | bytes) -> Any:
    """What a JSON text holds; stricter than Python's own parser, which takes NaN and the last of several equal keys."""
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
        data = json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_no_number)
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode("utf-8")  # half a surrogate pair is not text
    except (ValueError, RecursionError) as error:
        reason = f"it is not JSON, perhaps half written ({error or type(error).__name__})"
        raise UnusableReportError(f"broken: {reason}") from error
    return data


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("the same key is there twice")
    return made


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"JSON has no {constant}")
