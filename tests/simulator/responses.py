"""The simulator's operations as methods of moto's Athena, which dispatches ``X-Amz-Target`` to them by name."""

from __future__ import annotations

import json
from typing import Any

from botocore import xform_name
from moto.athena.responses import AthenaResponse

from .errors import JSON_1_1, ServiceError
from .service import Athena, UnexpectedResponseError

#: Where a request's WSGI environment carries the service that is to answer it.
SERVICE = "simulator.athena"
OPERATIONS = (
    "StartSession",
    "GetSession",
    "GetSessionStatus",
    "ListSessions",
    "TerminateSession",
    "GetSessionEndpoint",
    "ListWorkGroups",
    "GetWorkGroup",
)

MotoAnswer = tuple[int, dict[str, Any], str]


def install() -> None:
    """Give moto's Athena the operations; before the server starts, and once is enough."""
    for operation in OPERATIONS:
        setattr(AthenaResponse, xform_name(operation), _method(operation))


def serves(operation: str) -> bool:
    """Whether an operation has an answer here: the simulator's own or one of moto's."""
    return hasattr(AthenaResponse, xform_name(operation))


def _method(operation: str) -> Any:
    def respond(response: Any) -> MotoAnswer:
        service: Athena = response.normalized_request.environ[SERVICE]
        try:
            answer = service.answer(operation, response.body, response.region)
        except ServiceError as error:
            return _packed(error.status, error.headers(), error.body())
        except UnexpectedResponseError as raw:
            return _packed(raw.status, {"Content-Type": raw.content_type}, raw.body)
        return _packed(200, {"Content-Type": JSON_1_1}, json.dumps(answer))

    return respond


def _packed(status: int, headers: dict[str, str], body: str) -> MotoAnswer:
    # Moto reads the status from the headers, whatever stands first.
    return status, {**headers, "status": status}, body
