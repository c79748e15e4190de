"""Take the pictures of the HTML report that the documentation shows: docs/images/report-light.png and report-dark.png.

    python tests/browser/pictures.py [REPORT.json]

Without a report it takes a made one that has every state in it. Needs what `make browser` installs.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.making import chromium, render
from browser.page import Page
from support import fleet_reports

WIDTH, HEIGHT = 1280, 1680
SEED = 355


def main(arguments: list[str]) -> None:
    """Render the report, and photograph its first screens in both colour schemes."""
    given = [json.loads(Path(name).read_text(encoding="utf-8")) for name in arguments[:1]]
    report = given[0] if given else fleet_reports.single(14, 8, 0.13, SEED)
    images = ROOT / "docs" / "images"
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        render({"report": report}, Path(folder))
        browser = chromium(Path(folder) / "profile")
        try:
            page = Page(browser, Path(folder))
            page.size(WIDTH, HEIGHT)
            for scheme in ("light", "dark"):
                page.media(scheme)
                page.open("report")
                page.settle()
                browser.save_screenshot(str(images / f"report-{scheme}.png"))
        finally:
            browser.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
