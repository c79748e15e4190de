"""The Content-Security-Policy is in the page, strict, and holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from browser.page import Page

from ansible_collections.sparkops.athena.plugins.plugin_utils._render import html

Open = Callable[..., Page]

WATCH = """window.broken = [];
    addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective))"""
NEW = "const made = (tag, more) => Object.assign(document.createElement(tag), more);"
TRY = {
    "script-src-elem": "document.body.append(made('script', {textContent: 'owned = 1'}))",
    "script-src-attr": "document.body.setAttribute('onclick', 'owned = 1')",
    "style-src-elem": "document.body.append(made('style', {textContent: '* { color: red }'}))",
    "style-src-attr": "document.body.setAttribute('style', 'color: red')",
    "img-src": "new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='",
    "connect-src": "fetch('http://127.0.0.1:9/').catch(() => 0)",
    "frame-src": "document.body.append(made('iframe', {src: 'data:text/html,x'}))",
    "base-uri": "document.head.append(made('base', {href: 'http://127.0.0.1:9/'}))",
    "form-action": "document.getElementById('filter').setAttribute('action', 'http://127.0.0.1:9/'),"
    " HTMLFormElement.prototype.submit.call(document.getElementById('filter'))",
}


def test_the_policy_is_strict(folder: Path) -> None:
    html = (folder / "single.html").read_text(encoding="utf-8")
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert found
    assert html.index("Content-Security-Policy") < html.index("<style>")
    directives = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    hashed = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
    assert hashed.fullmatch(directives.pop("script-src"))
    assert hashed.fullmatch(directives.pop("style-src"))
    assert directives == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def test_the_policy_holds(open_page: Open) -> None:
    page = open_page()
    page.driver.execute_script(WATCH)
    for attempt in TRY.values():
        page.driver.execute_script(NEW + attempt)
    page.settle()
    assert set(page.run("broken")) == set(TRY)
    assert page.run("typeof owned") == "undefined"
    assert all("Content Security Policy" in message for message in page.console())
    assert {url for url in page.requests() if not url.startswith("data:")} == {page.url("single")}


def test_a_page_whose_script_was_changed_does_not_run(folder: Path, page: Page) -> None:
    html = (folder / "single.html").read_text(encoding="utf-8")
    (folder / "changed.html").write_text(html.replace("'use strict';", "'use strict'; "), encoding="utf-8")
    page.open("changed")
    assert page.run("document.getElementById('app').hidden")
    assert [message for message in page.console() if "Content Security Policy" in message]


def test_no_part_holds_what_the_page_would_take_for_its_own() -> None:
    parts = sorted(Path(html.__file__).with_name("page").iterdir())
    assert {part.name for part in parts} == {*html.STYLES, *html.SCRIPTS, "skeleton.html"}
    for part in parts:
        text = part.read_text(encoding="utf-8")
        assert part.suffix == ".html" or not re.search(r"</|<!--|\]\]>", text), part.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(", text), part.name
        assert len(text.splitlines()) < 350, part.name
