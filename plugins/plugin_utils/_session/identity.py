# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What names a session in a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def identity(session: Mapping[str, Any]) -> dict[str, Any]:
    """What names a session in a report; null for what the answer did not hold."""
    status = session.get("status")
    return {
        "session_id": _text(session.get("session_id")) or "(no id)",
        "work_group": _text(session.get("work_group")),
        "region": _text(session.get("region")),
        "state": _text(status.get("state")) if isinstance(status, Mapping) else None,
    }


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
