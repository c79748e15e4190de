# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The formats that a report is written in: each a pure function from the report to the whole text of a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from .._report.model import Report
from .asff import asff, asff_problems
from .html import html_page
from .junit import junit
from .markdown import markdown
from .ocsf import ocsf
from .prometheus import prometheus


def nothing(_report: Report) -> list[str]:
    """The problems of a format that every report can be written in."""
    return []


class Format(NamedTuple):
    """What a file of this format ends in, the function that makes its text of a report, and why a report has none."""

    suffix: str
    render: Callable[[Report], str]
    problems: Callable[[Report], list[str]] = nothing


def indented_json(report: Report) -> str:
    """The report as indented JSON, in ASCII."""
    return json.dumps(report, indent=2, allow_nan=False) + "\n"


FORMATS = {
    "json": Format("json", indented_json),
    "junit": Format("junit.xml", junit),
    "markdown": Format("md", markdown),
    "html": Format("html", html_page),
    "asff": Format("asff", asff, asff_problems),
    "ocsf": Format("ocsf", ocsf),
    "prometheus": Format("prom", prometheus),
}
"""By the name that a user gives."""
