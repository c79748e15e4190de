# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make the documentation site of the collection: `make docsite`.

antsibull-docs writes a page for each plugin and role and copies the guides; Sphinx makes HTML of them and treats every
warning as an error. Nothing is fetched: the few labels of Ansible's own documentation that the pages refer to are
listed here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANSIBLE_LABELS = {
    "action_plugins": "plugins/action.html",
    "ansible_configuration_settings": "reference_appendices/config.html",
    "common_return_values": "reference_appendices/common_return_values.html",
}
WRITE_PAGES = (
    "antsibull-docs collection --use-current --squash-hierarchy --fail-on-error --dest-dir rst sparkops.athena"
)
MAKE_HTML = "sphinx-build -M html rst . -c . -W --keep-going --quiet"


def main() -> int:
    """Write the site below the directory that is given; the exit code is that of the first command that failed."""
    target = Path(sys.argv[1]).resolve()
    pages = target / "rst"
    shutil.rmtree(target, ignore_errors=True)
    # antsibull-docs wants a directory that nobody else may write to.
    pages.mkdir(parents=True, mode=0o755)
    shutil.copy(HERE / "conf.py", target)
    (target / "ansible.inv").write_bytes(inventory(ANSIBLE_LABELS))
    for command in (WRITE_PAGES, MAKE_HTML):
        if code := subprocess.run(command.split(), cwd=target, check=False).returncode:
            return code
    print(f"The site: {target / 'html' / 'index.html'}")
    return 0


def inventory(labels: dict[str, str]) -> bytes:
    """Sphinx's inventory (version 2) of `labels` and the pages that they stand on."""
    header = "# Sphinx inventory version 2\n# Project: ansible\n# Version:\n# The rest is compressed with zlib.\n"
    lines = "".join(f"{label} std:label -1 {page}#{label.replace('_', '-')} -\n" for label, page in labels.items())
    return header.encode() + zlib.compress(lines.encode())


if __name__ == "__main__":
    sys.exit(main())
