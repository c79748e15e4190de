"""Which part of a URL is masked."""

from __future__ import annotations

import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.url_credentials import (
    without_credentials,
    without_url_credentials,
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("http://user:password@host:1/x", "http://********@host:1/x"),
        ("http://user@host", "http://********@host"),
        ("https://:password@host", "https://********@host"),
        ("socks5h://u:p@host", "socks5h://********@host"),
        ("http://u:p/with#odd?letters@host/x", "http://********@host/x"),
        ("http://u:p@ss@host", "http://********@host"),
        ('Could not connect to "http://u:p@host/": no', 'Could not connect to "http://********@host/": no'),
        ("http://u:p \"'<@host/x", "http://********@host/x"),
        ("http://u:p@a, http://u:p@b", "http://********@b"),
        ("http://host/x\nsomeone@example.com", "http://host/x\nsomeone@example.com"),
        ("http://host:1/x", "http://host:1/x"),
        ("someone@example.com", "someone@example.com"),
        ("", ""),
    ],
)
def test_a_text(text: str, masked: str) -> None:
    assert without_url_credentials(text) == masked


def test_a_tree() -> None:
    tree = {"proxies": {"http": "http://u:p@host"}, "list": [("http://u@host", 1, None)], "bool": True}
    assert without_credentials(tree) == {
        "proxies": {"http": "http://********@host"},
        "list": [["http://********@host", 1, None]],
        "bool": True,
    }
