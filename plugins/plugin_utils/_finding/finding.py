# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A finding: one check of a policy that a session does not pass, as the report has it."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Annotated, Any, NotRequired, TypedDict

from ...module_utils._athena.vocabulary import Change, FindingKind, Origin, Severity, Status
from .._common.json_pointers import Tokens, pointer
from .._common.plain_data import jsonable
from .._common.printable import brief
from .._common.typed_shapes import NonEmpty, matching
from .._policy.phrases import wanted
from .._policy.waivers import Waiver
from .._session.access import masked
from .._session.identity import SessionIdentity
from .._session.redactor import Redactor, hide
from .evaluation import Difference
from .policy_evaluation import FailedCheck

Fingerprint = Annotated[str, matching("[0-9a-f]{16}", "a fingerprint")]
PointerText = Annotated[str, matching(r"(/([^~]|~[01])*)?", "a JSON pointer")]
Day = Annotated[str, matching(r"\d{4}-\d\d-\d\d", "a date, as 2026-12-31", date.fromisoformat)]
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00"
Time = Annotated[str, matching(_TIME, "a time in UTC, as 2026-12-31T23:59:59+00:00", datetime.fromisoformat)]


class Normalised(TypedDict):
    """Both sides as they were compared."""

    declared: Any
    actual: Any


class WaiverNote(TypedDict):
    """Of the waiver that holds for a finding, what its reader needs."""

    reason: NonEmpty
    owner: NonEmpty
    expires: Day


class RootCause(TypedDict):
    """Where a value comes from."""

    origin: Origin
    message: NonEmpty
    work_group_value: NotRequired[Any]


class Finding(SessionIdentity):
    """One check of a policy that a session does not pass. `waiver` is there exactly when the status is waived.

    `change` (of drift) and `first_seen` are there where the report has changes, `owner` where it is known.
    """

    fingerprint: Fingerprint
    policy: NonEmpty
    severity: Severity
    status: Status
    pointer: PointerText
    operator: NonEmpty
    declared: Any
    actual: Any
    kind: FindingKind
    message: NonEmpty
    normalised: NotRequired[Normalised]
    waiver: NotRequired[WaiverNote]
    remediation: NotRequired[str]
    root_cause: NotRequired[RootCause]
    owner: NotRequired[NonEmpty]
    change: NotRequired[Change]
    first_seen: NotRequired[Time]
    target: NotRequired[NonEmpty]


def as_finding(failed: FailedCheck, session: SessionIdentity, account_id: str | None, redactor: Redactor) -> Finding:
    """The finding about a failed check of this session, not yet waived, without secrets."""
    difference, path = failed.difference, failed.path
    # What Ansible blanked, or a pattern that only the reading was given, is no less secret where it was declared.
    hidden = redactor.hides(path) or (redactor.redact and masked(difference.actual))
    declared = failed.declared
    if failed.operator != "present":
        declared = jsonable(hide(declared) if hidden else redactor.value(path, declared))
    actual = jsonable(redactor.value(path, difference.actual))
    finding: Finding = {
        "fingerprint": fingerprint(account_id, session, failed.policy.name, path),
        "policy": failed.policy.name,
        "severity": failed.policy.severity,
        "status": unwaived_status(difference.kind),
        "session_id": session["session_id"],
        "work_group": session["work_group"],
        "region": session["region"],
        "state": session["state"],
        "pointer": pointer(path),
        "operator": failed.operator,
        "declared": declared,
        "actual": actual,
        "kind": difference.kind,
        "message": _message(difference, failed.operator, declared, actual),
    }
    if difference.normalised is not None and not hidden:
        finding["normalised"] = jsonable(difference.normalised)
    if failed.policy.remediation is not None:
        finding["remediation"] = failed.policy.remediation
    return finding


def waived(finding: Finding, waiver: Waiver) -> Finding:
    """The finding with the waiver that holds for it."""
    declared = waiver.declared
    note: WaiverNote = {"reason": declared["reason"], "owner": declared["owner"], "expires": declared["expires"]}
    return {**finding, "status": "waived", "waiver": note}


def unwaived(finding: Finding) -> Finding:
    """The finding without a waiver."""
    bare = finding.copy()
    bare.pop("waiver", None)
    return {**bare, "status": unwaived_status(finding["kind"])}


def unwaived_status(kind: FindingKind) -> Status:
    """The status of a finding that no waiver holds for."""
    return "unverified" if kind == "unverifiable" else "drift"


def fingerprint(account_id: str | None, session: SessionIdentity, policy: str, path: Tokens) -> str:
    """16 hexadecimal digits that stay the same for the same fault in another session of the work group."""
    place = [account_id, session["region"], session["work_group"], policy, pointer(path)]
    return hashlib.sha256(json.dumps(place).encode()).hexdigest()[:16]


def _message(difference: Difference, operator: str, declared: Any, actual: Any) -> str:
    message = f"declared: {wanted(operator, declared)}; the session has {'none' if actual is None else brief(actual)}"
    if difference.kind in ("undeclared", "unverifiable") or operator == "present":
        message = difference.message
    return f"{message} ({difference.hint})" if difference.hint else message
