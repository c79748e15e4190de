# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files on the controller: whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .._common.printable import brief
from .._common.problems import Problems

NEW_FILE_MODE = 0o640


class UnwritableError(Exception):
    """A file could not be written; the text names it and has the system's words."""


def controller_path(text: str, problems: Problems) -> Path | None:
    """An absolute path as a user means it; None, and a problem, where it cannot be one.

    `~` is the home, a relative one begins where ansible-playbook was started.

    Ansible's own would take it from the playbook's directory, which for a playbook of a collection is inside that.
    """
    if re.search(r"[\x00\ud800-\udfff]", text):
        problems.add(f"must be a path, not {brief(text)}")
        return None
    try:
        return Path.cwd() / Path(text).expanduser()
    except RuntimeError:
        problems.add(f"{brief(text)}: there is no such home directory")
        return None


def write_whole(texts: Mapping[Path, str]) -> None:
    """Write these files, or none of them; a directory that is missing is made.

    Every text is written beside its file first, and only then the files are replaced, so that a reader never sees half
    of one. A new file has mode 0640, one that was there keeps its mode. Raises UnwritableError.
    """
    written: dict[Path, Path] = {}
    path = Path()
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # The dot keeps it from those who read all reports of a directory.
            descriptor, temporary = tempfile.mkstemp(prefix=".athena-", dir=path.parent)
            written[path] = Path(temporary)
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(descriptor, path.stat().st_mode & 0o777 if path.exists() else NEW_FILE_MODE)
                file.write(text.encode())
        for path, temporary_path in written.items():
            temporary_path.replace(path)
    except OSError as error:
        raise UnwritableError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        for temporary_path in written.values():
            temporary_path.unlink(missing_ok=True)
