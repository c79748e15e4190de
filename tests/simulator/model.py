"""Athena's botocore model: what a request and an answer may look like, and how moments travel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import botocore.session
from botocore.validate import ParamValidator

#: The members of a map or a structure that ParamValidator finds wrong whatever the model's limits are.
_SHAPE_PROBLEMS = ("Unknown parameter", "Invalid type")


@cache
def service_model() -> Any:
    """botocore's ServiceModel of Athena."""
    return botocore.session.get_session().get_service_model("athena")


def input_shape(operation: str) -> Any:
    """The shape of an operation's request."""
    return service_model().operation_model(operation).input_shape


def output_shape(operation: str) -> Any:
    """The shape of an operation's answer."""
    return service_model().operation_model(operation).output_shape


def has_operation(operation: str) -> bool:
    """Whether Athena has an operation of this name at all."""
    return operation in service_model().operation_names


def problems(value: object, shape: Any, *, limits: bool = True) -> list[str]:
    """What the model has against a value, a line each; an empty list when it has nothing.

    Without ``limits`` only names and types count: a newer service may know enum values and ranges that this model
    does not.
    """
    lines = ParamValidator().validate(value, shape).generate_report().splitlines()
    if not limits:
        return [line for line in lines if line.startswith(_SHAPE_PROBLEMS)] + list(_boolean_numbers(value, shape, ""))
    # Where the types are wrong already, a look at the limits would only stumble.
    return lines or [*_boolean_numbers(value, shape, ""), *_beyond_limits(value, shape, "")]


def with_moments(value: Any, shape: Any, convert: Callable[[Any], Any]) -> Any:
    """A copy in which every timestamp of the shape went through ``convert``; unknown members stay as they are."""
    if shape.type_name == "timestamp":
        return convert(value)
    if shape.type_name == "structure" and isinstance(value, dict):
        return {
            name: with_moments(item, shape.members[name], convert) if name in shape.members else item
            for name, item in value.items()
        }
    if shape.type_name == "list" and isinstance(value, list):
        return [with_moments(item, shape.member, convert) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: with_moments(item, shape.value, convert) for key, item in value.items()}
    return value


def to_wire(answer: dict[str, Any], operation: str) -> dict[str, Any]:
    """An answer as JSON 1.1 carries it: moments are seconds since 1970, to the millisecond."""
    wire = with_moments(answer, output_shape(operation), _epoch)
    assert isinstance(wire, dict)
    return wire


def _epoch(moment: datetime) -> float:
    return round(moment.timestamp(), 3)


def _children(value: Any, shape: Any, path: str) -> Iterator[tuple[Any, Any, str]]:
    """The parts of a value whose type is right, each with its shape and where it stands."""
    if shape.type_name == "structure":
        for name, item in value.items():
            if name in shape.members:
                yield item, shape.members[name], f"{path}.{name}".lstrip(".")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield item, shape.member, f"{path}[{index}]"
    elif shape.type_name == "map":
        for key, item in value.items():
            yield key, shape.key, f"{path} (key)"
            yield item, shape.value, f"{path}.{key}"


def _boolean_numbers(value: Any, shape: Any, path: str) -> Iterator[str]:
    """ParamValidator takes a boolean for an integer, since Python does; the service does not."""
    if isinstance(value, bool) and shape.type_name in ("integer", "long", "float", "double"):
        yield f"Invalid type for parameter {path}, value: {value}, type: {bool}, valid types: {int}"
    elif isinstance(value, (dict, list)):
        try:
            children = list(_children(value, shape, path))
        except AttributeError:  # a list where a mapping is meant: told as a wrong type already
            return
        for item, item_shape, where in children:
            yield from _boolean_numbers(item, item_shape, where)


def _beyond_limits(value: Any, shape: Any, path: str) -> Iterator[str]:
    """The limits that ParamValidator leaves to the service: greatest value or length, pattern, enum."""
    limits = shape.metadata
    at = f"Value '{_short(value)}' at '{path}' failed to satisfy constraint: Member must"
    if shape.type_name in ("string", "list", "map"):
        if "max" in limits and len(value) > limits["max"]:
            yield f"{at} have length less than or equal to {limits['max']}"
    elif "max" in limits and value > limits["max"]:
        yield f"{at} have value less than or equal to {limits['max']}"
    if limits.get("enum") and value not in limits["enum"]:
        yield f"{at} satisfy enum value set: [{', '.join(limits['enum'])}]"
    if shape.type_name == "string" and "pattern" in limits and not _pattern(limits["pattern"]).fullmatch(value):
        yield f"{at} satisfy regular expression pattern: {limits['pattern']}"
    for item, item_shape, where in _children(value, shape, path):
        yield from _beyond_limits(item, item_shape, where)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """The model's patterns are Java's, which write the upper planes as surrogate pairs."""
    text = text.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF")
    return re.compile(text, re.ASCII)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
