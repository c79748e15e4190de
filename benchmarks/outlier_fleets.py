# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated fleets of sessions with known faults, for the evaluation of outliers.

It knows nothing of how outliers are found. A fleet has one to three work groups, each of one engine generation and of
one to three roles; a role is a job or a team whose sessions share their settings. On top of that comes the variety
that a real fleet has. A fault changes, drops or adds one setting in one or two sessions of a role.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fleet_values import (
    CATALOGUE,
    DPUS,
    ENCRYPTION,
    FOLDER,
    IDLE,
    KEY,
    PROPERTIES,
    PYSPARK,
    ROLE,
    SPARK,
    SPELT_OTHERWISE,
    STRANGE,
    TEXT,
    WRONG,
    Difficulty,
    Path,
    Settings,
)


@dataclass(frozen=True)
class Fault:
    """One setting that was changed, dropped or added, and the sessions that this was done to."""

    pointer: str
    kind: str
    session_ids: tuple[str, ...]


@dataclass
class Fleet:
    """Sessions as athena_session_info returns them, and what is wrong with them."""

    sessions: list[dict[str, Any]]
    faults: list[Fault]


@dataclass
class _Member:
    settings: Settings
    role: str
    varied: set[Path] = field(default_factory=set)


@dataclass
class _Group:
    name: str
    engine: str
    members: list[_Member]


def fleet(seed: int, difficulty: Difficulty, faults: int | None = None) -> Fleet:
    """The fleet of a seed; with one to three faults unless their number is given."""
    rng = random.Random(seed)
    groups = [_group(rng, f"group-{index}", size, difficulty) for index, size in enumerate(_sizes(rng, difficulty))]
    number = rng.randint(1, 3) if faults is None else faults
    injected = _inject(rng, groups, number, difficulty)
    sessions, ids = [], {}
    for group in groups:
        for member in group.members:
            ids[id(member)] = f"{rng.getrandbits(64):016x}"
            sessions.append(_session(group, member, ids[id(member)]))
    rng.shuffle(sessions)
    return Fleet(
        sessions,
        [Fault(_pointer(group, path), kind, tuple(ids[id(one)] for one in its)) for group, path, kind, its in injected],
    )


