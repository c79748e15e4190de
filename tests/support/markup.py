"""Whether Markdown is no more than this collection's own markup."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.fleet_lines import NEXT_STEPS

PARSER = MarkdownIt("gfm-like", {"html": True})

BLOCKS = {f"{name}_{end}" for name in ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td")
          for end in ("open", "close")} | {"inline"}  # fmt: skip
COMMANDS = {f"{step.command}\n" for step in NEXT_STEPS}
INLINES = {"text", "code_inline", "em_open", "em_close"}


def tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def assert_tame(text: str) -> None:
    """Nothing but our own headings, paragraphs, tables and commands; every row as wide as its head; no bare mention."""
    width = cells = 0
    for token in tokens(text):
        known = token.content in COMMANDS if token.type == "fence" else token.type in BLOCKS | INLINES
        assert known, (token.type, token.content[:200])
        if token.type == "thead_open":
            width = 0
        elif token.type == "th_open":
            width += 1
        elif token.type == "tr_open":
            cells = 0
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close" and cells:
            assert cells == width
        if token.type == "text":
            assert not set("@#<>$`|\\[]") & set(token.content), token.content
            assert "://" not in token.content
