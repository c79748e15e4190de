"""The WSGI application: Athena's sessions, moto for all else, a log around both, and some addresses of its own."""

from __future__ import annotations

import io
import json
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from botocore import xform_name
from moto.athena.responses import AthenaResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server

from . import model, wire
from .errors import JSON_1_1, ServiceError
from .faults import Fault
from .fleet import FleetError
from .log import RequestLog
from .service import Athena, UnexpectedResponseError

ADMIN = "/_simulator/"
_TARGET = "AmazonAthena."

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Application:
    """Serves AWS calls, and ``/_simulator/…``: clock, reset, fleet."""

    def __init__(self, athena: Athena, log: RequestLog) -> None:
        self._log = log
        self.athena = athena
        self.leave: Callable[[float], None] = time.sleep
        """Called with the seconds for which nobody is to listen; what it is, is the server's to say."""
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"].startswith(ADMIN):
            status, told = self._administer(environ, body)
            return _send(start_response, status, {"Content-Type": "application/json"}, json.dumps(told))
        environ["wsgi.input"] = io.BytesIO(body)
        athena = self.athena
        call = _describe(environ, body)
        outcome: dict[str, Any] = {}

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            codes = [value for name, value in headers if name.lower() == "x-amzn-errortype"]
            outcome.update(status=int(status.split()[0]), code=codes[0] if codes else None)
            return start_response(status, headers, *rest)

        try:
            content = list(self._respond(environ, call, body, noting))
        except ConnectionError as dropped:
            self._log.write(**call, status=None, code=str(dropped))
            raise
        except Exception as error:
            self._log.write(**call, status=500, code=f"{type(error).__name__}: {error}")
            raise
        if athena is self.athena:  # a slow response of the fleet before this one is in nobody's log
            self._log.write(**call, **outcome)
        if call["operation"] == "GetSessionEndpoint":
            print("REFUSED: GetSessionEndpoint, which hands out a token", file=sys.stderr, flush=True)
        return content

    def _respond(
        self, environ: Environ, call: dict[str, Any], body: bytes, start_response: StartResponse
    ) -> Iterable[bytes]:
        operation = call["operation"]
        error = _refusal(environ, operation, self.athena)
        if error is not None:
            return _send(start_response, error.status, error.headers(), error.body())
        if not (_is_athena(environ) and self.athena.serves(operation)):
            answer: Iterable[bytes] = self._moto(environ, start_response)
            return answer
        try:
            response = self.athena.answer(operation, body.decode("utf-8", "surrogateescape"), call["region"])
        except ServiceError as refused:
            return _send(start_response, refused.status, refused.headers(), refused.body())
        except UnexpectedResponseError as raw:
            return _send(start_response, raw.status, {"Content-Type": raw.content_type}, raw.body)
        content = json.dumps(response.content)
        if response.wire is not None:
            self._drop(response.wire, content.encode(), environ["werkzeug.socket"])
        headers = {"Content-Type": JSON_1_1, "x-amzn-RequestId": str(uuid.uuid4())}
        return _send(start_response, 200, headers, content)

    def _drop(self, fault: Fault, body: bytes, connection: socket.socket) -> NoReturn:
        """Answer with what the fault leaves of the response, and end the connection."""
        if fault.kind == "away":
            self.leave(wire.AWAY_SECONDS if fault.seconds is None else fault.seconds)
        with suppress(OSError):  # the reader has given up
            wire.send(fault, body, connection)
        raise ConnectionAbortedError(fault.kind)

    def _administer(self, environ: Environ, body: bytes) -> tuple[int, dict[str, Any]]:
        action = (environ["REQUEST_METHOD"], environ["PATH_INFO"].removeprefix(ADMIN))
        try:
            content = json.loads(body or b"{}")
            if action == ("POST", "clock"):
                self.athena.clock.advance(content["advance_seconds"])
            elif action == ("POST", "reset"):
                self.athena = Athena(self.athena.document)
            elif action == ("POST", "fleet"):
                self.athena = Athena(content)
            elif action != ("GET", "clock"):
                return 404, {"problems": [f"there is no {' '.join(action)}"]}
        except FleetError as error:
            return 400, {"problems": error.problems}
        except (KeyError, TypeError, ValueError) as error:
            return 400, {"problems": [f"{type(error).__name__}: {error}"]}
        return 200, {"now": self.athena.clock.now().isoformat()}


