"""Make ``ansible_collections.sparkops.athena`` importable, as Ansible itself would load it."""

from __future__ import annotations

import sys
from pathlib import Path

from ansible.utils.collection_loader._collection_finder import _AnsibleCollectionFinder

try:
    from hypothesis import HealthCheck, settings
except ModuleNotFoundError:  # the tests of pages and of whole plays draw nothing
    pass
else:
    # How long a draw takes says how busy the machine is, and nothing of what is tested.
    settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
STAGE = ROOT / ".build" / "collections"

if not any(isinstance(finder, _AnsibleCollectionFinder) for finder in sys.meta_path):
    _AnsibleCollectionFinder(paths=[str(STAGE)])._install()
