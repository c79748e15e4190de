"""Athena's session operations over a fleet: what the service knows, and how it answers."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, NoReturn

from . import model
from .clock import Clock
from .errors import ServiceError, denied, invalid, unknown_session
from .faults import PAGE_KINDS, WIRE_KINDS, Fault, Faults, in_force
from .fleet import Fleet, Session, WorkGroup, build, idle_timeout
from .listing import Item, Pager
from .starting import new_session
from .state import Life, is_active, status_at
from .tagging import MOST_TAGS, check_arn, subject, unknown_resource
from .tagging import entries as tag_entries
from .trees import merge, without

MOST_SESSIONS = 100
MOST_WORK_GROUPS = 50
ACCOUNT = "123456789012"

Answer = dict[str, Any]


class UnexpectedResponseError(Exception):
    """An answer that is none of Athena's: a page of HTML, say."""

    def __init__(self, status: int, content_type: str, body: str) -> None:
        self.status, self.content_type, self.body = status, content_type, body
        super().__init__(f"{status} {content_type}")


@dataclass(frozen=True)
class Response:
    """What a call is answered with, ready for the wire, and what is to happen to it there."""

    content: Answer
    wire: Fault | None = None


class Athena:
    """The service. Every method is safe to call from many threads."""

    def __init__(self, document: dict[str, Any]) -> None:
        """FleetError when the document is no fleet."""
        self.document = document
        self.fleet: Fleet = build(document, Clock().now())
        self.clock = Clock(self.fleet.start)
        self._began = self.clock.now()
        self._lock = threading.RLock()
        self._random = Random(0)
        self._pager = Pager(secrets.token_bytes(16))
        self._sessions = dict(self.fleet.sessions)
        self._lives = {key: self._written_life(session) for key, session in self._sessions.items()}
        self._limits = all(session.limits for session in self._sessions.values())
        self._order = {key: number for number, key in enumerate(self._sessions)}
        self._requests: dict[str, tuple[Answer, str]] = {}
        self._calls: Counter[tuple[str, str]] = Counter()
        #: Sessions that were read in vain: whether the next listing is to leave them out, or the last one did.
        self._vanished: dict[str, bool] = {}
        self._operations: dict[str, Callable[[Answer], Answer]] = {
            "GetSession": self._get_session,
            "GetSessionStatus": self._get_session_status,
            "ListSessions": self._list_sessions,
            "StartSession": self._start_session,
            "TerminateSession": self._terminate_session,
            "ListWorkGroups": self._list_work_groups,
            "GetWorkGroup": self._get_work_group,
            "GetSessionEndpoint": self._get_session_endpoint,
            "ListTagsForResource": self._list_tags,
        }

    def serves(self, operation: str) -> bool:
        """Whether this operation has an answer here."""
        return operation in self._operations

    def answer(self, operation: str, body: str, region: str) -> Response:
        """The response to a request's body. Raises ServiceError or UnexpectedResponseError."""
        request = _parsed(body)
        fault = self._suffer(operation, request, region)
        wrong = model.problems(request, model.input_shape(operation))
        if wrong:
            count = f"{len(wrong)} validation error{'s' if len(wrong) > 1 else ''} detected"
            raise invalid(f"{count}: {'; '.join(wrong)}")
        if "ResourceARN" in request:
            check_arn(request["ResourceARN"], region, ACCOUNT)
        with self._lock:
            answer = self._operations[operation](request)
        if fault is not None and fault.kind in PAGE_KINDS:
            answer = self._faulty_page(fault, request, answer)
        wrong = model.problems(answer, model.output_shape(operation), limits=self._limits)
        if wrong:
            raise ServiceError("SimulatorError", f"this answer is not the service's: {'; '.join(wrong)}", 500)
        wire = fault if fault is not None and fault.kind in WIRE_KINDS else None
        return Response(model.to_wire(answer, operation), wire)

    # Faults

    def _suffer(self, operation: str, request: Answer, region: str) -> Fault | None:
        """Let the faults of this call happen; the one that is still to happen to its answer."""
        delay, outcome = 0.0, None
        with self._lock:
            for fault in self._faults_of(operation, request):
                delay += fault.delay
                if fault.kind is not None:
                    outcome = fault
                    break
        if delay:
            time.sleep(delay)
        if outcome is not None and outcome.kind not in (*PAGE_KINDS, *WIRE_KINDS):
            self._strike(outcome, operation, request, region)
        return outcome

    def _faults_of(self, operation: str, request: Answer) -> Iterator[Fault]:
        request = subject(request) | request
        session = self._sessions.get(str(request.get("SessionId")))
        group = self.fleet.work_groups.get(session.work_group if session else str(request.get("WorkGroup")))
        owners: list[tuple[str, Faults]] = [("", self.fleet.faults)]
        if group is not None:
            owners.insert(0, (f"work group {group.name}", group.faults))
        if session is not None:
            owners.insert(0, (f"session {session.session_id}", session.faults))
        for owner, faults in owners:
            seen = self._calls[owner, operation]
            self._calls[owner, operation] += 1
            yield from in_force(faults, operation, seen, self._random.random())

    def _faulty_page(self, fault: Fault, request: Answer, page: Answer) -> Answer:
        """A page of a listing whose token is given again, or never the last, or that is empty though not the last."""
        token, member = request.get("NextToken"), next(name for name in page if name != "NextToken")
        listing = _listing(request)
        if fault.kind == "repeat_token":
            return page if token is None else page | {"NextToken": token}
        if fault.kind == "fresh_token":
            return {"NextToken": self._pager.another(listing, token)} | page
        return {member: [], "NextToken": self._pager.another(listing, token)}

    def _strike(self, fault: Fault, operation: str, request: Answer, region: str) -> NoReturn:
        if fault.kind == "body":
            raise UnexpectedResponseError(fault.status or 200, fault.content_type, fault.body)
        if fault.kind == "vanish":
            with self._lock:
                self._vanished[str(request.get("SessionId"))] = True
            raise unknown_session(str(request.get("SessionId")), self.fleet.unknown_session)
        if fault.code == "AccessDeniedException" and fault.message is None:
            raise denied(operation, self._arn(request, region))
        raise ServiceError(str(fault.code), fault.message, fault.status)

    def _arn(self, request: Answer, region: str) -> str:
        if "ResourceARN" in request:
            return str(request["ResourceARN"])
        session = self._sessions.get(str(request.get("SessionId")))
        group = session.work_group if session else request.get("WorkGroup", "*")
        return f"arn:aws:athena:{region}:{ACCOUNT}:workgroup/{group}"

    # Sessions

    def _get_session(self, request: Answer) -> Answer:
        session = self._session(request)
        answer = self._present(session)
        self._calls[f"answers {session.session_id}", "GetSession"] += 1
        for path in session.omit:
            answer = without(answer, path)
        return answer

    def _get_session_status(self, request: Answer) -> Answer:
        session = self._session(request)
        return {"SessionId": session.session_id, "Status": self._status(session.session_id)}

    def _list_sessions(self, request: Answer) -> Answer:
        group = self._spark_work_group(request["WorkGroup"])
        wanted = request.get("StateFilter")
        now = self.clock.now()
        entries = []
        for session_id, session in self._sessions.items():
            if session.work_group != group.name:
                continue
            status = self._status(session_id, now)
            matches = status["State"] == wanted or (wanted is None and is_active(status))
            if matches and not self._has_vanished(session_id, first_page="NextToken" not in request):
                newest_first = -status["StartDateTime"].timestamp()
                entries.append(([newest_first, self._order[session_id]], session))
        listed, token = self._page(entries, MOST_SESSIONS, request)
        summaries = [_summary(self._present(session, now)) for session in listed]
        return {"Sessions": summaries} | ({"NextToken": token} if token else {})

    def _has_vanished(self, session_id: str, *, first_page: bool) -> bool:
        """Whether a listing leaves the session out: the next one after it was read in vain, and no later one."""
        if session_id not in self._vanished:
            return False
        if not first_page:
            return not self._vanished[session_id]
        if self._vanished[session_id]:
            self._vanished[session_id] = False
            return True
        del self._vanished[session_id]
        return False

    def _start_session(self, request: Answer) -> Answer:
        group = self._spark_work_group(request["WorkGroup"])
        if group.answer["State"] == "DISABLED":
            raise invalid(f"WorkGroup {group.name} is disabled.")
        idempotency = request.get("ClientRequestToken")
        if idempotency in self._requests:
            earlier, session_id = self._requests[idempotency]
            if earlier != request:
                raise invalid("Idempotent parameters do not match the request that came with this token before.")
            return {"SessionId": session_id, "State": self._status(session_id)["State"]}
        now = self.clock.now()
        session = new_session(request, group, now)
        self._order[session.session_id] = len(self._order)
        self._lives[session.session_id] = Life({}, idle_timeout(session.answer), started=now)
        self._sessions[session.session_id] = session
        if idempotency is not None:
            self._requests[idempotency] = (request, session.session_id)
        return {"SessionId": session.session_id, "State": self._status(session.session_id)["State"]}

    def _terminate_session(self, request: Answer) -> Answer:
        session_id = self._session(request).session_id
        life = self._lives[session_id]
        if life.stopped is None:
            self._lives[session_id] = replace(life, stopped=self.clock.now())
        return {"State": self._status(session_id)["State"]}

    def _get_session_endpoint(self, request: Answer) -> Answer:
        raise ServiceError(
            "AccessDeniedException",
            f"GetSessionEndpoint hands out a token for {request['SessionId']}: nothing that only reads may call it",
            403,
        )

    def _session(self, request: Answer) -> Session:
        session = self._sessions.get(request["SessionId"])
        if session is None:
            raise unknown_session(request["SessionId"], self.fleet.unknown_session)
        return session

    def _present(self, session: Session, now: datetime | None = None) -> Answer:
        """The session's GetSession answer at that time (the present), nothing left out."""
        now = now or self.clock.now()
        return self._changed(session, now) | {"Status": self._status(session.session_id, now)}

    def _status(self, session_id: str, now: datetime | None = None) -> Answer:
        now = now or self.clock.now()
        life = self._lives[session_id]
        session = self._sessions[session_id]
        if session.changes:
            changed = self._changed(session, now)
            life = replace(life, status=changed["Status"], idle_timeout=idle_timeout(changed))
        return status_at(life, now)

    def _changed(self, session: Session, now: datetime) -> Answer:
        answer = session.answer
        calls = self._calls[f"answers {session.session_id}", "GetSession"]
        for change in session.changes:
            due = change.after is not None and now >= self._began + change.after
            if due or (change.after_calls is not None and calls >= change.after_calls):
                answer = merge(answer, change.members)
        return answer

    @staticmethod
    def _written_life(session: Session) -> Life:
        return Life(session.answer["Status"], idle_timeout(session.answer))

    # Work groups

    def _list_work_groups(self, request: Answer) -> Answer:
        entries = [([name], _work_group_summary(group)) for name, group in sorted(self.fleet.work_groups.items())]
        groups, token = self._page(entries, MOST_WORK_GROUPS, request)
        return {"WorkGroups": groups} | ({"NextToken": token} if token else {})

    def _get_work_group(self, request: Answer) -> Answer:
        return {"WorkGroup": self._work_group(request["WorkGroup"]).answer}

    def _work_group(self, name: str) -> WorkGroup:
        group = self.fleet.work_groups.get(name)
        if group is None:
            raise invalid(f"WorkGroup {name} is not found.")
        return group

    def _spark_work_group(self, name: str) -> WorkGroup:
        group = self._work_group(name)
        if not group.is_spark:
            raise invalid("Workgroup EngineVersion is not Spark.")
        return group

    # Tags

    def _list_tags(self, request: Answer) -> Answer:
        named = subject(request)
        session, group = self._sessions.get(named.get("SessionId", "")), self.fleet.work_groups.get(named["WorkGroup"])
        resource = session if "SessionId" in named else group
        if resource is None or (session is not None and session.work_group != named["WorkGroup"]):
            raise unknown_resource(request["ResourceARN"])
        tags = [([number], tag) for number, tag in enumerate(tag_entries(resource.tags))]
        page, token = self._page(tags, MOST_TAGS, request)
        return {"Tags": page} | ({"NextToken": token} if token else {})

    # Pages

    def _page(self, entries: list[tuple[list[Any], Item]], most: int, request: Answer) -> tuple[list[Item], str | None]:
        size = min(request.get("MaxResults", most), self.fleet.page_size or most)
        entries.sort(key=lambda entry: entry[0])
        return self._pager.page(entries, _listing(request), size, request.get("NextToken"))


def _listing(request: Answer) -> list[Any]:
    """What tells the listing of a request apart from others; that of work groups has none of it."""
    return [request.get("WorkGroup"), request.get("StateFilter"), request.get("ResourceARN")]


def _parsed(body: str) -> Answer:
    try:
        request = json.loads(body or "{}")
    except ValueError:
        request = None
    if not isinstance(request, dict):
        raise ServiceError("SerializationException", "the body is no JSON object")
    return {name: value for name, value in request.items() if value is not None}


def _summary(answer: Answer) -> Answer:
    """ListSessions' SessionSummary: the engine version is a structure there."""
    version = answer["EngineVersion"]
    versions = {"SelectedEngineVersion": version, "EffectiveEngineVersion": version}
    kept = {name: answer[name] for name in ("SessionId", "Description", "NotebookVersion", "Status") if name in answer}
    return kept | {"EngineVersion": versions}


def _work_group_summary(group: WorkGroup) -> Answer:
    kept = {name: value for name, value in group.answer.items() if name != "Configuration"}
    return kept | {"EngineVersion": group.engine_version}
