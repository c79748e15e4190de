# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a report is a failure, for a caller who says what counts as one."""

from __future__ import annotations

from collections.abc import Collection

from ...module_utils._athena.vocabulary import CHANGES, FAIL_ON, Severity
from .._finding.finding import Finding
from .model import Report
from .verdicts import DECLARATIONS, NOTHING_CHECKED, is_unverified, unread

# Where one of these failed and not one check was made, there is nothing to allow.
READING_STAGES = frozenset({"read", "merge"})


def failures(
    report: Report, fail_on: str, allow_unverified: bool, fail_on_changes: Collection[str] = CHANGES
) -> list[str]:
    """Why the caller should fail, in the order of weight; empty where it should not.

    `fail_on` is `error` (drift against a policy of severity error), `warning` (any drift) or `never`. Drift of another
    change than `fail_on_changes` is no reason; one whose change is not known is. What could not be verified is a reason
    of its own, beside drift, unless `allow_unverified`; that not one check was made, since nothing could be read or
    nothing was declared, is one in any case. Raises ValueError for any other `fail_on`.
    """
    if fail_on not in FAIL_ON:
        raise ValueError(f"fail_on must be one of {', '.join(FAIL_ON)}, not {fail_on!r}")
    if fail_on == "never":
        return []
    reasons = []
    if any(error["stage"] == "read" for error in report["errors"]):
        reasons.append("the sessions could not be read")
    elif not report["summary"]["checks"] and _left_unread(report):
        reasons.append("nothing was checked, since nothing could be read")
    if any(error["stage"] == DECLARATIONS for error in report["errors"]):
        reasons.append(NOTHING_CHECKED)
    failing = [finding for finding in report["findings"] if _counts(finding, fail_on_changes)]
    severities: tuple[Severity, ...] = ("error", "warning") if fail_on == "warning" else ("error",)
    for severity in severities:
        count = sum(finding["severity"] == severity for finding in failing)
        if count:
            only = "" if set(CHANGES) <= set(fail_on_changes) else f" ({', '.join(fail_on_changes)})"
            reasons.append(f"drift of severity {severity}: {count}{only}")
    if not allow_unverified and is_unverified(report):
        reasons.append("not everything could be verified")
    return reasons


def _counts(finding: Finding, changes: Collection[str]) -> bool:
    return finding["status"] == "drift" and ("change" not in finding or finding["change"] in changes)


def _left_unread(report: Report) -> bool:
    return bool(unread(report["unreadable"])) or any(error["stage"] in READING_STAGES for error in report["errors"])
