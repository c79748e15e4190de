# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that results and reports are written in, each in one place.

The states are the API's. The comparison and the module share this file, so that neither can know a word that the other
does not.
"""

from __future__ import annotations

import typing as t

State = t.Literal["CREATING", "CREATED", "IDLE", "BUSY", "TERMINATING", "TERMINATED", "DEGRADED", "FAILED"]
STATES: tuple[str, ...] = t.get_args(State)

LIVE_STATES = frozenset({"CREATING", "CREATED", "IDLE", "BUSY", "TERMINATING", "DEGRADED"})
"""The states of a session that has not ended."""

ACTIVE_STATES = frozenset({"CREATING", "CREATED", "IDLE", "BUSY"})
"""The states of the sessions that the service lists where no state is asked for."""

Reason = t.Literal["not_found", "gone", "access_denied", "throttled", "timeout", "error"]
"""Why something could not be read."""

REASONS: tuple[Reason, ...] = t.get_args(Reason)
NOT_FOUND: t.Final = "not_found"
GONE: t.Final = "gone"
ACCESS_DENIED: t.Final = "access_denied"
THROTTLED: t.Final = "throttled"
TIMEOUT: t.Final = "timeout"
ERROR: t.Final = "error"

HARMLESS: frozenset[str] = frozenset({NOT_FOUND, GONE})
"""The reasons that never fail the module: there is nothing that could be read."""

Severity = t.Literal["error", "warning"]
SEVERITIES: tuple[Severity, ...] = t.get_args(Severity)

Status = t.Literal["drift", "waived", "unverified"]
"""What a finding counts as."""

FindingKind = t.Literal["different", "missing", "undeclared", "unverifiable"]

Change = t.Literal["new", "changed", "persisting"]
"""What became of drift since the previous report."""

CHANGES: tuple[Change, ...] = t.get_args(Change)

EarlierChange = t.Literal["fixed", "gone", "unknown"]
"""What became of drift that the previous report has and the present one has not."""

EARLIER_CHANGES: tuple[EarlierChange, ...] = t.get_args(EarlierChange)

Origin = t.Literal["work_group", "client", "unknown"]
"""Where the value of a finding comes from."""

Verdict = t.Literal["compliant", "drifted", "unverified"]
VERDICTS: tuple[Verdict, ...] = t.get_args(Verdict)

SessionVerdict = t.Literal["compliant", "drifted", "unverified", "unchecked"]
"""A session that no policy applied to is unchecked."""

SESSION_VERDICTS: tuple[SessionVerdict, ...] = t.get_args(SessionVerdict)

FailOn = t.Literal["error", "warning", "never"]
FAIL_ON: tuple[FailOn, ...] = t.get_args(FailOn)
