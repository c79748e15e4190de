"""The table of faults: its cases, and what becomes of a read of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

TABLE = Path(__file__).resolve().parents[1] / "unit" / "modules" / "faults.yml"
EVERY = 7
PYSPARK = "PySpark engine version 3"


@dataclass(frozen=True)
class Case:
    """A row of the table; faults.yml says what its columns mean."""

    fault: str
    sessions: int = 14
    fleet: dict[str, Any] = field(default_factory=dict)
    work_group: dict[str, Any] = field(default_factory=dict)
    every_7th: dict[str, Any] = field(default_factory=dict)
    page_size: int | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    read: int | None = None
    reason: str | None = None
    code: str | None = None
    work_groups: dict[str, str] = field(default_factory=dict)
    stopped: str | None = None
    within: float = 30.0
    slow: bool = False

    @property
    def ids(self) -> list[str]:
        return [f"s{number:04d}" for number in range(self.sessions)]

    @property
    def faulty(self) -> list[str]:
        """The sessions with a fault that keeps them from being read."""
        return self.ids[::EVERY] if self.every_7th and self.reason else []

    def document(self) -> dict[str, Any]:
        """The simulator's fleet."""
        groups: list[dict[str, Any]] = [{"name": name, "engine_version": PYSPARK} for name in "ab"]
        if self.work_group:
            groups[0]["fault"] = self.work_group
        sessions = []
        for number, name in enumerate(self.ids):
            status = {"State": "IDLE", "StartDateTime": f"-{number + 1}m"}
            session: dict[str, Any] = {"session_id": name, "work_group": "ab"[number % 2], "Status": status}
            if self.every_7th and number % EVERY == 0:
                session["fault"] = self.every_7th
            sessions.append(session)
        fleet: dict[str, Any] = {"work_groups": groups, "sessions": sessions}
        if self.fleet:
            fleet["fault"] = self.fleet
        if self.page_size:
            fleet["page_size"] = self.page_size
        return fleet


def cases() -> list[Case]:
    """All rows of the table."""
    return [Case(**row) for row in yaml.safe_load(TABLE.read_text(encoding="utf-8"))]


def differences(case: Case, result: dict[str, Any]) -> list[str]:
    """What of the module's result is not as the row promises, in words."""
    read = [session["session_id"] for session in result.get("sessions", [])]
    entries = [entry for entry in result.get("unreadable", []) if "session_id" in entry]
    unread = [entry["session_id"] for entry in entries]
    expected = case.sessions - len(case.faulty) if case.read is None else case.read
    wrong = [f"{name} is there {count} times" for name, count in Counter(read + unread).items() if count > 1]
    wrong += [f"{name} is no session" for name in {*read, *unread} - set(case.ids)]
    if len(read) != expected:
        wrong.append(f"{len(read)} sessions were read, not {expected}")
    if case.faulty and sorted(unread) != case.faulty:
        wrong.append(f"unreadable are {unread}, not {case.faulty}")
    if not (case.work_groups or case.stopped == "ListWorkGroups") and len(read) + len(unread) != case.sessions:
        wrong.append(f"{case.sessions - len(read) - len(unread)} sessions are in neither list")
    for entry in entries:
        if entry["reason"] != case.reason or (case.code and entry["code"] != case.code):
            wrong.append(f"{entry['session_id']}: {entry['reason']} ({entry['code']}): {entry['message']}")
    groups = {entry["work_group"]: entry["reason"] for entry in result["unreadable"] if "session_id" not in entry}
    if groups != case.work_groups:
        wrong.append(f"work groups that could not be listed are {groups}, not {case.work_groups}")
    stopped = result.get("stopped", {}).get("operation")
    if stopped != case.stopped:
        wrong.append(f"stopped at {stopped}, not at {case.stopped}: {result.get('msg')}")
    if bool(result.get("failed")) != (case.stopped is not None):
        wrong.append(f"failed is {result.get('failed')}: {result.get('msg')}")
    return wrong
