# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of a session's fields: the shape that expectations follow, and what may be declared where.

Made after botocore's model of GetSession, whose order it keeps; a test compares the two, so that a member of a newer
botocore is noticed by its name. Ranges are those of the API but for the sizes of coordinator and executors, which it
bounds at 1 "now".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Leaf:
    """A value. `setting`: part of how the session was configured, rather than what identifies or ages it."""

    kind: Kind
    setting: bool = True


@dataclass(frozen=True)
class Structure:
    """Members known by name."""

    members: Mapping[str, Field]
    setting: bool = True


@dataclass(frozen=True)
class Map:
    """Keys that are data; `value` is the field of the entry of that key. `identity`: keys that are no settings."""

    value: Callable[[str], Leaf]
    setting: bool = True
    identity: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Classifications:
    """A list of `{name, properties}`, told apart by name."""

    properties: Map
    setting: bool = True


Field = Leaf | Structure | Map | Classifications

TEXT = Leaf(Kind())
FACT = Leaf(Kind(), setting=False)
NUMBER_FACT = Leaf(Number(), setting=False)
TIME_FACT = Leaf(Time(), setting=False)
KMS_KEY = Leaf(KmsKey())
S3_LOCATION = Leaf(S3Location())
ENABLED = Leaf(Boolean())


def spark_property(key: str) -> Leaf:
    """The field of a Spark property."""
    return Leaf(SparkProperty(key))


def _text(_key: str) -> Leaf:
    return TEXT


def _texts(_key: str) -> Leaf:
    return Leaf(TextList())


SPARK_PROPERTIES = Map(spark_property)

SESSION = Structure(
    {
        "session_id": FACT,
        "description": FACT,
        "work_group": TEXT,
        "engine_version": TEXT,
        "engine_configuration": Structure(
            {
                "coordinator_dpu_size": Leaf(Integer(1)),
                "max_concurrent_dpus": Leaf(Integer(2, 5000)),
                "default_executor_dpu_size": Leaf(Integer(1)),
                "additional_configs": Map(_text, identity=frozenset({"NotebookId"})),
                "spark_properties": SPARK_PROPERTIES,
                "classifications": Classifications(SPARK_PROPERTIES),
            }
        ),
        "notebook_version": TEXT,
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
            }
        ),
        "session_configuration": Structure(
            {
                "execution_role": TEXT,
                "working_directory": S3_LOCATION,
                "idle_timeout_seconds": Leaf(Integer(0)),
                "session_idle_timeout_in_minutes": Leaf(Integer(1, 480)),
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
    if isinstance(value, Mapping):
        return Structure({str(name): field_like(member) for name, member in value.items()})
    if isinstance(value, bool):
        return ENABLED
    if isinstance(value, (int, float)):
        return Leaf(Number())
    return Leaf(TextList()) if isinstance(value, list) else TEXT


def field_at(path: Tokens) -> Field | None:
    """The field at a path, or None where the table knows none; of a classification it is the map of its properties."""
    node: Field | None = SESSION
    for token in path:
        if isinstance(node, Structure):
            node = node.members.get(token)
        elif isinstance(node, Map):
            node = node.value(token)
        elif isinstance(node, Classifications):
            node = node.properties
        else:
            node = None
    return node


def kind_at(path: Tokens) -> Kind:
    """The kind of the value at a path; plain text where the table knows none."""
    node = field_at(path)
    return node.kind if isinstance(node, Leaf) else TEXT.kind
