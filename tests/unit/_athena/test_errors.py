"""What an error means."""

from __future__ import annotations

from typing import Any

import pytest
from botocore import exceptions
from botocore.exceptions import ClientError

from ansible_collections.sparkops.athena.plugins.module_utils._athena.errors import (
    AttemptTimedOutError,
    Cause,
    UnexpectedResponseError,
    Unreadable,
    cause_of,
    code_of,
    is_missing_session,
    is_not_spark,
    kind_of,
    message_of,
    reason_of,
)

ID = "3a1f6d2e-8c54-4b0b-9a57-0d4f6c1b2e90"


def _error(code: str, message: str = "words", status: int = 400, operation: str = "GetSession") -> ClientError:
    response: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, operation)


@pytest.mark.parametrize(
    ("code", "message", "missing"),
    [
        ("ResourceNotFoundException", "anything", True),
        ("InvalidRequestException", f"Session {ID} was not found.", True),
        ("InvalidRequestException", f"Session {ID} does not exist", True),
        ("InvalidRequestException", f"{ID} doesn't exist", True),
        ("InvalidRequestException", "Session not found", True),
        ("InvalidRequestException", "Invalid session id", True),
        ("InvalidRequestException", "No such session", True),
        ("InvalidRequestException", "Could not find session", True),
        ("InvalidRequestException", f"Value '{ID}' at 'sessionId' failed to satisfy constraint", True),
        ("InvalidRequestException", "Workgroup EngineVersion is not Spark.", False),
        ("InvalidRequestException", "WorkGroup x is not found.", False),
        ("InvalidRequestException", f"Session {ID} is in an invalid state", False),
        ("InvalidRequestException", f"Session {ID} belongs to another account", False),
        ("InvalidRequestException", "Too many sessions", False),
        ("AccessDeniedException", f"Session {ID} was not found", False),
        ("InternalServerException", "Session not found", False),
    ],
)
def test_a_missing_session(code: str, message: str, missing: bool) -> None:
    assert is_missing_session(_error(code, message), ID) is missing


def test_an_id_that_reads_like_words_of_an_error() -> None:
    assert not is_missing_session(_error("InvalidRequestException", "Session not found-x is busy"), "not found-x")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (_error("AccessDeniedException"), "access_denied"),
        (_error("SomethingNew", status=403), "access_denied"),
        (_error("ThrottlingException"), "throttled"),
        (_error("TooManyRequestsException"), "throttled"),
        (_error("SomethingNew", status=429), "throttled"),
        (_error("InternalServerException", status=500), "error"),
        (_error("InvalidRequestException"), "error"),
        (_error("RequestTimeoutException"), "timeout"),
        (exceptions.ReadTimeoutError(endpoint_url="http://x"), "timeout"),
        (exceptions.ConnectionClosedError(endpoint_url="http://x"), "error"),
        (ValueError("x"), "error"),
        (AttemptTimedOutError("x"), "timeout"),
        (UnexpectedResponseError("x", status=403), "access_denied"),
        (UnexpectedResponseError("x", status=429), "throttled"),
        (UnexpectedResponseError("x", status=200), "error"),
    ],
)
def test_reasons(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
    assert kind_of(error, "GetSession") != "fatal"


@pytest.mark.parametrize(
    "error",
    [
        exceptions.NoCredentialsError(),
        exceptions.PartialCredentialsError(provider="env", cred_var="x"),
        exceptions.CredentialRetrievalError(provider="x", error_msg="y"),
        exceptions.TokenRetrievalError(provider="sso", error_msg="expired"),
        exceptions.UnauthorizedSSOTokenError(),
        exceptions.SSLError(endpoint_url="http://x", error="certificate"),
        _error("ExpiredTokenException"),
        _error("UnrecognizedClientException"),
        _error("RequestTimeTooSkewed", status=403),
        _error("InvalidSignatureException", status=403),
        _error("AccessDenied", operation="AssumeRole", status=403),
    ],
    ids=code_of,
)
def test_what_would_meet_every_call(error: Exception) -> None:
    assert kind_of(error, "GetSession") == "fatal"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_error("ThrottlingException"), "throttled"),
        (_error("SomethingNew", status=429), "throttled"),
        (UnexpectedResponseError("x", status=429), "throttled"),
        (_error("InternalServerException", status=500), "fault"),
        (_error("InternalServerException", status=400), "fault"),
        (_error("SomethingNew", status=503), "fault"),
        (_error("ThrottlingException", operation="AssumeRole"), "fault"),
        (_error("ServiceUnavailable", status=503, operation="AssumeRole"), "fault"),
        (UnexpectedResponseError("x", status=503), "fault"),
        (exceptions.ReadTimeoutError(endpoint_url="http://x"), "fault"),
        (exceptions.ConnectionClosedError(endpoint_url="http://x"), "fault"),
        (exceptions.HTTPClientError(error="x"), "fault"),
        (exceptions.IncompleteReadError(actual_bytes=1, expected_bytes=2), "fault"),
        (AttemptTimedOutError("x"), "fault"),
        (exceptions.EndpointConnectionError(endpoint_url="http://x"), "connection"),
        (exceptions.ConnectTimeoutError(endpoint_url="http://x"), "connection"),
        (exceptions.ProxyConnectionError(proxy_url="http://x"), "connection"),
        (exceptions.SSLError(endpoint_url="http://x", error="EOF occurred in violation of protocol"), "connection"),
        (exceptions.SSLError(endpoint_url="http://x", error="CERTIFICATE_VERIFY_FAILED"), "fatal"),
        (UnexpectedResponseError("x", status=200), "unexpected"),
        (UnexpectedResponseError("x", status=404), "unexpected"),
        (UnexpectedResponseError("x", status=403), "final"),
        (UnexpectedResponseError("x", whole=True), "final"),
        (_error("AccessDeniedException", status=403), "final"),
        (_error("InvalidRequestException"), "final"),
        (exceptions.ParamValidationError(report="x"), "final"),
        (ValueError("x"), "final"),
    ],
)
def test_what_a_failure_asks_for(error: Exception, kind: str) -> None:
    assert kind_of(error, "GetSession") == kind


