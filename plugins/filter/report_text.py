# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter report_text; documented in report_text.yml beside this file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..plugin_utils._common.plain_data import plain
from ..plugin_utils._render.terminal import report_text as text_of


def report_text(report: Mapping[str, Any], width: int = 80) -> str:
    """A report as one text for a terminal."""
    return text_of(plain(report), int(width))


class FilterModule:
    """Ansible's way to ask for the filters of this file."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters by name."""
        return {"report_text": report_text}
