"""The example that turns reports into tickets: one open ticket for each fault, however often it runs."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from support import reports

from .conftest import ROOT, Playbook, Run

OPEN = "/engine_configuration/max_concurrent_dpus"


class Tracker(ThreadingHTTPServer):
    """A web hook that opens and closes tickets, and refuses the fingerprints that it is told to refuse."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hook)
        self.events: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.refused: set[str] = set()

    @property
    def url(self) -> str:
        """Where it listens; the path stands for a secret."""
        return f"http://127.0.0.1:{self.server_port}/hook-secret-77"


class Hook(BaseHTTPRequestHandler):
    """One event."""

    server: Tracker

    def do_POST(self) -> None:
        """Take the event, or refuse it."""
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if event["fingerprint"] in self.server.refused:
            self.send_error(500)
            return
        self.server.events.append(event)
        self.server.keys.append(self.headers["Idempotency-Key"])
        body = json.dumps({"id": f"T-{len(self.server.events)}"}).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Print nothing."""


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    with Tracker() as tracker:
        thread = threading.Thread(target=tracker.serve_forever)
        thread.start()
        yield tracker
        tracker.shutdown()
        thread.join()


def fault(digit: str, session: str = "s-1", change: str = "new", **members: Any) -> dict[str, Any]:
    """A finding whose fingerprint is 16 of this digit."""
    return reports.finding(session, fingerprint=digit * 16, change=change, first_seen=reports.NOW, **members)


def run(playbook: Playbook, tracker: Tracker, folder: Path, found: list[Any], earlier: list[Any], *more: str) -> Run:
    """Tickets of a report with these findings and that earlier drift."""
    report = reports.report([reports.session("s-1", "drifted")], found, earlier=earlier)
    (folder / "report.json").write_text(json.dumps(report), encoding="utf-8")
    variables = {"report": "report.json", "ledger": "tickets.json", "hook": tracker.url}
    extra = [word for name, value in variables.items() for word in ("-e", f"tickets_{name}={value}")]
    return playbook(ROOT / "examples" / "tickets" / "tickets.yml", *extra, *more)


def test_one_open_ticket_for_each_fault(ansible_playbook: Playbook, tracker: Tracker, tmp_path: Path) -> None:
    text = "{{ 7 * 191 }}{% raw %}"
    found = [fault("a", message=text, owner="data"), fault("a", "s-2"), fault("b"), fault("c")]
    waived = reports.finding("s-1", "waived", fingerprint="d" * 16)
    tracker.refused = {"c" * 16}

    checked = run(ansible_playbook, tracker, tmp_path, found, [], "--check").check()
    assert tracker.events == []
    assert not (tmp_path / "tickets.json").exists()

    first = run(ansible_playbook, tracker, tmp_path, [*found, waived], []).check(2)
    assert [(event["event"], event["fingerprint"][0]) for event in tracker.events] == [("opened", "a"), ("opened", "b")]
    assert tracker.events[0] == {
        "event": "opened",
        "fingerprint": "a" * 16,
        "title": f"base: {OPEN} in work group etl",
        "text": text,
        "severity": "error",
        "owner": "data",
        "sessions": ["s-1", "s-2"],
        "first_seen": reports.NOW,
    }
    assert tracker.keys == ["opened-" + "a" * 16, "opened-" + "b" * 16]
    assert f"The hook refused {'c' * 16} with status 500." in first.output

    tracker.refused = set()
    run(ansible_playbook, tracker, tmp_path, found, []).check()
    assert [event["fingerprint"][0] for event in tracker.events] == ["a", "b", "c"]

    # a persists, b is fixed, and nobody could look at c.
    earlier = [reports.earlier("fixed", fingerprint="b" * 16), reports.earlier("unknown", fingerprint="c" * 16)]
    for _time in range(2):
        run(ansible_playbook, tracker, tmp_path, [fault("a", change="persisting")], earlier).check()
        assert tracker.events[3:] == [
            {"event": "closed", "fingerprint": "b" * 16, "ticket": "T-2", "text": f"fixed: {earlier[0]['reason']}"}
        ]
    assert json.loads((tmp_path / "tickets.json").read_text(encoding="utf-8")) == {"a" * 16: "T-1", "c" * 16: "T-3"}
    assert "hook-secret-77" not in checked.output + first.output
