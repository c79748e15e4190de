# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Lone surrogates, which JSON may hold and UTF-8 cannot: Ansible refuses a whole result for one of them."""

from __future__ import annotations

import re

_LONE = re.compile("[\ud800-\udfff]")


def escape_surrogates(text: str) -> str:
    """``text``, in which lone surrogates are the visible escapes that JSON has for them: ``\\ud800``."""
    return text if text.isascii() else _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
