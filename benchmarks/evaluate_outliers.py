# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well outliers are found in generated fleets with known faults: `make evaluate`.

    python benchmarks/evaluate_outliers.py [LEVEL ...] [--fleets 150] [--from 500000] [--list]

For each level of difficulty as many fleets with one to three faults, and as many without any. The seeds from 500,000 on
were never looked at while the search for outliers was made: those below are there for that. Prints a line a
level, in percent: fleets whose first entry is a fault; faults among the first three entries; entries that are faults;
fleets without a fault that have an entry. With --list also what was missed, and which entries are no faults. Then how
long 2,000 sessions take.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / ".build" / "collections"))

from fleet_values import LEVELS, Difficulty
from outlier_fleets import Fault, fleet

from ansible_collections.sparkops.athena.plugins.plugin_utils._finding.outliers import Outlier, outliers
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.redactor import Redactor

HELD_OUT = 500_000
FIRST = 3


@dataclass
class Tally:
    """What was found in how many fleets; `wrong` are lines for --list."""

    fleets: int = 0
    first: int = 0
    faults: int = 0
    among_the_first: int = 0
    entries: int = 0
    right: int = 0
    alarms: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, seed: int, difficulty: Difficulty) -> None:
        """The fleet of a seed with faults, and the one without."""
        made, clean = fleet(seed, difficulty), fleet(seed, difficulty, 0)
        found = outliers(made.sessions, Redactor())
        right = [any(is_of(entry, fault) for fault in made.faults) for entry in found]
        missed = [fault for fault in made.faults if not any(is_of(entry, fault) for entry in found[:FIRST])]
        alarms = outliers(clean.sessions, Redactor())
        self.fleets += 1
        self.first += bool(right) and right[0]
        self.faults += len(made.faults)
        self.among_the_first += len(made.faults) - len(missed)
        self.entries += len(found)
        self.right += sum(right)
        self.alarms += bool(alarms)
        self.wrong += [f"{seed}: missed: {fault.kind} {fault.pointer} in {fault.session_ids}" for fault in missed]
        no_fault = [entry for entry, is_right in zip(found, right, strict=True) if not is_right]
        self.wrong += [f"{seed}: no fault: {line}" for line in lines(no_fault)]
        self.wrong += [f"{seed}, without faults: {line}" for line in lines(alarms)]

    def shares(self) -> list[float]:
        """The four figures, in percent."""
        pairs = (
            (self.first, self.fleets),
            (self.among_the_first, self.faults),
            (self.right, self.entries),
            (self.alarms, self.fleets),
        )
        return [100 * part / whole if whole else 0.0 for part, whole in pairs]


def is_of(entry: Outlier, fault: Fault) -> bool:
    """Whether an entry names a fault: its setting, and one of its sessions."""
    return entry["pointer"] == fault.pointer and any(
        session["session_id"] in fault.session_ids for session in entry["sessions"]
    )


def lines(entries: Sequence[Outlier]) -> Iterator[str]:
    """Entries for --list."""
    for entry in entries:
        sessions = ", ".join(f"{one['actual']} ({one['score']})" for one in entry["sessions"])
        yield f"{entry['pointer']}: {entry['usual_count']} of {entry['compared']} have {entry['usual']}, not {sessions}"


def seconds_for(sessions: int) -> float:
    """How many seconds of CPU time the search takes among so many sessions."""
    many: list[dict[str, Any]] = []
    seed = HELD_OUT
    while len(many) < sessions:
        for session in fleet(seed, LEVELS["all at once"]).sessions:
            many.append({**session, "work_group": f"{session['work_group']}-{seed % 5}"})
        seed += 1
    began = time.process_time()
    outliers(many[:sessions], Redactor())
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description="How well outliers are found in generated fleets.")
    parser.add_argument("levels", nargs="*", choices=[*LEVELS, []], metavar="LEVEL")
    parser.add_argument("--fleets", type=int, default=150)
    parser.add_argument("--from", type=int, default=HELD_OUT, dest="first")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    print(f"{'':24}{'first':>8}{'of three':>10}{'entries':>9}{'alarms':>8}")
    for level in options.levels or LEVELS:
        tally = Tally()
        for seed in range(options.first, options.first + options.fleets):
            tally.add(seed, LEVELS[level])
        first, three, entries, alarms = tally.shares()
        print(f"{level:24}{first:8.1f}{three:10.1f}{entries:9.1f}{alarms:8.1f}", flush=True)
        if options.list:
            print(*(f"  {line}" for line in tally.wrong), sep="\n")
    print(f"2,000 sessions: {seconds_for(2000):.1f} s of CPU time")


if __name__ == "__main__":
    main()
