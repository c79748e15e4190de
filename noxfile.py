# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gates that need environments of their own.

antsibull-nox.toml configures those for the documentation, the files, the licences and the tarball: `make docs`, `make
galaxy`. The rest is defined here. `make matrix` runs `tests` on every Python that this machine has, with every
supported ansible-core, and `lowest`. One cell is `nox -s "tests(python='3.12', core='2.21')"`, all of one core are
`--tags core-2.21`. Interpreters that are missing are skipped and named, unless MATRIX_PYTHONS names them.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
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
# The first release of the community package with the lowest amazon.aws that galaxy.yml allows.
LOWEST = "ansible==12.0.0"

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv"
nox.options.sessions = ["tests", "lowest"]
nox.options.envdir = str(WORK)
os.environ["UV_PYTHON_DOWNLOADS"] = "never"
# antsibull-docs copies amazon.aws out of a session's environment; asked from there, git would call all of it ignored.
os.environ["GIT_CEILING_DIRECTORIES"] = str(WORK)

if missing := [
    version for version in os.environ.get("MATRIX_PYTHONS", "").split() if not shutil.which(f"python{version}")
]:
    sys.exit(f"MATRIX_PYTHONS names interpreters that are not on the PATH: {', '.join(missing)}")

antsibull_nox.load_antsibull_nox_toml()


def prepare(session: nox.Session, *packages: str) -> None:
    """Install what the tests need, with `packages`: the community package of an ansible-core first of all."""
    session.install("-r", "requirements-dev.txt", *packages)
    session.env["ANSIBLE_COLLECTIONS_PATH"] = str(ROOT / ".build" / "collections")
    session.env["ANSIBLE_HOME"] = str(ROOT / ".build" / "ansible")
    session.env["PATH"] = os.pathsep.join([session.bin, os.environ["PATH"]])
    session.run("ansible-galaxy", "collection", "list", "amazon.aws")
    session.run(
        "python",
        "-c",
        "import ansible.release, boto3, botocore, sys; print('Python', sys.version.split()[0], "
        "'ansible-core', ansible.release.__version__, 'boto3', boto3.__version__, 'botocore', botocore.__version__)",
    )


def run_tests(session: nox.Session) -> None:
    """The unit tests, and the integration tests but for the slow ones."""
    options = ("-n", "2", "--dist", "worksteal", "-q", "-m", "not slow")
    session.run("python", "-m", "pytest", *options, "tests/unit", "tests/integration", *session.posargs)


@nox.session
@nox.parametrize("python,core", MATRIX)
def tests(session: nox.Session, core: str) -> None:
    """The tests with what an ansible-core's community package carries, and the newest boto3."""
    prepare(session, CORES[core][0])
    run_tests(session)


@nox.session(python="3.11", tags=["core-lowest"])
def lowest(session: nox.Session) -> None:
    """The tests with the lowest boto3, botocore and amazon.aws that are allowed."""
    allowed = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    prepare(session, LOWEST, *re.findall(r"^(?:boto3|botocore)==\S+", allowed.replace(">=", "=="), re.MULTILINE))
    run_tests(session)


@nox.session
@nox.parametrize("python,core", MATRIX)
def sanity(session: nox.Session, core: str) -> None:
    """ansible-test's sanity tests."""
    prepare(session, CORES[core][0])
    stage = WORK / f"stage-{session.python}-{core}"
    session.run("python", "tools/sanity.py", "--stage", str(stage), *session.posargs)


@nox.session
def sanity_devel(session: nox.Session) -> None:
    """ansible-test's sanity tests of the newest ansible-core that the package index has, release candidates too."""
    prepare(session, "--prerelease=allow", "ansible-core")
    session.run("python", "tools/sanity.py", "--stage", str(WORK / "stage-devel"), *session.posargs)


@nox.session
def docsite(session: nox.Session) -> None:
    """The documentation site, by antsibull-docs and Sphinx; a warning is an error."""
    session.install("-r", "requirements-docsite.txt")
    session.env["ANSIBLE_COLLECTIONS_PATH"] = str(ROOT / ".build" / "collections")
    session.env["ANSIBLE_HOME"] = str(ROOT / ".build" / "ansible")
    session.run("python", "tools/docsite/build.py", ".build/docsite")


@nox.session
def release_check(session: nox.Session) -> None:
    """Whether this commit can be released: the artifact, its bill of materials, and what publishes it."""
    session.install("-r", "requirements-dev.txt", "-r", "requirements-release.txt")
    session.env["PATH"] = os.pathsep.join([session.bin, os.environ["PATH"]])
    session.run("python", "tools/release/check.py")
