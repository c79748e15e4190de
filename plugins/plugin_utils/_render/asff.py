# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report in the AWS Security Finding Format: the list of findings that BatchImportFindings takes.

One finding for each fingerprint, with its sessions as resources, so that the same fault is the same finding in every
run. One more says whether everything could be verified: without it, a run that could read nothing would leave no trace.
Every text is cut to what Security Hub takes. Together the limits keep a finding below 60 KB, where 240 KB are allowed,
so that 100 of them, the most of one call, stay below the 6 MB that a call may have.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...module_utils._athena.vocabulary import Severity
from .._common.printable import as_json, brief, counted, printable, shortened
from .._finding.finding import Finding
from .._policy.phrases import wanted
from .._report.faults import Fault, faults, left_open, no_longer_found
from .._report.model import EarlierFinding, Report
from .._report.verdicts import is_unverified

Json = dict[str, Any]

NAME = "sparkops.athena"
FIELDS = "sparkops/athena"
"""What product fields begin with: company and product. A dot would be hard to select by."""
TYPES = ["Software and Configuration Checks/AWS Security Best Practices"]
RESOURCES = 32
"""Resources of a finding at most, and related requirements too."""

TITLE, DESCRIPTION, RECOMMENDATION, NOTE, IDENTIFIER = 256, 1024, 512, 512, 512
"""Characters at most."""

FIELD, SHORT = 256, 128
"""Characters of a product field at most, and of its name, a requirement or a detail; more are allowed than fit."""

PROSE = 4
"""Bytes of a character, on average, in texts for people. What is all of other scripts is cut a little sooner."""

LABELS = 20
"""Labels of the report that become product fields, of which there may be 50."""

PARTITIONS = {"cn": "aws-cn", "us-gov": "aws-us-gov", "us-iso": "aws-us-iso", "us-isob": "aws-us-iso-b"}
"""By the beginning of a region's name; the others are in `aws`."""

SEVERITIES: Mapping[Severity, str] = {"error": "HIGH", "warning": "LOW"}


def asff(report: Report) -> str:
    """The findings as a JSON list, in ASCII. Raises ValueError with the `asff_problems`, if there are any."""
    if problems := asff_problems(report):
        raise ValueError("; ".join(problems))
    if not (_is_account(report["account_id"]) and all(map(_is_region, _regions(report)))):
        return "[]\n"  # nothing at all could be read, and whose it would have been is not known
    controls = {policy["name"]: policy.get("controls", []) for policy in report["policies"]}
    found = [_fault(fault, report, controls.get(fault.first["policy"], [])) for fault in faults(report)]
    earlier = [_earlier(entry, report) for entry in no_longer_found(report)]
    audits = [_audit(report, region) for region in _regions(report)]
    return json.dumps([*found, *earlier, *audits], indent=2) + "\n"


def asff_problems(report: Report) -> list[str]:
    """Why the report cannot be written in this format; empty where it can.

    Findings are imported into one account, in the region that they are about, so both must be known. Of a run that
    could read nothing at all there is nothing to import, which is no problem of the format.
    """
    if "targets" in report:
        return ["a merged report is of many accounts, and a file for Security Hub of one: write asff for each target"]
    if report["errors"] and not report["sessions"] and not report["findings"]:
        return []
    found = []
    if not _is_account(report["account_id"]):
        found.append(
            f"needs the account's 12 digits in account_id, which is {brief(report['account_id'])}: "
            "set lookup_account: true, or give account_id"
        )
    strange = sorted({brief(region) for region in _all_regions(report) if not _is_region(region)})
    if strange or not _regions(report):
        found.append(f"needs the region of every finding, and one is {', '.join(strange[:5]) or 'not known'}")
    return found


def _is_account(account_id: str | None) -> bool:
    return account_id is not None and re.fullmatch(r"\d{12}", account_id, re.ASCII) is not None


def _is_region(region: str | None) -> bool:
    return region is not None and re.fullmatch(r"[a-z]+(-[a-z]+)+-\d+", region) is not None


def _regions(report: Report) -> list[str]:
    """The regions that were read, or that were to be."""
    asked = report.get("scope", {}).get("region")
    return report["regions"] or ([asked] if asked else [])


