# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a report could not verify, and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...module_utils._athena.vocabulary import GONE


def harmless(entry: Mapping[str, Any]) -> bool:
    """Whether nothing is left unverified by this: a session that ended between listing and reading."""
    return bool(entry["reason"] == GONE)


def unread(unreadable: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The sessions and work groups that could not be read, and that leave the whole unverified."""
    return [entry for entry in unreadable if not harmless(entry)]


def unapplied(report: Mapping[str, Any]) -> list[str]:
    """The names of the policies that applied to no session."""
    return [policy["name"] for policy in report["policies"] if not policy["sessions"]]
