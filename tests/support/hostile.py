"""Reports whose every text may be anything, as hypothesis makes it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support import reports

ALPHABET = st.one_of(
    st.characters(),  # surrogates and control characters too
    st.sampled_from("|`\\\n\r<>&\"'[]()!@#*_~{}$: \x00\x1b\ud800\ufffe\u202e\u2028"),
)
TEXTS = st.one_of(st.text(ALPHABET, max_size=40), st.sampled_from([text[:4000] for text in reports.HOSTILE]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=5,
)


@st.composite
def hostile_findings(draw: st.DrawFn, sessions: list[reports.Record]) -> reports.Record:
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
        waivers={"in_force": [made], "expiring": [made], "expired": [made], "unused": []},
    )
    for policy in report["policies"]:
        policy.update(description=draw(TEXTS), remediation=draw(TEXTS))
    return report
