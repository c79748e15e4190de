"""The page says whose sessions they are, and filters by it; where nobody knows, there is no such column."""

from __future__ import annotations

from collections.abc import Callable

from browser.page import Page

Open = Callable[..., Page]


def test_an_owner_is_a_column_and_a_filter(open_page: Open) -> None:
    page = open_page("owned")
    assert "Owner" in page.texts(".matrix thead th.facet")
    page.choose("owner", "user-1")
    assert page.counts() == (1, 3, 1, 3)
    assert page.address() == "owner=user-1"
    assert "user-1" in page.text(".finding .where tbody tr")


def test_one_finding_of_several_owners_names_them_all(open_page: Open) -> None:
    page = open_page("owned")
    assert page.how_many(".finding .where tbody tr") == 1
    row = page.text(".finding .where tbody tr")
    assert [name in row for name in ("user-1", "user-2", "(none)")] == [True] * 3


def test_without_owners_there_is_no_column(open_page: Open) -> None:
    page = open_page("single")
    assert "Owner" not in page.texts(".matrix thead th.facet")
    assert page.how_many("#filter select[name=owner]") == 0
