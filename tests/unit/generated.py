# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions, changes of them and declarations about them, generated from botocore's model of GetSession."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import botocore.session
from botocore import xform_name
from hypothesis import strategies as st

from ansible_collections.sparkops.athena.plugins.module_utils._athena.derived import derive
from ansible_collections.sparkops.athena.plugins.module_utils._athena.redaction import is_masked, is_secret_name

Tree = dict[str, Any]
Path = tuple[str, ...]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MODEL = botocore.session.get_session().get_service_model("athena").operation_model("GetSession").output_shape
CLASSIFICATIONS = ("engine_configuration", "classifications")
OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge", "in", "not_in", "match", "not_match", "contains", "subset", "present")

_KEYS = [
    "spark.executor.memory",
    "spark.kryoserializer.buffer",
    "spark.network.timeout",
    "spark.authenticate",
    "spark.executor.cores",
    "spark.memory.fraction",
    "spark.sql.files.openCostInBytes",
    "spark.jars.packages",
    "spark.team.size",
    "match",
    "present",
    "a/b~c",
    "fooBar",
    "foo_bar",
]
KEYS = st.sampled_from(_KEYS) | st.text(min_size=1, max_size=8).filter(lambda key: not is_secret_name(key))

_SIZES = ["4g", "4096m", "4096", " 4GB"]
_VALUES = [*_SIZES, "60s", "1min", "60", "true", "TRUE", "1", "0.5", "5e-1", "4 g", "abc", "a,b", "b, a", "", "NaN"]
# What is masked, or stands for another value, cannot be compared.
_COMPARABLE = st.text(max_size=12).filter(lambda text: not is_masked(text) and "${" not in text)
VALUES = st.sampled_from(_VALUES) | _COMPARABLE
TEXT = _COMPARABLE.filter(bool)

_KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555"
# What a pattern of the model would take long to find, and what has an equality of its own.
BY_NAME = {
    "work_group": ["etl", "science"],
    "engine_version": ["PySpark engine version 3", "Apache Spark version 3.5", "Apache Spark version 9"],
    "kms_key": [_KEY_ARN, _KEY_ARN[-36:], _KEY_ARN.replace("1111-2222", "9999-2222"), "alias/a", "alias/b"],
    "log_location": ["s3://logs", "s3://logs/", "s3://logs/a"],
    "working_directory": ["s3://work/etl", "s3://work/etl/", "s3://work/etl//"],
    "execution_role": ["arn:aws:iam::123456789012:role/a", "arn:aws:iam::123456789012:role/b"],
}


def _value(shape: Any, name: str, full: bool) -> st.SearchStrategy[Any]:
    """Values of one member of the model, in the form that the module gives them; `full`: nothing is absent or empty."""
    if name in BY_NAME:
        return st.sampled_from(BY_NAME[name])
    if getattr(shape, "enum", None):
        return st.sampled_from(shape.enum)
    if shape.type_name in ("structure", "map", "list"):
        return _container(shape, full)
    if shape.type_name in ("integer", "long"):
        return st.integers(shape.metadata.get("min", 0), shape.metadata.get("max", 10**6))
    if shape.type_name == "timestamp":
        return st.integers(0, 10**6).map(lambda ago: (NOW - timedelta(seconds=ago)).isoformat())
    return st.booleans() if shape.type_name == "boolean" else TEXT


def _container(shape: Any, full: bool) -> st.SearchStrategy[Any]:
    if shape.type_name == "structure":
        members = {xform_name(member): _value(its, xform_name(member), full) for member, its in shape.members.items()}
        return st.fixed_dictionaries(members if full else {}, optional={} if full else members)
    if shape.type_name == "map":
        values = VALUES if shape.value.type_name == "string" else _value(shape.value, "", full)
        return st.dictionaries(KEYS, values, min_size=int(full), max_size=4)
    if shape.member.type_name == "structure":
        entries = st.fixed_dictionaries(
            {
                "name": st.sampled_from(["spark-defaults", "spark-env"]) | TEXT,
                "properties": _container(shape.member.members["Properties"], full),
            }
        )
        return st.lists(entries, min_size=int(full), max_size=3, unique_by=lambda its: its["name"])
    return st.lists(st.sampled_from(["STDOUT", "STDERR", "OTHER"]), min_size=int(full), max_size=3, unique=True)


def complete(session: Tree) -> Tree:
    """The session with what is derived from it."""
    return {**session, "derived": derive(session, NOW)}


FULL = _value(MODEL, "", full=True).map(complete)
SPARSE = _value(MODEL, "", full=False).map(lambda session: complete({"session_id": "s-1", **session}))
SESSIONS = FULL | SPARSE

_SCALARS = st.booleans() | st.integers(-5, 5) | TEXT
# What a newer service may add, anywhere; of one type at one place, as an API is.
_NEWER = st.fixed_dictionaries(
    {},
    optional={
        "new_number": st.integers() | st.floats(allow_nan=False, allow_infinity=False),
        "new_switch": st.booleans(),
        "new_text": TEXT,
        "new_list": st.lists(_SCALARS | st.dictionaries(KEYS, _SCALARS, max_size=2), max_size=3),
        "new_structure": st.fixed_dictionaries({}, optional={"depth": st.integers(), "eq": TEXT, "a": VALUES}),
    },
)
_CLASSIFICATION = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["spark-defaults", "spark-env", ""]) | TEXT,
        "properties": st.dictionaries(KEYS | st.just(""), VALUES, max_size=3),
        "configurations": st.lists(st.fixed_dictionaries({"name": TEXT}), max_size=2),
    },
).flatmap(lambda entry: _NEWER.map(lambda more: {**more, **entry}))


