# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection's own policy packs: the files in `_policy/packs`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .._common.problems import Problems
from .._policy import ready_policies

FOLDER = Path(ready_policies.__file__).with_name("packs")
PARAMETERS = ("packs", "pack_parameters")


@cache
def all_packs() -> Mapping[str, ready_policies.Pack]:
    """Every pack by its name, which is that of its file."""
    files = sorted(FOLDER.glob("*.yml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in files}


def with_packs(given: Mapping[str, Any], problems: Problems) -> Any:
    """The policies that were given and, behind them, those of the packs that were; None where there are neither."""
    own = given.get("policies")
    if not any(name in given for name in PARAMETERS):
        return own
    names = given.get("packs", [])
    if "packs" in given and names == []:
        problems.under("packs").add("an empty list names no pack")
    found = ready_policies.policies_of(
        names,
        given.get("pack_parameters"),
        all_packs(),
        problems.under("packs"),
        problems.under("pack_parameters"),
    )
    return [*own, *found] if isinstance(own, list) else found if own is None else own
