"""The page says what changed since the previous report, marks it, and filters by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.page import Page

Open = Callable[..., Page]


def test_the_first_lines_say_what_changed(open_page: Open) -> None:
    page = open_page("changed")
    line = "Since 2026-11-21 17:00 UTC: 1 new, 1 changed, 1 persisting, 1 fixed, 1 gone, 1 unknown"
    assert page.text("#changes") == line


@pytest.mark.parametrize(("change", "marks"), [("new", ["new"]), ("changed", ["changed"]), ("persisting", [])])
def test_findings_are_filtered_by_their_change_and_marked(open_page: Open, change: str, marks: list[str]) -> None:
    page = open_page("changed", f"change={change}")
    assert page.counts() == (1, 5, 1, 5)
    assert page.texts(".finding .tag.change") == marks
    seen = "2026-11-22 17:00:00 UTC" if change == "new" else "2026-11-20 17:00:00 UTC"
    assert f"{change}, first seen {seen}" in page.text(".finding .notes")
    assert page.run("document.querySelector('#filter select[name=change]').value") == change


def test_what_persists_has_no_mark(open_page: Open) -> None:
    assert open_page("changed").texts(".finding .tag.change") == ["changed 1", "new"]  # one of the two findings there


def test_what_was_drift_before_is_listed_the_open_first(open_page: Open) -> None:
    page = open_page("changed")
    assert page.texts("#earlier tbody th") == ["unknown", "gone", "fixed"]
    assert "the sessions of the work group could not be listed" in page.text("#earlier tbody tr")
    assert page.how_many("#sections a[data-jump=earlier]") == 1


def test_without_a_previous_report_nothing_is_said_of_changes(open_page: Open) -> None:
    page = open_page("single")
    assert page.how_many("#changes, #filter select[name=change], .tag.change, #sections a[data-jump=earlier]") == 0
    assert page.run("document.getElementById('earlier').hidden") is True
