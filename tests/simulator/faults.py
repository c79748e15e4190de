"""Faults that a fleet puts into answers: errors, delays, pages of HTML, endless listings, trouble on the wire."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .model import has_operation

HTML = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>\n"
#: Faults of a listing's pages.
PAGE_KINDS = ("repeat_token", "fresh_token", "empty_page")
#: Faults of the connection, see ``wire``.
WIRE_KINDS = ("reset", "cut", "broken", "long", "short", "stall", "drip", "away")
#: Names for what is no error code; any other word is the error code to answer with.
KINDS = ("html", "vanish", "expired", *PAGE_KINDS, *WIRE_KINDS)
_KEYS = {
    "answer": str,
    "code": str,
    "message": str,
    "status": int,
    "times": int,
    "share": (int, float),
    "seconds": (int, float),
    "delay": (int, float),
    "body": str,
    "content_type": str,
}


@dataclass(frozen=True)
class Fault:
    """What happens to the first ``times`` calls (all, if None): a wait of ``delay`` seconds, then an answer, if any.

    With ``share``, to that share of them at random. ``seconds`` is what the kind makes of it.
    """

    kind: str | None = None
    code: str | None = None
    message: str | None = None
    status: int | None = None
    times: int | None = None
    share: float | None = None
    seconds: float | None = None
    delay: float = 0.0
    body: str = ""
    content_type: str = "text/html"


#: The faults of a session, a work group or the fleet: operation (or ``*``) to faults, tried in turn.
Faults = dict[str, tuple[Fault, ...]]


def parse(spec: object) -> Faults:
    """Faults from a fleet's ``fault`` mapping. ValueError, which says what is wrong, for anything else."""
    if not isinstance(spec, dict):
        raise ValueError(f"a mapping of operations to faults is meant, not {spec!r}")
    return {_operation(name): tuple(_one(item) for item in _listed(value)) for name, value in spec.items()}


def in_force(faults: Faults, operation: str, seen: int, drawn: float) -> Iterator[Fault]:
    """The faults that a call meets, when there were ``seen`` calls of this operation before it: one of a list at most.

    ``drawn`` is a random number below 1, of which each fault of a list with a share takes its part.
    """
    for listed in (faults.get(operation, ()), faults.get("*", ())):
        before, left = seen, drawn
        for fault in listed:
            if fault.share is not None and left >= fault.share:
                left -= fault.share
            elif fault.times is None or before < fault.times:
                yield fault
                break
            else:
                before -= fault.times


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _operation(name: object) -> str:
    if not isinstance(name, str) or (name != "*" and not has_operation(name)):
        raise ValueError(f"Athena has no operation {name!r}")
    return name


def _one(spec: object) -> Fault:
    if isinstance(spec, str):
        spec = {"answer": spec}
    if not isinstance(spec, dict):
        raise ValueError(f"{spec!r} is no fault: a name or a mapping is meant")
    for key, value in spec.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, 1)
            raise ValueError(f"a fault has no {key!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):  # type: ignore[arg-type]
            raise ValueError(f"a fault's {key} cannot be {value!r}")
    return _build(dict(spec))


def _build(spec: dict[str, Any]) -> Fault:
    answer = spec.pop("answer", None)
    if answer == "expired":
        spec["code"] = "ExpiredTokenException"
    elif answer == "html":
        spec.setdefault("body", HTML)
    elif answer in KINDS:
        return Fault(kind=answer, **spec)
    elif answer is not None:
        if not answer[:1].isupper():
            raise ValueError(f"{answer!r} is no fault: one of {', '.join(KINDS)} or an error code is meant")
        spec["code"] = answer
    if "code" in spec:
        return Fault(kind="error", **spec)
    if "body" in spec:
        return Fault(kind="body", **spec)
    if "delay" not in spec:
        raise ValueError("a fault needs an answer, a code, a body or a delay")
    return Fault(**spec)
