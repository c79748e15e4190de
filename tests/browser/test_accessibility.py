"""axe-core finds nothing, whatever the report, the colours and the width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.page import Page

Open = Callable[..., Page]

RUN = """
  const done = arguments[0];
  axe.run(document, { resultTypes: ['violations'] }).then(
    ({ violations }) => done(violations.map(({ id, nodes }) => [id, nodes.slice(0, 5).map((node) => node.html)])),
    (error) => done([String(error)]));
"""


@pytest.mark.parametrize(
    ("name", "address", "scheme"),
    [
        ("single", "", "light"),
        ("single", "", "dark"),
        ("single", "q=nothing+has+this", "light"),
        ("merged", "", "light"),
        ("merged", "target=prod-eu&status=drift", "dark"),
        ("compliant", "", "dark"),
        ("failed", "", "dark"),
        ("big", "", "light"),
        ("hostile", "", "dark"),
        ("changed", "", "light"),
        ("odd", "", "light"),
        ("gaps", "", "light"),
        ("first", "", "light"),
        ("changed", "change=new", "dark"),
    ],
)
def test_axe_finds_no_violation(open_page: Open, page: Page, axe: str, name: str, address: str, scheme: str) -> None:
    page.media(scheme)
    open_page(name, address)
    page.driver.execute_script(axe)
    assert page.driver.execute_async_script(RUN) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_a_narrow_screen(open_page: Open, page: Page, axe: str, scheme: str) -> None:
    page.media(scheme)
    page.size(390, 844)
    open_page()
    page.run("document.querySelector('.cell a').click()")
    page.settle()
    page.driver.execute_script(axe)
    assert page.driver.execute_async_script(RUN) == []


def test_tables_have_captions_and_headers(open_page: Open) -> None:
    page = open_page("merged")
    assert page.how_many("table") > 5
    assert page.how_many("table:not(:has(caption))") == 0
    assert page.how_many("thead th:not([scope=col])") == 0
    assert page.run("[...document.querySelectorAll('tbody tr')].every((row) => row.cells[0].scope === 'row')")