class _Handler(MotoRequestHandler):  # type: ignore[misc]
    """Says nothing on the terminal but errors, and knows the connections that are open."""

    def log(self, type: str, message: str, *args: Any) -> None:
        if type == "error":
            super().log(type, message, *args)

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        super().finish()
        self.connection.close()  # before the server shuts it down, which would make a reset an end

    def connection_dropped(self, error: BaseException, environ: Environ | None = None) -> None:
        self.close_connection = True


class Server:
    """A server on 127.0.0.1 and one port, which can leave its place for a while."""

    def __init__(self, athena: Athena, port: int, log: Path | None) -> None:
        """``port`` 0 takes a free one. OSError where another listens there."""
        self._application = Application(athena, RequestLog(log))
        self._application.leave = self._leave
        self._away: float | None = None
        self._listen(port)
        self.port: int = self._http.port

    def _listen(self, port: int) -> None:
        self._http: BaseWSGIServer = make_server(
            "127.0.0.1", port, self._application, threaded=True, request_handler=_Handler
        )
        self._http.connections = set()  # type: ignore[attr-defined]

    def serve_forever(self) -> None:
        """Serve, and listen again each time it was away."""
        while True:
            self._http.serve_forever(poll_interval=0.01)
            if self._away is None:
                return
            time.sleep(self._away)
            self._away = None
            self._listen(self.port)

    def _leave(self, seconds: float) -> None:
        """Refuse new connections for that time and reset those that are open."""
        self._away = seconds
        self._http.shutdown()
        for connection in list(self._http.connections):  # type: ignore[attr-defined]
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def _is_athena(environ: Environ) -> bool:
    target: str = environ.get("HTTP_X_AMZ_TARGET", "")
    return target.startswith(_TARGET)


def _refusal(environ: Environ, operation: str | None, athena: Athena) -> ServiceError | None:
    """What keeps an Athena call from being answered at all, if anything."""
    if not _is_athena(environ):
        return None
    if not environ.get("HTTP_AUTHORIZATION"):
        return ServiceError("MissingAuthenticationTokenException", status=403)
    if operation is None or not model.has_operation(operation):
        return ServiceError("UnknownOperationException", f"Athena has no operation {operation}", 404)
    if not athena.serves(operation) and not hasattr(AthenaResponse, xform_name(operation)):
        return ServiceError("NotSimulated", f"the simulator does not answer {operation}", 501)
    return None


def _describe(environ: Environ, body: bytes) -> dict[str, Any]:
    """A call for the log: what was asked, with what, where, and by whom."""
    text = body.decode("utf-8", "replace")
    target = environ.get("HTTP_X_AMZ_TARGET", "")
    scope = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split(",")[0].split("/")
    operation: str | None
    parameters: Any
    if target:
        operation = target.rpartition(".")[2]
        try:
            parameters = json.loads(text or "{}")
        except ValueError:
            parameters = text
    else:
        parameters = dict(parse_qsl(text))
        operation = parameters.pop("Action", None)
    return {
        "operation": operation,
        "parameters": parameters,
        "service": scope[3] if len(scope) > 3 else None,
        "region": scope[2] if len(scope) > 3 else None,
        "access_key": scope[0] or None,
        "user_agent": environ.get("HTTP_USER_AGENT"),
    }


def _send(start_response: StartResponse, status: int, headers: dict[str, str], body: str) -> Iterable[bytes]:
    content = body.encode()
    start_response(f"{status} -", [*headers.items(), ("Content-Length", str(len(content)))])
    return [content]
