# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make plugins/plugin_utils/_values/spark_types.py from tools/spark/*.tsv."""

from __future__ import annotations

import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "spark"
TARGET = ROOT / "plugins" / "plugin_utils" / "_values" / "spark_types.py"
PREFIX = "spark."

# Oldest first: where two disagree, the last one speaks for an engine that is not named here.
ENGINES = {
    "PySpark engine version 3": "3.2.1",
    "Apache Spark version 3.5": "3.5.6",
}
# A string's equality is that of its text, and so is that of anything the registry does not name.
UNTYPED = frozenset({"string", "enum/other"})

HEADER = '''\
# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which type Spark gives to which of its settings.

Made by tools/make_spark_types.py (`make spark-types`); do not edit. Its origin: the configuration registries of
Apache Spark {versions} (tools/spark/*.tsv). Settings that are plain text there are left out.
"""

from __future__ import annotations

# Type, with the unit of a bare number after a colon → its settings, each without the leading `spark.`
SETTINGS: dict[str, str] = {{
'''


def read(version: str) -> dict[str, str]:
    """Setting → type, as the registry of that version has it; plain text is left out."""
    types: dict[str, str] = {}
    for line in (SOURCES / f"spark-conf-types-{version}.tsv").read_text(encoding="utf-8").splitlines():
        key, kind = line.split("\t")[:2]
        if not key.startswith(PREFIX) or key in types:
            raise ValueError(f"{version}: a setting without the prefix, or twice: {key}")
        types[key] = kind
    return {key: kind for key, kind in types.items() if kind not in UNTYPED}


def merge(tables: dict[str, dict[str, str]]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The common table, and for each engine the settings whose type differs there."""
    common: dict[str, str] = {}
    for table in tables.values():
        common.update(table)
    own = {
        engine: {key: kind for key, kind in sorted(table.items()) if common[key] != kind}
        for engine, table in tables.items()
    }
    return common, {engine: table for engine, table in own.items() if table}


def render() -> str:
    """The whole text of spark_types.py."""
    common, own = merge({engine: read(version) for engine, version in ENGINES.items()})
    lines = [HEADER.format(versions=" and ".join(ENGINES.values()))]
    for kind in sorted(set(common.values())):
        keys = " ".join(sorted(key.removeprefix(PREFIX) for key, its in common.items() if its == kind))
        body = textwrap.fill(keys, 118, break_long_words=False, break_on_hyphens=False)
        lines.append(f'    "{kind}": """\n{body}\n""",\n')
    lines.append("}\n\n# Where an engine's own type differs from the one above, which is that of the newest engine.\n")
    lines.append("BY_ENGINE: dict[str, dict[str, str]] = {\n")
    for engine, table in own.items():
        lines.append(f'    "{engine}": {{\n')
        lines.extend(f'        "{key}": "{kind}",\n' for key, kind in table.items())
        lines.append("    },\n")
    lines.append("}\n")
    return "".join(lines)


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
