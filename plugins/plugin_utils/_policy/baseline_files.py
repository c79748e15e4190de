# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A baseline as a YAML file that can be read back as variables, whatever the sessions held."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import yaml

from .._common.printable import printable
from .baselines import Baseline

_TEMPLATE = re.compile(r"\{[{%#]")
_NAMED = 20


class _Unsafe(str):
    """Text that Ansible must not take for a template."""


class _Dumper(yaml.SafeDumper):
    """Writes mappings in their own order, without anchors, and marks unsafe text."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write an anchor: each place stands for itself."""
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """Text; in quotes that know escapes where it has what YAML takes for a line break, or not at all."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str.__str__(text), style='"'))


def baseline_file(sessions: Sequence[Mapping[str, Any]], now: datetime) -> str:
    """The baseline of sessions (plain data) as YAML: a comment on where it came from and when, then the expectations.

    Whoever can start a session chooses its texts: those that hold `{{`, `{%` or `{#` are marked `!unsafe`, so that
    reading the file back runs nothing. Raises ValueError where there is nothing to capture.
    """
    baseline = Baseline(sessions)
    if not baseline.expected:
        raise ValueError("there is no setting in these sessions that a baseline could hold")
    body = yaml.dump(_marked(baseline.expected), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)
    return "---\n" + "".join(f"# {line}\n" for line in _comment(baseline, sessions, now)) + body


def _marked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_marked(key): _marked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_marked(item) for item in value]
    return _Unsafe(value) if isinstance(value, str) and _TEMPLATE.search(value) else value


def _comment(baseline: Baseline, sessions: Sequence[Mapping[str, Any]], now: datetime) -> list[str]:
    count = len(sessions)
    ids = [printable(str(session.get("session_id", "(no id)"))) for session in sessions]
    regions = sorted({printable(str(session["region"])) for session in sessions if session.get("region")})
    groups = sorted({printable(str(session["work_group"])) for session in sessions if session.get("work_group")})
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    lines = [
        "Expectations captured by sparkops.athena from Athena for Apache Spark sessions.",
        f"Captured: {now.astimezone(UTC).isoformat(timespec='seconds')}",
        f"Region: {', '.join(regions) or 'unknown'}",
        f"Work group: {', '.join(groups) or 'unknown'}",
        f"Sessions: {count}: {', '.join(ids[:_NAMED])}{more}",
        "Use it as athena_session_assert_expected; secrets are declared as present, not by value.",
    ]
    if baseline.omitted:
        lines.append("Left out, since only some of the sessions have them:")
        lines.extend(f"  {printable(place)}" for place in baseline.omitted)
    return lines
