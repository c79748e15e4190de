"""Make ``ansible_collections.sparkops.athena`` importable, as Ansible itself would load it."""

from __future__ import annotations

import sys
from pathlib import Path

from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder

ROOT = Path(__file__).resolve().parents[1]
STAGE = ROOT / ".build" / "collections"

if not any(isinstance(finder, _AnsibleCollectionFinder) for finder in sys.meta_path):
    _AnsibleCollectionFinder(paths=[str(STAGE)])._install()
