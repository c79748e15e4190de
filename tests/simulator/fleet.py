"""Fleets: what a YAML file says about work groups and sessions, checked against the model when it is loaded."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from . import faults, model
from .clock import parse_moment, parse_span
from .faults import Faults
from .trees import expand_long, merge, without

UNKNOWN_SESSION = ("ResourceNotFoundException", "InvalidRequestException")
_FLEET = ("now", "unknown_session", "page_size", "fault", "work_groups", "sessions")
_WORK_GROUP = (
    "name", "engine_version", "configuration", "description", "state", "creation_time", "deny_list", "tags", "fault",
)  # fmt: skip
_SESSION = ("session_id", "work_group", "omit", "changes", "beyond_model", "tags", "fault")
_CHANGE = ("after", "after_calls", "set")


class FleetError(ValueError):
    """A fleet that the simulator cannot serve; ``problems`` has a line for each thing wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class WorkGroup:
    """A work group: the GetWorkGroup structure, and what it does wrong."""

    name: str
    answer: dict[str, Any]
    engine_version: dict[str, str]
    faults: Faults = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def is_spark(self) -> bool:
        """Whether it runs sessions at all: "PySpark engine version 3", "Apache Spark version 3.5"."""
        return "Spark" in self.engine_version["EffectiveEngineVersion"]


@dataclass(frozen=True)
class Change:
    """Members that a session's answers have from the call number ``after_calls`` or the time ``after`` on."""

    members: dict[str, Any]
    after_calls: int | None = None
    after: timedelta | None = None


@dataclass(frozen=True)
class Session:
    """A session: the GetSession answer (moments are datetimes), what is left out of it, changes and faults."""

    session_id: str
    work_group: str
    answer: dict[str, Any]
    omit: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    limits: bool = True
    faults: Faults = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fleet:
    """All that the service knows when it starts."""

    work_groups: dict[str, WorkGroup]
    sessions: dict[str, Session]
    start: datetime | None = None
    unknown_session: str = UNKNOWN_SESSION[0]
    page_size: int | None = None
    faults: Faults = field(default_factory=dict)


def read_document(path: Path) -> dict[str, Any]:
    """The YAML (or JSON) of a fleet file, not yet checked. FleetError when it is none."""
    try:
        text = path.read_text(encoding="utf-8")
        # YAML would read JSON as well, at a hundredth of the speed.
        document = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise FleetError([f"{path}: {error}"]) from error
    if not isinstance(document, dict):
        raise FleetError([f"{path}: a fleet is a mapping"])
    return document


def build(document: dict[str, Any], present: datetime) -> Fleet:
    """The fleet that a document describes. ``present`` is what relative times count from, unless it says ``now``.

    FleetError with everything that is wrong, each line naming the entry.
    """
    return _Builder(document, present).build()


