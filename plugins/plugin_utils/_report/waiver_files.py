# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drafted waivers as a YAML file of variables, with the blanks that a person is to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from .._common.json_pointers import tokens_of
from .._common.printable import brief, counted, printable
from .._policy.yaml_files import as_yaml
from .._session.redactor import Redactor
from .model import Report
from .waiver_drafts import WaiverDraft

VARIABLE = "athena_session_assert_waivers"
"""The variable that the file sets."""

# Nothing stands behind the colon, and a waiver without them is refused with its place.
_BLANKS = """\
reason:   # why this is accepted
owner:    # who answers for it
expires:  # the last day that it holds, in UTC, such as 2026-12-31
"""
_MESSAGE = 300


def waiver_file(report: Report, drafts: Sequence[WaiverDraft]) -> str:
    """The waivers of a report as YAML; those that cannot be bound to a value are named in the comment alone.

    Reading it back runs nothing, whatever texts the sessions have.
    """
    waivers = "".join(_waiver(draft) for draft in drafts if draft.bound)
    lines = [*_comment(report), *_unbound([draft for draft in drafts if not draft.bound])]
    return "---\n" + "".join(f"# {line}\n" for line in lines) + f"{VARIABLE}:{waivers or ' []'}".rstrip() + "\n"


def _waiver(draft: WaiverDraft) -> str:
    body = textwrap.indent(as_yaml(draft.waiver) + _BLANKS, "    ")
    return f"\n  # {_about(draft)}\n  - {body.lstrip()}"


def _about(draft: WaiverDraft) -> str:
    first = draft.findings[0]
    found = f"{counted(len(draft.findings), 'finding')}, such as in session {printable(first['session_id'])}"
    # A report that was made without redaction has the declared secret in its message.
    hidden = Redactor().hides(tokens_of(first["pointer"]))
    return found if hidden else f"{found}: {brief(first['message'], _MESSAGE)}"


def _comment(report: Report) -> list[str]:
    target = f", of the target {printable(report['target'])}" if "target" in report else ""
    return [
        "Waivers drafted by sparkops.athena for the drift of a report.",
        f"Report: made {report['generated_at']}{target}",
        "Each waives one value, in the work groups that have it. As soon as the value changes, it is drift again.",
        "Delete those that nobody accepts, and fill in reason, owner and expires of the others: without them a waiver",
        f"is refused. Waivers that hold already are not in this file; {VARIABLE} must have them all.",
    ]


def _unbound(drafts: Sequence[WaiverDraft]) -> list[str]:
    if not drafts:
        return []
    places = [
        f"  {printable(draft.waiver['policy'])}: {printable(draft.waiver['pointer'])}:"
        f" {counted(len(draft.findings), 'finding')}"
        for draft in drafts
    ]
    return ["No waiver can be bound to a value that is redacted, since nobody would notice it change:", *places]
