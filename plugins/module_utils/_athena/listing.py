# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A listing, page by page: what is new in each, and whether it will ever end."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field

from .errors import UnexpectedResponseError

MOST_PAGES_WITHOUT_NEWS = 50
MOST_PAGES = 20_000


class EndlessListingError(Exception):
    """A listing whose pages go on without anything new, or for too long."""


class RepeatedTokenError(EndlessListingError):
    """A listing gave a NextToken that it gave before: going on would never end."""


@dataclass(frozen=True)
class ListingPage:
    """A page's entries, how many others in it could not be used, and the token of the next one, if there is one."""

    entries: list[dict[str, t.Any]]
    unusable: int
    token: str | None


@dataclass
class Listing:
    """What a listing has had so far. ``identity`` is the member by which its entries are told apart."""

    operation: str
    identity: str
    _names: dict[str, None] = field(default_factory=dict)
    _tokens: set[str] = field(default_factory=set)
    _unusable: int = 0
    _pages: int = 0
    _without_news: int = 0

    @property
    def names(self) -> list[str]:
        """The identities of all entries so far, in order, each once."""
        return list(self._names)

    def take(self, page: ListingPage) -> list[dict[str, t.Any]]:
        """The entries that are new."""
        new = []
        for entry in page.entries:
            if entry[self.identity] not in self._names:
                self._names[entry[self.identity]] = None
                new.append(entry)
        self._unusable += page.unusable
        self._pages += 1
        self._without_news = 0 if new else self._without_news + 1
        return new

    def follow(self, page: ListingPage) -> str | None:
        """The token to go on with; None at the end.

        Raises EndlessListingError where going on would not end, and at the end UnexpectedResponseError where entries
        could not be used.
        """
        token = page.token
        if not token:
            if self._unusable:
                words = f"{self._unusable} of the entries that {self.operation} listed have no name"
                raise UnexpectedResponseError(words)
            return None
        if token in self._tokens:
            raise RepeatedTokenError(f"{self.operation} gave the same NextToken twice and would never end")
        if self._without_news >= MOST_PAGES_WITHOUT_NEWS or self._pages >= MOST_PAGES:
            new = f"the last {self._without_news} of them without anything new"
            raise EndlessListingError(f"{self.operation} gave {self._pages} pages, {new}, and would not end")
        self._tokens.add(token)
        return token
