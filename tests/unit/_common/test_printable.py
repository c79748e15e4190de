"""Values as text: what is invisible is written as JSON writes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.plugin_utils._common.printable import (
    as_json,
    brief,
    counted,
    printable,
    shortened,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("4g", "4g"),
        ("", "''"),
        (20, "20"),
        (True, "true"),
        (["a", "b"], '["a", "b"]'),
        ("a\nb", "a\\nb"),
        ("x" * 200, "x" * 142 + "… (200 characters)"),
    ],
)
def test_a_value_in_a_message(value: Any, words: str) -> None:
    assert brief(value) == words


def test_printable_leaves_letters_of_every_script() -> None:
    assert printable("Größe 寸法 שלום 😀") == "Größe 寸法 שלום 😀"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\x1b[2J", "\\u001b[2J"),
        ("a\r\n\tb", "a\\r\\n\\tb"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("no\u00a0break", "no\\u00a0break"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("\ud800", "\\ud800"),
        ("\ufeff\uffff", "\\ufeff\\uffff"),
    ],
)
def test_what_is_invisible_is_escaped(text: str, words: str) -> None:
    assert printable(text) == words


def test_a_session_full_of_the_invisible_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    escaped: list[str] = []
    dumps = json.dumps
    monkeypatch.setattr(json, "dumps", lambda char: escaped.append(char) or dumps(char))
    assert printable("\x02\u2063" * 51200) == "\\u0002\\u2063" * 51200
    assert len(escaped) <= 2


@given(st.text(st.characters()))
def test_any_text_becomes_printable_and_stays_json(text: str) -> None:
    assert printable(text).isprintable()
    assert json.loads(as_json(text)) == text


@pytest.mark.parametrize("size", [1, 160, 161, 50_000])
def test_what_is_shortened_says_its_length(size: int) -> None:
    short = shortened("x" * size, 160)
    assert len(short) <= 160
    assert ("characters)" in short) == (size > 160)


def test_counts_are_words() -> None:
    assert [counted(number, "session") for number in (0, 1, 1200)] == ["0 sessions", "1 session", "1,200 sessions"]
