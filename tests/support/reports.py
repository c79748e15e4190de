"""Reports made by hand, for tests of what is done with reports.

The counts follow from the parts, so that a report made here is consistent unless a test breaks it on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Record = dict[str, Any]

NOW = "2026-11-22T17:00:00+00:00"
WAIVER_LISTS = ("in_force", "expiring", "expired", "unused")
MEMORY = "/derived/spark_properties/spark.executor.memory"


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


def earlier(change: str = "fixed", **members: Any) -> Record:
    """An entry of earlier[]: a DPU limit that was too high."""
    return {
        "fingerprint": "fedcba9876543210",
        "policy": "base",
        "severity": "error",
        "work_group": "etl",
        "region": "eu-west-1",
        "pointer": "/engine_configuration/max_concurrent_dpus",
        "actual": [60],
        "change": change,
        "reason": "it was checked again, and nothing differs",
        "first_seen": "2026-11-01T02:00:00+00:00",
    } | members


def outlier(session_id: str = "s-1", actual: Any = "64g", score: float = 0.8, **members: Any) -> Record:
    """A setting in which one session differs."""
    return {
        "group": {"/region": "eu-west-1", "/work_group": "etl", "/engine_version": None},
        "pointer": "/engine_configuration/spark_properties/spark.executor.memory",
        "usual": "4g",
        "usual_count": 19,
        "compared": 20,
        "sessions": [{"session_id": session_id, "actual": actual, "score": score}],
        **members,
    }


def unnoticed(pointer: str = "/engine_configuration/max_concurrent_dpus", **members: Any) -> Record:
    """A change that no policy notices."""
    return {
        "pointer": pointer,
        "change": "doubled",
        "sessions": 1,
        "values": [20],
        "suggestion": {"name": f"keep {pointer}", "expect": {"engine_configuration": {"max_concurrent_dpus": 20}}},
    } | members


def coverage(*changes: Record, **members: Any) -> Record:
    """What policies notice: 14 of 31 settings, and the changes given not."""
    return {
        "settings": 31,
        "settings_noticed": 14,
        "changes": 65 + len(changes),
        "changes_noticed": 62,
        "unjudged": 3,
        "unnoticed": list(changes),
        "unreached": [],
    } | members


def fleet(sessions: Sequence[Record], **members: Any) -> Record:
    """Facts about sessions: all of them are idle, old, and have a limit of 20 DPUs."""
    long = [
        {name: one[name] for name in ("session_id", "work_group", "region")} | {"seconds": 90_000} for one in sessions
    ]
    shared = ("work_group", "engine_version", "state")
    return {
        "groups": [{name: one[name] for name in shared} | {"sessions": 1} for one in sessions],
        "idle": long,
        "old": long,
        "dpu_hours": 1.5,
        "dpu_hours_sessions": len(sessions),
        "dpus": [
            {
                "region": "eu-west-1",
                "max_concurrent_dpus": 20 * len(sessions),
                "sessions": len(sessions),
                "without": 0,
                "default_quota": 160,
            }
        ],
    } | members


def undeclared(*sessions: Record, **members: Any) -> Record:
    """The report of a run in which nothing was declared."""
    error = {"stage": "declarations", "message": "nothing was checked: neither expected, policies nor packs were given"}
    return report(sessions, errors=[error], fleet=members.pop("fleet", fleet(sessions)), **members)


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
    """A whole report whose verdict, summary and policies follow from its parts; any of it may be given instead.

    ``policies`` are given without their counts; those that only the parts name are added.
    """
    of_sessions, of_findings = list(sessions), list(findings)
    unread, errors = (list(members.pop(part, ())) for part in ("unreadable", "errors"))
    made: Record = {
        "schema_version": 1,
        "generated_at": NOW,
        "labels": {"environment": "test"},
        "account_id": "123456789012",
        "regions": ["eu-west-1"],
        "verdict": "compliant",
        "errors": errors,
        "summary": summary(of_sessions, of_findings, unread),
        "sessions": of_sessions,
        "findings": of_findings,
        "earlier": [],
        "unreadable": unread,
        "waivers": {name: [] for name in WAIVER_LISTS},
        "policies": policies(of_sessions, of_findings, members.pop("policies", ())),
    }
    statuses = {entry["status"] for entry in of_findings}
    open_reads = any(entry["reason"] != "gone" for entry in unread)
    if "drift" in statuses:
        made["verdict"] = "drifted"
    elif "unverified" in statuses or errors or open_reads or not made["summary"]["checks"]:
        made["verdict"] = "unverified"
    return made | members


def summary(sessions: Sequence[Record], findings: Sequence[Record], unread: Sequence[Record]) -> Record:
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


def policies(sessions: Sequence[Record], findings: Sequence[Record], given: Iterable[Record] = ()) -> list[Record]:
    """The entries of policies[]: those given, then those that the parts speak of, with their counts."""
    known = {entry["name"]: entry for entry in given}
    severities = {entry["policy"]: entry["severity"] for entry in findings}
    for name in sorted({name for entry in sessions for name in entry["policies"]} | set(severities)):
        known.setdefault(name, {"name": name, "severity": severities.get(name, "error")})
    return [
        entry
        | {
            "sessions": sum(name in entry["policies"] for entry in sessions),
            "checks": sum(entry["policies"].get(name, 0) for entry in sessions),
            "findings": sum(entry["policy"] == name for entry in findings),
        }
        for name, entry in known.items()
    ]


def merged(parts: dict[str, Record], missing: Iterable[str] = (), **members: Any) -> Record:
    """The report of such targets' reports, and of targets without one."""
    gathered = {
        part: [entry | {"target": name} for name, one in parts.items() for entry in one[part]]
        for part in ("sessions", "findings", "earlier", "unreadable", "errors")
    }
    shown = ("labels", "account_id", "regions", "verdict", "generated_at", "summary")
    targets = [{"name": name} | {member: one[member] for member in shown} for name, one in parts.items()]
    for name in missing:
        problem = f"missing: there is no {name}.json"
        nothing = {"account_id": None, "verdict": "unverified", "generated_at": None, "summary": None}
        targets.append({"name": name, "labels": {}, "regions": [], **nothing, "problem": problem})
        gathered["errors"].append({"stage": "merge", "message": problem, "target": name})
    lists = {
        name: [entry | {"target": target} for target, one in parts.items() for entry in one["waivers"][name]]
        for name in WAIVER_LISTS
    }
    common = {
        "labels": {},
        "account_id": None,
        "regions": sorted({region for one in parts.values() for region in one["regions"]}),
        "policies": list({policy["name"]: policy for one in parts.values() for policy in one["policies"]}.values()),
    }
    return report(**gathered, **common | {"waivers": lists, "targets": targets} | members)


