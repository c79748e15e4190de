# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of fields against botocore's model of GetSession: a member that AWS adds makes this fail by its name."""

from __future__ import annotations

import botocore.session
import pytest

from ansible_collections.sparkops.athena.plugins.module_utils._athena.conversion import snake_name
from ansible_collections.sparkops.athena.plugins.plugin_utils._session.fields import (
    SESSION,
    Classifications,
    Leaf,
    Map,
    Structure,
)
from ansible_collections.sparkops.athena.plugins.plugin_utils._values.kinds import (
    Boolean,
    Enum,
    Integer,
    Kind,
    TextList,
    Time,
)

# What the module adds to the API's answer.
OURS = {"region", "tags", "tags_unreadable", "derived"}
# What the API bounds "now", and the table does not.
UNBOUNDED = {("engine_configuration", "coordinator_dpu_size"), ("engine_configuration", "default_executor_dpu_size")}

MODEL = botocore.session.get_session().get_service_model("athena").operation_model("GetSession").output_shape


def members(shape, node, path=()):
    """Every member of the model as (path, its shape, its field in the table or None)."""
    for name, member in shape.members.items():
        snake = snake_name(name)
        field = node.members.get(snake) if isinstance(node, Structure) else None
        yield (*path, snake), member, field
        if member.type_name == "structure":
            yield from members(member, field, (*path, snake))


TABLE = list(members(MODEL, SESSION))


@pytest.mark.parametrize(("path", "shape", "field"), TABLE, ids=["/".join(path) for path, _shape, _field in TABLE])
def test_every_member_of_the_model_is_in_the_table_with_its_type(path, shape, field):
    assert field is not None, f"GetSession has a member that the table of fields lacks: {'/'.join(path)}"
    if shape.type_name == "structure":
        assert isinstance(field, Structure)
    elif shape.type_name == "map":
        assert isinstance(field, Map)
        texts = shape.value.type_name == "list"
        assert isinstance(field.value("some.key").kind, TextList) is texts
    elif shape.type_name == "list":
        assert isinstance(field, Classifications)
        assert list(shape.member.members) == ["Name", "Properties"]
    else:
        assert isinstance(field, Leaf)
        check_leaf(path, shape, field.kind)


def check_leaf(path, shape, kind: Kind):
    by_type = {"integer": Integer, "long": Integer, "boolean": Boolean, "timestamp": Time}
    assert isinstance(kind, by_type.get(shape.type_name, Kind))
    assert isinstance(kind, Enum) is bool(shape.metadata.get("enum"))
    if shape.metadata.get("enum"):
        assert set(kind.values) == set(shape.metadata["enum"])
    if shape.type_name in ("integer", "long") and "min" in shape.metadata:
        assert kind.minimum == shape.metadata["min"]
        assert kind.maximum == (None if path in UNBOUNDED else shape.metadata["max"])


def test_the_table_has_nothing_that_the_model_lacks():
    def known(node, path=()):
        for name, field in node.members.items():
            yield (*path, name)
            if isinstance(field, Structure) and name not in OURS:
                yield from known(field, (*path, name))

    modelled = {path for path, _shape, _field in TABLE}
    assert {path for path in known(SESSION) if path not in modelled} == {(name,) for name in OURS}


def test_the_table_keeps_the_order_of_the_model():
    assert [name for name in SESSION.members if name not in OURS] == [snake_name(name) for name in MODEL.members]
