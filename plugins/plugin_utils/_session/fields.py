# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of a session's fields: the shape that expectations follow, and what may be declared where.

Made after botocore's model of GetSession, whose order it keeps; a test compares the two, so that a member of a newer
botocore is noticed by its name. Ranges are those of the API but for the sizes of coordinator and executors, which it
bounds at 1 "now".

Places are named by tokens. Below the name of a classification stand its properties by key. What else it has stands
below an empty token, since no property has an empty key: `…/classifications/spark-env//configurations`. The
classification without a name stands below the empty name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ...module_utils._athena.vocabulary import STATES
from .._common.json_pointers import Tokens
from .._values.kinds import (
    Boolean,
    Enum,
    Integer,
    Kind,
    KmsKey,
    Number,
    S3Location,
    TextList,
    Time,
)
from .._values.spark_properties import SparkProperty
from . import newer_kinds

PYSPARK_3 = "PySpark engine version 3"
SPARK_35 = "Apache Spark version 3.5"
"""The engine generations, as `engine_version` names them."""

NAMELESS = ""
"""The token of the classification without a name."""

OTHERS = ""
"""The token between a classification and those of its members that are no properties."""


@dataclass(frozen=True)
class Leaf:
    """A value. `setting`: part of how the session was configured, rather than what identifies or ages it.

    `engine`: the only engine version whose sessions have it, here as in the other nodes; None where both do.
    """

    kind: Kind
    setting: bool = True
    engine: str | None = None


@dataclass(frozen=True)
class Structure:
    """Members known by name."""

    members: Mapping[str, Field]
    setting: bool = True
    engine: str | None = None


@dataclass(frozen=True)
class Map:
    """Keys that are data; `value` is the field of the entry of that key. `identity`: keys that are no settings."""

    value: Callable[[str], Field]
    setting: bool = True
    engine: str | None = None
    identity: frozenset[str] = field(default_factory=frozenset)

    def tokens(self, key: str) -> Tokens:
        """The tokens of the entry of a key."""
        return (key,)


class Properties(Map):
    """The properties of a classification, and below `OTHERS` its other members."""

    def tokens(self, key: str) -> Tokens:
        """The tokens of a key; the API allows no empty one, and an unexpected one is not taken for other members."""
        return (key,) if key != OTHERS else (OTHERS, key)


@dataclass(frozen=True)
class Classifications:
    """A list of `{name, properties}`, distinguished by name."""

    properties: Properties
    setting: bool = True
    engine: str | None = None


Field = Leaf | Structure | Map | Classifications


TEXT = Leaf(Kind())
FACT = Leaf(Kind(), setting=False)
NUMBER_FACT = Leaf(Number(), setting=False)
TIME_FACT = Leaf(Time(), setting=False)
KMS_KEY = Leaf(KmsKey())
S3_LOCATION = Leaf(S3Location())
ENABLED = Leaf(Boolean())
NEWER_TEXT = Leaf(newer_kinds.TEXT)
NEWER_NUMBER = Leaf(newer_kinds.NUMBER)
NEWER_BOOLEAN = Leaf(newer_kinds.BOOLEAN)
NEWER_LIST = Leaf(newer_kinds.LIST)
NEWER_VALUE = Leaf(newer_kinds.NewerValue())
NEWER_STRUCTURE = Structure({})
"""A mapping that the table does not know: what each of its members is, its own values tell."""


@lru_cache(maxsize=4096)
def spark_property(key: str) -> Leaf:
    """The field of a Spark property."""
    return Leaf(SparkProperty(key))


def _text(_key: str) -> Leaf:
    return TEXT


def _fact(_key: str) -> Leaf:
    return FACT


def _texts(_key: str) -> Leaf:
    return Leaf(TextList())


_OTHERS = Structure({OTHERS: spark_property(OTHERS)})


def _below_a_classification(token: str) -> Field:
    return _OTHERS if token == OTHERS else spark_property(token)


