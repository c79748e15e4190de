"""One simulator for all of these tests; each begins with a fleet of its own choice and an empty log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ansible_collections.sparkops.athena.tests.simulator.harness import FLEETS, Simulator, running


@pytest.fixture(scope="session")
def process() -> Iterator[Simulator]:
    with running(FLEETS / "all_kinds.yml") as simulator:
        yield simulator


@pytest.fixture
def all_kinds(process: Simulator) -> Simulator:
    process.load(FLEETS / "all_kinds.yml")
    return process


@pytest.fixture
def demo(process: Simulator) -> Simulator:
    process.load(FLEETS / "demo.yml")
    return process
