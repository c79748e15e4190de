# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A pytest plugin that runs the collected tests once for each mutant, each time in a process of its own."""

from __future__ import annotations

import functools
import gc
import json
import mmap
import os
import resource
import signal
import struct
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.outcomes import Skipped
from _pytest.runner import runtestprotocol
from coverage import Coverage
from hypothesis import settings
from mutants import Mutant, MutatedFile
from support.schema import validator

Chosen = tuple[MutatedFile, Mutant]
Functions = dict[CodeType, list[FunctionType]]
PREFIX = "ansible_collections.sparkops.athena.plugins."
CHECK_OF_REPORTS = "_every_report_is_valid"
"""The fixture by which tests check all reports with every schema and format: most of their time, and no verdict."""
EXAMPLES = 5
"""How many examples each property test gets at most."""
SLACK = 2.0
"""CPU seconds that each test may take beyond five times what it took before."""
LONG = 1.0
"""CPU seconds from which on a test is left out: those that see whether something takes long."""
INDEX = struct.Struct("i")


@dataclass(frozen=True)
class Trial:
    """A mutant that is being tried, in a process of its own; `killer` is where that leaves the index of a test."""

    chosen: Chosen
    tests: Sequence[str]
    killer: mmap.mmap


class Kills:
    """Which tests have killed mutants, in this run or in earlier ones: they are tried first."""

    def __init__(self) -> None:
        self._of_mutant: dict[str, str] = {}
        self._of_function: dict[str, Counter[str]] = defaultdict(Counter)

    def note(self, key: str, function: str, test: str) -> None:
        """Note the test that has killed a mutant of a function."""
        self._of_mutant[key] = test
        self._of_function[function][test] += 1

    def rank(self, key: str, function: str, test: str) -> tuple[bool, int]:
        """What to sort the tests of a mutant by: its own killer first, then those that killed most of its function."""
        return self._of_mutant.get(key) != test, -self._of_function[function][test]


class Trials:
    """The trials of all mutants.

    `report` is told of each: killed, with the test that did it, survived, timed out or not reached.
    """

    def __init__(
        self, chosen: Sequence[Chosen], kills: Kills, jobs: int, report: Callable[[Chosen, str, str | None], None]
    ) -> None:
        self._chosen = chosen
        self._kills = kills
        self._jobs = jobs
        self._report = report
        self._running: dict[int, Trial] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for item in items.values():
            _limit_examples(item)
            while CHECK_OF_REPORTS in item.fixturenames:  # type: ignore[attr-defined]
                item.fixturenames.remove(CHECK_OF_REPORTS)  # type: ignore[attr-defined]
        files = {file.place: file for file, _mutant in self._chosen}
        functions = {place: _functions(file) for place, file in files.items()}
        seconds, reached = _in_child(lambda: _tests_by_line([*items.values()], files))
        quick = {test for test in items if seconds[test] < LONG}
        spent, all_of_it = sum(seconds[test] for test in quick), sum(seconds.values())
        print(f"{len(quick)} of {len(items)} tests, {spent:.0f} of {all_of_it:.0f} s of CPU time", flush=True)
        _warm_up([item for test, item in items.items() if test in quick])
        gc.freeze()
        for chosen in self._chosen:
            file, mutant = chosen
            lines = reached.get(file.place, {})
            tests = {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(str(line), [])} & quick
            if not tests:
                self._report(chosen, "not reached", None)
                continue
            if len(self._running) == self._jobs:
                self._wait()
            rank = functools.partial(self._kills.rank, mutant.key, file.function(mutant))
            ordered = sorted(tests, key=lambda test: (rank(test), seconds[test]))
            trial = Trial(chosen, ordered, mmap.mmap(-1, INDEX.size))
            pid = _start(trial, functions[file.place], [(items[test], seconds[test]) for test in ordered])
            self._running[pid] = trial
        while self._running:
            self._wait()
        return True

    def _wait(self) -> None:
        pid, status = os.wait()
        trial = self._running.pop(pid)
        outcome = "timed out" if os.WIFSIGNALED(status) else "killed" if os.WEXITSTATUS(status) else "survived"
        killer = trial.tests[INDEX.unpack(trial.killer)[0]] if outcome == "killed" else None
        if killer is not None:
            file, mutant = trial.chosen
            self._kills.note(mutant.key, file.function(mutant), killer)
        trial.killer.close()
        self._report(trial.chosen, outcome, killer)


