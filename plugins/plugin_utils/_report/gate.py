# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a report is a failure, for a caller who says what counts as one."""

from __future__ import annotations

from ...module_utils._athena.vocabulary import FAIL_ON
from .model import Report
from .verdicts import is_unverified, unread

# Where one of these failed and not one check was made, there is nothing to allow.
READING_STAGES = frozenset({"read", "merge"})


def failures(report: Report, fail_on: str, allow_unverified: bool) -> list[str]:
    """Why the caller should fail, in the order of weight; empty where it should not.

    `fail_on` is `error` (drift against a policy of severity error), `warning` (any drift) or `never`. What could not be
    verified is a reason of its own, beside drift, unless `allow_unverified`; that not one check was made, since nothing
    could be read, is one in any case. Raises ValueError for any other `fail_on`.
    """
    if fail_on not in FAIL_ON:
        raise ValueError(f"fail_on must be one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    if fail_on == "never":
        return []
    counts = report["summary"]["findings"]
    reasons = []
    if any(error["stage"] == "read" for error in report["errors"]):
        reasons.append("the sessions could not be read")
    elif not report["summary"]["checks"] and _left_unread(report):
        reasons.append("nothing was checked, since nothing could be read")
    if counts["error"]:
        reasons.append(f"drift of severity error: {counts['error']}")
    if counts["warning"] and fail_on == "warning":
        reasons.append(f"drift of severity warning: {counts['warning']}")
    if not allow_unverified and is_unverified(report):
        reasons.append("not everything could be verified")
    return reasons


def _left_unread(report: Report) -> bool:
    return bool(unread(report["unreadable"])) or any(error["stage"] in READING_STAGES for error in report["errors"])
