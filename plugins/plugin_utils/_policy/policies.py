# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Policies: named expectations, for the sessions they apply to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...module_utils._athena.vocabulary import SEVERITIES, Severity
from .._common.json_pointers import Tokens, prefixes
from .._common.problems import Problems
from .._common.suggestions import unknown
from .._values.kinds import describe, outline
from .exhaustive import check_exhaustive, parse_exhaustive
from .expectations import Check, ExpectationContext, compile_expectations, context_of
from .pointers import Place, parse_pointers

OPTIONS = (
    "name",
    "description",
    "severity",
    "applies_to",
    "minimum_sessions",
    "expect",
    "exhaustive",
    "newer",
    "remediation",
    "controls",
)


@dataclass(frozen=True)
class Policy:
    """A policy that was checked and found to mean something.

    `exhaustive`: the paths under which every setting that `checks` does not declare is drift; the empty path is all.
    `controls`: the requirements that it serves, in the words of who set them. `declared`: `expect` and `applies_to` as
    plain data, where there are checks of them.
    """

    name: str
    checks: Sequence[Check]
    severity: Severity = "error"
    description: str | None = None
    applies_to: Sequence[Check] = ()
    minimum_sessions: int = 0
    exhaustive: Sequence[Tokens] = ()
    remediation: str | None = None
    controls: Sequence[str] = ()
    declared: Mapping[str, Any] = field(default_factory=dict)


def parse_policies(
    expected: Any, policies: Any, sessions: Sequence[Mapping[str, Any]] | None, problems: Problems
) -> list[Policy]:
    """The policies of a run, from plain data: `expected` is the one named so. Mistakes go to `problems`.

    There are none where nothing is given; something that declares nothing, such as an empty list, is a mistake.
    `sessions` are those read, or None as long as none were.
    """
    found: list[Policy] = []
    context = context_of(sessions)
    if expected is not None:
        checks = compile_expectations(expected, context, problems.under("expected"))
        found.append(Policy("expected", checks, declared={"expect": expected}))
    if policies is not None:
        found.extend(_listed(policies, context, problems.under("policies")))
    _check_names(found, problems)
    return found


def _listed(policies: Any, context: ExpectationContext, problems: Problems) -> list[Policy]:
    if not isinstance(policies, list):
        problems.add(f"must be a list of policies, not {outline(policies)}")
        return []
    if not policies:
        problems.add("an empty list declares nothing")
    found = (_policy(entry, context, problems.under(index)) for index, entry in enumerate(policies))
    return [policy for policy in found if policy is not None]


def _policy(entry: Any, context: ExpectationContext, problems: Problems) -> Policy | None:
    if not isinstance(entry, Mapping):
        problems.add(f"a policy is a mapping with name and expect, not {outline(entry)}")
        return None
    for option in entry:
        if option not in OPTIONS:
            problems.under(option).add(unknown("option", str(option), OPTIONS))
    places = parse_exhaustive(entry.get("exhaustive"), problems.under("exhaustive"))
    if "expect" not in entry and not places:
        problems.add("a policy without expect and exhaustive checks nothing")
    newer = parse_pointers(entry["newer"], problems.under("newer")) if entry.get("newer") is not None else []
    exhaustive = [path for path, _at in places]
    context = replace(context, newer={path for path, _at in newer}, exhaustive=exhaustive)
    checks = _expectations(entry, "expect", context, problems)
    selection = _expectations(entry, "applies_to", replace(context, exhaustive=()), problems)
    check_exhaustive(places, checks, context)
    if context.read:
        _check_newer(newer, [*(check.path for check in (*checks, *selection)), *exhaustive])
    return Policy(
        name=_name(entry, problems),
        severity=_severity(entry, problems),
        description=_text(entry, "description", problems),
        remediation=_text(entry, "remediation", problems),
        controls=_texts(entry, "controls", problems),
        minimum_sessions=_minimum(entry, problems),
        applies_to=selection,
        checks=checks,
        exhaustive=exhaustive,
        declared={option: entry[option] for option in ("expect", "applies_to") if option in entry},
    )


def _expectations(
    entry: Mapping[str, Any], option: str, context: ExpectationContext, problems: Problems
) -> list[Check]:
    return compile_expectations(entry[option], context, problems.under(option)) if option in entry else []


def _check_newer(places: Sequence[Place], declared: Sequence[Tokens]) -> None:
    covering = {prefix for path in declared for prefix in prefixes(path)}
    for path, problems in places:
        if not path or path not in covering:
            problems.add("the policy declares nothing here; it names what the service has and this collection lacks")


def _name(entry: Mapping[str, Any], problems: Problems) -> str:
    name = entry.get("name")
    if isinstance(name, str) and name.strip():
        return name
    problems.under("name").add(f"a policy needs a name, as text, not {describe(name)}")
    return ""


def _severity(entry: Mapping[str, Any], problems: Problems) -> Severity:
    severity = entry.get("severity", "error")
    for known in SEVERITIES:
        if severity == known:
            return known
    problems.under("severity").add(unknown("severity", str(severity), SEVERITIES))
    return "error"


def _text(entry: Mapping[str, Any], option: str, problems: Problems) -> str | None:
    value = entry.get(option)
    if value is None or isinstance(value, str):
        return value
    problems.under(option).add(f"must be text, not {describe(value)}: quote it")
    return None


def _texts(entry: Mapping[str, Any], option: str, problems: Problems) -> list[str]:
    value = entry.get(option)
    listed = [] if value is None else value
    if isinstance(listed, list) and all(isinstance(text, str) for text in listed):
        return listed
    problems.under(option).add(f"must be a list of text, not {outline(value)}")
    return []


def _minimum(entry: Mapping[str, Any], problems: Problems) -> int:
    value = entry.get("minimum_sessions", 0)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    problems.under("minimum_sessions").add(f"must be a whole number of sessions, not {outline(value)}")
    return 0


def _check_names(policies: Sequence[Policy], problems: Problems) -> None:
    names = [policy.name for policy in policies if policy.name]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.under("policies").add(f"the name {name!r} is given to {names.count(name)} policies; names are unique")
