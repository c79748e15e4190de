# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The comparing parameters, checked in one place, and what every action that compares returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from ansible import release
from ansible.module_utils.parsing.convert_bool import boolean as ansible_boolean

from ...module_utils._athena.collection import COLLECTION_VERSION
from ...module_utils._athena.vocabulary import CHANGES, FAIL_ON
from .._common.plain_data import plain
from .._common.problems import InvalidDeclarations, Problems
from .._common.suggestions import unknown
from .._render.diff import session_diffs
from .._render.terminal import report_text
from .._report.comparison import audit, declarations
from .._report.gate import failures
from .._report.model import Generator, Report, ReportError, Scope, UnreadableEntry
from .._session.results import SessionResults
from .._values.kinds import describe, outline
from .._values.scalars import whole
from . import pack_files, previous

_DECLARING = (
    "expected",
    "policies",
    "waivers",
    "labels",
    "account_id",
    "redact_pattern",
    "owner_tag",
    "target",
    "run_id",
)
_JUDGING = ("fail_on", "fail_on_changes", "allow_unverified")
DECISIVE = ("results", "sessions", "policies", "packs")
"""Without one of these, something else is compared, or with less; a null of `expected` is how callers unset it."""
GENERATOR: Generator = {"collection": COLLECTION_VERSION, "core": release.__version__}
PARAMETERS = (*_DECLARING, *pack_files.PARAMETERS, "minimum_sessions", "redact", *previous.PARAMETERS, *_JUDGING)


NOTHING_DECLARED = "there is nothing to compare with: give expected, policies or packs"


def declares(given: Mapping[str, Any]) -> bool:
    """Whether anything is given to compare with, be it right or wrong."""
    return any(name in given for name in ("expected", "policies", "packs"))


@dataclass(frozen=True)
class Gate:
    """What counts as a failure for the caller: the least severity of drift, and whether unverified passes.

    `fail_on_changes`: the changes of drift that count.
    """

    fail_on: str
    allow_unverified: bool
    fail_on_changes: Sequence[str]

    def outcome(self, report: Report) -> dict[str, Any]:
        """The members of a result that say how a report is to be taken."""
        return {
            "changed": report["verdict"] == "drifted",
            "report": report,
            "failures": failures(report, self.fail_on, self.allow_unverified, self.fail_on_changes),
            "text": report_text(report),
        }


def gate(given: Mapping[str, Any], problems: Problems) -> Gate:
    """The caller's gate from plain parameters; mistakes go to `problems`."""
    fail_on = given.get("fail_on", "error")
    if fail_on not in FAIL_ON:
        problems.under("fail_on").add(unknown("value", str(fail_on), FAIL_ON))
    changes = _changes(given.get("fail_on_changes", list(CHANGES)), problems.under("fail_on_changes"))
    allow_unverified = boolean(given.get("allow_unverified", False), problems.under("allow_unverified"))
    return Gate(str(fail_on), allow_unverified, changes)


def check_before_reading(given: Mapping[str, Any], problems: Problems) -> None:
    """What is wrong with the parameters whatever the sessions are: all but names that one of them may know."""
    gate(given, problems)
    previous.place_of(given, problems)
    declarations(None, problems, **_options(given, problems))
    _extras(given, problems)


def compare(
    results: SessionResults,
    given: Mapping[str, Any],
    problems: Problems,
    *,
    now: datetime,
    diff: bool,
    errors: Sequence[ReportError] = (),
    scope: Scope | None = None,
    credentials: Sequence[str] = (),
) -> dict[str, Any]:
    """The result of comparing what was read with what the plain parameters `given` declare.

    `errors` are what failed before (stage, message), `scope` is what was asked for,
    `credentials` what the connection keeps secret. Raises InvalidDeclarations with
    every mistake, those that `problems` has already among them.
    """
    own = gate(given, problems)
    options = _options(given, problems)
    earlier = previous.previous_of(given, problems)
    scopes = cast(list[Scope], results.scopes)
    try:
        report = audit(
            now=now,
            sessions=results.sessions,
            # Their shape was checked where they were taken from the result.
            unreadable=cast(list[UnreadableEntry], results.unreadable),
            work_groups=results.work_groups,
            regions=results.regions,
            errors=errors,
            scope=scope or (scopes[0] if len(scopes) == 1 else None),
            scopes=scopes,
            previous=earlier,
            generator=GENERATOR,
            **_extras(given, problems),
            credentials=credentials,
            **options,
        )
    except InvalidDeclarations as error:
        raise InvalidDeclarations([*problems.found, *error.problems]) from error
    problems.raise_if_any()
    return own.outcome(report) | ({"diff": session_diffs(report)} if diff else {})


def _options(given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """The arguments of an audit among the parameters."""
    options = {name: given[name] for name in _DECLARING if name in given}
    if policies := pack_files.with_packs(given, problems):
        options["policies"] = policies
    options["minimum_sessions"] = _number(given.get("minimum_sessions", 1))
    options["redact"] = boolean(given.get("redact", True), problems.under("redact"))
    return options


def _extras(given: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """What else is to be found, which no verdict depends on: by default all of it where nothing is declared."""
    extras, default = ("outliers", "coverage"), not declares(given)
    return {f"find_{name}": boolean(given.get(name, default), problems.under(name)) for name in extras}


def _changes(value: Any, problems: Problems) -> list[str]:
    """Changes from a list, or from a text with commas as everywhere in Ansible."""
    listed = [one.strip() for one in value.split(",")] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        problems.add(f"must be a list of one or more of {', '.join(CHANGES)}, not {outline(value)}")
        return list(CHANGES)
    for one in listed:
        if one not in CHANGES:
            problems.add(unknown("change", str(one), CHANGES))
    return listed


def refusal(error: InvalidDeclarations) -> dict[str, Any]:
    """The members of a result that report every mistake at once."""
    count = len(error.problems)
    return {
        "failed": True,
        "msg": f"{count} mistake{'' if count == 1 else 's'} in the parameters:\n{error}",
        "problems": [{"pointer": problem.pointer, "message": problem.message} for problem in error.problems],
    }


def given_parameters(arguments: Mapping[Any, Any], known: Sequence[str], problems: Problems) -> dict[str, Any]:
    """The parameters that were given, as plain data without nulls; names that are not `known` go to `problems`.

    Raises InvalidDeclarations where something in them is nested too deep or is too long a number.
    """
    taken = {str(name): value for name, value in plain(dict(arguments)).items()}
    for name in DECISIVE:
        # Elsewhere in Ansible a null is as if nothing was given; here that would compare less than was meant.
        if name in taken and taken[name] is None and name in known:
            problems.under(name).add("null declares nothing: leave it out, or give what is meant")
    given = {name: value for name, value in taken.items() if value is not None}
    for name in given:
        if name not in known:
            problems.under(name).add(unknown("parameter", name, known))
    return given


def boolean(value: Any, problems: Problems) -> bool:
    """A boolean from whatever Ansible takes for one, such as `yes` or `0`; anything else goes to `problems`."""
    try:
        return bool(ansible_boolean(value))
    except TypeError:
        problems.add(f"must be true or false, not {describe(value)}")
        return False


def _number(value: Any) -> Any:
    """Text with a number as the number, as templates may give it; anything else as it is, for the audit to refuse."""
    number = whole(value)
    return value if number is None else number
