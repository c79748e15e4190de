# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check the collection's documentation: ansible-doc for everything there is, then antsibull-docs' own lint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from stage import stage_collection

COLLECTION = "sparkops.athena"
KINDS = ("module", "filter", "test", "role")
BINARIES = Path(sys.executable).parent


def main() -> int:
    """Print what is documented; the number of failed checks is told by a non-zero exit code."""
    failed = sum(not readable(kind, name) for kind in KINDS for name in documented(kind))
    return 1 if failed + (not lint()) else 0


def documented(kind: str) -> list[str]:
    """The full names of what ansible-doc lists of that kind."""
    listed = ansible_doc("--json", "--list", "--type", kind, COLLECTION)
    names = sorted(json.loads(listed.stdout or "{}"))
    print(f"{kind}s: {', '.join(names) or 'none'}", flush=True)
    return names


def readable(kind: str, name: str) -> bool:
    """Whether ansible-doc shows it without an error or a warning."""
    shown = ansible_doc("--type", kind, name)
    trouble = [line for line in shown.stderr.splitlines() if "ERROR" in line or "WARNING" in line]
    if shown.returncode or trouble or not shown.stdout.strip():
        print(f"{kind} {name}: ansible-doc shows it badly\n{shown.stderr}", flush=True)
        return False
    return True


def ansible_doc(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ansible-doc."""
    command = [str(BINARIES / "ansible-doc"), *arguments]
    environment = {**os.environ, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_DEVEL_WARNING": "0"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def lint() -> bool:
    """Whether antsibull-docs finds nothing wrong in docs/docsite and in the plugins' and roles' documentation."""
    copy = stage_collection(Path(".build/docs/ansible_collections/sparkops/athena"))
    command = [str(BINARIES / "antsibull-docs"), "lint-collection-docs", "--plugin-docs", "--skip-rstcheck", str(copy)]
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
