# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the HTML report of many sessions takes to open and to filter in Chromium.

    python benchmarks/report_page.py [SESSIONS] [POLICIES]

2,000 sessions and 10 policies by default, once with findings in a tenth of the checks, once in every check. Prints one
line a report: the file's size, then milliseconds, the median of five: from the navigation's start to the first frame
with the matrix in it, a typed filter until the frame after it, and all rows of the matrix shown. Needs what
`make browser` installs.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.making import chromium, render
from browser.page import Page
from support import fleet_reports

RUNS = 5
FRAME = "const done = arguments[arguments.length - 1]; const from = performance.now();"
OPENED = FRAME + "requestAnimationFrame(() => setTimeout(() => done(performance.now())));"
TYPED = (
    FRAME
    + """
    const text = document.getElementById('filter').elements.q;
    const count = document.getElementById('count');
    new MutationObserver((_, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));
    }).observe(count, { childList: true });
    text.value = 'kms_key notebooks';
    text.dispatchEvent(new Event('input', { bubbles: true }));"""
)
SHOWN = (
    FRAME
    + """
    document.querySelector('#matrix .shown button:last-child').click();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - from)));"""
)


def measure(page: Page, name: str) -> tuple[float, ...]:
    """The medians of the three times, in milliseconds."""
    times = []
    for _run in range(RUNS):
        page.open(name)
        opened = page.driver.execute_async_script(OPENED)
        shown = page.driver.execute_async_script(SHOWN)
        times.append((opened, page.driver.execute_async_script(TYPED), shown))
    return tuple(statistics.median(each) for each in zip(*times, strict=True))


def main(arguments: list[str]) -> None:
    """Render, open, print."""
    sessions, policies = (int(each) for each in (*arguments, *("2000", "10")[len(arguments) :]))
    shares = {"tenth": 0.1, "every": 1.0}
    made = {name: fleet_reports.single(sessions, policies, share) for name, share in shares.items()}
    with tempfile.TemporaryDirectory() as folder:
        render(made, Path(folder))
        browser = chromium(Path(folder) / "profile")
        try:
            page = Page(browser, Path(folder))
            print(f"{sessions} sessions x {policies} policies, milliseconds, median of {RUNS}")
            print(f"{'findings':>9} {'MB':>6} {'open':>6} {'filter':>7} {'all rows':>9}")
            for name, report in made.items():
                size = (Path(folder) / f"{name}.html").stat().st_size / 1e6
                opened, typed, shown = measure(page, name)
                print(f"{len(report['findings']):>9} {size:>6.1f} {opened:>6.0f} {typed:>7.0f} {shown:>9.0f}")
        finally:
            browser.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
