# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the tables of docs/report.md from the descriptions in docs/report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs"
BEGIN, END = "<!-- fields: made by tools/report_fields.py -->", "<!-- /fields -->"

Schema = dict[str, Any]


def main() -> None:
    """Bring the page up to date."""
    page = DOCS / "report.md"
    schema = json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8"))
    page.write_text(renewed(page.read_text(encoding="utf-8"), schema), encoding="utf-8")


def renewed(page: str, schema: Schema) -> str:
    """The page with the tables that follow from the schema."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{tables(schema)}{END}{after}"


def tables(schema: Schema) -> str:
    """A table for the report and for each of its structures."""
    made = [table("The report", schema, schema)]
    made += [table(f"`{path}`", part, schema) for path, part in structures("", schema, schema)]
    return "\n" + "\n".join(made) + "\n"


def table(title: str, part: Schema, schema: Schema) -> str:
    """The members of one structure."""
    rows = [f"### {title}", "", "| member | type | meaning |", "| --- | --- | --- |"]
    for name, member in part["properties"].items():
        optional = "" if name in part["required"] else " (optional)"
        rows.append(f"| `{name}`{optional} | {kind(member, schema)} | {cell(member['description'])} |")
    return "\n".join(rows) + "\n"


def structures(path: str, part: Schema, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The structures below one, with their paths, in the order of the schema."""
    for name, member in part["properties"].items():
        below, suffix = resolved(member, schema), ""
        if below.get("type") == "array":
            below, suffix = resolved(below["items"], schema), "[]"
        here = f"{path}{name}{suffix}"
        again = (path == "waivers." and name != "in_force") or (path == "targets[]." and name == "coverage")
        if "properties" in below and not again:
            yield here, below
            yield from structures(f"{here}.", below, schema)


def resolved(part: Schema, schema: Schema) -> Schema:
    """What a reference points to."""
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Schema = schema
    for token in reference.removeprefix("#/").split("/"):
        found = found[token]
    return found


def kind(member: Schema, schema: Schema) -> str:
    """The type of a member in a few words."""
    part = resolved(member, schema)
    if "anyOf" in part:
        return " or ".join(kind(one, schema) for one in part["anyOf"])
    if "const" in part:
        return f"`{json.dumps(part['const'])}`"
    if "enum" in part:
        return ", ".join(f"`{value}`" for value in part["enum"])
    named = {"time": "time", "date": "date", "count": "count"}.get(member.get("$ref", "").rpartition("/")[2])
    if named:
        return named
    types = part.get("type", "any")
    names = {"string": "text", "integer": "count", "object": "mapping", "array": "list"}
    words = [names.get(one, one) for one in ([types] if isinstance(types, str) else types)]
    if words == ["list"]:
        return f"list of {kind(part['items'], schema)}"
    if words == ["mapping"] and isinstance(part.get("additionalProperties"), dict):
        return f"mapping of {kind(part['additionalProperties'], schema)}"
    return " or ".join(words)


def cell(text: str) -> str:
    """A description in a cell."""
    return text.replace("|", "\\|").replace("*", "\\*")


if __name__ == "__main__":
    main()
