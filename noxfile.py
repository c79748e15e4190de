# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gates that need environments of their own.

antsibull-nox.toml configures those for the documentation, the files and the tarball: `make docs`, `make galaxy`. The
matrix is defined here: `nox -s tests` runs the unit and integration tests on every supported Python that this machine
has, with every supported ansible-core, `nox -s sanity` ansible-test's sanity tests, `nox -s "tests(python='3.12',
core='2.21')"` one cell. Interpreters that are missing are skipped and named.
"""

from __future__ import annotations

import os
from pathlib import Path

import antsibull_nox
import nox

ROOT = Path(__file__).resolve().parent
WORK = ROOT / ".build" / "nox"

# The community package that carries each ansible-core, and the Pythons that core runs its controller on.
CORES = {
    "2.19": ("ansible==12.*", ("3.11", "3.12", "3.13")),
    "2.20": ("ansible==13.*", ("3.12", "3.13", "3.14")),
    "2.21": ("ansible==14.*", ("3.12", "3.13", "3.14")),
}
MATRIX = [nox.param(python, core, tags=[f"core-{core}"]) for core in CORES for python in CORES[core][1]]

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv"
nox.options.sessions = ["tests"]
nox.options.envdir = str(WORK)
os.environ["UV_PYTHON_DOWNLOADS"] = "never"
# antsibull-docs copies amazon.aws out of a session's environment; asked from there, git would call all of it ignored.
os.environ["GIT_CEILING_DIRECTORIES"] = str(WORK)

antsibull_nox.load_antsibull_nox_toml()


def prepare(session: nox.Session, core: str) -> None:
    """Install what the tests need, with the community package that carries `core`."""
    session.install("-r", "requirements-dev.txt", CORES[core][0])
    session.env["ANSIBLE_COLLECTIONS_PATH"] = str(ROOT / ".build" / "collections")
    session.env["ANSIBLE_HOME"] = str(ROOT / ".build" / "ansible")
    session.env["PATH"] = os.pathsep.join([session.bin, os.environ["PATH"]])


@nox.session
@nox.parametrize("python,core", MATRIX)
def tests(session: nox.Session, core: str) -> None:
    """Unit and integration tests."""
    prepare(session, core)
    session.run("python", "-m", "pytest", "tests/unit", "tests/integration", *session.posargs)


@nox.session
@nox.parametrize("python,core", MATRIX)
def sanity(session: nox.Session, core: str) -> None:
    """ansible-test's sanity tests."""
    prepare(session, core)
    stage = WORK / f"stage-{session.python}-{core}"
    session.run("python", "tools/sanity.py", "--stage", str(stage), *session.posargs)
