"""The errors that the service answers with, as JSON 1.1 writes them."""

from __future__ import annotations

import json
from typing import Any

JSON_1_1 = "application/x-amz-json-1.1"

_MESSAGES = {
    "ThrottlingException": "Rate exceeded",
    "TooManyRequestsException": "Rate exceeded",
    "InternalServerException": "An internal server error occurred.",
    "InternalFailure": "An internal failure occurred.",
    "ServiceUnavailableException": "The service is unavailable.",
    "ExpiredTokenException": "The security token included in the request is expired",
    "UnrecognizedClientException": "The security token included in the request is invalid.",
    "MissingAuthenticationTokenException": "Missing Authentication Token",
}
_STATUS = {"InternalServerException": 500, "InternalFailure": 500, "ServiceUnavailableException": 503}
#: Athena's own errors spell the member Message; those that the front end gives spell it message.
_MODELLED = ("InternalServerException", "InvalidRequestException", "ResourceNotFoundException",
             "SessionAlreadyExistsException", "TooManyRequestsException", "MetadataException")  # fmt: skip


class ServiceError(Exception):
    """An error answer: its code, message and HTTP status; members beyond the message in ``members``."""

    def __init__(self, code: str, message: str | None = None, status: int | None = None, **members: str) -> None:
        self.code = code
        self.message = message or _MESSAGES.get(code, code)
        self.status = status or _STATUS.get(code, 400)
        self.members = members
        super().__init__(f"{code}: {self.message}")

    def body(self) -> str:
        """The answer's JSON text."""
        key = "Message" if self.code in _MODELLED else "message"
        content: dict[str, Any] = {"__type": self.code, key: self.message, **self.members}
        return json.dumps(content)

    def headers(self) -> dict[str, str]:
        """The answer's headers."""
        return {"Content-Type": JSON_1_1, "x-amzn-errortype": self.code}


def invalid(message: str) -> ServiceError:
    """The service's answer to a request that makes no sense to it."""
    return ServiceError("InvalidRequestException", message, AthenaErrorCode="INVALID_INPUT")


def denied(operation: str, resource: str) -> ServiceError:
    """What IAM makes the service say; ``resource`` is an ARN."""
    return ServiceError(
        "AccessDeniedException",
        "User: arn:aws:sts::123456789012:assumed-role/auditor/session is not authorized to perform: "
        f"athena:{operation} on resource: {resource} because no identity-based policy allows the "
        f"athena:{operation} action",
    )


def unknown_session(session_id: str, code: str = "ResourceNotFoundException") -> ServiceError:
    """No such session; public evidence has it both as ResourceNotFoundException and as InvalidRequestException."""
    message = f"Session {session_id} was not found."
    return invalid(message) if code == "InvalidRequestException" else ServiceError(code, message)
