# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What an error means: for one session, for one work group, or for everything."""

from __future__ import annotations

import re
import typing as t
from contextlib import suppress
from dataclasses import asdict, dataclass

from .surrogates import escape_surrogates
from .url_credentials import without_url_credentials
from .vocabulary import ACCESS_DENIED, ERROR, HARMLESS, THROTTLED, TIMEOUT, Reason

with suppress(ImportError):  # the module says so before anything is called
    from botocore.exceptions import (
        BotoCoreError,
        ClientError,
        HTTPClientError,
        IncompleteReadError,
        ParamValidationError,
        ReadTimeoutError,
    )

_DENIED = frozenset(
    {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedException", "ForbiddenException"}
)
_THROTTLED = frozenset(
    {
        "BandwidthLimitExceeded",
        "PriorRequestNotComplete",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
_TIMEOUTS = frozenset({"RequestTimeout", "RequestTimeoutException"})

# About who asks or where, so every other call would get the same response.
_FATAL = frozenset(
    {
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "InvalidToken",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "OptInRequired",
        "RequestExpired",
        "SignatureDoesNotMatch",
        "SubscriptionRequiredException",
        "TokenRefreshRequired",
        "UnknownOperationException",
        "UnrecognizedClientException",
    }
)

# InvalidRequestException is the service's word for many things; only these are about a session that is not there.
_SESSION = re.compile(r"\bsession(?:\s*id)?\b", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"\bnot\s+(?:be\s+)?(?:found|exist|valid)|n't\s+exist|\bno\s+such|\bno\s+session|\bunknown\b|\binvalid\b(?!\s+state)"
    r"|\bnon-?existent|(?:cannot|unable\s+to|not)\s+find|failed\s+to\s+satisfy",
    re.IGNORECASE,
)
_NOT_SPARK = re.compile(r"\bnot\s+spark\b", re.IGNORECASE)


class UnexpectedResponseError(Exception):
    """A response that Athena never gives, such as a web page: the endpoint is another, or something is in between."""


@dataclass(frozen=True)
class Cause:
    """Why something could not be read. ``code`` is the service's, or the name of botocore's error; None: timed out."""

    reason: Reason
    code: str | None
    message: str

    def as_dict(self) -> dict[str, str | None]:
        """The members of an entry of the result."""
        return {key: value if value is None else escape_surrogates(value) for key, value in asdict(self).items()}


@dataclass(frozen=True)
class Unreadable:
    """A session, or without ``session_id`` a work group, that could not be read."""

    cause: Cause
    work_group: str | None = None
    session_id: str | None = None

    @property
    def harmless(self) -> bool:
        """Whether it is no failure that this could not be read."""
        return self.cause.reason in HARMLESS

    def as_dict(self) -> dict[str, t.Any]:
        """The entry of the result; all keys are there, but ``session_id`` for a work group."""
        work_group = None if self.work_group is None else escape_surrogates(self.work_group)
        entry = {"work_group": work_group, **self.cause.as_dict()}
        return entry if self.session_id is None else {"session_id": escape_surrogates(self.session_id), **entry}

    def __str__(self) -> str:
        what = f"work group {self.work_group}" if self.session_id is None else f"session {self.session_id}"
        code = f" ({self.cause.code})" if self.cause.code else ""
        return escape_surrogates(f"{what}: {self.cause.reason}{code}: {self.cause.message}")


def code_of(error: Exception) -> str:
    """The service's error code, or the name of the error's class where the service said nothing."""
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code") or type(error).__name__)
    return type(error).__name__


def message_of(error: Exception) -> str:
    """The service's words, without what botocore puts around them and without credentials in URLs."""
    message = error.response.get("Error", {}).get("Message") if isinstance(error, ClientError) else None
    return without_url_credentials(str(message or error))


def cause_of(error: Exception) -> Cause:
    """Why what raised ``error`` could not be read, unless it is a session that is not there."""
    return Cause(reason_of(error), code_of(error), message_of(error))


def is_fatal(error: Exception, operation: str) -> bool:
    """Whether an error of a call of ``operation`` would meet every other call too: credentials, token, endpoint.

    An error of another operation comes from fetching credentials, such as AssumeRole for a profile.
    """
    if isinstance(error, ClientError):
        return code_of(error) in _FATAL or error.operation_name != operation
    about_one_call = (HTTPClientError, IncompleteReadError, ParamValidationError)
    return isinstance(error, BotoCoreError) and not isinstance(error, about_one_call)


def is_not_spark(error: Exception) -> bool:
    """Whether ListSessions said that the work group's engine is SQL."""
    return code_of(error) == "InvalidRequestException" and _NOT_SPARK.search(message_of(error)) is not None


def is_missing_session(error: Exception, session_id: str) -> bool:
    """Whether GetSession said that there is no such session, and not something else about the request."""
    code = code_of(error)
    if code == "InvalidRequestException":
        message = message_of(error)
        about_it = session_id in message or _SESSION.search(message) is not None
        return about_it and _NOT_THERE.search(message.replace(session_id, "")) is not None
    return code == "ResourceNotFoundException"


def reason_of(error: Exception) -> Reason:
    """The reason for any error but a session that is not there."""
    code = code_of(error)
    metadata = error.response.get("ResponseMetadata", {}) if isinstance(error, ClientError) else {}
    status = metadata.get("HTTPStatusCode")
    if code in _THROTTLED or status == 429:
        return THROTTLED
    if code in _TIMEOUTS or isinstance(error, ReadTimeoutError):
        return TIMEOUT
    if code in _DENIED or status == 403:
        return ACCESS_DENIED
    return ERROR
