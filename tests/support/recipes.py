"""The files that docs/docsite/rst/guide_reports.rst prints, by the caption of their block."""

from __future__ import annotations

import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "docsite" / "rst" / "guide_reports.rst"
BLOCK = re.compile(r"^\.\. code-block:: \w+\n   :caption: (.+)\n\n((?:    .*\n|\n)+)", re.MULTILINE)


def recipes() -> dict[str, str]:
    """Each file's text by its name."""
    text = GUIDE.read_text(encoding="utf-8")
    return {found[1]: re.sub(r"^    ", "", found[2], flags=re.MULTILINE) for found in BLOCK.finditer(text)}
