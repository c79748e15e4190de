# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole comparison: sessions, policies and waivers in, a report out.

It knows no Ansible, no AWS, no clock, no files: time and data come in as arguments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from ...module_utils._athena.redaction import compile_pattern
from .._common.plain_data import as_json
from .._common.problems import InvalidDeclarations, Problems
from .._finding.applied_waivers import AppliedWaivers
from .._finding.coverage import coverage
from .._finding.fleet import fleet
from .._finding.outliers import outliers
from .._finding.root_causes import RootCauses
from .._finding.session_evaluation import SessionEvaluator
from .._policy.policies import Policy, parse_policies
from .._policy.waivers import Waiver, parse_waivers
from .._session.identity import by_session
from .._session.redactor import Redactor
from .._values.kinds import describe, outline
from .building import make_report
from .changes import Previous, with_changes
from .declared_policies import report_policies
from .evidence import Evidence
from .model import Extras, Generator, Provenance, Report, ReportError, Scope, UnreadableEntry
from .verdicts import DECLARATIONS, NOTHING_CHECKED
from .waiver_lists import report_waivers, waiver_lists

__all__ = ["InvalidDeclarations", "audit", "declarations"]

TAGS = frozenset({"tags", "tags_unreadable"})
"""The members of a session whose tags were asked for."""


def audit(
    *,
    sessions: Sequence[Mapping[str, Any]],
    now: datetime,
    expected: Any = None,
    policies: Any = None,
    waivers: Any = None,
    unreadable: Sequence[UnreadableEntry] = (),
    work_groups: Sequence[Mapping[str, Any]] = (),
    errors: Sequence[ReportError] = (),
    regions: Sequence[str] = (),
    minimum_sessions: int = 1,
    labels: Mapping[str, Any] | None = None,
    account_id: str | None = None,
    redact: bool = True,
    redact_pattern: str | None = None,
    owner_tag: str | None = None,
    target: str | None = None,
    run_id: str | None = None,
    scope: Scope | None = None,
    generator: Generator | None = None,
    scopes: Sequence[Scope] = (),
    previous: Previous | None = None,
    find_outliers: bool = False,
    find_coverage: bool = False,
    credentials: Sequence[str] = (),
) -> Report:
    """The report on `sessions`, as athena_session_info returns them, at the time `now` (aware, UTC).

    All arguments are plain data (_common/plain_data.py); of each session one copy is made, as JSON would have it.

    `unreadable` and `work_groups` are that module's too; `errors` (stage, message) are what failed before. Several
    readings of a session, by region and id, count as one. `target`, `run_id`, `scope` and `generator` say where the
    report comes from; `scopes` what each read was asked for, with its region. `owner_tag` is the tag that names the
    owner of a session. With `previous` the report has changes. With `find_outliers` and `find_coverage` it has these,
    too, and nothing else in it depends on them. Where nothing is declared nothing is checked: that is an error in the
    report, which has facts about the sessions instead. The report's shape is that of its JSON Schema. Raises
    InvalidDeclarations with every mistake in the other arguments.
    """
    problems = Problems()
    readings = [as_json(session) for session in sessions]
    parsed, accepted, redactor = declarations(
        readings,
        problems,
        expected=expected,
        policies=policies,
        waivers=waivers,
        minimum_sessions=minimum_sessions,
        labels=labels,
        account_id=account_id,
        redact=redact,
        redact_pattern=redact_pattern,
        owner_tag=owner_tag,
        target=target,
        run_id=run_id,
    )
    problems.raise_if_any()

    redactor = redactor.with_credentials(credentials)
    earlier = previous and previous.checked(account_id, target, now)
    today = now.astimezone(UTC).date()
    applied = AppliedWaivers(accepted, today)
    causes = RootCauses(work_groups, redactor)
    evaluator = SessionEvaluator(parsed, account_id, redactor, applied, causes, owner_tag)
    together = by_session(readings)
    evaluated = [evaluator.evaluate(session, group) for session, group in together]
    extras: Extras = {} if parsed else {"fleet": fleet(together, redactor)}
    if find_outliers:
        extras["outliers"] = outliers(readings, redactor)
    if find_coverage:
        extras["coverage"] = coverage(readings, parsed, accepted, redactor, today)
    report = make_report(
        evaluated=evaluated,
        policies=parsed,
        declared=report_policies(parsed, readings, redactor),
        waivers=waiver_lists(report_waivers(applied, parsed, redactor), today),
        unreadable=unreadable,
        errors=[*errors, *_own_errors(earlier, parsed)],
        minimum_sessions=minimum_sessions,
        regions=[*regions, *(one.identity["region"] for one in evaluated if one.identity["region"])],
        labels={str(name): str(value) for name, value in redactor.names(labels or {}).items()},
        account_id=account_id,
        provenance=_provenance(target, run_id, scope, generator),
        extras=extras,
        now=now,
    )
    if earlier is None:
        return report
    return with_changes(report, earlier.report, Evidence(report, parsed, scopes), redactor)


