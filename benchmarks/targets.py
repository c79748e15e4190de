# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many targets in one run, side by side, against a run for each of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import BIN, Table, environment, number, ratio, run, stand_in, write_json
from whole_run import EXPECTED

PREFIX = "athena_session_assert_"
TARGETS, SESSIONS = 40, 50
ALONE = 5
"""So many of the runs one after the other are made; the others cost the same."""
LATENCY = 0.06


def inventory(home: Path) -> Path:
    """Forty targets, each in a region of its own, which the stand-in does not mind."""
    hosts = {f"target-{index:02}": {PREFIX + "connection": {"region": f"eu-west-{index}"}} for index in range(TARGETS)}
    shared = {
        "ansible_python_interpreter": "{{ ansible_playbook_python }}",
        PREFIX + "expected": EXPECTED,
        PREFIX + "lookup_account": False,
        PREFIX + "hosts": "targets",
    }
    groups = {"all": {"vars": shared, "children": {"targets": {"hosts": hosts}}}}
    return write_json(home / "targets.json", groups)


def audit(inventory: Path, reports: Path, *options: str) -> list[str | Path]:
    """The collection's own playbook over these targets."""
    given = json.dumps({PREFIX + "report_dir": str(reports)})
    return [BIN / "ansible-playbook", "-i", inventory, "sparkops.athena.audit", "-e", given, *options]


def measure(home: Path) -> Iterator[Table]:
    """One table."""
    targets = inventory(home)
    rows = [["run", "seconds", "processor seconds", "MB", "of the runs one by one"]]
    with stand_in(SESSIONS, latency=LATENCY) as service:
        variables = environment(home, service)
        alone = [
            run(audit(targets, home / "alone", "--limit", f"target-{index:02},localhost"), variables)
            for index in range(ALONE)
        ]
        scale = TARGETS / ALONE
        seconds = scale * sum(taken.seconds for taken in alone)
        processor = scale * sum(taken.processor for taken in alone)
        most = max(taken.megabytes for taken in alone)
        rows.append([f"{TARGETS} runs, one by one", number(seconds), number(processor), number(most, 0), ""])
        for forks in (2, 20):
            reports = home / f"forks-{forks}"
            taken = run(audit(targets, reports, "--forks", str(forks)), variables)
            merged = json.loads((reports / "merged.json").read_text(encoding="utf-8"))
            _see_that_all_is_there(merged["summary"]["sessions"], [one["verdict"] for one in merged["targets"]])
            rows.append(
                [
                    f"one run with {forks} forks",
                    number(taken.seconds),
                    number(taken.processor),
                    number(taken.megabytes, 0),
                    ratio(taken.seconds, seconds),
                ]
            )
    yield Table(
        "Many targets",
        f"{TARGETS} targets with {SESSIONS} sessions each, from the first call to the merged report, against a service "
        f"that answers after {LATENCY * 1000:.0f} ms. Of the runs one by one {ALONE} were made, and counted {scale:g} "
        "times. Memory is that of the greatest process.",
        rows,
    )


def _see_that_all_is_there(sessions: int, verdicts: Sequence[str]) -> None:
    if sessions != TARGETS * SESSIONS or verdicts != ["compliant"] * TARGETS:
        sys.exit(f"the merged report has {sessions} sessions of targets that are {verdicts}")
