"""Pages of a listing, and the tokens that lead from one to the next."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import Any, TypeVar

from .errors import invalid

Item = TypeVar("Item")
Key = list[Any]


class Pager:
    """Cuts listings into pages. Its tokens are opaque, signed, and good for the listing they came from alone.

    A token says after which key to go on, not at which number, so that sessions which start or end between two pages
    neither repeat others nor hide them.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def page(
        self, entries: Sequence[tuple[Key, Item]], listing: Key, size: int, token: str | None
    ) -> tuple[list[Item], str | None]:
        """The entries (sorted by key) of the page that the token leads to, and the token of the next one.

        ``listing`` tells listings apart: operation, work group, filter. An InvalidRequestException for any other token.
        """
        after = self._read(token, listing)
        rest = [entry for entry in entries if entry[0] > after]
        following = self._token(listing, rest[size - 1][0]) if len(rest) > size else None
        return [item for _key, item in rest[:size]], following

    def another(self, listing: Key, token: str | None) -> str:
        """Another token that leads to the same page; None leads to the first."""
        return self._token(listing, self._read(token, listing), secrets.token_hex(4))

    def _token(self, listing: Key, after: Key, nonce: str = "") -> str:
        content = json.dumps([listing, after, nonce]).encode()
        return base64.urlsafe_b64encode(self._sign(content) + content).decode()

    def _read(self, token: str | None, listing: Key) -> Key:
        """The key after which the page begins; that of the first is less than all others."""
        if token is None:
            return []
        try:
            raw = base64.urlsafe_b64decode(token.encode("ascii"))
        except (binascii.Error, UnicodeEncodeError):
            raw = b""
        signature, content = raw[:16], raw[16:]
        if not hmac.compare_digest(signature, self._sign(content)):
            raise invalid("NextToken is invalid.")
        origin, after, _nonce = json.loads(content)
        if origin != listing:
            raise invalid("NextToken is invalid: it comes from another listing.")
        assert isinstance(after, list)
        return after

    def _sign(self, content: bytes) -> bytes:
        return hmac.new(self._secret, content, hashlib.sha256).digest()[:16]
