"""A headless Chromium with the HTML report in it, as the collection renders it."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser.making import AXE, chromium, missing_programs, render
from browser.page import Page
from support import fleet_reports, reports
from support.hostile import hostile_report


def missing(what: str, untested: str) -> NoReturn:
    """Skip, saying what is not tested for want of what; in CI fail, since there nothing may go untested unseen."""
    words = f"{what} is missing; not tested: {untested}"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


@pytest.fixture(scope="session")
def made() -> dict[str, dict[str, Any]]:
    """The reports behind the pages, by name."""
    return {
        "single": fleet_reports.single(),
        "merged": fleet_reports.merged(),
        "compliant": fleet_reports.compliant(),
        "failed": fleet_reports.failed(),
        "big": fleet_reports.single(2000, 10),
        "hostile": hostile_report(),
        "changed": reports.changed(),
        "gaps": reports.report(
            [reports.session()],
            coverage=reports.coverage(
                *(reports.unnoticed(f"/engine_configuration/{number}", values=[number]) for number in range(5)),
                unreached=[{"policy": "etl", "pointer": None, "operator": None}],
            ),
        ),
        "odd": reports.report(
            [reports.session()], outliers=[reports.outlier(actual=f"{number}g") for number in range(5)]
        ),
        "owned": reports.owned(),
        "first": reports.undeclared(reports.session(verdict="unchecked")),
    }


@pytest.fixture(scope="session")
def folder(made: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages lie."""
    folder = tmp_path_factory.mktemp("pages")
    render(made, folder)
    return folder


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with an empty profile."""
    untested = "that the HTML report renders, filters, needs no mouse, is accessible and runs nothing hostile"
    if missing_programs():
        missing("chromium or chromedriver (Debian: chromium, chromium-driver)", untested)
    if importlib.util.find_spec("selenium") is None:
        missing("selenium (make browser installs it)", untested)
    browser = chromium(tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()


@pytest.fixture
def page(driver: Any, folder: Path) -> Iterator[Page]:
    """The browser, for one test; whatever the test did, the page said nothing on the console and loaded nothing."""
    page = Page(driver, folder)
    page.reset()
    yield page
    assert page.console() == []
    assert page.requests() <= {page.url(name) for name in page.opened}


@pytest.fixture
def open_page(page: Page) -> Callable[..., Page]:
    """Opens a page by its report's name, at an address behind ``#``."""

    def opened(name: str = "single", address: str = "") -> Page:
        page.open(name, address)
        return page

    return opened


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's source."""
    if not AXE.exists():
        missing("axe-core (make browser installs it with npm)", "the HTML report's accessibility")
    return AXE.read_text(encoding="utf-8")
