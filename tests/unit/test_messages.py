# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors about declarations, word for word: messages.yml has them side by side."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansible_collections.sparkops.athena.plugins.plugin_utils._report.comparison import InvalidDeclarations, audit

HERE = Path(__file__).parent
MESSAGES = yaml.safe_load((HERE / "messages.yml").read_text(encoding="utf-8"))
SESSION = yaml.safe_load((HERE / "cases" / "sessions.yml").read_text(encoding="utf-8"))["pyspark"]
TABLE = [entry for entry in MESSAGES if not isinstance(entry, str)]


@pytest.mark.parametrize("entry", TABLE, ids=[entry["told"][0].partition(": ")[0] for entry in TABLE])
def test_message(entry: dict[str, Any]) -> None:
    with pytest.raises(InvalidDeclarations) as refused:
        audit(sessions=[SESSION], now=datetime(2026, 11, 24, tzinfo=UTC), **entry["given"])
    assert [str(problem) for problem in refused.value.problems] == entry["told"]
