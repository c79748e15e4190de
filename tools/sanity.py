# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run ``ansible-test sanity`` on a staged copy of the work tree.

ansible-test wants a collection at ``ansible_collections/NAMESPACE/NAME``, the
collections it depends on beside it, and a HOME it may write to. All three are
made below the directory given as ``--stage``; the work tree and the user's HOME
stay as they are. Remaining arguments go to ansible-test.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from pythons import find_pythons, path_with
from stage import ROOT, stage_collection

BOOTSTRAP = Path(__file__).with_name("pip_bootstrap.py")
PROBE_SECONDS = 5
PIP_CHATTER = (
    " ", "Collecting ", "Downloading ", "Installing ", "Looking in ", "Obtaining ", "Processing ", "Successfully ",
    "Using cached ", "WARNING: Location ",
)  # fmt: skip


def main() -> int:
    """Stage, seed and run; the exit code is ansible-test's own."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--stage", type=Path, default=ROOT / ".build" / "sanity")
    options, arguments = parser.parse_known_args()
    home = options.stage.resolve() / "home"
    collections = options.stage.resolve() / "ansible_collections"
    copy = stage_collection(collections / "sparkops" / "athena")
    # A repository of its own, or ansible-test would ask the one above, which ignores the stage.
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
    link(package_directory("ansible_collections") / "amazon", collections / "amazon")
    carry_pip_settings(home)
    seed_bootstrap(package_directory("ansible_test"), home / ".ansible" / "test" / "cache")
    binaries = Path(sys.executable).parent
    # The virtual environment need not be activated; shims that start no Python end ansible-test.
    path = os.pathsep.join([str(binaries), path_with(find_pythons(), options.stage.resolve() / "bin")])
    command = [str(binaries / "ansible-test"), "sanity", "--venv", "--color", "no", *arguments]
    environment = {**os.environ, "HOME": str(home), "PATH": path}
    environment.pop("ANSIBLE_COLLECTIONS_PATH", None)
    return run_filtered(command, copy, environment)


def run_filtered(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run ``command`` and pass its output on, less what pip tells of every package."""
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        for line in process.stdout or ():
            if not line.startswith(PIP_CHATTER):
                print(line, end="", flush=True)
    return process.returncode


def package_directory(name: str) -> Path:
    """Where the installed package ``name`` (a namespace package too) has its files."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        sys.exit(f"{sys.executable} has no {name}: it is no environment made by this project's Makefile")
    return Path(next(iter(spec.submodule_search_locations)))


def link(source: Path, target: Path) -> None:
    """Make ``target`` a symbolic link to ``source``, replacing an older one."""
    target.unlink(missing_ok=True)
    target.symlink_to(source, target_is_directory=True)


def carry_pip_settings(home: Path) -> None:
    """Let the new HOME have the user's pip settings: ansible-test passes no PIP_* variable on."""
    for name in (".config/pip", ".pip"):
        source = Path.home() / name
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            link(source, target)


def seed_bootstrap(ansible_test: Path, cache: Path) -> None:
    """Put a pip bootstrap script into the cache where ansible-test could not download its own.

    The names are read from ansible-test itself; they differ from release to release.
    """
    tool = (ansible_test / "_util" / "target" / "setup" / "requirements.py").read_text(encoding="utf-8")
    packages = (ansible_test / "_internal" / "python_requirements.py").read_text(encoding="utf-8")
    address = re.search(r"'(https://\S+/get-pip-%s\.py)'", tool)
    if address is None:
        return  # a release that needs none, or gets it otherwise: let it speak for itself
    cache.mkdir(parents=True, exist_ok=True)
    for version in sorted(set(re.findall(r"pip='([0-9.]+)'", packages))):
        script = cache / f"get_pip_{version.replace('.', '_')}.py"
        if not script.exists() and not reachable(address[1] % version):
            shutil.copyfile(BOOTSTRAP, script)


def reachable(address: str) -> bool:
    """Whether ``address`` answers within a few seconds."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=PROBE_SECONDS):
            return True
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