def typical() -> Record:
    """One of everything: every verdict, status and list."""
    sessions = [
        session("s-ok"),
        session("s-drift", "drifted", policies={"base": 2, "advice": 1}),
        session("s-open", "unverified", work_group="adhoc"),
        session("s-waived", work_group="adhoc"),
        session("s-none", "unchecked", work_group=None),
    ]
    findings = [
        finding("s-drift", remediation="Restart the session.", normalised={"declared": "20", "actual": "60"}),
        finding("s-drift", policy="advice", severity="warning", fingerprint="1" * 16, pointer=MEMORY,
                operator="exhaustive", declared=None, actual="4g", kind="undeclared", message="no one declared it"),
        finding("s-open", "unverified", work_group="adhoc", pointer=MEMORY, actual="*********(redacted)",
                operator="eq", declared="4g", message="the value is redacted"),
        finding("s-waived", "waived", work_group="adhoc",
                waiver={"reason": "a load test", "owner": "data", "expires": "2026-11-30"},
                root_cause={"origin": "work_group", "message": "the work group says so", "work_group_value": 60}),
    ]  # fmt: skip
    used, spare = waiver(expires="2026-11-30"), waiver(policy="advice", findings=0, pointer=MEMORY, actual="8g")
    waivers = {
        "in_force": [used, spare],
        "expiring": [used],
        "expired": [waiver(expires="2026-01-31", findings=0, applies_to={"work_group": "etl"})],
        "unused": [spare],
    }
    return report(sessions, findings, waivers=waivers, unreadable=[unreadable(), unreadable("gone", session_id="s-8")])


def changes(**counts: int) -> Record:
    """The entry summary.changes."""
    return dict.fromkeys(("new", "changed", "persisting", "fixed", "gone", "unknown"), 0) | counts


def changed() -> Record:
    """The typical report with one of every change since the previous one."""
    made = typical()
    since = {"first_seen": "2026-11-20T17:00:00+00:00"}
    made["findings"][0] |= {"change": "changed", **since}
    made["findings"][1] |= {"change": "new", "first_seen": NOW}
    made["findings"][3] |= {"fingerprint": "6" * 16, **since}
    old = {
        "fingerprint": "3" * 16,
        "pointer": MEMORY,
        "actual": "8g",
        "message": "8g is over 4g",
        "change": "persisting",
    }
    unlisted = "the sessions of the work group could not be listed"
    unknown = {"policy": "advice", "severity": "warning", "pointer": MEMORY, "actual": ["8g", None], "reason": unlisted}
    past = [
        earlier("fixed", fingerprint="2" * 16),
        earlier("gone", fingerprint="4" * 16, work_group="adhoc", reason="the work group has no session"),
        earlier("unknown", fingerprint="5" * 16, **unknown),
    ]
    persisting = finding("s-drift", **old, **since)
    findings = [*made["findings"], persisting]
    counts = changes(new=1, changed=1, persisting=1, fixed=1, gone=1, unknown=1)
    whole = report(made["sessions"], findings, waivers=made["waivers"], unreadable=made["unreadable"])
    whole["summary"]["changes"] = counts
    return whole | {"earlier": past, "previous_at": "2026-11-21T17:00:00+00:00"}


def owned() -> Record:
    """A report on three sessions that drift alike, two of which have owners."""
    owners: list[Record] = [{"owner": "user-1"}, {"owner": "user-2"}, {}]
    named = [(f"s-{number}", owner) for number, owner in enumerate(owners, 1)]
    return report(
        [session(name, "drifted", **owner) for name, owner in named],
        [finding(name, **owner) for name, owner in named],
    )
