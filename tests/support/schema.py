"""Whether a report is what docs/report.schema.json promises.

from support.schema import assert_valid_report
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


@cache
def validator() -> jsonschema_rs.Draft202012Validator:
    """A validator for the shipped schema, which is itself checked first."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.Draft202012Validator(schema)


def schema_problems(report: object) -> list[str]:
    """What is wrong with a report, each with its place; empty for a valid one."""
    # The validator takes no lone surrogates, which a session may have anywhere in its texts.
    encodable = json.loads(json.dumps(report, ensure_ascii=False).encode("utf-8", "replace"))
    errors = validator().iter_errors(encodable)
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message[:500]}" for error in errors]


def assert_valid_report(report: Any) -> None:
    """Fail unless the report, read back from its own JSON, is valid and its counts add up."""
    # A validator written in Rust takes no lone surrogates.
    plain = json.loads(json.dumps(report, allow_nan=False, ensure_ascii=False).encode(errors="replace"))
    problems = schema_problems(plain) or count_problems(plain)
    assert not problems, "\n".join(problems)


def count_problems(report: dict[str, Any]) -> list[str]:
    """The sums that JSON Schema cannot express."""
    summary, sessions, findings = report["summary"], report["sessions"], report["findings"]
    drift = [finding["severity"] for finding in findings if finding["status"] == "drift"]
    counted: dict[str, tuple[int, int]] = {
        "summary.sessions": (summary["sessions"], len(sessions)),
        "summary.checks": (summary["checks"], sum(session["checks"] for session in sessions)),
        "summary.waived": (summary["waived"], sum(finding["status"] == "waived" for finding in findings)),
        "summary.gone": (summary["gone"], sum(entry["reason"] == "gone" for entry in report["unreadable"])),
    }
    for verdict in ("compliant", "drifted", "unverified", "unchecked"):
        of_it = sum(session["verdict"] == verdict for session in sessions)
        counted[f"summary.{verdict}"] = (summary[verdict], of_it)
    for severity in ("error", "warning"):
        counted[f"summary.findings.{severity}"] = (summary["findings"][severity], drift.count(severity))
    for session in sessions:
        counted[f"checks of {session['session_id']}"] = (session["checks"], sum(session["policies"].values()))
    for policy in report["policies"]:
        name = policy["name"]
        of_it = sum(finding["policy"] == name for finding in findings)
        counted[f"findings of policy {name}"] = (policy["findings"], of_it)
        checks = sum(session["policies"].get(name, 0) for session in sessions)
        counted[f"checks of policy {name}"] = (policy["checks"], checks)
    return [f"{what}: says {said}, {real} are there" for what, (said, real) in counted.items() if said != real]