def declarations(
    readings: Sequence[Mapping[str, Any]] | None,
    problems: Problems,
    *,
    expected: Any = None,
    policies: Any = None,
    waivers: Any = None,
    minimum_sessions: Any = 1,
    labels: Any = None,
    account_id: Any = None,
    redact: bool = True,
    redact_pattern: Any = None,
    owner_tag: Any = None,
    target: Any = None,
    run_id: Any = None,
) -> tuple[list[Policy], list[Waiver], Redactor]:
    """What an audit's arguments declare, as plain data; mistakes go to `problems`.

    Where `readings` is None the sessions were not read yet: then every mistake is one whatever they will be, and those
    that depend on them are not found.
    """
    redactor = make_redactor(redact, redact_pattern, problems)
    problems = problems.guarded(redactor.extra)
    parsed = parse_policies(expected, policies, readings, problems)
    accepted = parse_waivers(waivers, readings, problems.under("waivers"))
    _check_options(minimum_sessions, labels, problems)
    _check_texts({"account_id": account_id, "target": target, "run_id": run_id, "owner_tag": owner_tag}, problems)
    _check_owner_tag(owner_tag, readings, problems)
    return parsed, accepted, redactor


def _own_errors(previous: Previous | None, policies: Sequence[Policy]) -> Iterator[ReportError]:
    """What leaves the whole unverified and is seen here: a previous report that cannot be used, nothing to check."""
    if previous is not None and previous.problem is not None:
        message = f"the previous report cannot be compared with, and everything counts as new: it is {previous.problem}"
        yield {"stage": "previous", "message": message}
    if not policies:
        yield {"stage": DECLARATIONS, "message": NOTHING_CHECKED}


def _provenance(target: str | None, run_id: str | None, scope: Scope | None, generator: Generator | None) -> Provenance:
    given = {"target": target, "run_id": run_id, "scope": scope, "generator": generator}
    return cast("Provenance", {name: value for name, value in given.items() if value is not None})


def make_redactor(redact: bool, redact_pattern: Any, problems: Problems) -> Redactor:
    """The redactor of a run from its parameters; mistakes go to `problems`."""
    try:
        return Redactor(redact, compile_pattern(redact_pattern))
    except ValueError as error:
        problems.under("redact_pattern").add(str(error).removeprefix("redact_pattern: "))
        return Redactor()


def _check_options(minimum_sessions: Any, labels: Any, problems: Problems) -> None:
    if isinstance(minimum_sessions, bool) or not isinstance(minimum_sessions, int) or minimum_sessions < 0:
        wrong = f"a whole number of sessions is needed here, not {outline(minimum_sessions)}"
        problems.under("minimum_sessions").add(wrong)
    if labels is not None and not isinstance(labels, Mapping):
        problems.under("labels").add(f"a mapping of names to texts is needed here, not {outline(labels)}")
    for name, value in labels.items() if isinstance(labels, Mapping) else ():
        if not isinstance(name, str) or not isinstance(value, (str, int, float)):
            problems.under("labels", name).add(f"a label is text, not {describe(value)}: quote it")


def _check_owner_tag(owner_tag: Any, readings: Sequence[Mapping[str, Any]] | None, problems: Problems) -> None:
    """Owners are only known of sessions whose tags were read, or at least asked for."""
    if owner_tag is not None and readings and not any(TAGS & reading.keys() for reading in readings):
        problems.under("owner_tag").add("the sessions have no tags: read them with read_tags: true")


def _check_texts(options: Mapping[str, Any], problems: Problems) -> None:
    for name, value in options.items():
        if value is not None and not isinstance(value, str):
            problems.under(name).add(f"text is needed here, not {describe(value)}: quote it")
        elif value == "" and name != "account_id":
            problems.under(name).add("the text must not be empty")
