# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared and actual of a finding, side by side."""

from __future__ import annotations

from os.path import commonprefix

from .._common.printable import BRIEF, one_line, shortened
from .._finding.finding import Finding
from .._policy.phrases import phrase

_CONTEXT = 20


def sides(finding: Finding, limit: int = BRIEF) -> tuple[str, str]:
    """What was declared, as a phrase, and what there is; long values without what both begin with, to show the rest."""
    declared, actual = one_line(finding["declared"]), one_line(finding["actual"])
    shared = len(commonprefix([declared, actual])) - _CONTEXT  # noqa: RUF071 (these are no paths)
    if shared > 0 and max(len(declared), len(actual)) > limit:
        declared, actual = f"…{declared[shared:]}", f"…{actual[shared:]}"
    there = "(absent)" if finding["actual"] is None else shortened(actual, limit)
    return phrase(finding["operator"], finding["declared"], shortened(declared, limit)), there
