"""Markdown: what a reader finds in it, and that no value makes markup."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import reports
from support.hostile import HOSTILE, TEXTS, VALUES, hostile_reports
from support.markup import assert_tame, tokens

from ansible_collections.sparkops.athena.plugins.plugin_utils._render import markdown_text as md
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.markdown import markdown


def spans(text: str) -> list[str]:
    return [token.content for token in tokens(text) if token.type == "code_inline"]


def test_what_a_reader_finds() -> None:
    text = markdown(reports.typical())
    assert_tame(text)
    assert text.startswith("# ❌ Athena sessions: drifted\n")
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# ❌ Athena sessions: drifted",
        "## Drift",
        "### ❌ `base`: 1 error",
        "### ⚠️ `advice`: 1 warning",
        "## Waived",
        "## Waivers soon to expire",
        "## Expired waivers, which waive nothing",
        "## Waivers that no finding needed",
        "## Not verified",
    ]
    assert "| 5 | 2 | 1 | 1 | 1 | 1 | 6 | 1 | 1 | 1 |" in text
    assert "`s-9`" in text
    assert "`s-8`" not in text
    assert "Sessions that no policy applied to: `s-none`" in text


def test_a_compliant_report_says_so() -> None:
    text = markdown(reports.report([reports.session()]))
    assert text.startswith("# ✅ Athena sessions: compliant\n")
    assert text.endswith("## Not verified\n\nNothing was left unverified.\n")


def test_nothing_checked_is_said() -> None:
    assert "Not one check was made." in markdown(reports.report())


def test_identical_findings_stand_in_one_row() -> None:
    ids = [f"s-{number}" for number in range(1200)]
    report = reports.report(
        [reports.session(name, "drifted") for name in ids],
        [reports.finding(name, state="BUSY" if name == "s-7" else "IDLE") for name in ids],
    )
    rows = [line for line in markdown(report).splitlines() if "max_concurrent_dpus" in line]
    assert len(rows) == 1
    assert "| 1,200: `s-0`, `s-1`, `s-2` and 1,197 more |" in rows[0]


def test_a_merged_report_lists_its_targets() -> None:
    good = {
        "name": "a",
        "labels": {},
        "account_id": "1",
        "regions": ["eu-west-1"],
        "verdict": "compliant",
        "generated_at": "2026-11-22T17:00:00+00:00",
        "summary": reports.report([reports.session()])["summary"],
    }
    trouble = {"verdict": "unverified", "generated_at": None, "summary": None, "problem": "no report was found"}
    bad = good | {"name": "b|c", "account_id": None, "regions": []} | trouble
    report = reports.report([reports.session(target="a")], targets=[good, bad])
    text = markdown(report)
    assert_tame(text)
    assert text.index("no report was found") < text.index("| `a` |")
    assert "b|c" in spans(text)


def test_long_reports_stay_below_the_limit_and_say_so() -> None:
    ids = [f"s-{number}" for number in range(900)]
    long = "\x1b" * 3000
    findings = [
        reports.finding(name, ("drift", "unverified", "waived")[number % 3], policy=f"p{number % 300}{long}",
                        actual=f"{number}{long}", message=long, remediation=long, pointer=f"/{long}")
        for number, name in enumerate(ids)
    ]  # fmt: skip
    unread = [reports.unreadable(session_id=f"{name}{long}", message=f"{name} {long}") for name in ids]
    expiring = [reports.waiver(policy=f"{number}{long}", reason=long, owner=long) for number in range(400)]
    report = reports.report(
        [reports.session(name, "drifted", policies={"base": 1}) for name in ids],
        findings,
        unreadable=unread,
        errors=[{"stage": "read", "message": f"{name}{long}"} for name in ids],
        labels={f"{name}{long}": long for name in ids},
        waivers=dict.fromkeys(("in_force", "expiring", "expired", "unused"), expiring),
    )
    for policy in report["policies"]:
        policy["description"] = policy["remediation"] = long
    text = markdown(report)
    assert 300_000 < len(text.encode()) < 1024 * 1024
    assert "left out" in text
    assert "more characters" in text
    assert text.index("## Not verified") > text.index("## Drift")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("4g", "`4g`"),
        ("true", '`"true"`'),
        (True, "`true`"),
        (60, "`60`"),
        (None, "_absent_"),
        ("", '`""`'),
        ("a|b", "`a\\|b`"),
        ("a\\|b", '`"a\\\\\\u007cb"`'),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a\nb", '`"a\\nb"`'),
        ("<b>", "`<b>`"),
        (["a", 1], '`["a", 1]`'),
        ("x" * 50_000, f"`{'x' * 200}` … (49,800 more characters)"),
    ],
)
def test_values(data: Any, shown: str) -> None:
    assert md.value(data) == shown


@given(TEXTS)
def test_a_code_span_says_the_text_itself(text: str) -> None:
    row = "\n".join(md.table(["a", "b"], [[md.code(text), "end"]]))
    assert_tame(row)
    short = text[: md.LIMIT]
    if short.isprintable() and short.strip() and "\\|" not in short:
        assert spans(row)[0] == short


@given(TEXTS | st.text())
def test_prose_is_tame(text: str) -> None:
    assert_tame("\n".join(md.table(["a", "b"], [[md.prose(text), "end"]])))


def test_prose_keeps_plain_words_readable() -> None:
    sentence = "Set it to 20 DPUs, as (agreed) by @data in #12; see https://x.example GH-1."
    assert md.prose(sentence) == "Set it to 20 DPUs, as (agreed) by `@data` in `#12;` see `https://x.example GH-1.`"


@given(VALUES)
def test_any_value_is_tame(data: Any) -> None:
    assert_tame("\n".join(md.table(["a", "b"], [[md.value(data), "end"]])))


@given(hostile_reports())
def test_any_report_is_tame(report: dict[str, Any]) -> None:
    text = markdown(report)
    text.encode("utf-8")
    assert_tame(text)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_make_no_markup(hostile: str) -> None:
    report = reports.report(
        [reports.session(hostile, "drifted", policies={hostile: 1})],
        [reports.finding(hostile, policy=hostile, actual=hostile, message=hostile, remediation=hostile)],
        labels={hostile: hostile},
    )
    report["policies"][0]["description"] = hostile
    assert_tame(markdown(report))


def test_owners_have_a_column_where_they_are_known() -> None:
    sessions = [reports.session(name, "drifted") for name in ("s-1", "s-2")]
    findings = [reports.finding("s-1", owner="one"), reports.finding("s-2", owner="two")]
    text = markdown(reports.report(sessions, findings))
    assert "| sessions | owner | note |" in text
    assert "| 2: `s-1`, `s-2` | `one`, `two` |" in text
    assert "owner" not in markdown(reports.report(sessions, [reports.finding("s-1"), reports.finding("s-2")]))
