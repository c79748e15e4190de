# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A baseline as a YAML file that can be read back as variables, whatever the sessions held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import yaml

from .._common.printable import printable
from .baselines import Baseline

VARIABLE = "athena_session_assert_policies"
"""The variable that a baseline's file sets."""

# ansible-core takes text that begins with #jinja2: for a template with delimiters of its own choice.
_TEMPLATE = re.compile(r"\{[{%#]|#jinja2:")
_NAMED = 20


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


def baseline_file(baseline: Baseline, now: datetime, name: str = "baseline") -> str:
    """A baseline as YAML: a comment on where it came from, when, and what it does not hold, then the policy `name`.

    Whoever can start a session chooses its texts: those that hold `{{`, `{%`, `{#` or `#jinja2:` are marked `!unsafe`,
    so that reading the file back runs nothing. Raises ValueError where there is nothing to capture.
    """
    if not baseline.expected:
        raise ValueError("there is no setting in these sessions that a baseline could hold")
    newer = {"newer": baseline.newer} if baseline.newer else {}
    policy = {"name": name, "exhaustive": True, **newer, "expect": baseline.expected}
    body = yaml.dump(_marked({VARIABLE: [policy]}), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)
    return "---\n" + "".join(f"# {line}\n" for line in _comment(baseline, now)) + body


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


def _comment(baseline: Baseline, now: datetime) -> list[str]:
    sessions = baseline.sessions
    ids = [printable(str(session.get("session_id", "(no id)"))) for session in sessions]
    regions = sorted({printable(str(session["region"])) for session in sessions if session.get("region")})
    groups = sorted({printable(str(session["work_group"])) for session in sessions if session.get("work_group")})
    more = f" and {len(sessions) - _NAMED} more" if len(sessions) > _NAMED else ""
    lines = [
        "A policy captured by sparkops.athena from Athena for Apache Spark sessions.",
        f"Captured: {now.astimezone(UTC).isoformat(timespec='seconds')}",
        f"Region: {', '.join(regions) or 'unknown'}",
        f"Work group: {', '.join(groups) or 'unknown'}",
        f"Sessions: {len(sessions)}: {', '.join(ids[:_NAMED])}{more}",
        "Left out: what identifies or ages a session (its id, description, state, times and statistics), and its tags.",
    ]
    if baseline.incomplete:
        lines.append("Not held by value:")
        lines.extend(f"  {printable(one.pointer)}: {one.reason}" for one in baseline.incomplete)
    return lines
