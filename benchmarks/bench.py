# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of docs/benchmarks.md, each side by side with what a user would do instead: `make bench`.

    python benchmarks/bench.py [quota] [alternatives] [linearity] [targets]

Measures these, or all of them, prints their tables, and puts them into the page in place of the earlier ones, with the
date and the versions. Ratios are what counts: all sides of one are measured in the same run. It fails on no time, only
where a run did not do what it was to do.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import alternatives
import linearity
import quota
import targets
from measuring import ROOT, Table, versions

PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Figures

What reading and comparing cost, side by side with what could be done instead. `make bench` makes this page anew on the
machine at hand, in a quarter of an hour, and `make bench BENCH="quota targets"` a part of it. Each section says when it
was measured, with what, and how many processes wanted a processor just before. Take the ratios: all sides of one were
measured in the same run, while seconds are those of a machine and of what else it did. The service is a stand-in,
`benchmarks/stand_in.py` in the repository, which is never what anyone waits for.
"""
FIGURES: dict[str, Callable[[Path], Iterator[Table]]] = {
    "quota": quota.measure,
    "alternatives": alternatives.measure,
    "linearity": linearity.measure,
    "targets": targets.measure,
}


def sections(page: str) -> dict[str, str]:
    """The sections of the page by their figure: what stands between its mark and the next."""
    found = re.findall(r"<!-- (\w+) -->\n(.*?)(?=<!-- \w+ -->\n|\Z)", page, re.DOTALL)
    return {name: text.strip() + "\n" for name, text in found}


def written(made: dict[str, str]) -> str:
    """The page with these sections, in the order of the figures."""
    return "\n".join([HEAD, *(f"<!-- {name} -->\n{made[name]}" for name in FIGURES if name in made)])


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description="Measure the figures of docs/benchmarks.md.")
    parser.add_argument("figures", nargs="*", help=f"of {', '.join(FIGURES)} (all)")
    given = parser.parse_args()
    if unknown := set(given.figures) - set(FIGURES):
        parser.error(f"no figures of these names: {', '.join(unknown)}")
    for name in given.figures or FIGURES:
        start, load = time.monotonic(), os.getloadavg()[0]
        with tempfile.TemporaryDirectory(prefix="athena-bench-") as home:
            tables = list(FIGURES[name](Path(home)))
        measured = f"Measured on {datetime.now(UTC):%Y-%m-%d} with {versions()}, load {load:.1f} before.\n"
        made = sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
        made[name] = "\n".join([*(table.markdown() for table in tables), measured])
        print(f"{made[name]}({time.monotonic() - start:.0f} s)\n", flush=True)
        PAGE.write_text(written(made), encoding="utf-8")


if __name__ == "__main__":
    main()
