# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The four calls that this collection makes, each in one place: GetSession, GetWorkGroup, ListSessions, ListWorkGroups.

They raise what botocore raises, and UnexpectedResponseError where the response is none of Athena's. What an error
means is said in ``errors``, what is done about it in ``reader``.
"""

from __future__ import annotations

import json
import typing as t
from collections.abc import Iterator
from contextlib import suppress

from .errors import UnexpectedResponseError

with suppress(ImportError):  # the module says so before anything is called
    from botocore.exceptions import ClientError
    from botocore.parsers import ResponseParserError

_SHOWN = 200
_PAGES = {"ListSessions": ("list_sessions", "Sessions", 100), "ListWorkGroups": ("list_work_groups", "WorkGroups", 50)}


class RepeatedTokenError(Exception):
    """A listing gave a NextToken that it gave before: going on would never end."""


def _must_be_json(response_dict: dict[str, t.Any], **_unused: t.Any) -> None:
    """Refuse an answer that botocore would take for an empty one. It still may retry an error page of a gateway."""
    body, status = response_dict["body"], response_dict["status_code"]
    try:
        parsed = json.loads(body)
    except ValueError:
        if status >= 500:
            return
    else:
        if isinstance(parsed, dict):
            return
    raise UnexpectedResponseError(_foreign(status, body))


def _foreign(status: t.Any, body: t.Any) -> str:
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body)
    text = " ".join(text.split())
    # What has a brace may be a session, cut short, and hold secrets; a page tells who sent it.
    shown = f"{text[:_SHOWN]!r}" if "{" not in text[:_SHOWN] else f"{len(text)} characters that are not shown"
    return f"the endpoint answered with status {status} and not as Athena does: {shown}"


class AthenaApi:
    """The calls, made with one client that threads may share."""

    def __init__(self, client: t.Any) -> None:
        self.region: str = client.meta.region_name
        self.answered = False
        """Whether the endpoint has shown that it is Athena: by an answer, or an error with a code."""
        self._client = client
        model = client.meta.service_model
        self.session_shape = model.operation_model("GetSession").output_shape
        work_group = model.operation_model("GetWorkGroup").output_shape.members["WorkGroup"]
        self.configuration_shape = work_group.members["Configuration"]
        client.meta.events.register("before-parse.athena", _must_be_json)

    def _call(self, method: str, **parameters: t.Any) -> dict[str, t.Any]:
        try:
            answer: dict[str, t.Any] = getattr(self._client, method)(**parameters)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code.isdigit():  # no code of a service but the status of a page
                raise UnexpectedResponseError(_foreign(code, error.response["Error"].get("Message", ""))) from error
            self.answered = True
            raise
        except (ResponseParserError, TypeError, ValueError, AttributeError) as error:
            raise UnexpectedResponseError(f"the endpoint's answer cannot be read: {error}") from error
        answer.pop("ResponseMetadata", None)
        return answer

    def get_session(self, session_id: str) -> dict[str, t.Any]:
        """GetSession's answer, in the API's names."""
        answer = self._call("get_session", SessionId=session_id)
        if not answer:
            raise UnexpectedResponseError("the endpoint's answer has no member of a session")
        told = str(answer.get("SessionId", session_id))
        if told.lower() != session_id.lower():
            raise UnexpectedResponseError(f"the endpoint answered for another session, {told!r}")
        self.answered = True
        return answer

    def get_work_group_configuration(self, name: str) -> dict[str, t.Any]:
        """The work group's Configuration, in the API's names; empty if the answer has none."""
        answer = self._call("get_work_group", WorkGroup=name)
        configuration: dict[str, t.Any] = answer.get("WorkGroup", {}).get("Configuration", {})
        return configuration

    def list_sessions(self, work_group: str, state: str | None) -> Iterator[str]:
        """The ids of a work group's sessions, newest first: the active ones, or those in one state."""
        given = {"WorkGroup": work_group} if state is None else {"WorkGroup": work_group, "StateFilter": state}
        for summary in self._pages("ListSessions", given):
            if summary.get("SessionId"):
                yield summary["SessionId"]

    def list_work_groups(self) -> list[dict[str, t.Any]]:
        """The summaries of all work groups of the region; there is always one, ``primary``."""
        groups = list(self._pages("ListWorkGroups", {}))
        if not groups:
            raise UnexpectedResponseError("the endpoint's answer has no work group, not even primary")
        return groups

    def _pages(self, operation: str, given: dict[str, t.Any]) -> Iterator[dict[str, t.Any]]:
        method, member, size = _PAGES[operation]
        seen: set[str] = set()
        page = self._call(method, MaxResults=size, **given)
        while True:
            self.answered = self.answered or member in page
            yield from page.get(member, [])
            token = page.get("NextToken")
            if not token:
                return
            if token in seen:
                raise RepeatedTokenError(f"{operation} gave the same NextToken twice and would never end")
            seen.add(token)
            page = self._call(method, MaxResults=size, NextToken=token, **given)
