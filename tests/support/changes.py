"""Reports in which one place is different, for tests of what is made of them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

OTHER = [
    *(
        None,
        True,
        -1,
        0,
        1,
        2,
        "",
        "drifted",
        "compliant",
        "unverified",
        "waived",
        "drift",
        "gone",
        "warning",
        "1" * 16,
    ),
    *("2026-12-30", "2026-11-22T17:00:00+01:00", "/a~2", [], {}, ["x"], {"x": 1}, {"error": 0, "warning": 0}),
]
"""What may stand in a place instead; beside these, "remove" and "add" (a member or an entry)."""


def places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a report."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [at, *(place for key, item in below for place in places(item, (*at, key)))]


def changed(report: dict[str, Any], place: tuple[Any, ...], change: Any) -> dict[str, Any]:
    """A copy of a report with the change at the place."""
    made = deepcopy(report)
    *path, last = place
    holder: Any = made
    for key in path:
        holder = holder[key]
    if change == "remove":
        del holder[last]
    elif change == "add" and isinstance(holder[last], dict):
        holder[last]["more"] = 1
    elif change == "add" and isinstance(holder[last], list):
        holder[last].append(deepcopy(holder[last][-1]) if holder[last] else "more")
    else:
        holder[last] = deepcopy(change)
    return made