@st.composite
def newer_sessions(draw: st.DrawFn) -> Tree:
    """Sessions of a service that is newer than the model, with classifications of every shape."""
    session = {**draw(_NEWER), **draw(SPARSE)}
    session["session_configuration"] = {**draw(_NEWER), **session.get("session_configuration", {})}
    listed = st.lists(_CLASSIFICATION, max_size=3, unique_by=lambda its: its.get("name", ""))
    session["engine_configuration"] = {**session.get("engine_configuration", {}), "classifications": draw(listed)}
    return complete(session)


NEWER_SESSIONS = newer_sessions()
ANY_SESSIONS = SESSIONS | NEWER_SESSIONS


def fields(shape: Any = MODEL, path: Path = ()) -> Iterator[Path]:
    """The paths of the model's members that hold values, maps or lists."""
    for name, member in shape.members.items():
        if member.type_name == "structure":
            yield from fields(member, (*path, xform_name(name)))
        else:
            yield (*path, xform_name(name))


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a session with its path, but what is derived; classifications by name."""
    if isinstance(value, dict):
        for name, member in value.items():
            if path or name != "derived":
                yield from leaves(member, (*path, name))
    elif path == CLASSIFICATIONS:
        for entry in value:
            name = entry.get("name", "")
            for key, its in entry.get("properties", {}).items():
                yield (*path, name, *([key] if key else ["", ""])), its
            others = {member: its for member, its in entry.items() if member not in ("name", "properties")}
            yield from leaves(others, (*path, name, ""))
    else:
        yield path, value


def is_setting(path: Path) -> bool:
    """Whether a value tells how a session is configured, and not which one it is or how old."""
    return path[0] not in ("session_id", "description", "status", "statistics") and path[-1] != "NotebookId"


def is_property(path: Path) -> bool:
    """Whether a value is that of a Spark property."""
    if path[:2] == CLASSIFICATIONS:
        return path[3] != "" or path[3:] == ("", "")
    return path[:2] == ("engine_configuration", "spark_properties")


def pointer(path: Path) -> str:
    """The JSON Pointer of a path."""
    return "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in path)


def replaced(session: Tree, path: Path, value: Any) -> Tree:
    """A copy of a session with another value at a path, or with none."""
    changed = copy.deepcopy(session)
    tree: Any = changed
    steps = list(path)
    if path[:2] == CLASSIFICATIONS and len(path) > 3:
        tree = next(its for its in session_classifications(changed) if its.get("name", "") == path[2])
        steps = ["properties", path[-1]] if is_property(path) else list(path[4:])
    for token in steps[:-1]:
        tree = tree[token]
    if value is None:
        del tree[steps[-1]]
    else:
        tree[steps[-1]] = value
    return complete(changed)


def session_classifications(session: Tree) -> list[Tree]:
    """The classifications of a session, where they are a list."""
    return list(session["engine_configuration"]["classifications"])


def tree_of(path: Path, declared: Any) -> Tree:
    """The expectation that declares something at a path."""
    tree: Any = declared
    above = path
    if path[:2] == CLASSIFICATIONS:
        name = {"name": path[2]} if path[2] else {}
        tree = {**name, **_nested(("properties", path[-1]) if is_property(path) else path[4:], declared)}
        tree, above = [tree], CLASSIFICATIONS
    return dict(_nested(above, tree))


def _nested(path: Path, value: Any) -> Any:
    for token in reversed(path):
        value = {token: value}
    return value


def other_values(path: Path, value: Any) -> list[Any]:
    """Changes of a value, each of which is one by every reading of it."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, float):
        return [value * 2 + 1] if abs(value) < 2**40 else [0.5]
    if isinstance(value, int):
        return [value + 1]
    if isinstance(value, list):
        return [[*value, "NEW"], value[:-1]] if value else [["NEW"]]
    if path[-1] == "kms_key":
        return [_KEY_ARN.replace("1111-2222", "8888-2222")]
    changes = [value + "x", "x" + value]
    return [*changes, "5g", "7"] if path[-1] == "spark.executor.memory" and value in _SIZES else changes


def operators_for(path: Path, value: Any) -> list[str]:
    """The operators that may be declared for a value."""
    if isinstance(value, list):
        return ["eq", "ne", "contains", "subset", "present"]
    operators = ["eq", "ne", "in", "not_in", "present"]
    if (isinstance(value, int) and not isinstance(value, bool)) or path[-1].endswith("_date_time"):
        return [*operators, "lt", "le", "gt", "ge"]
    if is_property(path):
        orders = [] if path[-1] == "spark.authenticate" else ["lt", "le", "gt", "ge"]
        return [*operators, *orders, "match", "not_match", "contains", "subset"]
    return operators


def listed(operator: str, operand: Any) -> Any:
    """The operand in a list, where the operator takes one."""
    several = operator in ("in", "not_in", "contains", "subset")
    return [operand] if several and not isinstance(operand, list) else operand


@st.composite
def expectations(draw: st.DrawFn, session: Tree) -> Tree:
    """Expectations on some of a session's values, which hold or not."""
    tree: Tree = {}
    found = [(path, value) for path, value in leaves(session) if "classifications" not in path]
    for path, value in draw(st.lists(st.sampled_from(found), min_size=1, max_size=4, unique_by=str)):
        operator = draw(st.sampled_from(operators_for(path, value)))
        operand = draw(st.sampled_from([value, *([] if path[0] == "status" else other_values(path, value))]))
        operand = re.escape(operand) if operator in ("match", "not_match") else operand
        node = tree
        for token in path[:-1]:
            node = node.setdefault(token, {})
        node[path[-1]] = {operator: True if operator == "present" else listed(operator, operand)}
    return tree