def test_sql_work_groups() -> None:
    assert is_not_spark(
        _error("InvalidRequestException", "Workgroup EngineVersion is not Spark.", operation="ListSessions")
    )
    assert not is_not_spark(_error("InvalidRequestException", "WorkGroup x is not found."))


def test_codes_and_messages() -> None:
    assert (code_of(_error("A", "b")), message_of(_error("A", "b"))) == ("A", "b")
    assert code_of(ClientError({}, "GetSession")) == "ClientError"
    assert "GetSession" in message_of(ClientError({}, "GetSession"))


def test_entries() -> None:
    session = Unreadable(Cause("gone", "c", "m"), work_group="w", session_id="s")
    group = Unreadable(Cause("timeout", None, "m"), work_group="w")
    assert session.as_dict() == {"session_id": "s", "work_group": "w", "reason": "gone", "code": "c", "message": "m"}
    assert group.as_dict() == {"work_group": "w", "reason": "timeout", "code": None, "message": "m"}
    assert session.harmless and not group.harmless
    assert str(session) == "session s: gone (c): m"
    assert str(group) == "work group w: timeout: m"


def test_entries_are_text_that_ansible_takes() -> None:
    entry = Unreadable(Cause("error", "\ud800", "a\udfff"), work_group="w\ud800", session_id="\udbff\ud800")
    assert entry.as_dict() == {
        "session_id": "\\udbff\\ud800",
        "work_group": "w\\ud800",
        "reason": "error",
        "code": "\\ud800",
        "message": "a\\udfff",
    }
    assert str(entry) == "session \\udbff\\ud800: error (\\ud800): a\\udfff"


@pytest.mark.parametrize(
    "error",
    [
        exceptions.EndpointConnectionError(endpoint_url="http://us3r:hush@proxy/x"),
        exceptions.ProxyConnectionError(proxy_url="http://us3r:hush@proxy/x"),
        exceptions.ReadTimeoutError(endpoint_url="http://us3r:hush@proxy/x"),
        exceptions.SSLError(endpoint_url="http://us3r@proxy/x", error="certificate"),
        _error("AccessDenied", "see https://us3r:hush@proxy/x"),
    ],
    ids=code_of,
)
def test_credentials_in_urls_are_masked(error: Exception) -> None:
    message = cause_of(error).message
    assert "us3r" not in message and "hush@proxy" not in message
    assert "proxy/x" in message
