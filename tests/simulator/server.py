"""The WSGI application: moto's, with a log around it and a few addresses of the simulator's own."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server

from . import model, responses
from .errors import ServiceError
from .fleet import FleetError
from .log import RequestLog
from .service import Athena

ADMIN = "/_simulator/"
_TARGET = "AmazonAthena."

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class Application:
    """Serves AWS calls through moto, and ``/_simulator/…``: clock, reset, fleet."""

    def __init__(self, athena: Athena, log: RequestLog) -> None:
        responses.install()
        self._log = log
        self.athena = athena
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"].startswith(ADMIN):
            status, told = self._administer(environ, body)
            return _send(start_response, status, {"Content-Type": "application/json"}, json.dumps(told))
        environ["wsgi.input"] = io.BytesIO(body)
        environ[responses.SERVICE] = athena = self.athena
        call = _describe(environ, body)
        outcome: dict[str, Any] = {}

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            codes = [value for name, value in headers if name.lower() == "x-amzn-errortype"]
            outcome.update(status=int(status.split()[0]), code=codes[0] if codes else None)
            return start_response(status, headers, *rest)

        try:
            content = list(self._respond(environ, call, noting))
        except Exception as error:
            self._log.write(**call, status=500, code=f"{type(error).__name__}: {error}")
            raise
        if athena is self.athena:  # a slow response of the fleet before this one is in nobody's log
            self._log.write(**call, **outcome)
        if call["operation"] == "GetSessionEndpoint":
            print("REFUSED: GetSessionEndpoint, which hands out a token", file=sys.stderr, flush=True)
        return content

    def _respond(self, environ: Environ, call: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        error = _refusal(environ, call["operation"])
        if error is not None:
            return _send(start_response, error.status, error.headers(), error.body())
        answer: Iterable[bytes] = self._moto(environ, start_response)
        return answer

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
    """Says nothing on the terminal but errors."""

    def log(self, type: str, message: str, *args: Any) -> None:
        if type == "error":
            super().log(type, message, *args)


def make(athena: Athena, port: int, log: Path | None) -> BaseWSGIServer:
    """A server that is bound to 127.0.0.1 and that port (0: a free one), ready for ``serve_forever``."""
    application = Application(athena, RequestLog(log))
    return make_server("127.0.0.1", port, application, threaded=True, request_handler=_Handler)


def _refusal(environ: Environ, operation: str | None) -> ServiceError | None:
    """What keeps an Athena call from being answered at all, if anything."""
    if not environ.get("HTTP_X_AMZ_TARGET", "").startswith(_TARGET):
        return None
    if not environ.get("HTTP_AUTHORIZATION"):
        return ServiceError("MissingAuthenticationTokenException", status=403)
    if operation is None or not model.has_operation(operation):
        return ServiceError("UnknownOperationException", f"Athena has no operation {operation}", 404)
    if not responses.serves(operation):
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