def _region(finding: Finding | EarlierFinding, report: Report) -> str | None:
    """The region of a finding: where it does not say, the only one that was read."""
    regions = _regions(report)
    return finding["region"] or (regions[0] if len(regions) == 1 else None)


def _all_regions(report: Report) -> Iterator[str | None]:
    yield from _regions(report)
    yield from (_region(finding, report) for finding in report["findings"])
    yield from (_region(entry, report) for entry in report["earlier"])


def _fault(fault: Fault, report: Report, controls: Iterable[str]) -> Json:
    """The finding about a fault."""
    first = fault.first
    region = str(_region(first, report))
    sessions = f"{counted(len(fault.findings), 'session')}: {first['message']}"
    compliance: Json = {"Status": "NOT_AVAILABLE" if fault.is_unverifiable else "FAILED"}
    if requirements := [_text(control, SHORT) for control in controls]:
        compliance["RelatedRequirements"] = requirements[:RESOURCES]
    made = _finding(report, region, first["fingerprint"], _generator(first), SEVERITIES[first["severity"]])
    made |= {
        "Title": _title(first),
        "Description": _text(sessions, DESCRIPTION, PROSE),
        "Compliance": compliance,
        "Resources": [_session(finding, region, report) for finding in fault.findings[:RESOURCES]],
        "ProductFields": _fields(_facts(fault), report),
    }
    if fault.first_seen is not None:
        made |= _since(fault.first_seen)
    if "remediation" in first:
        made["Remediation"] = {"Recommendation": {"Text": _text(first["remediation"], RECOMMENDATION, PROSE)}}
    if fault.status == "waived":
        made |= _suppressed(first, made["UpdatedAt"])
    return made


def _title(finding: Finding | EarlierFinding) -> str:
    """What a fault is, the same in every run."""
    place = f"{finding['pointer'] or 'the session'} in work group {finding['work_group'] or '(none)'}"
    return _text(f"{finding['policy']}: {place}", TITLE, PROSE)


def _generator(finding: Finding | EarlierFinding) -> str:
    return f"policy/{finding['policy']}"


def _earlier(entry: EarlierFinding, report: Report) -> Json:
    """The finding about drift of the previous report that this one does not find."""
    region = str(_region(entry, report))
    made = _finding(report, region, entry["fingerprint"], _generator(entry), SEVERITIES[entry["severity"]])
    facts = {
        "policy": entry["policy"],
        "pointer": entry["pointer"] or "(the session)",
        "work_group": entry["work_group"] or "(none)",
        "change": entry["change"],
    }
    return {
        **made,
        **_since(entry["first_seen"]),
        "Title": _title(entry),
        "Description": _text(f"{entry['change']}: {entry['reason']}", DESCRIPTION, PROSE),
        "Compliance": {"Status": "PASSED" if entry["change"] == "fixed" else "NOT_AVAILABLE"},
        "RecordState": "ACTIVE" if entry["change"] == "unknown" else "ARCHIVED",
        "Resources": [_work_group(entry, region, report)],
        "ProductFields": _fields(facts, report),
    }


def _since(first_seen: str) -> Json:
    return {"CreatedAt": _time(first_seen), "FirstObservedAt": _time(first_seen)}


def _suppressed(finding: Finding, now: str) -> Json:
    """What is different about a finding that is waived."""
    waiver = finding["waiver"]
    note = f"waived until {waiver['expires']}, {waiver['owner']}: {waiver['reason']}"
    return {
        "Workflow": {"Status": "SUPPRESSED"},
        "Note": {"Text": _text(note, NOTE, PROSE), "UpdatedBy": NAME, "UpdatedAt": now},
    }


def _facts(fault: Fault) -> dict[str, str]:
    """What a rule in Security Hub may select by."""
    first = fault.first
    return {
        "policy": first["policy"],
        "pointer": first["pointer"] or "(the session)",
        "work_group": first["work_group"] or "(none)",
        "status": fault.status,
        "kind": first["kind"],
        "declared": wanted(first["operator"], first["declared"]),
        "actual": "(none)" if first["actual"] is None else as_json(first["actual"]),
        "sessions": str(len(fault.findings)),
        **({"change": fault.change} if fault.change else {}),
        **({"owner": ", ".join(fault.owners)} if fault.owners else {}),
    }


