"""What the tests, the pictures of the documentation and the benchmark share: pages of reports, and a Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import ROOT  # it makes the collection importable

from ansible_collections.sparkops.athena.plugins.plugin_utils._render.formats import FORMATS

AXE = ROOT / ".build" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
PROGRAMS = ("chromium", "chromedriver")
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


def render(made: Mapping[str, Any], folder: Path) -> None:
    """Write NAME.html for each report."""
    for name, report in made.items():
        (folder / f"{name}.html").write_text(FORMATS["html"].render(report), encoding="utf-8")


def missing_programs() -> list[str]:
    """Which of the programs that `chromium` needs are not on this machine."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def chromium(profile: Path) -> Any:
    """A headless Chromium with the empty folder as its profile; selenium must be there."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    browser, driver = map(shutil.which, PROGRAMS)
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))
