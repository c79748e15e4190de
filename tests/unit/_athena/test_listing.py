"""Whether a listing ends."""

from __future__ import annotations

import itertools

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena import listing
from ansible_collections.sparkops.athena.plugins.module_utils._athena.errors import UnexpectedResponseError
from ansible_collections.sparkops.athena.plugins.module_utils._athena.listing import (
    EndlessListingError,
    Listing,
    ListingPage,
    RepeatedTokenError,
)


def _page(*names: str, token: str | None = None, unusable: int = 0) -> ListingPage:
    return ListingPage([{"SessionId": name} for name in names], unusable, token)


def _listing() -> Listing:
    return Listing("ListSessions", "SessionId")


def test_what_is_new_in_each_page() -> None:
    pages = _listing()
    assert pages.take(_page("a", "b")) == [{"SessionId": "a"}, {"SessionId": "b"}]
    assert pages.take(_page("b", "c", "c")) == [{"SessionId": "c"}]
    assert pages.names == ["a", "b", "c"]


def test_it_ends_without_a_token() -> None:
    assert _listing().follow(_page("a", token="")) is None
    assert _listing().follow(_page("a", token="t")) == "t"


def test_a_token_twice() -> None:
    pages = _listing()
    pages.follow(_page("a", token="t"))
    with pytest.raises(RepeatedTokenError, match="ListSessions gave the same NextToken twice"):
        pages.follow(_page("b", token="t"))


@pytest.mark.parametrize("names", [(), ("a",)])
def test_pages_without_anything_new(names: tuple[str, ...]) -> None:
    pages, tokens = _listing(), map(str, itertools.count())
    pages.take(_page("a"))
    for _page_number in range(listing.MOST_PAGES_WITHOUT_NEWS - 1):
        page = _page(*names, token=next(tokens))
        pages.take(page)
        pages.follow(page)
    pages.take(page)
    with pytest.raises(EndlessListingError, match="51 pages, the last 50 of them without anything new, and would not"):
        pages.follow(_page(*names, token=next(tokens)))


def test_fifty_pages_without_news_in_all_are_none_in_a_row() -> None:
    pages = _listing()
    for number in range(200):
        page = _page(*[str(number)] * (number % 2), token=str(number))
        pages.take(page)
        assert pages.follow(page) == str(number)


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_PAGES", 3)
    pages = _listing()
    for number in range(2):
        page = _page(str(number), token=str(number))
        pages.take(page)
        pages.follow(page)
    pages.take(_page("c"))
    with pytest.raises(EndlessListingError, match="gave 3 pages"):
        pages.follow(_page("c", token="c"))


def test_entries_that_cannot_be_used_are_reported_at_the_end() -> None:
    pages = _listing()
    pages.take(_page("a", token="t", unusable=2))
    assert pages.follow(_page("a", token="t")) == "t"
    pages.take(_page("b", unusable=1))
    with pytest.raises(UnexpectedResponseError, match="3 of the entries that ListSessions listed have no name"):
        pages.follow(_page("b"))
