# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy what belongs to the collection, and nothing else that lies in the work tree, to another place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = (Path(".git"), Path("tests", "output"))


def collection_files() -> list[str]:
    """The files that git tracks, or would track, as relative paths with slashes, sorted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    return sorted({name for name in os.fsdecode(listed).split("\0") if name and (ROOT / name).is_file()})


def stage_collection(target: Path) -> Path:
    """Make ``target`` a copy of the collection; what ansible-test keeps there, stays."""
    wanted = collection_files()
    target.mkdir(parents=True, exist_ok=True)
    for old in target.rglob("*"):
        name = old.relative_to(target)
        if old.is_file() and name.as_posix() not in wanted and not any(name.is_relative_to(kept) for kept in KEPT):
            old.unlink()
    for path in wanted:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target / path)
    return target


if __name__ == "__main__":
    stage_collection(Path(sys.argv[1]))
