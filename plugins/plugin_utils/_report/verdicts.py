# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows from findings, checks and what could not be read: the verdicts, and what is left unverified."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...module_utils._athena.vocabulary import GONE, SessionVerdict, Status, Verdict
from .._finding.finding import Finding
from .model import Report, ReportError, UnreadableEntry

DECLARATIONS = "declarations"
"""The stage of the error that nothing was declared."""

NOTHING_CHECKED = "nothing was checked: neither expected, policies nor packs were given"


def session_verdict(statuses: Iterable[Status], checks: int) -> SessionVerdict:
    """Drifted before unverified before compliant; unchecked where no comparison was made."""
    found = set(statuses)
    if "drift" in found:
        return "drifted"
    if "unverified" in found:
        return "unverified"
    return "compliant" if checks else "unchecked"


def verdict(
    checks: int, findings: Iterable[Finding], unreadable: Iterable[UnreadableEntry], errors: Sequence[ReportError]
) -> Verdict:
    """The verdict on the whole: drifted before unverified before compliant.

    Compliant is only what was checked: where no comparison was made, or something was left unread, it is unverified.
    """
    statuses = {finding["status"] for finding in findings}
    if "drift" in statuses:
        return "drifted"
    if "unverified" in statuses or unread(unreadable) or errors or not checks:
        return "unverified"
    return "compliant"


def harmless(entry: UnreadableEntry) -> bool:
    """Whether nothing is left unverified by this: a session that ended between listing and reading."""
    return entry["reason"] == GONE and "session_id" in entry


def unread(unreadable: Iterable[UnreadableEntry]) -> list[UnreadableEntry]:
    """The sessions and work groups that could not be read, and that leave the whole unverified."""
    return [entry for entry in unreadable if not harmless(entry)]


def nothing_declared(report: Report) -> bool:
    """Whether sessions were read and no policy at all was given, of whichever target."""
    return not report["policies"] and "fleet" in report


def is_unverified(report: Report) -> bool:
    """Whether anything could not be verified, also where drift decides the verdict."""
    rest = [finding for finding in report["findings"] if finding["status"] != "drift"]
    return verdict(report["summary"]["checks"], rest, report["unreadable"], report["errors"]) == "unverified"
