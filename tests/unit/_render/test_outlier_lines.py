# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What readers are shown of outliers: the first in a line each, all of them in tables."""

from __future__ import annotations

from typing import Any

import pytest
from support import reports
from support.hostile import HOSTILE
from support.markup import assert_tame

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.html import html_page
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.markdown import markdown
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.outlier_lines import outlier_lines
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.page_data import page_data
from ansible_collections.sparkops.athena.plugins.plugin_utils._render.terminal import report_text

ODD = [reports.outlier(f"s-{number}", f"{number}g") for number in range(5)]
LINE = "eu-west-1, etl, (absent): /a: 64g in s-1; 19 of 20 have 4g"


def report(*outliers: dict[str, Any]) -> Any:
    return reports.report([reports.session()], outliers=list(outliers))


@pytest.mark.parametrize(
    ("outlier", "line"),
    [
        (reports.outlier(pointer="/a"), LINE),
        (reports.outlier(pointer="/a", actual=None, group={}), "all sessions: /a: (absent) in s-1; 19 of 20 have 4g"),
        (reports.outlier(pointer="/a", usual=None, group={}), "all sessions: /a: 64g in s-1; 19 of 20 have (absent)"),
        (reports.outlier(pointer="/a", target="t", group={}), "t: all sessions: /a: 64g in s-1; 19 of 20 have 4g"),
        (
            reports.outlier(
                pointer="/a",
                group={},
                sessions=[
                    *({"session_id": f"s-{number}", "actual": "8g", "score": 0.9} for number in range(3)),
                    {"session_id": "s-9", "actual": 9, "score": 0.6},
                ],
            ),
            "all sessions: /a: 8g in s-0, s-1 and 1 more, 9 in s-9; 19 of 20 have 4g",
        ),
    ],
)
def test_a_line(outlier: dict[str, Any], line: str) -> None:
    assert outlier_lines([outlier]) == [line]


def test_a_terminal_has_the_three_oddest_before_the_last_line() -> None:
    text = report_text(report(*ODD))
    assert max(map(len, text.splitlines())) <= 80
    assert [f"{number}g in s-{number}" in " ".join(text.split()) for number in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert "… and 2 more, see the report" in text
    assert text.splitlines()[-1] == "Not verified: nothing."
    assert "Outliers" not in report_text(report())


def test_markdown_has_all_of_them_with_both_values() -> None:
    text = markdown(report(*ODD))
    assert_tame(text)
    assert "| `4g` in 19 of 20 | `0g` | `eu-west-1`, `etl`, _absent_: `s-0` | 0.80 |" in text
    assert [f"`{number}g`" in text for number in range(5)] == [True] * 5
    assert "Outliers" not in markdown(report())


def test_the_page_names_the_oddest_also_without_scripts() -> None:
    assert page_data(report(reports.outlier(pointer="/a")))["prepared"]["oddest"] == [LINE]
    assert len(page_data(report(*ODD))["prepared"]["oddest"]) == 3
    bare = html_page(report(reports.outlier(pointer="/a"))).split("<noscript>")[1].split("</noscript>")[0]
    assert f"<li><bdi>{LINE}</bdi></li>" in bare
    assert "Outliers" not in html_page(report()).split("<noscript>")[1].split("</noscript>")[0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_does_harm(text: str) -> None:
    made = report(reports.outlier(text, text, pointer=text, usual=text, group={text: text}, target=text))
    assert_tame(markdown(made))
    assert all(line.isprintable() for line in report_text(made).splitlines())
    assert "<script" not in html_page(made).split("<noscript>")[1].split("</noscript>")[0]
