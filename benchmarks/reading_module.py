# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The module athena_session_info by itself, without ansible-playbook.

    AWS_ENDPOINT_URL=… python benchmarks/reading_module.py '{"timeout": 60}' [--whole]

Prints how many sessions it read, or the whole result with the `seconds` that it took.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path

from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Call the module with these parameters."""
    _AnsibleCollectionFinder(paths=[str(ROOT / ".build" / "collections")])._install()
    from ansible.module_utils.testing import patch_module_args

    from ansible_collections.sparkops.athena.plugins.modules import athena_session_info

    printed = io.StringIO()
    parameters = {"on_unreadable": "report", **json.loads(sys.argv[1] if len(sys.argv) > 1 else "{}")}
    start = time.perf_counter()
    with patch_module_args(parameters), contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        athena_session_info.main()
    seconds = time.perf_counter() - start
    result = json.loads(printed.getvalue())
    whole = "--whole" in sys.argv[2:]
    print(json.dumps({**result, "seconds": seconds}) if whole else len(result.get("sessions", [])))


if __name__ == "__main__":
    main()
