# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand in for get-pip.py where it cannot be downloaded: pip from ensurepip, then the release asked for.

It takes get-pip.py's arguments. Those that only say what not to install beside
pip (``--no-setuptools``, ``--no-wheel``) are dropped: nothing else is installed.
"""

from __future__ import annotations

import subprocess
import sys


def main() -> int:
    """Install pip, then hand over to it; the exit code is pip's own."""
    arguments = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
    # A process of its own: ensurepip takes pip's settings out of the environment.
    subprocess.run([sys.executable, "-m", "ensurepip", "--upgrade"], check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", *arguments]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
