"""What goes wrong between a response and its reader: the bytes that a connection carries, if any."""

from __future__ import annotations

import socket
import struct
import time

from .faults import Fault

# The connection ends with the response: a client that kept it would sometimes notice that too late.
_HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {}\r\n\r\n"
#: What makes closing a connection a reset.
_LINGER = struct.pack("ii", 1, 0)
STALL_SECONDS = 60.0
DRIP_SECONDS = 0.2
AWAY_SECONDS = 5.0


def send(fault: Fault, body: bytes, connection: socket.socket) -> None:
    """Send what the fault leaves of the response, and end it. Raises OSError where the reader has gone.

    A reset takes place when the connection is closed, which is the caller's to do, without a shutdown before.
    """
    half = body[: len(body) // 2]
    if fault.kind == "cut":
        _send(connection, half, len(half))
    elif fault.kind == "broken":
        _send(connection, half, len(body))
    elif fault.kind == "long":
        _send(connection, body, len(body) + 10)
    elif fault.kind == "short":
        _send(connection, body, len(body) - 10)
    elif fault.kind == "stall":
        _send(connection, half, len(body))
        time.sleep(STALL_SECONDS if fault.seconds is None else fault.seconds)
    elif fault.kind == "drip":
        _send(connection, b"", len(body))
        for byte in body:
            time.sleep(DRIP_SECONDS if fault.seconds is None else fault.seconds)
            connection.sendall(bytes([byte]))
    if fault.kind in ("reset", "away"):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
    else:
        connection.shutdown(socket.SHUT_RDWR)


def _send(connection: socket.socket, body: bytes, length: int) -> None:
    connection.sendall(_HEAD.format(length).encode() + body)
