"""The data of an HTML page, unpacked as the page does it."""

from __future__ import annotations

import json
import re
from typing import Any


def page_block(html: str) -> Any:
    """The JSON of a page's data block."""
    found = re.search(r'<script type="application/json" id="report-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def unpacked(page: Any) -> dict[str, Any]:
    """`report` and `prepared`, as page/data.js makes them of the packed data."""
    report, kinds = page["report"], page["kinds"]
    sessions = [{**session, "policies": page["policies"][session["policies"]]} for session in report["sessions"]]
    findings = [
        {**kinds[kind]["finding"], **{name: sessions[row][name] for name in kinds[kind]["of_session"]}}
        for kind, row in report["findings"]
    ]
    told = [{**kinds[kind]["prepared"], "session": row} for kind, row in report["findings"]]
    return {
        "report": {**report, "sessions": sessions, "findings": findings},
        "prepared": {**page["prepared"], "findings": told},
    }
