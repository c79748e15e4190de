# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as events of the Open Cybersecurity Schema Framework: a list of Compliance Findings (class 2003).

One event for each fingerprint, with its sessions as resources, and one that says whether everything could be verified.
What could not be compared has the compliance status Warning: a check without a result, for want of information.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from ...module_utils._athena.vocabulary import EarlierChange, Severity
from .._common.printable import as_json, counted, printable, shortened
from .._finding.finding import Finding
from .._policy.phrases import wanted
from .._report.faults import Fault, faults, left_open, no_longer_found
from .._report.model import EarlierFinding, MergedReport, Report
from .._report.verdicts import is_unverified

Json = dict[str, Any]

VERSION = "1.5.0"
CLASS, CATEGORY = 2003, 2
LIMIT = 4000
"""Characters of a text that are shown."""


class Code(NamedTuple):
    """A number of the schema with its caption."""

    number: int
    caption: str


class EventOutcome(NamedTuple):
    """What happened to a finding, how it stands, and what the check came to."""

    activity: Code
    status: Code
    compliance: Code


CREATE, UPDATE, CLOSE = Code(1, "Create"), Code(2, "Update"), Code(3, "Close")
NEW, SUPPRESSED, RESOLVED, ARCHIVED = Code(1, "New"), Code(3, "Suppressed"), Code(4, "Resolved"), Code(5, "Archived")
PASS, WARNING, FAIL = Code(1, "Pass"), Code(2, "Warning"), Code(3, "Fail")
INFORMATIONAL, LOW, MEDIUM, HIGH = Code(1, "Informational"), Code(2, "Low"), Code(3, "Medium"), Code(4, "High")

SEVERITIES: Mapping[Severity, Code] = {"error": HIGH, "warning": LOW}

ACTIVITIES = {None: CREATE, "new": CREATE, "changed": UPDATE, "persisting": UPDATE}
EARLIER: Mapping[EarlierChange, EventOutcome] = {
    "fixed": EventOutcome(CLOSE, RESOLVED, PASS),
    "gone": EventOutcome(CLOSE, ARCHIVED, WARNING),
    "unknown": EventOutcome(UPDATE, NEW, WARNING),
}


def ocsf(report: Report) -> str:
    """The events as a JSON list, in ASCII."""
    controls = {policy["name"]: policy.get("controls", []) for policy in report["policies"]}
    found = [_fault(fault, report, controls.get(fault.first["policy"], [])) for fault in faults(report)]
    earlier = [_earlier(entry, report) for entry in no_longer_found(report)]
    return json.dumps([*found, *earlier, _audit(report)], indent=2) + "\n"


def _fault(fault: Fault, report: Report, controls: Sequence[str]) -> Json:
    """The event about a fault."""
    first = fault.first
    outcome = EventOutcome(
        ACTIVITIES[fault.change],
        SUPPRESSED if fault.status == "waived" else NEW,
        WARNING if fault.is_unverifiable else FAIL,
    )
    made = _event(report, SEVERITIES[first["severity"]], outcome)
    made["compliance"] |= {
        "status_code": fault.status,
        "control": _text(first["policy"]),
        "status_details": [_text(first["message"])],
    }
    if controls:
        made["compliance"]["requirements"] = [_text(control) for control in controls]
    made["finding_info"] |= _info(first, f"{counted(len(fault.findings), 'session')}: {first['message']}")
    made["finding_info"]["last_seen_time"] = made["time"]
    if fault.first_seen is not None:
        made["finding_info"]["first_seen_time"] = _time(fault.first_seen)
    made["cloud"] = _cloud(_account(first, report), first["region"])
    made["resources"] = [_session(finding) for finding in fault.findings]
    made["unmapped"] = _unmapped(fault)
    if "remediation" in first:
        made["remediation"] = {"desc": _text(first["remediation"])}
    if "waiver" in first and fault.status == "waived":
        waiver = first["waiver"]
        made["comment"] = _text(f"waived until {waiver['expires']}, {waiver['owner']}: {waiver['reason']}")
    return made


def _unmapped(fault: Fault) -> Json:
    """What the schema has no place for."""
    first = fault.first
    facts = {
        "pointer": first["pointer"],
        "kind": first["kind"],
        "declared": wanted(first["operator"], first["declared"], LIMIT),
        "actual": "(none)" if first["actual"] is None else as_json(first["actual"]),
        **({"change": fault.change} if fault.change else {}),
        **({"target": first["target"]} if "target" in first else {}),
    }
    return {name: _text(text) for name, text in facts.items()}


