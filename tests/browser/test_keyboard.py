"""Everything can be reached and used without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from browser.page import Page

Open = Callable[..., Page]

TAB = "\ue004"
ENTER = "\ue007"
END, HOME = "\ue010", "\ue011"
LEFT, UP, RIGHT, DOWN = "\ue012", "\ue013", "\ue014", "\ue015"


OUTLINE = """(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth, document.activeElement.tagName])(
    getComputedStyle(document.activeElement))"""


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until something that matches has the focus."""
    for _turn in range(most):
        page.press(TAB)
        if page.run("document.activeElement.matches(arguments[0])", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_the_first_tab_is_the_skip_link(open_page: Open) -> None:
    page = open_page()
    page.press(TAB)
    assert page.focused("class") == "skip"
    assert page.run("document.activeElement.getBoundingClientRect().left >= 0")
    page.press(ENTER)
    assert page.focused() == "findings-title"
    assert page.address() == ""


def test_the_matrix_is_one_tab_stop_and_arrows_lead_through_it(open_page: Open) -> None:
    page = open_page()
    assert page.how_many(".matrix tbody a[tabindex='0']") == 1
    tab_to(page, ".matrix tbody a")
    assert page.focused("data-column") == "0"
    page.press(RIGHT)
    first = page.focused("href")
    assert "cell=" in first
    page.press(LEFT)
    assert page.focused("data-column") == "0"
    page.press(DOWN)
    assert page.run("document.activeElement.closest('tr').rowIndex") == 2
    page.press(UP, RIGHT)
    assert page.focused("href") == first
    page.press(END)
    last = page.focused("href")
    page.press(HOME)
    assert page.focused("data-column") == "0"
    page.press_control(END)
    rows = page.how_many(".matrix tbody tr")
    assert page.run("document.activeElement.closest('tr').rowIndex") == rows
    page.press_control(HOME)
    assert page.run("document.activeElement.closest('tr').rowIndex") == 1
    assert "cell=" in last
    page.press(TAB)
    assert not page.run("document.activeElement.closest('.matrix')")


def test_enter_opens_a_finding_and_there_is_a_way_back(open_page: Open) -> None:
    page = open_page()
    tab_to(page, ".matrix tbody a")
    page.press(RIGHT)
    href = page.focused("href")
    page.press(ENTER)
    page.settle()
    assert page.focused() == "findings-title"
    assert page.how_many(".finding") == 1
    assert page.run("document.querySelector('.matrix [aria-current]').getAttribute('href')") == href
    tab_to(page, ".chosen button")
    page.press(ENTER)
    assert page.focused("aria-current") == "true"
    tab_to(page, "#all-findings")
    page.press(ENTER)
    page.settle()
    assert page.how_many(".finding") > 1
    assert page.focused("href") == href


def test_the_filter_is_typed_and_announced(open_page: Open) -> None:
    page = open_page()
    tab_to(page, "#filter input")
    page.press("kms_key")
    page.settle()
    assert page.address() == "q=kms_key"
    assert page.focused("name") == "q"
    assert page.run("document.getElementById('count').getAttribute('role')") == "status"
    tab_to(page, "#clear")
    page.press(ENTER)
    assert page.focused("name") == "q"
    assert page.address() == ""


def test_whatever_has_the_focus_shows_it(open_page: Open) -> None:
    page = open_page("merged")
    seen = set()
    for _turn in range(80):
        page.press(TAB)
        style, width, tag = page.run(OUTLINE)
        if tag == "BODY":
            break
        assert (style, width) == ("solid", "2px"), page.run("document.activeElement.outerHTML.slice(0, 200)")
        seen.add(tag)
    assert {"A", "BUTTON", "INPUT", "SELECT", "DIV"} <= seen
