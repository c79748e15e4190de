# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The signs and words that reports for people show for the report's own: states, verdicts, kinds, reasons, origins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ...module_utils._athena.vocabulary import FindingKind, Origin, Reason, SessionVerdict
from .._common.printable import counted
from .._policy.operators import OPERATORS
from .._report.model import Report
from .._report.verdicts import nothing_declared, unread


class Sign(NamedTuple):
    """A sign, and the word for those who cannot tell it from others."""

    sign: str
    word: str


STATES: Mapping[str, Sign] = {
    "drift": Sign("✕", "drift"),
    "warning": Sign("!", "drift of a warning policy"),
    "unverified": Sign("?", "unverified"),
    "waived": Sign("◇", "waived"),
    "compliant": Sign("✓", "compliant"),
    "none": Sign("·", "not applied"),
}
"""How a finding, a session or a policy on a session stands, the worst first."""

VERDICTS: Mapping[SessionVerdict, tuple[str, str]] = {
    "compliant": ("compliant", "compliant"),
    "drifted": ("drift", "drifted"),
    "unverified": ("unverified", "unverified"),
    "unchecked": ("none", "not checked"),
}
"""The state that a verdict looks like, and its word."""

KINDS: Mapping[FindingKind, Sign] = {
    "different": Sign("~", "different"),
    "missing": Sign("−", "missing"),
    "undeclared": Sign("+", "undeclared"),
    "unverifiable": Sign("?", "not comparable"),
}

ORIGINS: Mapping[Origin, str] = {
    "work_group": "Work group",
    "client": "Set by the client",
    "unknown": "Unknown",
}

REASONS: Mapping[Reason, str] = {
    "not_found": "not found",
    "gone": "gone between listing and reading",
    "access_denied": "access denied",
    "throttled": "throttled",
    "timeout": "timed out",
    "error": "error",
}


def operator_words(operator: str, declared: Any) -> str:
    """An operator as a reader would say it between `declared` and the value."""
    if operator == "present":
        return "present" if declared else "absent"
    if operator == "eq":
        return "these, in any order" if isinstance(declared, list) else "equal to"
    if operator in OPERATORS:
        return OPERATORS[operator].words.removeprefix("is ")
    return "nothing beyond what is declared"


def sentence(report: Report) -> str:
    """The verdict in a sentence, by the report's own numbers."""
    summary = report["summary"]
    sessions = counted(summary["sessions"], "session")
    if report["verdict"] == "compliant":
        run = "runs" if summary["compliant"] == 1 else "run"
        return f"{counted(summary['compliant'], 'session')} of {sessions} checked {run} as declared."
    if nothing_declared(report):
        return f"Nothing was checked, since nothing was declared; {sessions} read."
    drifted, unverified, unreadable, errors = (
        summary["drifted"],
        summary["unverified"],
        len(unread(report["unreadable"])),
        len(report["errors"]),
    )
    differ = "differs" if drifted == 1 else "differ"
    parts = [
        *([f"{drifted:,} of {sessions} {differ} from what was declared"] if drifted else []),
        *([f"{unverified:,}{'' if drifted else f' of {sessions}'} could not be verified"] if unverified else []),
        *([f"{unreadable:,} could not be read"] if unreadable else []),
        *([f"{counted(errors, 'error')} left the report incomplete"] if errors else []),
    ]
    nothing = "Something could not be verified" if summary["checks"] else "Nothing was checked"
    return f"{'; '.join(parts) or nothing}."
