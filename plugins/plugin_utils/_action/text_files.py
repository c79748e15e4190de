# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on the controller: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

MODE = 0o640


def controller_path(text: str) -> Path:
    """A path as a user means it: `~` is the home, a relative one begins where ansible-playbook was started.

    Ansible's own would take it from the playbook's directory, which for a playbook of a collection is inside that.
    """
    return Path(text).expanduser().resolve()


def write_whole(path: Path, text: str) -> bool:
    """Write a file beside `path` and rename it, with mode 0640, and make its directory; whether anything changed.

    Raises OSError, and leaves nothing behind then.
    """
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(MODE)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return True
