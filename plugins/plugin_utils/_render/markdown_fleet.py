# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the Markdown page on what was read where nothing was declared."""

from __future__ import annotations

from .._report.model import Report
from .._report.verdicts import nothing_declared
from .fleet_lines import NEXT_STEPS, fleet_lines
from .markdown_text import Page, prose

FACTS = 30_000
"""Bytes that the facts may take."""


def facts(page: Page, report: Report) -> None:
    """What was read, where nothing was declared, and what to do next."""
    if "fleet" not in report:
        return
    page.add("## What was read")
    page.table(["fact"], fleet_lines(report["fleet"]), lambda fact: [prose(fact)], FACTS, "fact")
    if nothing_declared(report):
        for step in NEXT_STEPS:
            page.add(f"{step.words}:\n\n```shell\n{step.command}\n```")
