# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One check on one session: it holds, it fails, or it cannot be verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...module_utils._athena.vocabulary import FindingKind
from .._common.json_pointers import Tokens
from .._policy.expectations import CONTAINER, Check
from .._policy.operators import AS_TEXT, OPERATORS
from .._session.access import is_empty, is_malformed, masked, unexpected_type
from .._session.fields import field_at, only_engine
from .._session.spark_settings import engine_of, setting
from .._values.kinds import Unverifiable


@dataclass(frozen=True)
class Difference:
    """Why a check does not hold. `actual` is None for an absent value; `normalised` as in a finding.

    `hint` is what a reader may want to know beside the message, or empty.
    """

    kind: FindingKind
    actual: Any
    message: str
    normalised: Mapping[str, Any] | None = None
    hint: str = ""


MASKED = "the value is hidden, so that only its presence can be verified; redact: false shows it"
NOT_DERIVED = "the session does not tell it, so it could not be derived"
CONFLICT = "the session gives this property twice, with different values (see derived.conflicts)"
NOTHING_DERIVED = "it could not be derived from the session, or the session is not as athena_session_info returned it"
TAGS_NOT_READ = "the tags were not read: read_tags reads them"


def compare(check: Check, session: Mapping[str, Any]) -> Difference | None:
    """What the session has instead of what the check wants, or None where the check holds."""
    actual = None
    engine = engine_of(session)
    try:
        found = setting(session, check.path)
        if check.kind is CONTAINER and found is not None and is_malformed(check.path, found):
            # What stands there is neither absent nor what belongs there, and it is not shown: it may well be a secret.
            raise Unverifiable(unexpected_type(check.path, found))
        actual = None if check.kind is CONTAINER and is_empty(field_at(check.path), found) else found
        if check.operator == "present" or actual is None:
            return _presence(check, session, actual)
        if masked(actual):
            raise Unverifiable(MASKED)
        if OPERATORS[check.operator].evaluate(check.kind, check.operand, actual, engine):
            return None
    except Unverifiable as reason:
        return Difference("unverifiable", actual, str(reason), _normalised(check, actual, engine))
    return Difference("different", actual, "differs from what was declared", _normalised(check, actual, engine))


def selects(checks: Sequence[Check], session: Mapping[str, Any]) -> tuple[bool | None, list[tuple[Check, Difference]]]:
    """Whether all checks hold: True, False, or None with what could not be verified where none of the others fails."""
    differences = [(check, difference) for check in checks if (difference := compare(check, session)) is not None]
    if any(difference.kind != "unverifiable" for _check, difference in differences):
        return False, []
    return (None, differences) if differences else (True, [])


def _presence(check: Check, session: Mapping[str, Any], actual: Any) -> Difference | None:
    """The difference where only presence matters: for `present`, and for an absent value."""
    if actual is None:
        _check_absence(check.path, session)
        excluded = check.operator == "present" and check.operand is False
        if not (check.or_absent or excluded or OPERATORS[check.operator].absent_holds):
            hint = check.misspelling or _engine_hint(check.path, session)
            return Difference("missing", None, "is absent", hint=hint)
        if check.misspelling is not None:
            raise Unverifiable(check.misspelling)
        return None
    return None if check.operand is True else Difference("different", actual, "is there, and was to be absent")


def _engine_hint(path: Tokens, session: Mapping[str, Any]) -> str:
    """That a session of this engine generation has no such setting, where that is why it is missing."""
    engine, only = session.get("engine_version"), only_engine(path)
    if only is None or not isinstance(engine, str) or engine == only:
        return ""
    return f"only sessions of {only} have this setting: limit the policy with applies_to, or say or_absent: true"


def _check_absence(path: Tokens, session: Mapping[str, Any]) -> None:
    """Raise Unverifiable where an absent value may well be there, but was not read or not derived."""
    if path[0] == "derived":
        _check_derived(path, session.get("derived"))
    elif path[0] == "tags" and session.get("tags") is None:
        unread = session.get("tags_unreadable")
        if isinstance(unread, Mapping):
            raise Unverifiable(f"the tags could not be read: {unread.get('message') or unread.get('reason')}")
        raise Unverifiable(TAGS_NOT_READ)


def _check_derived(path: Tokens, derived: Any) -> None:
    if path[1:] == ("conflicts",) and isinstance(derived, Mapping):
        return
    if not isinstance(derived, Mapping) or len(path) == 1:
        raise Unverifiable(NOTHING_DERIVED)
    if path[1] != "spark_properties":
        raise Unverifiable(NOT_DERIVED)
    if not isinstance(derived.get("spark_properties"), Mapping):
        raise Unverifiable(NOTHING_DERIVED)
    conflicts = derived.get("conflicts")
    if isinstance(conflicts, list) and path[-1] in conflicts:
        raise Unverifiable(CONFLICT)


def _normalised(check: Check, actual: Any, engine_version: str | None) -> Mapping[str, Any] | None:
    """Both sides in normal form, where that differs from what was written on one of them."""
    if check.operator in AS_TEXT:
        return None
    several = isinstance(check.operand, list)
    declared = [check.kind.shown(item, engine_version) for item in (check.operand if several else [check.operand])]
    shown = None if isinstance(actual, list) or masked(actual) else check.kind.shown(actual, engine_version)
    if shown is None and not any(declared):
        return None
    written = check.operand if several else [check.operand]
    sides = [text if text is not None else raw for text, raw in zip(declared, written, strict=True)]
    return {"declared": sides if several else sides[0], "actual": actual if shown is None else shown}
