# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make plugins/plugin_utils/_values/spark_types.py from tools/spark/*.tsv."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "spark"
TARGET = ROOT / "plugins" / "plugin_utils" / "_values" / "spark_types.py"
PREFIX = "spark."

# Oldest first: where two disagree, the last one speaks for an engine that is not named here.
ENGINES = {
    "PySpark engine version 3": "3.2.1",
    "Apache Spark version 3.5": "3.5.6",
}
# Text that Spark compares letter by letter or never looks into; of any other text the table cannot say so.
EXACT = frozenset({"spark.app.name", "spark.sql.session.timeZone"})
# Lists to the registry, which Spark's own reader of Maven coordinates does not trim.
UNTRIMMED = frozenset({"spark.jars.packages", "spark.jars.excludes", "spark.jars.repositories"})

HEADER = '''\
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which settings Spark knows, of which type, and under which other names.

Made by tools/make_spark_types.py (`make spark-types`); do not edit. Its origin: Apache Spark {versions}
(tools/spark/*.tsv). Settings stand without the leading `spark.`.
"""

from __future__ import annotations

'''


class Table(NamedTuple):
    """One release: the type of each setting, and the other names of each that has any, in the order of precedence."""

    types: dict[str, str]
    names: dict[str, str]


def read(version: str) -> Table:
    """What the file of that release says."""
    table = Table({}, {})
    rows = [
        line.split("\t")
        for line in (SOURCES / f"spark-settings-{version}.tsv").read_text(encoding="utf-8").splitlines()
    ]
    # A setting that takes the value of a deprecated one where it is not set itself: that is another name of it.
    deprecated = {f"<value of {key}>": key for key, *_more, state in rows if state.startswith("deprecated:")}
    for key, kind, default, allowed, names, *_origin in rows:
        if not key.startswith(PREFIX) or key in table.types:
            raise ValueError(f"{version}: a setting without the prefix, or twice: {key}")
        if kind != "prefix":
            table.types[key] = typed(key, kind, allowed)
        listed = [*names.split(","), deprecated.get(default, "")]
        if others := [name for name in listed if name and not name.endswith("=prepended")]:
            table.names[key] = " ".join(name.removeprefix(PREFIX) for name in others)
    return table


def typed(key: str, kind: str, allowed: str) -> str:
    """The type with what distinguishes it: its unit, or how its words are folded and which they are."""
    if key in EXACT or key in UNTRIMMED:
        return "exact"
    if kind.startswith("enum") and allowed:
        return f"{kind}: {allowed.replace(', ', ' ')}"
    return kind


def newest(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The common table; a release that no longer knows the type of a setting does not take it away."""
    common: dict[str, str] = {}
    for table in tables:
        common.update({key: kind for key, kind in table.items() if kind != "string" or key not in common})
    return common


def own(tables: Mapping[str, Mapping[str, str]], common: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Engine → what is otherwise there than in the common table."""
    return {
        engine: {key: value for key, value in sorted(table.items()) if common[key] != value and value != "string"}
        for engine, table in tables.items()
    }


def wrapped(words: str) -> str:
    """Words in lines of at most 120 characters."""
    return textwrap.fill(words, 118, break_long_words=False, break_on_hyphens=False)


def section(name: str, comment: str, body: str) -> str:
    """One constant of text."""
    return f'{name} = """\n{body}\n"""\n"""{comment}"""\n\n'


def of_types(types: Mapping[str, str]) -> str:
    """Settings by type, each type in brackets before its settings."""
    return "\n".join(
        wrapped(f"[{kind}]")
        + "\n"
        + wrapped(" ".join(sorted(key.removeprefix(PREFIX) for key, its in types.items() if its == kind)))
        for kind in sorted(set(types.values()))
    )


def of_names(names: Mapping[str, str]) -> str:
    """A setting and its other names a line."""
    return "\n".join(f"{key.removeprefix(PREFIX)}: {others}" for key, others in sorted(names.items()))


def by_engine(name: str, comment: str, texts: Mapping[str, str]) -> str:
    """One constant of texts by engine version."""
    body = "".join(f'    "{engine}": """\n{text}\n""",\n' for engine, text in texts.items() if text)
    return f'{name} = {{\n{body}}}\n"""{comment}"""\n'


def render() -> str:
    """The whole text of spark_types.py."""
    tables = {engine: read(version) for engine, version in ENGINES.items()}
    types = {engine: table.types for engine, table in tables.items()}
    common = newest(types.values())
    shared = {
        key: others
        for key, others in tables[list(ENGINES)[-1]].names.items()
        if all(table.names.get(key) == others for table in tables.values())
    }
    names = {
        engine: {key: others for key, others in table.names.items() if key not in shared}
        for engine, table in tables.items()
    }
    return "".join(
        (
            HEADER.format(versions=" and ".join(ENGINES.values())),
            f"ENGINES = ({', '.join(f'{chr(34)}{engine}{chr(34)}' for engine in ENGINES)})\n",
            '"""The engine versions whose settings are known, the newest last."""\n\n',
            section("TYPES", "Types in brackets, each before its settings.", of_types(common)),
            by_engine(
                "TYPES_BY_ENGINE",
                "Where an engine's own type differs from the one above, which is that of the newest.",
                {engine: of_types(table) for engine, table in own(types, common).items()},
            ),
            "\n",
            section("NAMES", "A setting, and its alternative names in the order of precedence.", of_names(shared)),
            by_engine(
                "NAMES_BY_ENGINE",
                "Those that only one engine has.",
                {engine: of_names(table) for engine, table in names.items()},
            ),
        )
    )


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