def _sizes(rng: random.Random, difficulty: Difficulty) -> list[int]:
    """How many sessions each work group has: 16 to 250 in all, at least 16 in each."""
    drawn = rng.random()
    total = round(16 * (250 / 16) ** drawn if difficulty.few_sessions else 16 + 234 * drawn)
    number = min(rng.randint(1, 3), total // 16)
    free = total - 16 * number
    cuts = sorted(rng.randint(0, free) for _turn in range(number - 1))
    return [16 + high - low for low, high in zip([0, *cuts], [*cuts, free], strict=True)]


def _group(rng: random.Random, name: str, size: int, difficulty: Difficulty) -> _Group:
    engine = rng.choice((PYSPARK, SPARK))
    base = _base(rng, engine)
    roles = _roles(rng, base, size, difficulty)
    members = [_Member(dict(template), role) for role, template, count in roles for _turn in range(count)]
    group = _Group(name, engine, members)
    _vary(rng, group, difficulty)
    return group


def _base(rng: random.Random, engine: str) -> Settings:
    """What all sessions of a work group have in common."""
    keys = rng.sample(sorted(CATALOGUE), rng.randint(8, 18))
    settings: Settings = {(*PROPERTIES, key): rng.choice(CATALOGUE[key]) for key in keys}
    settings[ROLE] = f"arn:aws:iam::123456789012:role/athena-{rng.randint(1, 9)}"
    settings[IDLE] = rng.choice((600, 900, 1200, 1800))
    settings[ENCRYPTION] = "SSE_KMS"
    settings[KEY] = f"arn:aws:kms:eu-west-1:123456789012:key/{rng.getrandbits(32):08x}-1111-2222-3333-444444444444"
    if engine == PYSPARK:
        settings[DPUS] = rng.choice((4, 8, 20, 40))
        settings["engine_configuration", "coordinator_dpu_size"] = 1
        settings["engine_configuration", "default_executor_dpu_size"] = 1
        settings[FOLDER] = f"s3://notebooks-{rng.randint(1, 9)}/work/"
    elif rng.random() < 0.7:
        settings["monitoring_configuration", "cloud_watch_logging_configuration", "enabled"] = True
        settings["monitoring_configuration", "cloud_watch_logging_configuration", "log_group"] = "/athena/spark"
    return settings


def _roles(rng: random.Random, base: Settings, size: int, difficulty: Difficulty) -> list[tuple[str, Settings, int]]:
    """Name, settings and number of sessions of each role of a work group."""
    number = min(rng.randint(1, 3), max(1, size // 8))
    counts = _shares(rng, size, number, difficulty)
    least, most = (2, 2) if difficulty.close_roles else (3, 7)
    roles = [("role-0", base, counts[0])]
    for index, count in enumerate(counts[1:], start=1):
        template = dict(base)
        keys = rng.sample(sorted(CATALOGUE), rng.randint(least, most))
        for key in keys:
            template[*PROPERTIES, key] = _other(rng, key, base.get((*PROPERTIES, key)))
        if rng.random() < 0.5:
            template[ROLE] = f"arn:aws:iam::123456789012:role/job-{index}"
        roles.append((f"role-{index}", template, count))
    return roles


def _shares(rng: random.Random, size: int, number: int, difficulty: Difficulty) -> list[int]:
    """The sizes of roles: at least 5 sessions each, or 3 to 4 for all but one where roles are to be small."""
    if difficulty.small_roles:
        small = [rng.randint(3, 4) for _turn in range(number - 1)]
        return [size - sum(small), *small]
    weights = [rng.uniform(0.5, 1.5) ** (6 if difficulty.skewed else 1) for _turn in range(number)]
    free = size - 5 * number
    counts = [5 + int(free * weight / sum(weights)) for weight in weights]
    counts[0] += size - sum(counts)
    return counts


def _other(rng: random.Random, key: str, value: Any) -> str:
    return rng.choice([one for one in CATALOGUE[key] if one != value])


def _vary(rng: random.Random, group: _Group, difficulty: Difficulty) -> None:
    """The variety that a work group has by nature."""
    free = [key for key in sorted(CATALOGUE) if not _differs_by_role(group, (*PROPERTIES, key))]
    rng.shuffle(free)
    for _turn in range(rng.randint(0, 2)):
        _option(rng, group, free.pop(), 0.04 if difficulty.rare_options else 0.15)
    for _turn in range(difficulty.noisy_settings):
        _noise(rng, group, free.pop())
    if difficulty.bundles:
        _bundle(rng, group, [free.pop() for _turn in range(rng.randint(2, 3))])
    if difficulty.upgrade:
        _bundle(rng, group, [free.pop() for _turn in range(rng.randint(1, 3))], least=0.1)
    if difficulty.users:
        _users(rng, group)
    for number, member in enumerate(group.members):
        _name(rng, member, number)
        for path, value in member.settings.items():
            if value in SPELT_OTHERWISE and not path[-1].startswith(TEXT) and rng.random() < 0.2:
                member.settings[path] = SPELT_OTHERWISE[value]


def _differs_by_role(group: _Group, path: Path) -> bool:
    return len({member.settings.get(path) for member in group.members}) > 1


def _set(member: _Member, path: Path, value: Any) -> None:
    """A value that varies by nature; None drops the setting."""
    member.varied.add(path)
    if value is None:
        member.settings.pop(path, None)
    else:
        member.settings[path] = value


def _option(rng: random.Random, group: _Group, key: str, least: float) -> None:
    """A setting for which each session has one of two or three values, the least frequent with at least that share."""
    values: list[Any] = rng.sample([*CATALOGUE[key], None], min(rng.randint(2, 3), len(CATALOGUE[key]) + 1))
    shares = [least + (1 - least * len(values)) * share for share in _random_shares(rng, len(values))]
    for member in group.members:
        _set(member, (*PROPERTIES, key), rng.choices(values, shares)[0])


def _random_shares(rng: random.Random, number: int) -> list[float]:
    drawn = [rng.expovariate(1) for _turn in range(number)]
    return [one / sum(drawn) for one in drawn]


def _noise(rng: random.Random, group: _Group, key: str) -> None:
    """A setting that people turn as they like: up to a third of the sessions have some value of their own."""
    share = rng.uniform(0.1, 0.33)
    for member in group.members:
        member.varied.add((*PROPERTIES, key))
        if rng.random() < share:
            _set(member, (*PROPERTIES, key), rng.choice([*CATALOGUE[key], str(rng.randint(1, 999)), None]))


def _bundle(rng: random.Random, group: _Group, keys: list[str], least: float = 0.25) -> None:
    """Settings that a part of the sessions of every role has changed together, as by an upgrade under way."""
    share = rng.uniform(least, 1 - least)
    values = {key: _other(rng, key, group.members[0].settings.get((*PROPERTIES, key))) for key in keys}
    for member in group.members:
        changed = rng.random() < share
        for key in keys:
            path = (*PROPERTIES, key)
            _set(member, path, values[key] if changed else member.settings.get(path))


def _users(rng: random.Random, group: _Group) -> None:
    """Sessions belong to users, some with many and some with one, who have a folder and perhaps a size of their own."""
    users = [f"user-{rng.getrandbits(20):05x}" for _turn in range(rng.randint(3, 12))]
    dpus = {user: rng.choice((8, 8, 8, 20)) for user in users}
    weights = [1 / (rank + 1) for rank in range(len(users))]
    for member in group.members:
        user = rng.choices(users, weights)[0]
        _set(member, (*PROPERTIES, "spark.company.owner"), user)
        if group.engine == PYSPARK:
            _set(member, FOLDER, f"s3://notebooks/{user}/")
            _set(member, DPUS, dpus[user])


def _name(rng: random.Random, member: _Member, number: int) -> None:
    """What identifies a session, and counts that are all over the place."""
    _set(member, (*PROPERTIES, "spark.app.name"), f"app-{number}-{rng.getrandbits(16):04x}")
    _set(member, (*PROPERTIES, "spark.company.batch"), str(rng.randint(1, 10_000)))


def _inject(
    rng: random.Random, groups: Sequence[_Group], number: int, difficulty: Difficulty
) -> list[tuple[_Group, Path, str, list[_Member]]]:
    """Faults, each in a place of its own; with `pairs` all of them in the same session."""
    injected: list[tuple[_Group, Path, str, list[_Member]]] = []
    group = rng.choice(groups)
    first = rng.choice(group.members)
    while len(injected) < number:
        if not difficulty.pairs:
            group = rng.choice(groups)
            first = rng.choice(group.members)
        peers = [member for member in group.members if member.role == first.role and member is not first]
        hit = [first, rng.choice(peers)] if not difficulty.pairs and rng.random() < 0.3 else [first]
        kind = rng.choice(("changed", "dropped", "added"))
        path = _place(rng, group, hit, kind)
        if path is None or any(path == its and group is one for one, its, *_rest in injected):
            continue
        value = None if kind == "dropped" else _wrong(rng, path, first.settings.get(path))
        for member in hit:
            _put(member, path, value)
        injected.append((group, path, kind, hit))
    return injected


def _place(rng: random.Random, group: _Group, hit: Sequence[_Member], kind: str) -> Path | None:
    """A setting that does not vary by nature, and that the role has, or for an addition has not."""
    settings = hit[0].settings
    if kind == "added":
        keys = [*CATALOGUE, *STRANGE]
        places = [(*PROPERTIES, key) for key in sorted(keys) if (*PROPERTIES, key) not in settings]
    else:
        places = sorted(path for path in settings if all(path not in member.varied for member in hit))
    places = [path for path in places if all(path not in member.varied for member in group.members)]
    if kind == "changed":
        places = [path for path in places if path[-1] in CATALOGUE or path in (*WRONG, IDLE, DPUS)]
    return rng.choice(places) if places else None


def _wrong(rng: random.Random, path: Path, value: Any) -> Any:
    if isinstance(value, int):
        return value * rng.choice((2, 3, 6))
    known = WRONG.get(path) or {**CATALOGUE, **STRANGE}[path[-1]]
    return rng.choice([one for one in known if value not in (one, SPELT_OTHERWISE.get(one, one))])


def _put(member: _Member, path: Path, value: Any) -> None:
    if value is None:
        del member.settings[path]
    else:
        member.settings[path] = value


def _pointer(group: _Group, path: Path) -> str:
    if path[0] == "properties":
        place = "spark_properties" if group.engine == PYSPARK else "classifications/spark-defaults"
        return f"/engine_configuration/{place}/{path[1]}"
    return "/" + "/".join(path)


def _session(group: _Group, member: _Member, session_id: str) -> dict[str, Any]:
    session: dict[str, Any] = {
        "session_id": session_id,
        "work_group": group.name,
        "engine_version": group.engine,
        "region": "eu-west-1",
        "engine_configuration": {},
        "status": {"state": "IDLE"},
    }
    properties = {path[1]: value for path, value in member.settings.items() if path[0] == "properties"}
    for path, value in member.settings.items():
        if path[0] != "properties":
            node = session
            for token in path[:-1]:
                node = node.setdefault(token, {})
            node[path[-1]] = value
    engine = session["engine_configuration"]
    if group.engine == PYSPARK:
        engine["spark_properties"] = properties
        engine["additional_configs"] = {"NotebookId": session_id[::-1]}
    else:
        engine["classifications"] = [{"name": "spark-defaults", "properties": properties}]
    return session
