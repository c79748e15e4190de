# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What this collection is called, to the service and in reports."""

from __future__ import annotations

COLLECTION_NAME = "sparkops.athena"
COLLECTION_VERSION = "1.0.0"
