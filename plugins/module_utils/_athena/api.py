# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The four calls that this collection makes, each in one place: GetSession, GetWorkGroup, ListSessions, ListWorkGroups.

They raise what botocore raises, and UnexpectedResponseError where the response is none of Athena's. What an error
means is said in ``errors``, what is done about it in ``calls``, ``discovery`` and ``reader``.
"""

from __future__ import annotations

import typing as t
from collections.abc import Iterator
from contextlib import suppress

from .errors import UnexpectedResponseError
from .responses import UNEXPECTED_ENTRIES, check_response, describe_response

with suppress(ImportError):  # the module says so before anything is called
    from botocore.exceptions import ClientError
    from botocore.parsers import ResponseParserError

    _UNFORESEEN: tuple[type[Exception], ...] = (ResponseParserError, ArithmeticError, AttributeError, LookupError)
    _UNFORESEEN += (RuntimeError, TypeError, ValueError)

_PAGES = {"ListSessions": ("list_sessions", "Sessions", 100), "ListWorkGroups": ("list_work_groups", "WorkGroups", 50)}


class RepeatedTokenError(Exception):
    """A listing gave a NextToken that it gave before: going on would never end."""


class AthenaApi:
    """The calls, made with one client that threads may share."""

    def __init__(self, client: t.Any) -> None:
        self.region: str = client.meta.region_name
        self.responded = False
        """Whether the endpoint has shown that it is Athena: by a response, or an error with a code."""
        self._client = client
        model = client.meta.service_model
        self.session_shape = model.operation_model("GetSession").output_shape
        work_group = model.operation_model("GetWorkGroup").output_shape.members["WorkGroup"]
        self.configuration_shape = work_group.members["Configuration"]
        client.meta.events.register("before-parse.athena", check_response)

    def _call(self, operation: str, method: str, **parameters: t.Any) -> dict[str, t.Any]:
        try:
            response: dict[str, t.Any] = getattr(self._client, method)(**parameters)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code.isdigit():  # no code of a service but the status of a page
                shown = describe_response(code, error.response["Error"].get("Message", ""))
                raise UnexpectedResponseError(shown) from error
            self.responded = True
            raise
        except _UNFORESEEN as error:  # in words of Python's, which may show values
            what = f"botocore could not make the request of {operation} or parse its response"
            raise UnexpectedResponseError(f"{what}: {type(error).__name__}") from error
        response.pop("ResponseMetadata", None)
        return response

    def get_session(self, session_id: str) -> dict[str, t.Any]:
        """GetSession's response, in the API's names."""
        response = self._call("GetSession", "get_session", SessionId=session_id)
        if not response:
            raise UnexpectedResponseError("the response has no member of a session")
        returned = response.get("SessionId", session_id)
        if returned.lower() != session_id.lower():
            raise UnexpectedResponseError(f"the response is of another session, {returned!r}")
        self.responded = True
        return response

    def get_work_group_configuration(self, name: str) -> dict[str, t.Any]:
        """The work group's Configuration, in the API's names; empty if the response has none."""
        response = self._call("GetWorkGroup", "get_work_group", WorkGroup=name)
        configuration: dict[str, t.Any] = response.get("WorkGroup", {}).get("Configuration", {})
        return configuration

    def list_sessions(self, work_group: str, state: str | None) -> Iterator[str]:
        """The ids of a work group's sessions, newest first: the active ones, or those in one state."""
        given = {"WorkGroup": work_group} if state is None else {"WorkGroup": work_group, "StateFilter": state}
        for summary in self._pages("ListSessions", given):
            yield summary["SessionId"]

    def list_work_groups(self) -> Iterator[dict[str, t.Any]]:
        """The summaries of all work groups of the region, each with its Name; there is always one, ``primary``."""
        none = True
        for summary in self._pages("ListWorkGroups", {}):
            none = False
            yield summary
        if none:
            raise UnexpectedResponseError("the response has no work group, not even primary")

    def _pages(self, operation: str, given: dict[str, t.Any]) -> Iterator[dict[str, t.Any]]:
        """The entries of all pages. Raises UnexpectedResponseError after them if others could not be used."""
        method, member, size = _PAGES[operation]
        seen: set[str] = set()
        unexpected = 0
        page = self._call(operation, method, MaxResults=size, **given)
        while True:
            self.responded = self.responded or member in page
            unexpected += page.get(UNEXPECTED_ENTRIES, 0)
            yield from page.get(member, [])
            token = page.get("NextToken")
            if not token:
                break
            if token in seen:
                raise RepeatedTokenError(f"{operation} gave the same NextToken twice and would never end")
            seen.add(token)
            page = self._call(operation, method, MaxResults=size, NextToken=token, **given)
        if unexpected:
            raise UnexpectedResponseError(f"{unexpected} of the entries that {operation} listed have no name")
