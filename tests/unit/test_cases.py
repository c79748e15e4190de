# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of tests/unit/cases; its README.md says how they read."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive
from ansible_collections.sparkops.athena.plugins.plugin_utils._common.problems import Problem, Problems
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.changes import Previous
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import (
    InvalidDeclarations,
    audit,
    declarations,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._report.loading import load_report

CASES = Path(__file__).parent / "cases"
NOON = "2026-11-22T12:00:00+00:00"
ARGUMENTS = ("expected", "policies", "waivers", "unreadable", "errors", "minimum_sessions", "redact", "redact_pattern")
ABOUT = ("sessions", "session", "set", "without", "now", "account_id", "scope", "before", *ARGUMENTS)
TOLD = (
    "verdict",
    "findings",
    "some_findings",
    "invalid",
    "says",
    "hides",
    "summary",
    "waivers_told",
    "policies_told",
    "session_verdicts",
    "fingerprints",
    "changes",
)
SHOWN = ("status", "kind", "pointer", "session_id", "operator", "message")
FINDING = re.compile(r"(drift|waived|unverified) (different|missing|undeclared|unverifiable|-) (/.*?)(?: of (\S+))?")

Tree = dict[str, Any]


def load(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


SESSIONS: dict[str, Tree] = load("sessions.yml")
FILES = sorted(path.name for path in CASES.glob("*.yml") if path.name != "sessions.yml")
TABLE = [pytest.param(case, id=f"{name.removesuffix('.yml')}: {case['case']}") for name in FILES for case in load(name)]


def steps(pointer: str) -> list[str]:
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def parent(tree: Any, pointer: str) -> tuple[Any, str]:
    """What holds the last token of a pointer; a classification is found by its name."""
    *path, last = steps(pointer)
    for token in path:
        if isinstance(tree, list):
            tree = next(item for item in tree if item["name"] == token)["properties"]
        else:
            tree = tree.setdefault(token, {})
    return tree, last


def session_of(description: Tree, now: datetime) -> Tree:
    session = copy.deepcopy(SESSIONS[description["like"]])
    for pointer in description.get("without", []):
        tree, last = parent(session, pointer)
        del tree[last]
    for pointer, value in description.get("set", {}).items():
        tree, last = parent(session, pointer)
        tree[last] = copy.deepcopy(value)
    return {**session, "derived": session.get("derived", derive(session, now))}


def outcome_of(case: Tree) -> Tree:
    """The report, or the problems under `problems`."""
    now = datetime.fromisoformat(case.get("now", NOON)).astimezone(UTC)
    descriptions = case.get("sessions")
    if descriptions is None:
        descriptions = [{"like": case["session"], **{key: case[key] for key in ("set", "without") if key in case}}]
    arguments = {name: copy.deepcopy(case[name]) for name in (*ARGUMENTS, "account_id") if name in case}
    if "before" in case:
        arguments["previous"] = previous_of(case, now - timedelta(days=1))
    arguments["scopes"] = [{"region": "eu-west-1", **case["scope"]}] if "scope" in case else []
    try:
        return audit(sessions=[session_of(its, now) for its in descriptions], now=now, **arguments)
    except InvalidDeclarations as refusal:
        return {"verdict": "invalid", "problems": refusal.problems, "text": str(refusal)}


def previous_of(case: Tree, then: datetime) -> Previous:
    """The report before that of a case, as it is read back: on the case with other members, with null without one."""
    same = {key: its for key, its in case.items() if key != "before"}
    earlier = {**same, "now": then.isoformat(), **case["before"]}
    report = outcome_of({key: its for key, its in earlier.items() if its is not None})
    return Previous(load_report(json.dumps(report)))


def changes_of(report: Tree) -> list[str]:
    """What became of everything that is drift or was: a finding's change or that of an earlier one, with its place."""
    changed = [one for one in [*report["findings"], *report["earlier"]] if "change" in one]
    return sorted(f"{one['change']} {one['pointer']}" for one in changed)


def wanted(description: str | Tree) -> Tree:
    """A finding as the case describes it, as the report would tell it."""
    more = {} if isinstance(description, str) else {key: its for key, its in description.items() if key != "finding"}
    text = description if isinstance(description, str) else description["finding"]
    match = FINDING.fullmatch(text)
    assert match is not None, f"not a finding: {text}"
    status, kind, pointer, session = match.groups()
    finding = {"status": status, "kind": kind, "pointer": pointer, "session_id": session, **more}
    return {key: its for key, its in finding.items() if not (key in ("kind", "session_id") and its in ("-", None))}


def assert_findings(told: list[Tree], descriptions: list[str | Tree], others: bool) -> None:
    left = list(told)
    for description in descriptions:
        want = wanted(description)
        found = [finding for finding in left if {key: finding.get(key) for key in want} == want]
        shown = "\n".join(" ".join(its[key] for key in SHOWN) for its in told)
        assert found, f"not told: {want}\nbut:\n{shown}"
        left.remove(found[0])
    assert others or not left, f"told beside what the case has: {left}"


def assert_invalid(outcome: Tree, ends: list[str]) -> None:
    assert outcome["verdict"] == "invalid", f"taken, with the verdict {outcome['verdict']}"
    pointers = [problem.pointer for problem in outcome["problems"]]
    for end in ends:
        assert any(pointer.endswith(end) for pointer in pointers), f"no mistake at {end}, but at {pointers}"
    for pointer in pointers:
        assert any(pointer.endswith(end) for end in ends), f"a mistake at {pointer}: {outcome['text']}"


def assert_told(outcome: Tree, case: Tree) -> None:
    """What else the report says: counts, waivers, policies, sessions."""
    for key, value in case.get("summary", {}).items():
        assert outcome["summary"][key] == value, key
    for key, count in case.get("waivers_told", {}).items():
        assert len(outcome["waivers"][key]) == count, key
    policies = {policy["name"]: policy["sessions"] for policy in outcome.get("policies", [])}
    assert policies.items() >= case.get("policies_told", {}).items()
    verdicts = {session["session_id"]: session["verdict"] for session in outcome.get("sessions", [])}
    assert verdicts.items() >= case.get("session_verdicts", {}).items()
    if "changes" in case:
        assert changes_of(outcome) == sorted(case["changes"])
    if "fingerprints" in case:
        assert len({finding["fingerprint"] for finding in outcome["findings"]}) == case["fingerprints"]


@pytest.mark.parametrize("case", TABLE)
def test_case(case: Tree) -> None:
    assert not set(case) - {"case", *ABOUT, *TOLD}, "the case has a key that its README does not know"
    outcome = outcome_of(case)
    text = outcome["text"] if "text" in outcome else json.dumps(outcome, default=str)
    if "invalid" in case:
        assert_invalid(outcome, case["invalid"])
    elif "verdict" in case or "changes" not in case:
        verdicts = case["verdict"] if isinstance(case["verdict"], list) else [case["verdict"]]
        assert outcome["verdict"] in verdicts, text
        if "some_findings" in case:
            assert_findings(outcome["findings"], case["some_findings"], others=True)
        elif not isinstance(case["verdict"], list):
            assert_findings(outcome["findings"], case.get("findings", []), others=False)
    assert_told(outcome, case)
    for fragment in case.get("says", []):
        assert fragment.lower() in text.lower()
    for secret in case.get("hides", []):
        assert secret not in text


SESSIONS_MAY_KNOW = re.compile(
    # A name, a value or a range that a newer service may have: a member, an enum's value, a map's key.
    "unknown (field|value) |can never (be|hold): the (least|most) that Athena knows|covers nothing: no session"
    "|no session has a key|stands at a single value, not at a structure|its name as text, and its properties"
    # What depends on such a name: which paths the policy declares, what an operator below it takes.
    "|the policy declares nothing here|value of eq does not fit|'lee'|unterminated character set"
)


@pytest.mark.parametrize("case", TABLE)
def test_a_mistake_is_found_before_anything_is_read_unless_a_session_may_know_it(case: Tree) -> None:
    found: list[Problem] = outcome_of(case).get("problems", [])
    problems = Problems()
    given = {name: copy.deepcopy(case[name]) for name in ARGUMENTS if name in case}
    declarations(None, problems, **{name: its for name, its in given.items() if name not in ("unreadable", "errors")})
    assert set(problems.found) <= set(found)
    later = [str(problem) for problem in found if problem not in problems.found]
    assert [text for text in later if not SESSIONS_MAY_KNOW.search(text)] == []


def test_no_two_cases_are_the_same() -> None:
    names = Counter(parameter.id for parameter in TABLE)
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) >= 120
