"""GetSession answers made from botocore's model, and the way from Ansible data back to the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import botocore.session
from botocore import xform_name
from hypothesis import strategies as st

MODEL = botocore.session.get_session().get_service_model("athena")
SESSION = MODEL.operation_model("GetSession").output_shape

#: Milliseconds, as the service has them, around 2026; among them the hour that Europe repeats.
MOMENTS = st.integers(1_767_225_600_000, 1_798_761_600_000) | st.integers(1_792_886_400_000, 1_792_893_600_000)
TEXTS = st.text(max_size=20) | st.sampled_from(["4g", "TRUE", "{{ lookup('pipe', 'id') }}", "a\u202eb", "x" * 5000])
KEYS = st.text(min_size=1, max_size=20) | st.sampled_from(["fooBar", "foo_bar", "FooBar", "SPARK_ENV", "a.b", "Name"])


def answers(shape: Any = SESSION, *, whole: bool = False) -> st.SearchStrategy[Any]:
    """What the service may send for this shape; with all members if ``whole``, else with any."""
    kind = shape.type_name
    if kind == "structure":
        members = {name: answers(member, whole=whole) for name, member in shape.members.items()}
        return st.fixed_dictionaries(members) if whole else st.fixed_dictionaries({}, optional=members)
    if kind == "list":
        return st.lists(answers(shape.member, whole=whole), min_size=int(whole), max_size=3)
    if kind == "map":
        return st.dictionaries(KEYS, answers(shape.value, whole=whole), min_size=int(whole), max_size=4)
    if kind == "boolean":
        return st.booleans()
    if kind in ("integer", "long"):
        return st.integers(0, 2**31 if kind == "integer" else 2**53)
    if kind == "timestamp":
        return MOMENTS.map(lambda millis: millis / 1000)
    assert kind == "string", f"{shape.name}: the model has a {kind}; teach this generator about it"
    return st.sampled_from(shape.enum) | TEXTS if getattr(shape, "enum", None) else TEXTS


def to_wire(value: Any, shape: Any = SESSION) -> Any:
    """Returned data as the service would send it: the inverse of what the module does."""
    kind = shape.type_name
    if kind == "structure":
        names = {xform_name(name): name for name in shape.members}
        return {names[key]: to_wire(item, shape.members[names[key]]) for key, item in value.items()}
    if kind == "list":
        return [to_wire(item, shape.member) for item in value]
    if kind == "map":
        return {key: to_wire(item, shape.value) for key, item in value.items()}
    if kind == "timestamp":
        return datetime.fromisoformat(value).timestamp()
    return value


def example(shape: Any = SESSION, name: str = "X") -> Any:
    """One answer with every member, each text told apart by its member's name."""
    kind = shape.type_name
    if kind == "structure":
        return {member: example(inner, member) for member, inner in shape.members.items()}
    if kind == "list":
        return [example(shape.member, name), example(shape.member, name)]
    if kind == "map":
        return {key: example(shape.value, f"{name} {key}") for key in ("fooBar", "foo_bar", "SPARK_ENV", "a.b-c")}
    if kind == "boolean":
        return True
    if kind in ("integer", "long"):
        return shape.metadata.get("min", 7)
    if kind == "timestamp":
        return 1_792_890_123.456
    return shape.enum[0] if getattr(shape, "enum", None) else f"text of {name}"
