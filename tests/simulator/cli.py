"""The command line: ``python tests/simulator --fleet FILE``."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from .fleet import FleetError, read_document
from .service import Athena


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal comes; 2 when the fleet is none."""
    options = _parser().parse_args(arguments)
    try:
        athena = Athena(read_document(options.fleet))
    except FleetError as error:
        print("\n".join(f"{options.fleet}: {problem}" for problem in error.problems), file=sys.stderr)
        return 2
    if options.background:
        return _background(options)
    from . import server  # moto takes a second to import: a fleet that is none is told before

    http = server.Server(athena, options.port, options.log)
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    threading.Thread(target=_outlive_nobody, args=(options.lifetime, options.while_pid), daemon=True).start()
    if options.port_file:
        _write_whole(options.port_file, f"{http.port}\n")
    print(f"listening on http://127.0.0.1:{http.port}", flush=True)
    # Whoever read that line may be gone soon, and what moto prints must not fail for it.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    http.serve_forever()
    return 0


def _background(options: argparse.Namespace) -> int:
    """Start another process that serves, tell where and which, and leave it alone."""
    command = [sys.executable, str(Path(__file__).parent), "--fleet", str(options.fleet), "--port", str(options.port)]
    for name in ("log", "port_file", "lifetime", "while_pid"):
        value = getattr(options, name)
        command += [f"--{name.replace('_', '-')}", str(value)] if value else []
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    assert child.stdout is not None
    line = child.stdout.readline().strip()
    if not line:
        print(f"the simulator ended at once, with {child.wait()}: port {options.port} may be taken", file=sys.stderr)
        return 1
    print(f"{line} (pid {child.pid})", flush=True)
    # The child outlives this process: neither wait for it nor warn that nobody does.
    child.returncode = 0
    return 0


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    # Not sys.exit: a slow answer under way must not hold up the end.
    os._exit(0)


def _outlive_nobody(lifetime: float | None, pid: int | None) -> None:
    """End when the time is up or the process is gone that this one works for."""
    began = time.monotonic()
    while lifetime is None or time.monotonic() - began < lifetime:
        if pid is not None and not _exists(pid):
            break
        time.sleep(0.2)
    os._exit(0)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _write_whole(path: Path, text: str) -> None:
    """Write a file that nobody sees half-written."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="simulator", description="A stand-in for Amazon Athena's Spark sessions.")
    parser.add_argument("--fleet", type=Path, required=True, metavar="FILE", help="work groups and sessions, in YAML")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; a free one by default")
    parser.add_argument("--log", type=Path, metavar="FILE", help="write every call there, one JSON object a line")
    parser.add_argument("--port-file", type=Path, metavar="FILE", help="write the port there when ready")
    parser.add_argument("--lifetime", type=float, metavar="SECONDS", help="end after that time in any case")
    parser.add_argument("--while-pid", type=int, metavar="PID", help="end when that process is gone")
    parser.add_argument("--background", action="store_true", help="tell address and pid, and go on in the background")
    return parser