def _earlier(entry: EarlierFinding, report: Report) -> Json:
    """The event about drift of the previous report that this one does not find."""
    made = _event(report, SEVERITIES[entry["severity"]], EARLIER[entry["change"]])
    made["compliance"] |= {
        "status_code": entry["change"],
        "control": _text(entry["policy"]),
        "status_details": [_text(entry["reason"])],
    }
    made["finding_info"] |= _info(entry, f"{entry['change']}: {entry['reason']}")
    made["finding_info"]["first_seen_time"] = _time(entry["first_seen"])
    made["cloud"] = _cloud(_account(entry, report), entry["region"])
    facts = {"pointer": entry["pointer"], "change": entry["change"]}
    target = {"target": entry["target"]} if "target" in entry else {}
    made["unmapped"] = {name: _text(text) for name, text in {**facts, **target}.items()}
    return made


def _info(finding: Finding | EarlierFinding, description: str) -> Json:
    """What names a fault, the same in every run but for the description."""
    place = f"{finding['pointer'] or 'the session'} in work group {finding['work_group'] or '(none)'}"
    return {
        "uid": finding["fingerprint"],
        "title": _text(f"{finding['policy']}: {place}"),
        "desc": _text(description),
    }


def _audit(report: Report) -> Json:
    """The event that says whether everything could be verified."""
    unverified = is_unverified(report)
    reasons = left_open(report) or (["some values could not be compared"] if unverified else [])
    summary = report["summary"]
    outcome = EventOutcome(CREATE, NEW, WARNING if unverified else PASS)
    made = _event(report, MEDIUM if unverified else INFORMATIONAL, outcome)
    made["compliance"] |= {
        "status_code": "unverified" if unverified else "verified",
        "status_details": [_text(reason) for reason in reasons],
    }
    verified = "could not all be verified" if unverified else "could all be verified"
    counts = f"{counted(summary['sessions'], 'session')} read, {counted(summary['checks'], 'check')} made"
    made["finding_info"] |= {
        "uid": _text(f"audit/{report['target']}" if "target" in report else "audit"),
        "title": f"Athena for Spark sessions {verified}",
        "desc": counts,
    }
    regions = report["regions"]
    made["cloud"] = _cloud(report["account_id"], regions[0] if len(regions) == 1 else None)
    return made


def _event(report: Report, severity: Code, outcome: EventOutcome) -> Json:
    """What all events have."""
    now = _time(report["generated_at"])
    product = {"name": "sparkops.athena", "vendor_name": "sparkops"}
    generator = report.get("generator")
    if generator is not None:
        product["version"] = _text(generator["collection"])
    labels = [_text(f"{name}:{label}") for name, label in report["labels"].items()]
    return {
        "class_uid": CLASS,
        "class_name": "Compliance Finding",
        "category_uid": CATEGORY,
        "category_name": "Findings",
        **_coded("activity", outcome.activity, name="activity_name"),
        "type_uid": CLASS * 100 + outcome.activity.number,
        "type_name": f"Compliance Finding: {outcome.activity.caption}",
        "time": now,
        **_coded("severity", severity),
        **_coded("status", outcome.status),
        "metadata": {
            "version": VERSION,
            "profiles": ["cloud"],
            "product": product,
            **({"labels": labels} if labels else {}),
        },
        "finding_info": {"modified_time": now},
        "compliance": _coded("status", outcome.compliance),
    }


def _time(text: str) -> int:
    """A time of the report in milliseconds of Unix time."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def _coded(member: str, code: Code, name: str = "") -> Json:
    """A number and its caption under the two names that the schema has for them."""
    return {f"{member}_id": code.number, name or member: code.caption}


def _account(finding: Finding | EarlierFinding, report: Report) -> str | None:
    """The account of a finding: its target's in a merged report."""
    if "targets" not in report or "target" not in finding:
        return report["account_id"]
    merged: MergedReport = report  # type: ignore[assignment]  # it has targets
    return next((entry["account_id"] for entry in merged["targets"] if entry["name"] == finding["target"]), None)


def _cloud(account_id: str | None, region: str | None) -> Json:
    """Where it is; left out is what is not known."""
    made: Json = {"provider": "AWS"}
    if account_id is not None:
        made["account"] = {"uid": _text(account_id), **_coded("type", Code(10, "AWS Account"))}
    if region is not None:
        made["region"] = _text(region)
    return made


def _session(finding: Finding) -> Json:
    """A session as a resource."""
    made: Json = {
        "uid": _text(finding["session_id"]),
        "type": "AWS::Athena::Session",
        "data": {"state": _text(finding["state"] or "unknown"), "work_group": _text(finding["work_group"] or "(none)")},
    }
    if finding["region"] is not None:
        made["region"] = _text(finding["region"])
    if "owner" in finding:
        made["owner"] = {"name": _text(finding["owner"])}
    return made


def _text(text: str) -> str:
    """A text on one line, cut where it is very long."""
    return shortened(printable(text), LIMIT)
