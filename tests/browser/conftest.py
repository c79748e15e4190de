"""A headless Chromium with the HTML report in it, rendered by Ansible's own template module."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import reports
from browser.hostile import hostile
from browser.page import Page

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "roles" / "athena_session_assert" / "templates" / "report_file.j2"
AXE = ROOT / ".build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
)
PLAY = [
    {
        "hosts": "localhost",
        "gather_facts": False,
        "vars": {"ansible_python_interpreter": "{{ ansible_playbook_python }}"},
        "tasks": [
            {
                "ansible.builtin.template": {"src": str(TEMPLATE), "dest": "{{ item }}.html", "mode": "0600"},
                "vars": {
                    "athena_session_assert_internal_report": "{{ lookup('file', item ~ '.json') | from_json }}",
                    "athena_session_assert_internal_format": "html",
                    "athena_session_assert_internal_suffixes": {"html": "html"},
                },
                "loop": "{{ names }}",
            }
        ],
    }
]


def missing(what: str, untested: str) -> NoReturn:
    """Skip, saying what is not tested for want of what; in CI fail, since there nothing may go untested unseen."""
    words = f"{what} is missing; not tested: {untested}"
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def render(made: dict[str, dict[str, Any]], folder: Path) -> None:
    """Write NAME.html for each report, by one run of ansible-playbook."""
    for name, report in made.items():
        (folder / f"{name}.json").write_text(json.dumps(report), encoding="utf-8")
    (folder / "play.json").write_text(json.dumps(PLAY), encoding="utf-8")
    names = json.dumps({"names": [str(folder / name) for name in made]})
    command = [sys.executable, "-m", "ansible", "playbook", "-i", "localhost,", "-c", "local", "-e", names, "play.json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.fixture(scope="session")
def made() -> dict[str, dict[str, Any]]:
    """The reports behind the pages, by name."""
    return {
        "single": reports.single(),
        "merged": reports.merged(),
        "compliant": reports.compliant(),
        "failed": reports.failed(),
        "big": reports.single(2000, 10),
        "hostile": hostile(),
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
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        missing("chromium or chromedriver (Debian: chromium, chromium-driver)", untested)
    try:
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
    except ImportError:
        missing("selenium (make browser installs it)", untested)
    options = webdriver.ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(programs[1]))
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
