"""Reports to look at: realistic ones of any size, and merged ones. The same arguments make the same one."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from typing import Any, NamedTuple

from support import reports
from support.reports import Record

ACCOUNT = "123456789012"
ENGINES = ("PySpark engine version 3", "Apache Spark version 3.5")
WORK_GROUPS = ("analytics-prod", "feature-store", "notebooks")
STATES = ("IDLE", "IDLE", "BUSY", "CREATED", "DEGRADED")
ROLE = "arn:aws:iam::123456789012:role/athena-spark"
REDACTED = "*********(redacted)"
KEY = "arn:aws:kms:eu-west-1:123456789012:key/5f1c9c52-7a44-4a0e-9c60-2f3d5be0a4a1"


class Rule(NamedTuple):
    """One expectation of a policy, and what sessions have where it does not hold."""

    policy: str
    severity: str
    description: str
    pointer: str
    operator: str
    declared: Any
    wrong: tuple[Any, ...]
    remediation: str | None = None
    normalised: tuple[Any, Any] | None = None


RULES = (
    Rule("results-encrypted", "error", "Results are encrypted with the team's key.",
         "/session_configuration/encryption_configuration/kms_key", "eq", KEY,
         (KEY.replace("5f1c9c52", "0d7be1aa"), None),
         "Set the key in the work group's configuration, then start the session anew."),
    Rule("traffic-encrypted", "error", "Spark encrypts what it sends and spills.",
         "/derived/spark_properties/spark.network.crypto.enabled", "eq", True, ("false", "FALSE", None),
         "Leave spark.network.crypto.enabled to the work group: do not pass it to StartSession."),
    Rule("dpu-cap", "error", "No session takes more than 20 DPUs.",
         "/engine_configuration/max_concurrent_dpus", "le", 20, (40, 60),
         "Ask for a quota, or lower MaxConcurrentDpus."),
    Rule("idle-timeout", "warning", "Idle sessions end within half an hour.",
         "/derived/idle_timeout_seconds", "le", 1800, (7200, 28800)),
    Rule("execution-role", "error", "Sessions run with the role that was reviewed.",
         "/session_configuration/execution_role", "eq", ROLE, (ROLE + "-dev", ROLE.replace("athena-spark", "admin")),
         "Start the session with the work group's execution role."),
    Rule("engine-supported", "warning", "Only engine versions that the platform tests.",
         "/engine_version", "in", list(ENGINES), ("PySpark engine version 2",)),
    Rule("logging-on", "error", "Driver logs go to CloudWatch.",
         "/monitoring_configuration/cloud_watch_logging_configuration/enabled", "eq", True, (False, None),
         "Switch CloudWatch logging on in the work group."),
    Rule("approved-jars", "error", "Only approved packages are loaded.",
         "/derived/spark_properties/spark.jars.packages", "subset",
         ["org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.6.1", "io.delta:delta-spark_2.12:3.2.0"],
         ("org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:1.6.1,com.example:shaded-all:0.0.1-SNAPSHOT",)),
    Rule("executor-memory", "warning", "Executors are sized as the jobs were tested.",
         "/derived/spark_properties/spark.executor.memory", "eq", "4g", ("8192m", "16g"), None, ("4096m", "8192m")),
    Rule("catalog-credentials", "error", "Catalogs authenticate by role, never by token.",
         "/derived/spark_properties/spark.sql.catalog.lake.token", "present", False, (REDACTED,),
         "Remove the token and grant the role access to the catalog."),
)  # fmt: skip

UNAPPLIED = {"name": "gpu-pools", "severity": "error", "description": "Applies to work groups named gpu-*."}
WORDS = {"eq": "is", "le": "is at most", "in": "is one of", "subset": "holds nothing but"}
CLIENT = "the client set it, or the work group was changed after the session started"


def _message(rule: Rule, actual: Any, status: str) -> str:
    if status == "unverified":
        return "the value is redacted and cannot be compared; redact: false shows it"
    if rule.operator == "present":
        return "is present"
    declared = rule.declared if isinstance(rule.declared, str) else json.dumps(rule.declared)
    return f"declared: {WORDS[rule.operator]} {declared}; the session has {'none' if actual is None else actual}"


def _root_cause(rule: Rule, actual: Any, work_group: str) -> Record:
    if work_group == "notebooks":
        return {"origin": "unknown", "message": "the work group could not be read: access denied"}
    if work_group == "feature-store" and actual is not None:
        return {"origin": "work_group", "message": "the work group declares the same now: correct it there",
                "work_group_value": actual}  # fmt: skip
    return {"origin": "client", "message": f"the work group declares another value now: {CLIENT}",
            "work_group_value": rule.declared}  # fmt: skip


def _fingerprint(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]


def _finding(session: Record, rule: Rule, actual: Any, status: str) -> Record:
    """The finding that the session has against the rule; `status` is drift, waived or unverified."""
    if status == "unverified":
        actual = REDACTED
    made = reports.finding(
        session["session_id"],
        status,
        **{key: session[key] for key in ("work_group", "region", "state")},
        fingerprint=_fingerprint(session["region"], session["work_group"], rule.policy, rule.pointer),
        policy=rule.policy,
        severity=rule.severity,
        pointer=rule.pointer,
        operator=rule.operator,
        declared=rule.declared,
        actual=actual,
        kind="unverifiable" if status == "unverified" else "missing" if actual is None else "different",
        message=_message(rule, actual, status),
    )
    if rule.remediation:
        made["remediation"] = rule.remediation
    if rule.normalised and actual is not None:
        made["normalised"] = {"declared": rule.normalised[0], "actual": rule.normalised[1]}
    if status == "waived":
        made["waiver"] = dict(NOTE)
    elif status == "drift":
        made["root_cause"] = _root_cause(rule, actual, session["work_group"])
    return made


NOTE = {
    "reason": "Backfill of the year 2025, agreed with the platform team",
    "owner": "data-platform",
    "expires": "2026-12-31",
}


def _status(rng: random.Random) -> str:
    return rng.choices(("drift", "waived", "unverified"), (7, 1, 1))[0]


def _session(number: int, rng: random.Random, region: str) -> Record:
    digest = hashlib.sha256(f"{region}{number}{rng.random()}".encode()).hexdigest()
    return reports.session(
        "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])),
        work_group=WORK_GROUPS[number % len(WORK_GROUPS)],
        region=region,
        state=rng.choice(STATES),
        engine_version=ENGINES[number % 2],
        policies={},
    )


def _verdict(session: Record, findings: list[Record]) -> str:
    statuses = {finding["status"] for finding in findings}
    if "drift" in statuses:
        return "drifted"
    if "unverified" in statuses:
        return "unverified"
    return "compliant" if session["checks"] else "unchecked"


def _policies(rules: tuple[Rule, ...]) -> list[Record]:
    return [{"name": rule.policy, "severity": rule.severity, "description": rule.description,
             **({"remediation": rule.remediation} if rule.remediation else {})} for rule in rules]  # fmt: skip


def _waivers(findings: list[Record]) -> Record:
    """A waiver for each policy of a waived finding, one that is about to expire unused, and an expired one."""
    counts = Counter(finding["policy"] for finding in findings if finding["status"] == "waived")
    used = [reports.waiver(policy=policy, findings=count, **NOTE) for policy, count in counts.items()]
    agreed = {"reason": "Agreed with the platform team", "owner": "data-platform"}
    soon = reports.waiver(policy="logging-on", expires="2026-11-30", findings=0,
                          applies_to={"work_group": "notebooks"}, **agreed)  # fmt: skip
    expired = reports.waiver(policy="idle-timeout", expires="2026-10-31", findings=0, **agreed)
    return {"in_force": [*used, soon], "expiring": [soon], "unused": [soon], "expired": [expired]}


def _unreadable(region: str) -> list[Record]:
    denied = ("User is not authorized to perform: athena:GetSession on resource: "
              f"arn:aws:athena:{region}:{ACCOUNT}:workgroup/notebooks")  # fmt: skip
    throttled = reports.unreadable(
        "throttled", work_group="sandbox", code="ThrottlingException", message="Rate exceeded"
    )
    del throttled["session_id"]
    return [
        reports.unreadable(session_id="7c0ffee0-1111-4222-8333-94445555aaaa", work_group="notebooks", message=denied),
        throttled,
        reports.unreadable("gone", session_id="8c0ffee0-1111-4222-8333-94445555aaab", work_group="notebooks",
                           code=None, message="The session was listed, but is no longer there"),
    ]  # fmt: skip


def single(
    sessions: int = 20, policies: int = 10, drift: float = 0.09, seed: int = 7, region: str = "eu-west-1"
) -> Record:
    """A report of so many sessions and up to 10 policies; `drift` is the share of checks that find something."""
    rng = random.Random(seed)
    rules = RULES[:policies]
    read: list[Record] = []
    findings: list[Record] = []
    for number in range(sessions):
        session = _session(number, rng, region)
        found = []
        for rule in rules:
            if rng.random() < 0.06:
                continue
            session["policies"][rule.policy] = 1 if rule.policy != "traffic-encrypted" else 3
            if rng.random() < drift:
                found.append(_finding(session, rule, rng.choice(rule.wrong), _status(rng)))
        if number % 11 == 10:  # one that nothing applies to
            session["policies"], found = {}, []
        session["checks"] = sum(session["policies"].values())
        session["verdict"] = _verdict(session, found)
        read.append(session)
        findings += found
    return reports.report(
        read,
        findings,
        labels={"stage": "production"},
        account_id=ACCOUNT,
        regions=[region],
        unreadable=_unreadable(region),
        waivers=_waivers(findings),
        policies=[*_policies(rules), UNAPPLIED],
    )


TARGETS = (
    ("prod-eu", "123456789012", "eu-west-1", "production"),
    ("prod-us", "123456789012", "us-east-1", "production"),
    ("lab-eu", "210987654321", "eu-west-1", "laboratory"),
)


def merged(sessions: int = 6, seed: int = 3) -> Record:
    """Three targets with so many sessions each, and one whose report is missing."""
    parts = {}
    for number, (name, account, region, stage) in enumerate(TARGETS):
        labels = {"account": account, "region": region, "stage": stage}
        parts[name] = single(sessions, 5, 0.15, seed + number, region) | {"labels": labels, "account_id": account}
    return reports.merged(parts, ["lab-us"])


def compliant() -> Record:
    """A report in which nothing is to be found."""
    rules = RULES[:3]
    checks = {rule.policy: 1 for rule in rules}
    read = [_session(number, random.Random(7), "eu-west-1") | {"policies": checks, "checks": 3} for number in range(4)]
    return reports.report(read, policies=_policies(rules))


def failed() -> Record:
    """What is written when the read failed altogether: no session, an error."""
    error = {"stage": "read", "message": "Unable to locate credentials"}
    return reports.report(regions=[], account_id=None, errors=[error], policies=_policies(RULES[:3]))
