# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mutation gate: `make mutation`; README.md beside this file says what it does and why in this way.

python tests/mutation/gate.py [--again] [--jobs N] [PACKAGE or PACKAGE/FILE.py ...]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT / "tests")]

from mutants import MutatedFile
from trials import Chosen, Kills, Trials

PACKAGES = ("_finding", "_values", "_policy")
GENERATED = "_values/spark_types.py"
BESIDE_THE_VERDICT = ("_finding/outliers*.py", "_finding/coverage*.py", "_finding/fleet.py")
"""Patterns of files on which no verdict depends. They are not mutated, and none that is may import them."""
TESTS = ("test_cases.py", "_values", "_policy", "_finding", "_session", "_report", "test_properties.py")
LIST = HERE / "survivors.yml"
LAST = ROOT / ".build" / "mutation.jsonl"
UNEXPLAINED = 0.05
SURVIVED = ("survived", "not reached")


def files(selected: list[str]) -> list[MutatedFile]:
    """The files of the packages, or those of them that were asked for."""
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / "plugins" / "plugin_utils" / package).glob("*.py")):
            place = f"{package}/{path.name}"
            excluded = place == GENERATED or beside_the_verdict(place)
            if not excluded and (not selected or {package, place} & set(selected)):
                found.append(MutatedFile(path))
    return found


def beside_the_verdict(place: str) -> bool:
    return any(fnmatchcase(place, pattern) for pattern in BESIDE_THE_VERDICT)


def imported(file: MutatedFile) -> set[str]:
    """The places of the modules that a file imports from its own package and from its neighbours."""
    found = re.findall(r"^from \.(?:\.(\w+))?\.?(\w+) import", file.text, re.MULTILINE)
    return {f"{package or file.path.parent.name}/{module}.py" for package, module in found}


def recorded() -> tuple[dict[str, str], Kills]:
    """The outcomes of earlier runs by the key of the mutant, and which tests killed it and others of its function."""
    found: dict[str, str] = {}
    kills = Kills()
    for line in LAST.read_text(encoding="utf-8").splitlines() if LAST.exists() else ():
        key, outcome, function, killer = json.loads(line)
        found[key] = outcome
        if killer is not None:
            kills.note(key, function, killer)
    return found, kills


def outcomes(mutated: list[MutatedFile], again: bool, jobs: int) -> list[tuple[Chosen, str]]:
    """What became of each mutant."""
    every = [(file, mutant) for file in mutated for mutant in file.mutants]
    before, kills = recorded()
    killed = {key for key, outcome in before.items() if outcome == "killed"} if again else set()
    known = {text for group in listed() for text in group["mutants"]}
    chosen: list[Chosen] = []
    expected: list[Chosen] = []
    for file, mutant in every:
        if mutant.key not in killed:
            (expected if file.description(mutant) in known else chosen).append((file, mutant))
    if not again:
        chosen += expected  # last, since each of them takes all of its tests
    started = time.monotonic()
    LAST.parent.mkdir(exist_ok=True)
    with LAST.open("a", encoding="utf-8") as last:

        def report(its: Chosen, outcome: str, killer: str | None) -> None:
            file, mutant = its
            last.write(json.dumps([mutant.key, outcome, file.function(mutant), killer]) + "\n")
            last.flush()
            if outcome != "killed":
                print(f"{time.monotonic() - started:.0f} s: {outcome}: {file.description(mutant)}", flush=True)

        run(Trials(chosen, kills, jobs, report))
    found, _kills = recorded()
    return [((file, mutant), found.get(mutant.key, "survived")) for file, mutant in every]


def run(trials: Trials) -> None:
    tests = [str(ROOT / "tests" / "unit" / name) for name in TESTS]
    # Few examples, the same in every run, and no search for smaller ones: any will do.
    settings.register_profile("mutation", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutation")
    options = ["-qq", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore", "--rootdir", str(ROOT)]
    code = pytest.main([*options, "-c", str(ROOT / "pyproject.toml"), *tests], plugins=[trials])
    if code:
        sys.exit(f"the gate did not get through: pytest ended with {code}")


def listed() -> list[dict[str, Any]]:
    """The groups of the list of survivors."""
    return yaml.safe_load(LIST.read_text(encoding="utf-8")) or []


def complaints(found: list[tuple[Chosen, str]]) -> list[str]:
    """What is wrong with the list of survivors, seen from a run."""
    groups = listed()
    explained = {text for group in groups if group.get("why") for text in group["mutants"]}
    named = {text for group in groups for text in group["mutants"]}
    survivors = {file.description(mutant) for (file, mutant), outcome in found if outcome in SURVIVED}
    places = {file.place for (file, _mutant), _outcome in found}
    known = {file.place for file in files([])}
    stale = {text for text in named - survivors if (place := text.split(" ")[0]) in places or place not in known}
    wrong = [f"survives and is not listed: {text}" for text in sorted(survivors - named)]
    wrong += [f"is listed and does not survive: {text}" for text in sorted(stale)]
    unexplained = len(survivors - explained)
    print(f"{len(survivors)} different survivors, {unexplained} of them unexplained, of {len(found)} mutants")
    if unexplained > UNEXPLAINED * len(survivors):
        wrong.append(f"{unexplained} of {len(survivors)} survivors are unexplained; {UNEXPLAINED:.0%} may be")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the tests of the comparison against mutants of it.")
    parser.add_argument("selected", nargs="*", help="packages, or files as _values/kinds.py; all by default")
    parser.add_argument(
        "--again",
        action="store_true",
        help="neither what a run has killed in functions unchanged since, nor what is listed",
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    found = outcomes(files(options.selected), options.again, options.jobs)
    for package in PACKAGES:
        counts = Counter(outcome for (file, _mutant), outcome in found if file.place.startswith(f"{package}/"))
        if counts:
            print(f"{package}: {sum(counts.values())} mutants, {', '.join(f'{n} {its}' for its, n in counts.items())}")
    wrong = complaints(found)
    wrong += [
        f"{file.place} is mutated and imports {place}, on which no verdict is to depend"
        for file in files([])
        for place in sorted(imported(file))
        if beside_the_verdict(place)
    ]
    print(*wrong, sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
