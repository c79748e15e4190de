"""Reports whose every text is hostile, and reports whose every text is whatever hypothesis makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from support import fleet_reports, reports
from support.reports import Record

PLAIN_HOSTILE = (
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '" onmouseover="document.title=\'owned\'" x="',
    "' autofocus onfocus='document.title=1",
    "{{ 7 * 191 }}{% set x = 1 %}{# gone #}",
    "{{ lookup('pipe', 'id') }}{% raw %}",
    "]]></failure><x/>&amp;<!-- --!> <![CDATA[",
    "javascript:document.title='owned'",
    "![i](http://x.example/i.png) [l](javascript:alert(1)) https://x.example www.x.example a@x.example @team #12 GH-1",
)
"""Nothing in them is invisible or folded."""

HOSTILE = (
    *PLAIN_HOSTILE,
    "a|b``c`\n\n| --- |\r\n# h1 \\| \\",
    "* _a_ ~~b~~ $x$ :smile: ```\n~~~\n> q\n1. one\n***",
    "abc\u202edcba\u2066x\u2069\u200b\u200f\u05d0\u05d1",
    "\x00\x01\x07\x1b[2J\x1b[31mred\x7f\u0085\u2028\u2029\ufeff",
    "\ufffe\uffff \ud800",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301 \U000e0041",
    "a&amp;b &lt;i&gt; \\u003cb\\u003e \\",
    "__proto__",
    "constructor",
    "spaces   tabs\tand\nline\r\nbreaks",
    "W" * 50_000,
    "many words " * 4_600,
)

ALPHABET = st.one_of(
    st.characters(),  # surrogates and control characters too
    st.sampled_from("|`\\\n\r<>&\"'[]()!@#*_~{}$: \x00\x1b\ud800\ufffe\u202e\u2028"),
)
TEXTS = st.one_of(st.text(ALPHABET, max_size=40), st.sampled_from([text[:4000] for text in HOSTILE]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=5,
)


@st.composite
def hostile_findings(draw: st.DrawFn, sessions: list[Record]) -> Record:
    """A finding about one of the sessions."""
    session = draw(st.sampled_from(sessions))
    kept = {key: session[key] for key in ("work_group", "state", "region")}
    made = reports.finding(
        session["session_id"],
        draw(st.sampled_from(["drift", "waived", "unverified"])),
        severity=draw(st.sampled_from(["error", "warning"])),
        policy=draw(TEXTS),
        pointer=draw(TEXTS),
        operator=draw(TEXTS),
        declared=draw(VALUES),
        actual=draw(VALUES),
        message=draw(TEXTS),
        remediation=draw(TEXTS),
        root_cause={"origin": "client", "message": draw(TEXTS), "work_group_value": draw(VALUES)},
    )
    if "waiver" in made:
        made["waiver"] = {"reason": draw(TEXTS), "owner": draw(TEXTS), "expires": "2026-12-31"}
    return made | kept


@st.composite
def hostile_earlier(draw: st.DrawFn) -> Record:
    """What was drift before."""
    return reports.earlier(
        draw(st.sampled_from(["fixed", "gone", "unknown"])),
        fingerprint=draw(st.sampled_from(["7" * 16, "8" * 16])),
        policy=draw(TEXTS.filter(bool)),
        work_group=draw(st.none() | TEXTS),
        region=draw(st.none() | TEXTS),
        pointer=draw(TEXTS),
        actual=draw(st.lists(VALUES, max_size=5)),
        reason=draw(TEXTS.filter(bool)),
    )


@st.composite
def hostile_reports(draw: st.DrawFn) -> dict[str, Any]:
    """A report with hostile texts everywhere."""
    sessions = draw(
        st.lists(
            st.builds(
                lambda name, group, region, state, policies: reports.session(
                    name, work_group=group, region=region, state=state, policies=policies
                ),
                TEXTS,
                st.none() | TEXTS,
                st.none() | TEXTS,
                st.none() | TEXTS,
                st.dictionaries(TEXTS, st.integers(0, 3), max_size=2),
            ),
            max_size=3,
            unique_by=lambda entry: (entry["region"], entry["session_id"]),
        )
    )
    findings = draw(st.lists(hostile_findings(sessions), max_size=4)) if sessions else []
    made = reports.waiver(policy=draw(TEXTS), pointer=draw(TEXTS), actual=draw(VALUES), reason=draw(TEXTS), owner="o")
    report = reports.report(
        sessions,
        findings,
        labels=draw(st.dictionaries(TEXTS, TEXTS, max_size=2)),
        account_id=draw(st.none() | TEXTS),
        errors=draw(st.lists(st.builds(lambda stage, message: {"stage": stage, "message": message}, TEXTS, TEXTS))),
        unreadable=[reports.unreadable(session_id=draw(TEXTS), code=draw(TEXTS), message=draw(TEXTS))],
        fleet=reports.fleet(sessions),
        outliers=[
            reports.outlier(made["policy"], made["actual"], pointer=made["pointer"], usual=made["owner"], group=made),
        ],
        coverage=reports.coverage(
            reports.unnoticed(
                made["pointer"], values=[made["actual"]], suggestion={"name": made["policy"], "expect": made}
            ),
            unreached=[{"policy": made["policy"], "pointer": made["pointer"], "operator": made["owner"]}],
        ),
        waivers={"in_force": [made], "expiring": [made], "expired": [made], "unused": []},
    )
    report["earlier"] = draw(st.lists(hostile_earlier(), max_size=2, unique_by=lambda entry: entry["fingerprint"]))
    report["summary"]["changes"] = reports.changes(**Counter(entry["change"] for entry in report["earlier"]))
    for policy in report["policies"]:
        policy.update(description=draw(TEXTS), remediation=draw(TEXTS))
    return report


# What the page decides by: these stay what the contract says.
_FIXED = {
    "severity",
    "status",
    "kind",
    "reason",
    "verdict",
    "origin",
    "schema_version",
    "generated_at",
    "change",
    "first_seen",
}


def _is_fixed(key: str, value: Any) -> bool:
    return key in _FIXED and isinstance(value, str)


def _poison(value: Any, text: Callable[[], str]) -> Any:
    if isinstance(value, str):
        return text()
    if isinstance(value, list):
        return [_poison(item, text) for item in value]
    if isinstance(value, dict):
        return {key: item if _is_fixed(key, item) else _poison(item, text) for key, item in value.items()}
    return value


def hostile_report() -> Record:
    """A merged report in which every free text is one of `HOSTILE`, by turns. It goes beyond what the schema allows."""
    report = fleet_reports.merged(sessions=8)
    turns = iter(range(10**9))

    def text() -> str:
        return HOSTILE[next(turns) % len(HOSTILE)]

    def each(part: str, names: Callable[[int, Record], Record]) -> list[Record]:
        """The part's items, poisoned, but for the names by which parts refer to each other."""
        return [{**_poison(item, text), **names(number, item)} for number, item in enumerate(report[part])]

    ids = {each["session_id"]: f"{HOSTILE[number % len(HOSTILE)]}{number}"
           for number, each in enumerate(report["sessions"])}  # fmt: skip
    targets = {each["name"]: HOSTILE[2 * number] for number, each in enumerate(report["targets"])}
    policies = HOSTILE[: len(report["policies"])]

    regions = {region: HOSTILE[number] for number, region in enumerate(report["regions"])}

    def place(item: Record) -> Record:
        session, target, region = (item[name] for name in ("session_id", "target", "region"))
        return {"session_id": ids[session], "target": targets[target], "region": regions[region]}

    def finding(number: int, item: Record) -> Record:
        return {**place(item), "policy": policies[number % len(policies)], "operator": item["operator"]}

    def target(_number: int, item: Record) -> Record:
        labels = {text()[:80]: text(), "__proto__": text()}
        return {"name": targets[item["name"]], "labels": labels, "summary": item["summary"]}

    made = {
        "findings": each("findings", finding),
        "sessions": each("sessions", lambda _number, item: {**place(item), "policies": dict.fromkeys(policies, 1)}),
        "policies": each("policies", lambda number, _item: {"name": policies[number]}),
        "targets": each("targets", target),
        "earlier": [
            {**_poison(reports.earlier(change), text), "reason": text(), "target": HOSTILE[0]}
            for change in ("fixed", "gone", "unknown")
        ],
        "unreadable": each("unreadable", lambda _number, item: {"target": targets[item["target"]]}),
        "errors": each("errors", lambda _number, _item: {}),
        "waivers": _poison(report["waivers"], text),
        "regions": list(regions.values()),
        "labels": {text(): text() for _turn in range(4)},
    }
    for session in made["sessions"]:
        session["checks"] = len(policies)
    kept = ("account_id", "generated_at")
    whole = reports.report(**{name: report[name] for name in kept}, **made)
    whole["summary"]["changes"] = reports.changes(fixed=1, gone=1, unknown=1)
    return whole
