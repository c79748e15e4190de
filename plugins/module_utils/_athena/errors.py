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
        ConnectionError,
        HTTPClientError,
        IncompleteReadError,
        ParamValidationError,
        ReadTimeoutError,
        SSLError,
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

_TRANSIENT = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "InternalServerException",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
    }
)

# About who asks, where or when, so every other call would get the same response.
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
        "RequestInTheFuture",
        "RequestTimeTooSkewed",
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


_CERTIFICATE = re.compile(r"certificate|hostname mismatch", re.IGNORECASE)

FailureKind = t.Literal["throttled", "fault", "connection", "unexpected", "fatal", "final"]
"""What a failure of an attempt asks for."""

THROTTLED_CALL: t.Final = "throttled"
FAULT: t.Final = "fault"
"""Of the service, or on the way there; it may pass."""
CONNECTION: t.Final = "connection"
"""The endpoint is not reached; it may pass, and meets every call until then."""
UNEXPECTED: t.Final = "unexpected"
"""A response that is none of Athena's; it may have been damaged on the way."""
FATAL: t.Final = "fatal"
"""It would meet every call."""
FINAL: t.Final = "final"
"""The service's last word on this call."""


class UnexpectedResponseError(Exception):
    """A response that Athena never gives, such as a web page: the endpoint is another, or something is in between.

    ``status`` is that of a page; ``whole`` says that the response was all there and is no better another time.
    """

    def __init__(self, message: str, *, status: int | None = None, whole: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.whole = whole


class AttemptTimedOutError(Exception):
    """A response that did not end in time, although parts of it kept coming."""


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


def kind_of(error: Exception, operation: str) -> FailureKind:
    """What the failure of an attempt at a call of ``operation`` asks for.

    An error of another operation comes from fetching credentials, such as AssumeRole for a profile.
    """
    if isinstance(error, UnexpectedResponseError):
        return _kind_of_page(error)
    if isinstance(error, ClientError):
        status = _status_of(error)
        if code_of(error) in _FATAL:
            return FATAL
        if code_of(error) in _TRANSIENT or (status or 0) >= 500:
            return FAULT
        about_call = error.operation_name == operation
        if code_of(error) in _THROTTLED or status == 429:
            return THROTTLED_CALL if about_call else FAULT
        return FINAL if about_call else FATAL
    if isinstance(error, (HTTPClientError, IncompleteReadError, AttemptTimedOutError)):
        return FAULT
    if isinstance(error, ConnectionError):
        return FATAL if isinstance(error, SSLError) and _CERTIFICATE.search(str(error)) else CONNECTION
    return FATAL if isinstance(error, BotoCoreError) and not isinstance(error, ParamValidationError) else FINAL


def _kind_of_page(error: UnexpectedResponseError) -> FailureKind:
    if error.status == 429:
        return THROTTLED_CALL
    if error.status is not None and error.status >= 500:
        return FAULT
    return FINAL if error.whole or error.status == 403 else UNEXPECTED


def _status_of(error: Exception) -> int | None:
    """The status of the HTTP response that the error is about, if there was one."""
    if isinstance(error, UnexpectedResponseError):
        return error.status
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(error, ClientError) else None


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
    code, status = code_of(error), _status_of(error)
    if code in _THROTTLED or status == 429:
        return THROTTLED
    if code in _TIMEOUTS or isinstance(error, (ReadTimeoutError, AttemptTimedOutError)):
        return TIMEOUT
    if code in _DENIED or status == 403:
        return ACCESS_DENIED
    return ERROR
