# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The calls that this collection makes, each in one place.

They are GetSession, GetWorkGroup, ListSessions, ListWorkGroups and ListTagsForResource, and GetCallerIdentity of STS.

They raise what botocore raises, and UnexpectedResponseError where the response is none of Athena's. What an error
means is said in ``errors``, what is done about it in ``retries``, ``discovery`` and ``reader``.
"""

from __future__ import annotations

import typing as t
from contextlib import suppress
from dataclasses import dataclass

from .errors import UnexpectedResponseError
from .listing import ListingPage
from .responses import UNEXPECTED_ENTRIES, check_response, describe_response

with suppress(ImportError):  # the module says so before anything is called
    from botocore.exceptions import ClientError
    from botocore.parsers import ResponseParserError

    _UNFORESEEN: tuple[type[Exception], ...] = (ResponseParserError, ArithmeticError, AttributeError, LookupError)
    _UNFORESEEN += (RuntimeError, TypeError, ValueError)


@dataclass(frozen=True)
class Account:
    """An account, and the partition that it is in: `aws`, `aws-cn`, `aws-us-gov`."""

    partition: str
    id: str


class AthenaApi:
    """The calls, made with one client that threads may share; ``sts`` is that of STS, where the account is needed."""

    def __init__(self, client: t.Any, sts: t.Any = None) -> None:
        self.region: str = client.meta.region_name
        self.responded = False
        """Whether the endpoint has shown that it is Athena: by a response, or an error with a code."""
        self._client = client
        self._sts = sts
        settings = client.meta.config
        self.attempt_seconds: float = settings.connect_timeout + 2 * settings.read_timeout
        """How long an attempt may take; the client's own limits hold for each part of a response by itself."""
        model = client.meta.service_model
        self.session_shape = model.operation_model("GetSession").output_shape
        work_group = model.operation_model("GetWorkGroup").output_shape.members["WorkGroup"]
        self.configuration_shape = work_group.members["Configuration"]
        client.meta.events.register("before-parse.athena", check_response)

    def _call(self, operation: str, method: str, **parameters: t.Any) -> dict[str, t.Any]:
        return self._made(operation, getattr(self._client, method), parameters)

    def _made(
        self, operation: str, call: t.Callable[..., dict[str, t.Any]], parameters: dict[str, t.Any]
    ) -> dict[str, t.Any]:
        try:
            response = call(**parameters)
        except ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", ""))
            if code.isdigit():  # no code of a service but the status of a page
                shown = describe_response(code, error.response["Error"].get("Message", ""))
                raise UnexpectedResponseError(shown, status=int(code)) from error
            self.responded = True
            raise
        except _UNFORESEEN as error:  # in words of Python's, which may show values
            what = f"botocore could not make the request of {operation} or parse its response"
            raise UnexpectedResponseError(f"{what}: {type(error).__name__}", whole=True) from error
        response.pop("ResponseMetadata", None)
        return response

    def get_session(self, session_id: str) -> dict[str, t.Any]:
        """GetSession's response, in the API's names."""
        response = self._call("GetSession", "get_session", SessionId=session_id)
        if not response:
            raise UnexpectedResponseError("the response has no member of a session", whole=True)
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

    def list_sessions(self, work_group: str, state: str | None, token: str | None) -> ListingPage:
        """A page of a work group's sessions, newest first: of the active ones, or of those in one state."""
        given = {"WorkGroup": work_group} if state is None else {"WorkGroup": work_group, "StateFilter": state}
        return self._page("ListSessions", "list_sessions", "Sessions", token, MaxResults=100, **given)

    def list_work_groups(self, token: str | None) -> ListingPage:
        """A page of the summaries of all work groups of the region, each with its Name."""
        return self._page("ListWorkGroups", "list_work_groups", "WorkGroups", token, MaxResults=50)

    def list_tags(self, arn: str, token: str | None) -> ListingPage:
        """A page of the tags of a resource, each with its Key and Value."""
        page = self._page("ListTagsForResource", "list_tags_for_resource", "Tags", token, ResourceARN=arn)
        named = [entry for entry in page.entries if entry.get("Key")]
        return ListingPage(named, len(page.entries) - len(named), page.token)

    def get_account(self) -> Account:
        """The account whose credentials these are, by GetCallerIdentity."""
        response = self._made("GetCallerIdentity", self._sts.get_caller_identity, {})
        parts = str(response.get("Arn", "")).split(":")
        if len(parts) < 2 or not response.get("Account"):
            raise UnexpectedResponseError("the response of GetCallerIdentity has no account", whole=True)
        return Account(parts[1], response["Account"])

    def _page(self, operation: str, method: str, member: str, token: str | None, **given: t.Any) -> ListingPage:
        page = self._call(operation, method, **given, **({} if token is None else {"NextToken": token}))
        self.responded = self.responded or member in page
        return ListingPage(page.get(member, []), page.get(UNEXPECTED_ENTRIES, 0), page.get("NextToken"))
