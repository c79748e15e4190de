"""Whatever a session, a policy or a label says, it is text: nothing runs, nothing is templated, nothing is loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browser.page import Page
from support.hostile import PLAIN_HOSTILE
from support.page_block import page_block, unpacked

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.html import asset

Open = Callable[..., Page]

SHOW_ALL = "[...document.querySelectorAll('button.more, .shown button')].forEach((each) => each.click())"
NO_HANDLER = """[...document.querySelectorAll('#app *')].every((each) =>
    each.getAttributeNames().every((name) => !name.startsWith('on')))"""
NO_FOREIGN_LINK = "[...document.querySelectorAll('a')].every((each) => each.getAttribute('href').startsWith('#'))"
TITLE = "Drifted - Athena for Apache Spark sessions"


def test_the_data_in_the_page_is_the_report(made: dict[str, Any], folder: Path) -> None:
    for name, report in made.items():
        assert unpacked(page_block((folder / f"{name}.html").read_text(encoding="utf-8")))["report"] == report


def test_the_page_unpacks_its_data(open_page: Open, made: dict[str, Any]) -> None:
    page = open_page("hostile")
    script = asset("data.js") + "return JSON.stringify(REPORT)"
    assert json.loads(page.driver.execute_script(script)) == made["hostile"]


def test_nothing_in_the_data_ends_the_script_or_needs_care(folder: Path) -> None:
    html = (folder / "hostile.html").read_text(encoding="utf-8")
    body = html.partition('id="report-data">')[2].partition("</script>")[0]
    assert not re.search(r"[<>&\u0000-\u001f\u007f-\uffff]", body)
    assert html.count("<script") == 2
    assert html.count("</script") == 2


def test_nothing_hostile_is_left_in_the_part_without_scripts(folder: Path) -> None:
    html = (folder / "hostile.html").read_text(encoding="utf-8")
    plain = html.partition("<noscript>")[2].partition("</noscript>")[0]
    tags = set(re.findall(r"<(/?\w+)[^>]*>", plain))
    allowed = ["main", "h1", "h2", "p", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi"]
    assert tags <= set(allowed) | {f"/{tag}" for tag in allowed}
    assert set(re.findall(r"<\w+ ([^>]*)>", plain)) == {'class="bare"', 'scope="row"', 'scope="col"'}
    assert "1337" not in html
    assert "{{ 7 * 191 }}" in plain
    assert not re.search(r"[\u202e\u2028\x00-\x08\x0b-\x1f]", html)
    assert len(plain) < 300_000


def test_nothing_runs_wherever_one_clicks(open_page: Open) -> None:
    page = open_page("hostile")
    for _turn in range(2):
        assert page.driver.title == TITLE
        assert page.how_many("#app script, #app img, #app iframe, #app style, #app [onclick], #app [onerror]") == 0
        assert page.run(NO_HANDLER)
        assert page.run(NO_FOREIGN_LINK)
        page.run(SHOW_ALL)
    page.run("document.querySelectorAll('.cell a')[3].click()")
    page.settle()
    assert page.how_many(".finding") >= 1
    assert page.driver.title == TITLE


def test_hostile_texts_are_shown_as_they_are(open_page: Open) -> None:
    page = open_page("hostile")
    page.run(SHOW_ALL)
    shown = page.run("document.getElementById('app').textContent")
    for text in PLAIN_HOSTILE:
        assert text in shown
    assert "\u2039U+202E\u203adcba" in shown
    assert "\u2039U+001B\u203a[31mred\u2039U+007F\u203a" in shown
    assert not re.search(r"[\u202e\u2066\u0000\u001b\ufeff]", shown)
    assert "1337" not in shown


def test_long_texts_are_cut_with_a_way_to_see_all(open_page: Open) -> None:
    page = open_page("hostile")
    assert page.run("document.body.innerText.length") < 200_000
    more = page.run("[...document.querySelectorAll('#findings button.more')]")
    assert len(more) > 10
    before = page.run("document.getElementById('findings').textContent.length")
    page.run("arguments[0].find((each) => each.textContent.includes('50,000')).click()", more)
    assert page.run("document.getElementById('findings').textContent.length") > before + 45_000
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_every_filter_takes_hostile_choices_and_the_address_brings_them_back(open_page: Open) -> None:
    page = open_page("hostile")
    names = page.run("[...document.getElementById('filter').elements].map((each) => each.name).filter(Boolean)")
    for name in names:
        if name in {"q", "severity", "status"}:
            continue
        page.run("""(() => {
          const control = document.getElementById('filter').elements[arguments[0]];
          control.selectedIndex = Math.min(2, control.options.length - 1);
          control.dispatchEvent(new Event('input', { bubbles: true }));
        })()""", name)  # fmt: skip
        page.settle()
        counts, value = page.counts(), page.chosen(name)
        if len(value) < 10_000:
            again = open_page("hostile", page.driver.current_url.partition("#")[2])
            assert again.chosen(name) == value
            assert again.counts() == counts
        page.driver.find_element("id", "clear").click()
    page.choose("q", PLAIN_HOSTILE[1])
    assert page.counts()[2] > 0
    assert page.driver.title == TITLE
