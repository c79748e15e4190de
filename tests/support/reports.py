"""Reports made by hand, for tests of what is done with reports.

The counts follow from the parts, so that a report made here is consistent unless a test breaks it on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Record = dict[str, Any]

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ lookup('pipe', 'id') }}{% raw %}{# x #}",
    "]]></failure><x/>&amp;<!--",
    "a|b``c`\n\n| --- |\r\n# h1 \\| \\",
    "![i](http://x.example/i.png) [l](javascript:alert(1)) https://x.example www.x.example a@x.example @team #12 GH-1",
    "\u202egnp.exe\u2066\u200b\u0085\u2028",
    "\x00\x01\x07\x1b[31m\x7f\ufffe\uffff\ud800 \U0001f600",
    "* _a_ ~~b~~ $x$ :smile: ```\n~~~\n> q\n1. one\n***",
    "x" * 50_000,
)


def session(session_id: str = "s-1", verdict: str = "compliant", **members: Any) -> Record:
    """An entry of sessions[]; one check of the policy ``base`` unless told otherwise."""
    policies = members.pop("policies", {} if verdict == "unchecked" else {"base": 1})
    return {
        "session_id": session_id,
        "work_group": "etl",
        "region": "eu-west-1",
        "state": "IDLE",
        "engine_version": "PySpark engine version 3",
        "verdict": verdict,
        "checks": sum(policies.values()),
        "policies": policies,
    } | members


def finding(session_id: str = "s-1", status: str = "drift", **members: Any) -> Record:
    """An entry of findings[]: a DPU limit that is too high, or could not be compared."""
    found: Record = {
        "fingerprint": "0123456789abcdef",
        "policy": "base",
        "severity": "error",
        "status": status,
        "session_id": session_id,
        "work_group": "etl",
        "region": "eu-west-1",
        "state": "IDLE",
        "pointer": "/engine_configuration/max_concurrent_dpus",
        "operator": "le",
        "declared": 20,
        "actual": 60,
        "kind": "unverifiable" if status == "unverified" else "different",
        "message": "60 is over 20",
    }
    if status == "waived":
        found["waiver"] = {"reason": "a load test", "owner": "data", "expires": "2026-12-31"}
    return found | members


def waiver(**members: Any) -> Record:
    """An entry of the lists of waivers."""
    return {
        "policy": "base",
        "reason": "a load test",
        "owner": "data",
        "expires": "2026-12-31",
        "findings": 1,
    } | members


def unreadable(reason: str = "access_denied", **members: Any) -> Record:
    """An entry of unreadable[]."""
    return {
        "session_id": "s-9",
        "work_group": "etl",
        "reason": reason,
        "code": "AccessDeniedException",
        "message": "not authorized",
    } | members


def report(sessions: Iterable[Record] = (), findings: Iterable[Record] = (), **members: Any) -> Record:
    """A whole report whose verdict, summary and policies follow from its parts."""
    of_sessions, of_findings = list(sessions), list(findings)
    unread = list(members.pop("unreadable", ()))
    errors = list(members.pop("errors", ()))
    made: Record = {
        "schema_version": 1,
        "generated_at": "2026-11-22T17:00:00+00:00",
        "labels": {"environment": "test"},
        "account_id": "123456789012",
        "regions": ["eu-west-1"],
        "verdict": "compliant",
        "errors": errors,
        "summary": summary(of_sessions, of_findings, unread),
        "sessions": of_sessions,
        "findings": of_findings,
        "unreadable": unread,
        "waivers": {"in_force": [], "expiring": [], "expired": [], "unused": []},
        "policies": policies(of_sessions, of_findings),
    }
    statuses = {entry["status"] for entry in of_findings}
    open_reads = any(entry["reason"] != "gone" for entry in unread)
    if "drift" in statuses:
        made["verdict"] = "drifted"
    elif "unverified" in statuses or errors or open_reads or not made["summary"]["checks"]:
        made["verdict"] = "unverified"
    return made | members


def summary(sessions: list[Record], findings: list[Record], unread: list[Record]) -> Record:
    """The counts of a report."""
    verdicts = [entry["verdict"] for entry in sessions]
    drift = [entry["severity"] for entry in findings if entry["status"] == "drift"]
    return {
        "sessions": len(sessions),
        **{verdict: verdicts.count(verdict) for verdict in ("compliant", "drifted", "unverified", "unchecked")},
        "gone": sum(entry["reason"] == "gone" for entry in unread),
        "checks": sum(entry["checks"] for entry in sessions),
        "findings": {"error": drift.count("error"), "warning": drift.count("warning")},
        "waived": sum(entry["status"] == "waived" for entry in findings),
    }


def policies(sessions: list[Record], findings: list[Record]) -> list[Record]:
    """The entries of policies[] that the parts speak of."""
    severities = {entry["policy"]: entry["severity"] for entry in findings}
    names = sorted({name for entry in sessions for name in entry["policies"]} | set(severities))
    return [
        {
            "name": name,
            "severity": severities.get(name, "error"),
            "sessions": sum(name in entry["policies"] for entry in sessions),
            "checks": sum(entry["policies"].get(name, 0) for entry in sessions),
            "findings": sum(entry["policy"] == name for entry in findings),
        }
        for name in names
    ]


def typical() -> Record:
    """One of everything: every verdict, status and list."""
    sessions = [
        session("s-ok"),
        session("s-drift", "drifted", policies={"base": 2, "advice": 1}),
        session("s-open", "unverified", work_group="adhoc"),
        session("s-waived", work_group="adhoc"),
        session("s-none", "unchecked", work_group=None),
    ]
    memory = "/derived/spark_properties/spark.executor.memory"
    findings = [
        finding("s-drift", remediation="Restart the session.", normalised={"declared": "20", "actual": "60"}),
        finding("s-drift", policy="advice", severity="warning", fingerprint="1" * 16, pointer=memory,
                operator="exhaustive", declared=None, actual="4g", kind="undeclared", message="no one declared it"),
        finding("s-open", "unverified", work_group="adhoc", pointer=memory, actual="*********(redacted)",
                operator="eq", declared="4g", message="the value is redacted"),
        finding("s-waived", "waived", work_group="adhoc",
                waiver={"reason": "a load test", "owner": "data", "expires": "2026-11-30"},
                root_cause={"origin": "work_group", "message": "the work group says so", "work_group_value": 60}),
    ]  # fmt: skip
    used, spare = waiver(expires="2026-11-30"), waiver(policy="advice", findings=0, pointer=memory, actual="8g")
    waivers = {
        "in_force": [used, spare],
        "expiring": [used],
        "expired": [waiver(expires="2026-01-31", findings=0, applies_to={"work_group": "etl"})],
        "unused": [spare],
    }
    return report(sessions, findings, waivers=waivers, unreadable=[unreadable(), unreadable("gone", session_id="s-8")])
