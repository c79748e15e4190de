# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the collection so that two builds of one commit are byte for byte the same.

`ansible-galaxy collection build` lists files as the file system does and writes the time of the build. Both are taken
out afterwards: entries are sorted, and every time is that of the commit. The content of the files stays as it is, and
the checksums that ansible-galaxy verifies are made anew.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MANIFEST, FILES = "MANIFEST.json", "FILES.json"


def build(folder: Path) -> Path:
    """Write the artifact of the present commit into `folder`; its path."""
    commit_time = int(git("log", "-1", "--format=%ct"))
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        source.mkdir()
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as tree:
            tree.extractall(source, filter="tar")
        command = ["ansible-galaxy", "collection", "build", "--output-path", scratch, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        built = next(Path(scratch).glob("*.tar.gz"))
        target = folder / built.name
        folder.mkdir(parents=True, exist_ok=True)
        target.write_bytes(normalised(built.read_bytes(), commit_time))
    return target


def git(*arguments: str) -> str:
    """What a git command prints."""
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def normalised(artifact: bytes, timestamp: int) -> bytes:
    """The same artifact with its entries sorted by name and `timestamp` (seconds) as the time of each."""
    with tarfile.open(fileobj=io.BytesIO(artifact)) as tarball:
        members = {member.name: (member, content(tarball, member)) for member in tarball.getmembers()}
    listing = json.loads(members[FILES][1])
    listing["files"].sort(key=lambda entry: entry["name"])
    files = as_json(listing)
    manifest = json.loads(members[MANIFEST][1])
    manifest["file_manifest_file"]["chksum_sha256"] = hashlib.sha256(files).hexdigest()
    members[FILES] = (members[FILES][0], files)
    members[MANIFEST] = (members[MANIFEST][0], as_json(manifest))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tarball:
        # ansible-galaxy looks for the two manifests first.
        for name in sorted(members, key=lambda name: (name not in (MANIFEST, FILES), name)):
            member, data = members[name]
            member.mtime, member.size, member.pax_headers = timestamp, len(data), {}
            tarball.addfile(member, io.BytesIO(data))
    return gzip.compress(packed.getvalue(), mtime=timestamp)


def content(tarball: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """The bytes of a member: none for a folder or a link."""
    stream = tarball.extractfile(member) if member.isreg() else None
    return stream.read() if stream else b""


def as_json(value: Any) -> bytes:
    """JSON as ansible-galaxy writes it."""
    return json.dumps(value, indent=1).encode()