def _audit(report: Report, region: str) -> Json:
    """The finding that says whether everything could be verified."""
    reasons = left_open(report)
    unverified = is_unverified(report)
    if unverified and not reasons:
        reasons = ["some values could not be compared, as the findings of this audit say"]
    summary = report["summary"]
    counts = f"{counted(summary['sessions'], 'session')} read, {counted(summary['checks'], 'check')} made"
    place = json.dumps(["audit", report["account_id"], region, report.get("target")])
    identifier = f"audit-{hashlib.sha256(place.encode()).hexdigest()[:16]}"
    verified = "could not all be verified" if unverified else "could all be verified"
    return _finding(report, region, identifier, "audit", "MEDIUM" if unverified else "INFORMATIONAL") | {
        "Title": f"Athena for Spark sessions {verified}",
        "Description": _text("; ".join([counts, *reasons]), DESCRIPTION, PROSE),
        "Compliance": {"Status": "NOT_AVAILABLE" if unverified else "PASSED"},
        "Resources": [_resource("AwsAccount", f"AWS::::Account:{report['account_id']}", region)],
        "ProductFields": _fields({"verdict": report["verdict"]}, report),
    }


def _finding(report: Report, region: str, identifier: str, generator: str, severity: str) -> Json:
    """What all findings have. Severity and types stand where a provider may change them later."""
    account, now = report["account_id"], _time(report["generated_at"])
    return {
        "SchemaVersion": "2018-10-08",
        "Id": _text(f"{NAME}/{identifier}", IDENTIFIER),
        "ProductArn": f"arn:{_partition(region)}:securityhub:{region}:{account}:product/{account}/default",
        "GeneratorId": _text(f"{NAME}/{generator}", IDENTIFIER),
        "AwsAccountId": account,
        "CreatedAt": now,
        "UpdatedAt": now,
        "LastObservedAt": now,
        "RecordState": "ACTIVE",
        "Workflow": {"Status": "NEW"},
        "FindingProviderFields": {"Severity": {"Label": severity}, "Types": TYPES},
    }


def _session(finding: Finding, region: str, report: Report) -> Json:
    """A session as a resource, by its ARN."""
    name = f"{_work_group_arn(finding, region, report)}/session/{finding['session_id']}"
    details = {"Other": {"State": _text(finding["state"] or "unknown", SHORT)}}
    return _resource("Other", name, region) | {"Details": details}


def _work_group(entry: EarlierFinding, region: str, report: Report) -> Json:
    """A work group as a resource, by its ARN."""
    return _resource("AwsAthenaWorkGroup", _work_group_arn(entry, region, report), region)


def _work_group_arn(finding: Finding | EarlierFinding, region: str, report: Report) -> str:
    name = f"workgroup/{finding['work_group'] or '(none)'}"
    return f"arn:{_partition(region)}:athena:{region}:{report['account_id']}:{name}"


def _resource(kind: str, identifier: str, region: str) -> Json:
    return {"Type": kind, "Id": _text(identifier, IDENTIFIER), "Partition": _partition(region), "Region": region}


def _fields(facts: Mapping[str, str], report: Report) -> dict[str, str]:
    """Facts and the report's labels as product fields."""
    labels = {f"label/{name}": label for name, label in list(report["labels"].items())[:LABELS]}
    target = {"target": report["target"]} if "target" in report else {}
    named = {**labels, **target, **facts}
    return {_text(f"{FIELDS}/{key}", SHORT): _text(text, FIELD) for key, text in named.items()}


def _time(text: str) -> str:
    """A time of the report to the second, as all of AWS writes it."""
    return text[:19] + "Z"


def _partition(region: str) -> str:
    return PARTITIONS.get(re.split(r"-[a-z]+-\d+$", region)[0], "aws")


def _text(text: str, limit: int, size: int = 1) -> str:
    """A text on one line, of at most so many characters and `size` times as many bytes of ASCII JSON.

    The service takes no blank one.
    """
    shown = shortened(printable(text), limit)
    cut = limit
    while len(json.dumps(shown)) > limit * size + 2:
        cut = cut * 3 // 4
        shown = shortened(printable(text), cut)
    return shown if shown.strip() else "(blank)"