SESSION = Structure(
    {
        "session_id": FACT,
        "description": FACT,
        "work_group": TEXT,
        "engine_version": TEXT,
        "engine_configuration": Structure(
            {
                "coordinator_dpu_size": Leaf(Integer(1), engine=PYSPARK_3),
                "max_concurrent_dpus": Leaf(Integer(2, 5000), engine=PYSPARK_3),
                "default_executor_dpu_size": Leaf(Integer(1), engine=PYSPARK_3),
                "additional_configs": Map(_text, engine=PYSPARK_3, identity=frozenset({"NotebookId"})),
                "spark_properties": Map(spark_property, engine=PYSPARK_3),
                "classifications": Classifications(Properties(_below_a_classification), engine=SPARK_35),
            }
        ),
        "notebook_version": Leaf(Kind(), engine=PYSPARK_3),
        "monitoring_configuration": Structure(
            {
                "cloud_watch_logging_configuration": Structure(
                    {
                        "enabled": ENABLED,
                        "log_group": TEXT,
                        "log_stream_name_prefix": TEXT,
                        "log_types": Map(_texts),
                    }
                ),
                "managed_logging_configuration": Structure({"enabled": ENABLED, "kms_key": KMS_KEY}),
                "s3_logging_configuration": Structure(
                    {"enabled": ENABLED, "kms_key": KMS_KEY, "log_location": S3_LOCATION}
                ),
            },
            engine=SPARK_35,
        ),
        "session_configuration": Structure(
            {
                "execution_role": TEXT,
                "working_directory": Leaf(S3Location(), engine=PYSPARK_3),
                "idle_timeout_seconds": Leaf(Integer(0)),
                "session_idle_timeout_in_minutes": Leaf(Integer(1, 480), engine=SPARK_35),
                "encryption_configuration": Structure(
                    {"encryption_option": Leaf(Enum(("SSE_S3", "SSE_KMS", "CSE_KMS"))), "kms_key": KMS_KEY}
                ),
            }
        ),
        "status": Structure(
            {
                "start_date_time": TIME_FACT,
                "last_modified_date_time": TIME_FACT,
                "end_date_time": TIME_FACT,
                "idle_since_date_time": TIME_FACT,
                "state": Leaf(Enum(STATES), setting=False),
                "state_change_reason": FACT,
            },
            setting=False,
        ),
        "statistics": Structure({"dpu_execution_in_millis": Leaf(Integer(0), setting=False)}, setting=False),
        "region": FACT,
        "tags": Map(_fact, setting=False),
        "tags_unreadable": Structure({"reason": FACT, "code": FACT, "message": FACT}, setting=False),
        "derived": Structure(
            {
                "spark_properties": Map(spark_property, setting=False),
                "conflicts": Leaf(TextList(), setting=False),
                "idle_timeout_seconds": Leaf(Integer(0), setting=False),
                "age_seconds": NUMBER_FACT,
                "idle_seconds": NUMBER_FACT,
                "dpu_hours": NUMBER_FACT,
            },
            setting=False,
        ),
    }
)


def field_like(value: Any) -> Field:
    """The field of a member that the table does not know, after a value that a session has for it."""
    return NEWER_STRUCTURE if isinstance(value, Mapping) else _NEWER[newer_kinds.newer_kind(value)]


_NEWER = {leaf.kind: leaf for leaf in (NEWER_TEXT, NEWER_NUMBER, NEWER_BOOLEAN, NEWER_LIST)}


def are_mixed(values: Iterable[Any]) -> bool:
    """Whether values of a member that the table does not know are of more than one type."""
    return len({id(field_like(value)) for value in values}) > 1


def field_of(values: Iterable[Any]) -> Field:
    """The field of a member that the table does not know, after all the values that sessions have for it."""
    # The same one whatever the order of the sessions, should they not agree on its type.
    return field_like(min(values, key=lambda value: type(value).__name__))


def below(node: Field | None, token: str) -> Field | None:
    """The field below another, or None where the table knows none; of a classification it is its properties."""
    if isinstance(node, Structure):
        return node.members.get(token)
    if isinstance(node, Map):
        return node.value(token)
    return node.properties if isinstance(node, Classifications) else None


def places_named(name: str, node: Field = SESSION, at: Tokens = ()) -> list[Tokens]:
    """The paths of all fields of this name that the table knows."""
    members = node.members.items() if isinstance(node, Structure) else ()
    here = [(*at, member) for member, _field in members if member == name]
    return [*here, *(path for member, its in members for path in places_named(name, its, (*at, member)))]


def field_at(path: Tokens) -> Field | None:
    """The field at a path, or None where the table knows none."""
    node: Field | None = SESSION
    for token in path:
        node = below(node, token)
    return node


def kind_at(path: Tokens, actual: Any = None) -> Kind:
    """The kind of the value at a path; where the table knows none, that of what a session has there."""
    node = field_at(path) or field_like(actual)
    return node.kind if isinstance(node, Leaf) else TEXT.kind


_GROWING = frozenset(
    {
        ("derived", "age_seconds"),
        ("derived", "idle_seconds"),
        ("derived", "dpu_hours"),
        ("statistics", "dpu_execution_in_millis"),
        ("status", "last_modified_date_time"),
        ("status", "idle_since_date_time"),
    }
)


def grows(path: Tokens) -> bool:
    """Whether the value at a path grows as a session goes on, so that it is another one at every reading."""
    return path in _GROWING


def only_engine(path: Tokens) -> str | None:
    """The only engine version whose sessions have a setting, or None where both generations have it."""
    node: Field | None = SESSION
    for token in path:
        node = below(node, token)
        if node is None or node.engine is not None:
            return None if node is None else node.engine
    return None
