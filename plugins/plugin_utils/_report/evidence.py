# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report can say of a fault that it does not have: that it is fixed, that it is gone, or neither.

Nothing is fixed for want of looking: only where the whole work group was read and the very check was made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ...module_utils._athena.vocabulary import ACTIVE_STATES, EarlierChange
from .._common.json_pointers import Tokens, lies_under, tokens_of
from .._common.printable import counted
from .._policy.exhaustive import notices
from .._policy.policies import Policy
from .model import Report, Scope
from .verdicts import unread

WorkGroup = tuple[str | None, str | None]
"""A work group by region and name."""

Outcome = tuple[EarlierChange, str]
"""What became of a fault, and why in one sentence."""


class Evidence:
    """What was read and checked for a report: of which work groups, by which policies, at which pointers.

    `scopes` say what the reads were asked for, each with its region; where none says so, no work group was read whole.
    """

    def __init__(self, report: Report, policies: Sequence[Policy], scopes: Sequence[Scope]) -> None:
        self._report = report
        self._scopes = scopes
        self._policies = {policy.name: policy for policy in policies}
        self._checked = {policy.name: frozenset(check.path for check in policy.checks) for policy in policies}
        self._sessions = Counter((session["region"], session["work_group"]) for session in report["sessions"])
        self._applied: Counter[tuple[WorkGroup, str]] = Counter()
        self._doubts: set[tuple[WorkGroup, str]] = set()
        self._unverified: dict[tuple[WorkGroup, str], set[Tokens]] = defaultdict(set)
        self._unread: dict[WorkGroup, str | None] = {}
        entries = unread(report["unreadable"])
        self._unlisted = {entry["work_group"] for entry in entries if "session_id" not in entry}
        self._unread_sessions = Counter(entry["work_group"] for entry in entries if "session_id" in entry)
        self._failed = any(error["stage"] == "read" for error in report["errors"])
        self._astray = any(None in place for place in self._sessions)
        self._note_sessions()
        self._note_findings()

    def of(self, work_group: WorkGroup, policy: str, path: Tokens, was_absent: bool) -> Outcome:
        """What became of the fault of a policy at a path; `was_absent`: that a value was missing was part of it."""
        reason = self._unread_reason(work_group) or self._unverified_reason(work_group, policy, path)
        if reason is not None:
            return "unknown", reason
        if not self._sessions[work_group]:
            return "gone", "the work group has no session"
        if policy not in self._policies:
            return "unknown", "the policy is no longer declared"
        sessions = self._applied[work_group, policy]
        if not sessions:
            return "gone", "the work group has no session that the policy applies to"
        if not self._is_checked(policy, path, was_absent):
            return "unknown", "the policy no longer checks this setting"
        return "fixed", f"checked in {counted(sessions, 'session')}, and nothing differs"

    def _note_sessions(self) -> None:
        for session in self._report["sessions"]:
            work_group = session["region"], session["work_group"]
            for policy, checks in session["policies"].items():
                self._applied[work_group, policy] += bool(checks)

                if not checks:
                    self._doubts.add((work_group, policy))

    def _note_findings(self) -> None:
        """A waived finding about what cannot be verified leaves it unverified all the same."""
        for finding in self._report["findings"]:
            if finding["kind"] != "unverifiable":
                continue
            key, path = ((finding["region"], finding["work_group"]), finding["policy"]), tokens_of(finding["pointer"])
            self._unverified[key].add(path)
            policy = self._policies.get(finding["policy"])
            if policy is not None and any(check.path == path for check in policy.applies_to):
                self._doubts.add(key)

    def _unverified_reason(self, work_group: WorkGroup, policy: str, path: Tokens) -> str | None:
        if (work_group, policy) in self._doubts:
            return "whether the policy applies to a session of the work group is not known"
        if lies_under(self._unverified.get((work_group, policy), ()), path):
            return "the check could not be verified"
        return None

    def _is_checked(self, policy: str, path: Tokens, was_absent: bool) -> bool:
        """An exhaustive policy notices what is there, and never that something is missing."""
        return path in self._checked[policy] or (not was_absent and notices(self._policies[policy].exhaustive, path))

    def _unread_reason(self, work_group: WorkGroup) -> str | None:
        """Why not every session of a work group was read, or None where all were."""
        if work_group not in self._unread:
            self._unread[work_group] = self._failure(work_group[1]) or self._outside(work_group)
        return self._unread[work_group]

    def _failure(self, name: str | None) -> str | None:
        if self._failed:
            return "not everything could be read"
        if {name, None} & self._unlisted:
            return "the sessions of the work group could not be listed"
        sessions = self._unread_sessions[name] + self._unread_sessions[None]
        if sessions:
            return f"{counted(sessions, 'session')} of the work group could not be read"
        return "of a session it is not known to which work group it belongs" if self._astray else None

    def _outside(self, work_group: WorkGroup) -> str | None:
        """Why a work group was not asked for as a whole, or None where it was."""
        reasons = [_limit(scope, work_group) for scope in self._scopes]
        if None in reasons:
            return None
        limits = [reason for reason in reasons if reason]
        return limits[0] if limits else "the work group was not read"


def _limit(scope: Scope, work_group: WorkGroup) -> str | None:
    """What kept a read from being one of the whole work group; empty where it was not about that at all."""
    region, name = work_group
    work_groups = scope.get("work_groups")
    if region is None or name is None or scope.get("region") != region:
        return ""
    if "session_ids" in scope:
        return "only sessions that were named were read"
    if work_groups is not None and name not in work_groups:
        return ""
    states = scope.get("states")
    if states is not None and not ACTIVE_STATES.issubset(states):
        return f"only sessions in the state{'s' * (len(states) > 1)} {', '.join(states)} were read"
    return None
