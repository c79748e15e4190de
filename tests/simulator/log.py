"""The request log: one JSON object a line for every call of an AWS service."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class RequestLog:
    """Writes the calls, in the order of their answers, into a file that it begins anew; without a path, nowhere."""

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.Lock()
        self._file = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8")

    def write(self, **entry: Any) -> None:
        """Add an entry; ``time`` is real time, not the simulated one, since it tells what ran side by side."""
        line = json.dumps({"time": datetime.now(UTC).isoformat(), **entry})
        with self._lock:
            if self._file is not None:
                self._file.write(line + "\n")
                self._file.flush()
