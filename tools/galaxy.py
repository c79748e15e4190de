# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection and import it as Galaxy would, without Galaxy.

The one argument is a folder that holds galaxy-importer's environment in
``venv``; the tarball and the importer's own files go there too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sanity import link, package_directory
from stage import stage_collection


def main(folder: Path) -> int:
    """Build, import, and print what the importer has against it; the exit code is the importer's."""
    tarball = build(folder)
    print(f"built {tarball}", flush=True)
    link_amazon(folder)
    binaries = folder / "venv" / "bin"
    environment = {
        **os.environ,
        "HOME": str(folder / "home"),
        "PATH": os.pathsep.join([str(binaries), os.environ.get("PATH", os.defpath)]),
        "GALAXY_IMPORTER_CONFIG": str(settings(folder)),
    }
    command = [str(binaries / "python"), "-m", "galaxy_importer.main", str(tarball)]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def build(folder: Path) -> Path:
    """The tarball, built from what git tracks and nothing else that lies about."""
    source = stage_collection(folder / "source")
    for old in folder.glob("*.tar.gz"):
        old.unlink()
    command = ["ansible-galaxy", "collection", "build", "--force", "--output-path", str(folder), str(source)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.tar.gz"))


def link_amazon(folder: Path) -> None:
    """Let the importer's ansible-doc find amazon.aws, which comes with the package ``ansible`` of our environment.

    It looks in its own environment only: the importer sets every other path itself.
    """
    library = next((folder / "venv" / "lib").glob("python3.*")) / "site-packages" / "ansible_collections"
    library.mkdir(exist_ok=True)
    link(package_directory("ansible_collections") / "amazon", library / "amazon")


def settings(folder: Path) -> Path:
    """The importer's settings: everything that needs no container and no network."""
    file = folder / "importer.cfg"
    file.write_text(
        "[galaxy-importer]\n"
        "RUN_ANSIBLE_DOC = True\n"
        "RUN_ANSIBLE_LINT = True\n"
        "RUN_ANSIBLE_TEST = False\n"
        "RUN_FLAKE8 = False\n"
        "CHECK_CHANGELOG = True\n"
        "REQUIRE_V1_OR_GREATER = False\n"
        "OFFLINE_ANSIBLE_LINT = True\n",
        encoding="utf-8",
    )
    (folder / "home").mkdir(exist_ok=True)
    return file


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
