# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as one HTML page: no network, no framework, nothing built beforehand.

The report's values reach the page in two ways only: as JSON in a data block, from which the scripts put them into text
nodes, and escaped in `noscript`, where no script runs. Styles and scripts are the files in the folder `page`; the
page's Content-Security-Policy allows exactly these by their hashes.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from .._report.model import Report
from .noscript import without_scripts
from .packing import packed
from .page_data import page_data

STYLES = ("report.css", "findings.css", "media.css")
SCRIPTS = (
    "data.js",
    "words.js",
    "dom.js",
    "model.js",
    "filter.js",
    "differences.js",
    "matrix.js",
    "findings.js",
    "sections.js",
    "overview.js",
    "page.js",
)
"""In the order in which they need one another."""


def html_page(report: Report) -> str:
    """The report as an HTML document in ASCII but for its own signs, whatever the report's texts hold."""
    style = "".join(map(asset, STYLES))
    script = f"(() => {{\n'use strict';\n{''.join(map(asset, SCRIPTS))}}})();\n"
    data = data_block(packed(page_data(report)))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {source_hash(script)}",
            f"style-src {source_hash(style)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{escape(report["verdict"].capitalize())} - Athena for Apache Spark sessions</title>
<style>{style}</style>
</head>
<body>
<noscript>
{without_scripts(report)}
</noscript>
{asset("skeleton.html")}<script type="application/json" id="report-data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


@cache
def asset(name: str) -> str:
    """A file of the folder `page`."""
    return (Path(__file__).parent / "page" / name).read_text(encoding="utf-8")


def source_hash(text: str) -> str:
    """The source of a Content-Security-Policy that allows exactly this inline text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data_block(data: Any) -> str:
    """Data as JSON for a script element: nothing in it can end that, or mean anything to HTML."""
    text = json.dumps(data, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
