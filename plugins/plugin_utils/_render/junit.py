# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as JUnit XML, for the test views of CI systems.

One suite per target and work group, one case per session and policy. A case is named by its policy and a number, not by
its session: CI systems follow a test by its name, and sessions are ephemeral. Within a policy the cases are in the
order of their outcome, the worst first, so that case number n fails exactly when at least n sessions drift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, cast
from xml.etree import ElementTree

from ...module_utils._athena.vocabulary import CHANGES, Change
from .._common.printable import as_json, printable, shortened
from .._finding.finding import Finding
from .._finding.policy_evaluation import UNDECLARED
from .._policy.phrases import wanted
from .._report.counts import unapplied
from .._report.grouping import SessionKey, session_key
from .._report.model import EarlierFinding, Report, ReportError, ReportSession, UnreadableEntry
from .._report.verdicts import harmless, unread
from .change_words import change_note, earlier_in_order

LINE_LIMIT = 2000
"""Characters of one line, and so of a value, that are shown."""

NO_TIME = "0"
"""Seconds that a case took. Some readers want the attribute; a comparison is too short to be measured."""


class CaseOutcome(IntEnum):
    """What became of a case, the worst first."""

    FAILURE = 0
    ERROR = 1
    SKIPPED = 2
    PASSED = 3


TYPES = {CaseOutcome.FAILURE: "drift", CaseOutcome.ERROR: "unverified", CaseOutcome.SKIPPED: "waived"}


@dataclass
class Case:
    """A test case before it is named; ``output`` is its system-out, which names the session where ``text`` does not.

    ``changes``: those of its findings since the previous report; ``owner``: that of the session.
    """

    rule: str
    outcome: CaseOutcome
    message: str = ""
    text: str = ""
    output: str = ""
    changes: list[Change] = field(default_factory=list)
    owner: str | None = None


@dataclass
class Suite:
    """A test suite; ``notes`` are its system-out, ``properties`` facts of the whole."""

    name: str
    cases: list[Case] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)


