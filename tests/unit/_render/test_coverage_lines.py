# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers are shown of coverage: the counts and the first gaps, and everything with what to paste."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from support import reports
from support.hostile import HOSTILE
from support.markup import assert_tame

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.coverage_lines import (
    coverage_sentence,
    not_reached_line,
    pasteable,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.html import html_page
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.markdown import markdown
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text

SENTENCE = "policies notice 14 of 31 settings (62 of 130 changes; 3 cannot be judged)"
GAPS = [reports.unnoticed(f"/engine_configuration/{number}", values=[number]) for number in range(65)]
GAP = "/engine_configuration/0 (now 0): doubled; in 1 session"
UNREACHED = [{"policy": "etl", "pointer": None, "operator": None}, {"policy": "p", "pointer": "/a", "operator": "le"}]


def report(*changes: Any, **members: Any) -> Any:
    return reports.report([reports.session()], coverage=reports.coverage(*changes, **members))


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"changes": 130}, SENTENCE),
        ({"changes": 127, "unjudged": 0}, "policies notice 14 of 31 settings (62 of 127 changes)"),
        (
            {"settings": 1, "settings_noticed": 0, "changes": 1, "changes_noticed": 0, "unjudged": 0},
            "policies notice 0 of 1 setting (0 of 1 change)",
        ),
    ],
)
def test_no_figure_without_what_it_is_a_part_of(members: dict[str, int], sentence: str) -> None:
    assert coverage_sentence(reports.coverage(**members)) == sentence  # type: ignore[arg-type]


def test_a_terminal_has_the_counts_and_three_gaps_before_the_last_line() -> None:
    text = report_text(report(*GAPS))
    flat = " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80
    assert SENTENCE in flat
    assert f"not noticed: {GAP}" in flat
    assert "/engine_configuration/2 (now 2)" in flat and "/engine_configuration/3 (now 3)" not in flat
    assert "… and 62 more settings, see the report" in flat
    assert text.splitlines()[-1] == "Not verified: nothing."
    assert "Coverage" not in report_text(reports.report([reports.session()]))


def test_markdown_has_all_gaps_and_what_no_session_reached() -> None:
    text = markdown(report(*GAPS, unreached=UNREACHED))
    assert_tame(text)
    assert SENTENCE in text
    assert "| `/engine_configuration/64` | `64` | doubled (1) |" in text
    assert "| `etl` | _all_ |  |" in text and "| `p` | `/a` | `le` |" in text
    assert "Coverage" not in markdown(reports.report([reports.session()]))


def test_the_page_has_what_to_paste_and_names_three_gaps_also_without_scripts() -> None:
    other = reports.unnoticed("/engine_configuration/0", change="halved", values=[0], suggestion=None)
    prepared = page_data(report(*GAPS, other, unreached=UNREACHED))["prepared"]["coverage"]
    assert prepared is not None
    assert len(prepared["first"]) == 3 and len(prepared["gaps"]) == 65
    first = prepared["gaps"][0]
    assert first["changes"] == ["doubled: 1 session", "halved: 1 session"]
    assert yaml.safe_load(first["paste"]) == [GAPS[0]["suggestion"]]
    assert prepared["unreached"] == [
        "policy etl applied to no session",
        "policy p: /a le: no session has a value there",
    ]
    bare = html_page(report(*GAPS)).split("<noscript>")[1].split("</noscript>")[0]
    assert SENTENCE in bare and GAP in bare
    without = reports.report([reports.session()])
    assert page_data(without)["prepared"]["coverage"] is None
    assert "Coverage" not in html_page(without).split("<noscript>")[1].split("</noscript>")[0]


def test_a_template_in_what_is_to_be_pasted_stays_text() -> None:
    assert pasteable([{"name": "a", "expect": {"work_group": "{{ lookup('pipe', 'id') }}"}}]).count("!unsafe") == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_does_harm(text: str) -> None:
    entry = {"policy": text, "pointer": text, "operator": text}
    made = report(
        reports.unnoticed(text, values=[text], suggestion={"name": text, "expect": {text: text}}), unreached=[entry]
    )
    assert_tame(markdown(made))
    assert all(line.isprintable() for line in report_text(made).splitlines())
    assert not_reached_line(entry).isprintable()  # type: ignore[arg-type]
    assert "<script" not in html_page(made).split("<noscript>")[1].split("</noscript>")[0]