def _warm_up(items: Sequence[pytest.Item]) -> None:
    """Run a test of each file, so that what they import or make for all is there before any child is started."""
    validator()
    for item in {item.path: item for item in items}.values():
        _failed(item)


def _limit_examples(item: pytest.Item) -> None:
    function = getattr(item, "obj", None)
    chosen = getattr(function, "_hypothesis_internal_use_settings", None)
    if chosen is not None:
        few = settings(chosen, max_examples=min(EXAMPLES, chosen.max_examples), deadline=None)
        function._hypothesis_internal_use_settings = few  # type: ignore[union-attr]


def _failed(item: pytest.Item) -> bool:
    """Whether a test fails; one without fixtures is called at once, which takes half of the time."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    if isinstance(item, pytest.Function) and set(item.fixturenames) == set(parameters):
        try:
            item.obj(**parameters)
        except Skipped:
            return False
        except BaseException:
            return True
        return False
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


def _tests_by_line(items: Sequence[pytest.Item], files: Collection[str]) -> Any:
    """How long each test takes, and by file and line which tests get there. Ends where one fails."""
    coverage = Coverage(data_file=None, include=[f"*/{place}" for place in files])
    coverage.start()
    seconds = {}
    for item in items:
        _forget()
        coverage.switch_context(item.nodeid)
        started = time.process_time()
        if _failed(item):
            raise RuntimeError(f"fails without any mutant: {item.nodeid}")
        seconds[item.nodeid] = time.process_time() - started
    coverage.stop()
    data = coverage.get_data()
    reached = {}
    for name in data.measured_files():
        lines = data.contexts_by_lineno(name).items()
        reached["/".join(Path(name).parts[-2:])] = {line: [test for test in tests if test] for line, tests in lines}
    return seconds, reached


def _in_child(work: Callable[[], Any]) -> Any:
    """The result of something that shall leave no trace in this process."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with os.fdopen(writer, "w") as stream:
                json.dump(work(), stream)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as stream:
        text = stream.read()
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("the tests do not pass as they are")
    return json.loads(text)


def _start(trial: Trial, functions: Functions, tests: Sequence[tuple[pytest.Item, float]]) -> int:
    """Run tests against a mutant in a child, to the first failure."""
    pid = os.fork()
    if pid:
        return pid
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    try:
        _forget()
        _replace(*trial.chosen, functions)
        for index, (test, seconds) in enumerate(tests):
            INDEX.pack_into(trial.killer, 0, index)
            limit = time.process_time() + SLACK + 5 * seconds
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, resource.RLIM_INFINITY))
            if _failed(test):
                os._exit(1)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _functions(file: MutatedFile) -> Functions:
    """All functions that were made from the file's code, wherever they are held, by their code."""
    name = f"{PREFIX}plugin_utils.{file.path.parent.name}.{file.path.stem}"
    functions: Functions = defaultdict(list)
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__module__ == name:
            functions[thing.__code__].append(thing)
    return functions


def _replace(file: MutatedFile, mutant: Mutant, functions: Functions) -> None:
    """Put the mutated code in place."""
    old, new = (compile(text, next(iter(functions)).co_filename, "exec") for text in (file.text, file.source(mutant)))
    for before, after in _pairs(old, new):
        for function in functions.get(before, []) if before != after else []:
            function.__code__ = after


def _pairs(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    inner = [[const for const in code.co_consts if isinstance(const, CodeType)] for code in (old, new)]
    if len(inner[0]) == len(inner[1]):
        for pair in zip(*inner, strict=True):
            yield pair
            yield from _pairs(*pair)


def _forget() -> None:
    """Empty the caches of the collection's functions."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(PREFIX):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
