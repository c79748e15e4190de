"""Small operations on nested plain data, all of which leave their argument alone."""

from __future__ import annotations

import re
from typing import Any

_LONG = re.compile(r"<<long (\d+)>>")


def expand_long(tree: Any) -> Any:
    """A copy in which ``<<long 51200>>`` is that many characters, so that a fleet file stays readable."""
    if isinstance(tree, dict):
        return {expand_long(key): expand_long(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [expand_long(item) for item in tree]
    if isinstance(tree, str):
        return _LONG.sub(lambda found: _characters(int(found[1])), tree)
    return tree


def merge(tree: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """A copy with the changes; mappings are merged, all else is replaced."""
    merged = dict(tree)
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def without(tree: dict[str, Any], path: str) -> dict[str, Any]:
    """A copy without the member that a dotted path of names leads to; the same when there is none."""
    name, _dot, rest = path.partition(".")
    if name not in tree:
        return tree
    if not rest:
        return {key: value for key, value in tree.items() if key != name}
    below = tree[name]
    return {**tree, name: without(below, rest)} if isinstance(below, dict) else tree


def _characters(count: int) -> str:
    """A text of which every part tells where it stands: 000000,000007,…"""
    return "".join(f"{at:06d}," for at in range(0, count, 7))[:count]
