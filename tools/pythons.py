# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find the Python interpreters at hand that really run.

A ``python3.12`` on the PATH may be a shim that only says that it is not there;
and version managers keep interpreters that are on no PATH.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

SUPPORTED = ("3.11", "3.12", "3.13", "3.14")


def find_pythons() -> dict[str, Path]:
    """The first working interpreter of each supported version, by version (``3.11``)."""
    return {
        version: found
        for version in SUPPORTED
        if (found := next((path for path in candidates(version) if runs(path, version)), None))
    }


def path_with(pythons: dict[str, Path], links: Path) -> str:
    """A PATH on which ``python3.N`` is exactly one of ``pythons`` and nothing that fails.

    ``links`` is a directory that is made to hold links to them.
    """
    links.mkdir(parents=True, exist_ok=True)
    for old in links.iterdir():
        old.unlink()
    for version, python in pythons.items():
        (links / f"python{version}").symlink_to(python)
    sound = [folder for folder in path_folders() if not any(broken(folder))]
    return os.pathsep.join(str(folder) for folder in (links, *sound))


def candidates(version: str) -> Iterator[Path]:
    """Where an interpreter of that version may lie, the likeliest first."""
    name = f"python{version}"
    managed = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    folders = [*path_folders(), *sorted(managed.glob(f"{version}.*/bin"), reverse=True)]
    return (folder / name for folder in folders if (folder / name).is_file())


def path_folders() -> list[Path]:
    """The folders on the PATH."""
    return [Path(folder) for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if folder]


def broken(folder: Path) -> Iterator[Path]:
    """The interpreters in ``folder`` that do not run."""
    for path in folder.glob("python[23].*"):
        version = path.name.removeprefix("python")
        if version.replace(".", "").isdigit() and not runs(path, version):
            yield path


def runs(path: Path, version: str) -> bool:
    """Whether ``path`` starts and is of that version (major.minor)."""
    show = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        answer = subprocess.run([str(path), "-c", show], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == version
