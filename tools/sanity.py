# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run ``ansible-test sanity`` on a staged copy of the work tree, with nothing more than a package index.

ansible-test wants a collection at ``ansible_collections/NAMESPACE/NAME``, the
collections it depends on beside it, and a HOME it may write to. All three are
made below the directory given as ``--stage``; the work tree and the user's HOME
stay as they are. Remaining arguments go to ansible-test.

antsibull-nox has a session for this, which gets ansible-core from GitHub,
amazon.aws from Galaxy, and runs in a container.
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

ROOT = Path(__file__).resolve().parents[1]
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
    copy = collections / "sparkops" / "athena"
    copy_work_tree(copy)
    # A repository of its own, or ansible-test would ask the one above, which ignores the stage.
    subprocess.run(["git", "init", "--quiet"], cwd=copy, check=True)
    link(package_directory("ansible_collections") / "amazon", collections / "amazon")
    carry_pip_settings(home)
    seed_bootstrap(package_directory("ansible_test"), home / ".ansible" / "test" / "cache")
    binaries = Path(sys.executable).parent
    command = [str(binaries / "ansible-test"), "sanity", "--venv", "--color", "no", *arguments]
    # The virtual environment need not be activated.
    path = os.pathsep.join([str(binaries), os.environ.get("PATH", os.defpath)])
    environment = {**os.environ, "HOME": str(home), "PATH": path}
    environment.pop("ANSIBLE_COLLECTIONS_PATH", None)
    return run_filtered(command, copy, environment)


def copy_work_tree(target: Path) -> None:
    """Make ``target`` a copy of what git tracks, or would track, and nothing else that lies in the work tree."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout
    shutil.rmtree(target, ignore_errors=True)
    for name in {name for name in os.fsdecode(listed).split("\0") if name and (ROOT / name).is_file()}:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, target / name)


def run_filtered(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run ``command`` and pass its output on, without pip's lines about every package."""
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
        sys.exit(f"{sys.executable} has no {name}: run this with the environment that the Makefile makes")
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
    """Whether ``address`` responds within a few seconds."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method="HEAD"), timeout=PROBE_SECONDS):
            return True
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
