"""A report in which every text is hostile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browser.reports import Json, merged, summarise

HOSTILE = (
    "<script>document.title='owned'</script>",
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    '" onmouseover="document.title=\'owned\'" x="',
    "' autofocus onfocus='document.title=1",
    "{{ 7 * 191 }}{% set x = 1 %}{# gone #}",
    "{{ lookup('pipe', 'id') }}",
    "]]><!-- --!> <![CDATA[",
    "javascript:document.title='owned'",
    "abc\u202edcba\u2066x\u2069\u200f\u05d0\u05d1",
    "\u0000\u0001\u001b[31mred\u007f\u0085\u2028\u2029\ufeff",
    "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301 \U000e0041",
    "a&amp;b &lt;i&gt; \\u003cb\\u003e \\",
    "__proto__",
    "constructor",
    "spaces   tabs\tand\nline\r\nbreaks",
    "W" * 50_000,
    "many words " * 4_600,
)
# What the page decides by: these stay what the contract says.
_FIXED = {"severity", "status", "kind", "reason", "verdict", "origin", "schema_version", "generated_at"}


def _is_fixed(key: str, value: Any) -> bool:
    return key in _FIXED and isinstance(value, str)


def _poison(value: Any, text: Callable[[], str]) -> Any:
    if isinstance(value, str):
        return text()
    if isinstance(value, list):
        return [_poison(item, text) for item in value]
    if isinstance(value, dict):
        return {key: item if _is_fixed(key, item) else _poison(item, text) for key, item in value.items()}
    return value


def hostile() -> Json:
    """A merged report in which every free text is one of `HOSTILE`, by turns. It goes beyond what the schema allows."""
    report = merged(sessions=8)
    turns = iter(range(10**9))

    def text() -> str:
        return HOSTILE[next(turns) % len(HOSTILE)]

    def each(part: str, names: Callable[[int, Json], Json]) -> list[Json]:
        """The part's items, poisoned, but for the names by which parts refer to each other."""
        return [{**_poison(item, text), **names(number, item)} for number, item in enumerate(report[part])]

    ids = {each["session_id"]: f"{HOSTILE[number % len(HOSTILE)]}{number}"
           for number, each in enumerate(report["sessions"])}  # fmt: skip
    targets = {each["name"]: HOSTILE[2 * number] for number, each in enumerate(report["targets"])}
    policies = list(HOSTILE[: len(report["policies"])])

    def place(item: Json) -> Json:
        return {"session_id": ids[item["session_id"]], "target": targets[item["target"]]}

    def finding(number: int, item: Json) -> Json:
        return {**place(item), "policy": policies[number % len(policies)], "operator": item["operator"]}

    def target(_number: int, item: Json) -> Json:
        labels = {text()[:80]: text(), "__proto__": text()}
        return {"name": targets[item["name"]], "labels": labels, "summary": item["summary"]}

    made = {
        "findings": each("findings", finding),
        "sessions": each("sessions", lambda _number, item: {**place(item), "policies": dict.fromkeys(policies, 1)}),
        "policies": each("policies", lambda number, _item: {"name": policies[number]}),
        "targets": each("targets", target),
        "unreadable": each("unreadable", lambda _number, item: {"target": targets[item["target"]]}),
        "errors": each("errors", lambda _number, _item: {}),
        "waivers": _poison(report["waivers"], text),
        "regions": [text(), text()],
        "labels": {text(): text() for _turn in range(4)},
    }
    for session in made["sessions"]:
        session["checks"] = len(policies)
    return summarise({**report, **made})