def junit(report: Report) -> str:
    """The report as an XML 1.0 document, whatever its texts hold."""
    root = ElementTree.Element("testsuites", name="sparkops.athena", time=NO_TIME)
    suites = [*work_group_suites(report), *report_suites(report)]
    for suite in suites:
        root.append(suite_element(suite, report["generated_at"]))
    count(root, [case for suite in suites for case in suite.cases])
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def work_group_suites(report: Report) -> list[Suite]:
    """A suite for each work group, by name."""
    findings: dict[SessionKey, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in report["findings"]:
        findings[session_key(finding)][finding["policy"]].append(finding)
    suites: dict[str, Suite] = {}
    for session in report["sessions"]:
        name = line(suite_name(report, session, session["work_group"] or "(no work group)"))
        suite = suites.setdefault(name, Suite(name))
        found = findings[session_key(session)]
        for policy in dict.fromkeys([*session["policies"], *found]):
            suite.cases.append(policy_case(policy, session, found.get(policy, [])))
        if not session["policies"]:
            suite.notes.append(f"no policy applied to session {session['session_id']}")
    return [suites[name] for name in sorted(suites)]


def suite_name(report: Report, entry: ReportSession | UnreadableEntry | ReportError | Report, suite: str) -> str:
    """The name behind that of the target: the entry's own in a merged report, else the report's; where there is one."""
    target = entry.get("target") or report.get("target")
    return f"{target}.{suite}" if target else suite


def policy_case(policy: str, session: ReportSession, findings: list[Finding]) -> Case:
    """How one session stands under one policy."""
    weighed = [(finding, outcome_of(finding)) for finding in findings]
    outcome = min((outcome for _finding, outcome in weighed), default=CaseOutcome.PASSED)
    telling = [finding for finding, weight in weighed if weight is not CaseOutcome.PASSED]
    warnings = [finding for finding, weight in weighed if weight is CaseOutcome.PASSED]
    if warnings and outcome is CaseOutcome.SKIPPED:
        outcome, telling, warnings = CaseOutcome.PASSED, [], findings  # a warning next to a waived one is not waived
    lead = f"session {session['session_id']}, {session['state'] or 'state unknown'}"
    if "owner" in session:
        lead += f", owner {session['owner']}"
    return Case(
        rule=policy,
        outcome=outcome,
        message="; ".join(dict.fromkeys(map(comparison, telling))),
        text=described(lead, telling),
        output=described(lead, warnings) if warnings or outcome is CaseOutcome.PASSED else "",
        changes=sorted({finding["change"] for finding in findings if "change" in finding}, key=CHANGES.index),
        owner=session.get("owner"),
    )


def outcome_of(finding: Finding) -> CaseOutcome:
    """What a finding makes of its case; a warning leaves it passed."""
    if finding["status"] == "unverified":
        return CaseOutcome.ERROR
    if finding["status"] == "waived":
        return CaseOutcome.SKIPPED
    return CaseOutcome.FAILURE if finding["severity"] == "error" else CaseOutcome.PASSED


def comparison(finding: Finding) -> str:
    """A finding's place with both sides."""
    declared = wanted(finding["operator"], finding["declared"])
    declared = declared if finding["operator"] == UNDECLARED else f"declared: {declared}"
    return f"{finding['pointer'] or 'the session'}: {value(finding['actual'])} ({declared})"


def described(lead: str, findings: Iterable[Finding]) -> str:
    """Findings as lines under a lead."""
    return body([lead, *(line for finding in findings for line in finding_lines(finding))])


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding for a person."""
    sign = {"drift": finding["severity"], "waived": "waived", "unverified": "unverified"}[finding["status"]]
    yield f"{sign}: {finding['pointer'] or '(the session)'}: {finding['message']}"
    yield f"  declared     {finding['operator']} {value(finding['declared'])}"
    yield f"  actual       {value(finding['actual'])}"
    note = change_note(finding)
    if note is not None:
        yield f"  change       {note}"
    if "waiver" in finding:
        waiver = finding["waiver"]
        yield f"  waiver       until {waiver['expires']}, {waiver['owner']}: {waiver['reason']}"
    if "root_cause" in finding:
        yield f"  cause        {finding['root_cause']['message']}"
    if "remediation" in finding:
        yield f"  remediation  {finding['remediation']}"
    yield f"  finding      {finding['fingerprint']}"


def value(data: Any) -> str:
    """A value as JSON."""
    return "(none)" if data is None else as_json(data)


def report_suites(report: Report) -> list[Suite]:
    """The suites about the report itself, and about what its targets could not read.

    Without the first, a report that checked nothing would look like success.
    """
    checks = report["summary"]["checks"]
    verdict = Case(
        "something was checked", CaseOutcome.PASSED if checks else CaseOutcome.ERROR, output=f"{checks:,} checks"
    )
    if not checks:
        verdict.message = "not one check was made"
    whole = Suite(of_report(report, report), [verdict])
    whole.notes += [f"policy {name} applied to no session" for name in unapplied(report["policies"])]
    counts = cast(dict[str, int], report["summary"].get("changes", {}))
    whole.properties |= {f"changes.{name}": str(number) for name, number in counts.items()}
    whole.notes += map(earlier_line, earlier_in_order(report))
    suites = {whole.name: whole}
    for error in report["errors"]:
        name = of_report(report, error)
        case = Case(error["stage"], CaseOutcome.ERROR, error["message"], line(error["message"]))
        suites.setdefault(name, Suite(name)).cases.append(case)
    for entry in unread(report["unreadable"]):
        name = of_report(report, entry)
        suites.setdefault(name, Suite(name)).cases.append(unreadable_case(entry))
    gone = filter(harmless, report["unreadable"])
    whole.notes += [f"gone before it was read: session {entry['session_id']}" for entry in gone]
    return list(suites.values())


def earlier_line(entry: EarlierFinding) -> str:
    """What became of drift of the previous report, as a line."""
    target = f"{entry['target']}: " if "target" in entry else ""
    place = f"{target}{entry['work_group'] or '(no work group)'}: {entry['pointer'] or '(the session)'}"
    return f"{entry['change']}: {place}, policy {entry['policy']}: {entry['reason']} ({entry['fingerprint']})"


def of_report(report: Report, entry: UnreadableEntry | ReportError | Report) -> str:
    """The name of the suite for what is of no session; no work group can be called that."""
    return line(suite_name(report, entry, "(report)"))


def unreadable_case(entry: UnreadableEntry) -> Case:
    """A session, or a whole work group, that could not be read."""
    what = f"session {entry['session_id']}" if "session_id" in entry else f"work group {entry['work_group']}"
    text = f"{what}: {entry['reason']}, {entry['code'] or 'no code'}: {entry['message']}"
    name = f"{entry['work_group'] or '(no work group)'} is readable"
    return Case(name, CaseOutcome.ERROR, f"{entry['reason']}: {entry['message']}", line(text))


def suite_element(suite: Suite, generated_at: str) -> ElementTree.Element:
    """The suite as XML."""
    element = ElementTree.Element("testsuite", name=suite.name, timestamp=generated_at[:19], time=NO_TIME)
    count(element, suite.cases)
    add_properties(element, suite.properties)
    numbers: dict[str, int] = defaultdict(int)
    for case in sorted(suite.cases, key=lambda case: (case.rule, case.outcome)):
        rule = line(case.rule)
        numbers[rule] += 1
        element.append(case_element(case, suite.name, f"{rule} #{numbers[rule]}"))
    if suite.notes:
        ElementTree.SubElement(element, "system-out").text = body(suite.notes)
    return element


def case_element(case: Case, class_name: str, name: str) -> ElementTree.Element:
    """The case as XML."""
    element = ElementTree.Element("testcase", classname=class_name, name=name, time=NO_TIME)
    properties = {"change": ", ".join(case.changes), "owner": line(case.owner or "")}
    add_properties(element, {name: text for name, text in properties.items() if text})
    if case.outcome is not CaseOutcome.PASSED:
        tag = case.outcome.name.lower()
        result = ElementTree.SubElement(element, tag, type=TYPES[case.outcome], message=line(case.message))
        result.text = case.text
    if case.output:
        ElementTree.SubElement(element, "system-out").text = case.output
    return element


def add_properties(element: ElementTree.Element, properties: Mapping[str, str]) -> None:
    """Write the properties of a suite or a case, where it has any."""
    if properties:
        parent = ElementTree.SubElement(element, "properties")
        for name, text in properties.items():
            ElementTree.SubElement(parent, "property", name=name, value=text)


def count(element: ElementTree.Element, cases: list[Case]) -> None:
    """Write the counts that JUnit wants on a suite and on the whole."""
    outcomes = [case.outcome for case in cases]
    element.set("tests", str(len(outcomes)))
    element.set("failures", str(outcomes.count(CaseOutcome.FAILURE)))
    element.set("errors", str(outcomes.count(CaseOutcome.ERROR)))
    element.set("skipped", str(outcomes.count(CaseOutcome.SKIPPED)))


def line(text: str) -> str:
    """A text as one line of what XML 1.0 allows, cut where it is long."""
    return shortened(printable(text), LINE_LIMIT)


def body(texts: Iterable[str]) -> str:
    """Texts as lines."""
    return "\n".join(line(text) for text in texts)