class _Builder:
    """Collects what is wrong, so that all of it is told at once."""

    def __init__(self, document: dict[str, Any], present: datetime) -> None:
        self.document = expand_long({k: v for k, v in document.items() if not str(k).startswith("x-")})
        self.wrong: list[str] = []
        self.start = self.attempt("now", lambda: parse_moment(self.document["now"], present), "now" in self.document)
        self.present = self.start or present
        self.work_groups: dict[str, WorkGroup] = {}

    def build(self) -> Fleet:
        self.known("fleet", self.document, _FLEET)
        for where, entry in self.entries("work_groups", "name"):
            self.attempt(where, partial(self.add_work_group, where, entry))
        sessions: dict[str, Session] = {}
        for where, entry in self.entries("sessions", "session_id"):
            self.attempt(where, partial(self.add_session, where, entry, sessions))
        unknown = self.document.get("unknown_session", UNKNOWN_SESSION[0])
        if unknown not in UNKNOWN_SESSION:
            self.wrong.append(f"unknown_session: {unknown!r} is none of {', '.join(UNKNOWN_SESSION)}")
        page_size = self.document.get("page_size")
        if page_size is not None and (not isinstance(page_size, int) or page_size < 1):
            self.wrong.append(f"page_size: {page_size!r} is no number from 1 on")
        fleet_faults = self.faults("fault", self.document)
        if self.wrong:
            raise FleetError(self.wrong)
        return Fleet(self.work_groups, sessions, self.start, unknown, page_size, fleet_faults)

    # Each entry

    def add_work_group(self, where: str, entry: dict[str, Any]) -> None:
        self.known(where, entry, _WORK_GROUP)
        name = entry["name"]
        version = entry.get("engine_version", "Athena engine version 3")
        if isinstance(version, str):
            version = {"SelectedEngineVersion": version, "EffectiveEngineVersion": version}
        group = {
            "Name": name,
            "State": entry.get("state", "ENABLED"),
            "Configuration": {**entry.get("configuration", {}), "EngineVersion": version},
            "CreationTime": entry.get("creation_time", "-90d"),
        }
        if "description" in entry:
            group["Description"] = entry["description"]
        answer = self.moments(where, {"WorkGroup": group}, "GetWorkGroup")
        if self.complaints(where, answer, "GetWorkGroup") or name in self.work_groups:
            self.twice(where, name, self.work_groups)
            return
        if "EffectiveEngineVersion" not in version:
            self.wrong.append(f"{where}: engine_version needs an EffectiveEngineVersion")
            return
        spec = dict(entry)
        if entry.get("deny_list"):
            spec["fault"] = {"ListSessions": "AccessDeniedException", **entry.get("fault", {})}
        self.work_groups[name] = WorkGroup(
            name, answer["WorkGroup"], version, self.faults(where, spec), self.tags(where, entry, True)
        )

    def add_session(self, where: str, entry: dict[str, Any], sessions: dict[str, Session]) -> None:
        members = {name: value for name, value in entry.items() if name not in _SESSION}
        session_id, group = entry["session_id"], self.work_groups.get(str(entry.get("work_group")))
        if group is None:
            self.wrong.append(f"{where}: there is no work group {entry.get('work_group')!r}")
            return
        answer = {"SessionId": session_id, "WorkGroup": group.name, **members}
        answer.setdefault("EngineVersion", group.engine_version["EffectiveEngineVersion"])
        limits = not entry.get("beyond_model", False)
        answer = self.moments(where, answer, "GetSession")
        if self.complaints(where, answer, "GetSession", limits) or session_id in sessions:
            self.twice(where, session_id, sessions)
            return
        if not group.is_spark:
            self.wrong.append(f"{where}: the work group {group.name} is no Spark work group")
        if not self.complete_status(where, answer):
            return
        sessions[session_id] = Session(
            session_id, group.name, answer, self.omitted(where, entry, answer),
            self.changes(where, entry, answer, limits), limits, self.faults(where, entry),
            self.tags(where, entry, limits),
        )  # fmt: skip

    def complete_status(self, where: str, answer: dict[str, Any]) -> bool:
        status = answer.get("Status", {})
        if "State" not in status:
            self.wrong.append(f"{where}: Status.State is missing (`omit` leaves it out of the answers alone)")
            return False
        status.setdefault("StartDateTime", self.present)
        if status["State"] == "IDLE":
            status.setdefault("IdleSinceDateTime", status.get("LastModifiedDateTime", self.present))
            timeout = idle_timeout(answer)
            if timeout is not None and status["IdleSinceDateTime"] + timeout <= self.present:
                self.wrong.append(f"{where}: idle for longer than its idle timeout ({timeout}): it would have ended")
        return True

    def changes(self, where: str, entry: dict[str, Any], answer: dict[str, Any], limits: bool) -> tuple[Change, ...]:
        changes = []
        for number, spec in enumerate(entry.get("changes", [])):
            at = f"{where}: changes[{number}]"
            self.known(at, spec, _CHANGE)
            if ("after" in spec) == ("after_calls" in spec):
                self.wrong.append(f"{at}: either after or after_calls is meant")
            members = self.moments(at, spec.get("set", {}), "GetSession")
            self.complaints(at, merge(answer, members), "GetSession", limits)
            after = self.attempt(f"{at}: after", partial(parse_span, spec.get("after")), "after" in spec)
            changes.append(Change(members, spec.get("after_calls"), after))
        return tuple(changes)

    def omitted(self, where: str, entry: dict[str, Any], answer: dict[str, Any]) -> tuple[str, ...]:
        names = entry.get("omit", [])
        for name in names:
            if without(answer, name) == answer:
                self.wrong.append(f"{where}: omit: there is no member {name!r} to leave out")
        return tuple(names)

    def tags(self, where: str, entry: dict[str, Any], limits: bool) -> dict[str, str]:
        tags: dict[str, str] = entry.get("tags", {})
        if not isinstance(tags, dict):
            self.wrong.append(f"{where}: tags: a mapping is meant")
            return {}
        listed = {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}
        self.complaints(f"{where}: tags", listed, "ListTagsForResource", limits)
        return tags

    # What all of them need

    def entries(self, key: str, identity: str) -> list[tuple[str, dict[str, Any]]]:
        found = []
        entries = self.document.get(key) or []
        if not isinstance(entries, list):
            self.wrong.append(f"{key}: a list is meant")
            return []
        for number, entry in enumerate(entries):
            if not isinstance(entry, dict) or not isinstance(entry.get(identity), str):
                self.wrong.append(f"{key}[{number}]: a mapping with a text {identity!r} is meant")
            else:
                found.append((f"{key}[{number}] ({entry[identity]})", entry))
        return found

    def known(self, where: str, entry: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in entry:
            if name not in names:
                near = difflib.get_close_matches(str(name), names, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
                self.wrong.append(f"{where}: unknown key {name!r}; {hint}")

    def twice(self, where: str, name: str, there: dict[str, Any]) -> None:
        if name in there:
            self.wrong.append(f"{where}: {name} is there already")

    def moments(self, where: str, answer: dict[str, Any], operation: str) -> dict[str, Any]:
        def convert(value: object) -> Any:
            return self.attempt(where, lambda: parse_moment(value, self.present)) or value

        converted = model.with_moments(answer, model.output_shape(operation), convert)
        assert isinstance(converted, dict)
        return converted

    def complaints(self, where: str, answer: dict[str, Any], operation: str, limits: bool = True) -> bool:
        lines = model.problems(answer, model.output_shape(operation), limits=limits)
        self.wrong += [f"{where}: {line}" for line in lines]
        return bool(lines)

    def faults(self, where: str, entry: dict[str, Any]) -> Faults:
        return self.attempt(f"{where}: fault", lambda: faults.parse(entry["fault"]), "fault" in entry) or {}

    def attempt(self, where: str, action: Callable[[], Any], wanted: bool = True) -> Any:
        """What the action gives; None when it is not wanted or fails, which is noted."""
        try:
            return action() if wanted else None
        except (ValueError, TypeError, AttributeError) as error:
            self.wrong.append(f"{where}: {error}")
            return None


def idle_timeout(answer: dict[str, Any]) -> timedelta | None:
    """A session's idle timeout, from whichever of its two fields it has; None: it never ends by itself here."""
    configuration = answer.get("SessionConfiguration", {})
    if "SessionIdleTimeoutInMinutes" in configuration:
        return timedelta(minutes=configuration["SessionIdleTimeoutInMinutes"])
    if "IdleTimeoutSeconds" in configuration:
        return timedelta(seconds=configuration["IdleTimeoutSeconds"])
    return None
