# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as YAML for a file of variables, in which no text is taken for a template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

# ansible-core takes text that begins with #jinja2: for a template with delimiters of its own choice.
_TEMPLATE = re.compile(r"\{[{%#]|#jinja2:")


class _Unsafe(str):
    """Text that Ansible must not take for a template."""


class _Escaped(str):
    """Text with characters that no file keeps as they are: line breaks of Unicode, byte order marks and the like."""


class _Dumper(yaml.SafeDumper):
    """Writes mappings in their own order, and marks unsafe text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        """Indent lists, as linters want it."""
        return super().increase_indent(flow, False)


_Dumper.add_representer(_Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str.__str__(text), style='"'))
_Dumper.add_representer(
    _Escaped, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str.__str__(text), style='"')
)


def as_yaml(value: Any) -> str:
    """The value (plain data) as YAML.

    Whoever can start a session chooses its texts: those that hold `{{`, `{%`, `{#` or `#jinja2:` are marked `!unsafe`,
    so that reading the file back runs nothing.
    """
    text: str = yaml.dump(_marked(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)
    return text


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_marked(key): _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    if not isinstance(value, str):
        return value
    if _TEMPLATE.search(value):
        return _Unsafe(value)
    return value if value.isprintable() else _Escaped(value)
