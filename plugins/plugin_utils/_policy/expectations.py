# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a declared tree to a flat list of checks, with every mistake in it reported at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .._common.json_pointers import Tokens, lies_under, pointer
from .._common.problems import Problems
from .._common.suggestions import nearest, unknown
from .._session.access import by_name
from .._session.fields import (
    NAMELESS,
    NEWER_STRUCTURE,
    OTHERS,
    SESSION,
    Classifications,
    Field,
    Leaf,
    Map,
    Structure,
    below,
    field_at,
    field_like,
    places_named,
)
from .._session.spark_settings import misspelling
from .._values.kinds import Kind, describe, outline
from .contradictions import contradiction
from .newer_fields import field_declared, newer_field
from .operators import NULL, OPERATORS, OR_ABSENT, WORDS, misuses, unknown_operator


@dataclass(frozen=True)
class Check:
    """One operator on one field: the path in a session, the operator's name, its operand, and the field's kind.

    `or_absent`: it holds for an absent value, too. `misspelling`: that a name in the path is probably misspelt, and for
    which.
    """

    path: Tokens
    operator: str
    operand: Any
    kind: Kind
    or_absent: bool = False
    misspelling: str | None = None


@dataclass(frozen=True)
class ExpectationContext:
    """What compiling expectations depends on beside them.

    `sessions` are those read: a member, a value of an enum or a map key that the table does not know is accepted where
    one of them has it, since the service may be newer than this table; and so is what lies at or under the paths
    `newer`. `exhaustive` are the paths under which the expectations are to declare everything. Where the sessions were
    not `read` yet, what depends on them is neither a mistake nor compiled.
    """

    sessions: Sequence[Mapping[str, Any]] = ()
    newer: Collection[Tokens] = ()
    exhaustive: Sequence[Tokens] = ()
    read: bool = True


def context_of(sessions: Sequence[Mapping[str, Any]] | None) -> ExpectationContext:
    """The context of the sessions that were read, or of None as long as none were."""
    return ExpectationContext(sessions or (), read=sessions is not None)


ANY = Kind()
CONTAINER = Kind()
"""The kind of a structure or list that the table knows: an empty one is as good as none."""


def compile_expectations(tree: Any, context: ExpectationContext, problems: Problems) -> list[Check]:
    """The checks of an expectation tree (plain data), in the order of its keys; mistakes go to `problems`."""
    compiler = _Compiler(context)
    compiler.node(SESSION, tree, (), list(context.sessions), problems)
    return compiler.checks


class _Compiler:
    def __init__(self, context: ExpectationContext) -> None:
        self.checks: list[Check] = []
        self._context = context

    def node(self, node: Field, declared: Any, path: Tokens, seen: list[Any], problems: Problems) -> None:
        if declared is None:
            problems.add(NULL)
        elif isinstance(node, Leaf):
            self._leaf(node.kind, declared, path, seen, problems)
        elif isinstance(node, Classifications):
            self._classifications(node, declared, path, seen, problems)
        elif not isinstance(declared, Mapping):
            problems.add(f"a mapping is needed here, not {_describe(declared, problems)}")
        elif not declared:
            problems.add("an empty mapping declares nothing")
        elif isinstance(node, Map):
            self._map(node, declared, path, seen, problems)
        else:
            self._structure(node, declared, path, seen, problems)

    def _structure(
        self, node: Structure, declared: Mapping[Any, Any], path: Tokens, seen: list[Any], problems: Problems
    ) -> None:
        for name, value in declared.items():
            at = problems.under(name)
            if not isinstance(name, str):
                at.add(_not_text(name))
            elif name in node.members:
                self.node(node.members[name], value, (*path, name), _under(seen, name), at)
            elif name == "present" and path and isinstance(value, bool) and not _is_newer_member(node, name, seen):
                self._present(declared, path, problems)
            elif (name == OR_ABSENT and "present" in declared) or self._newer((*path, name), value, seen, at):
                continue
            elif name in WORDS:
                allowed = "true or false" if name == "present" else "only present"
                at.add(f"{name} stands at a single value, not at a structure; {allowed} may stand here")
            else:
                at.add(_unknown_field(name, {*node.members, *_names(seen)}))

    def _newer(self, path: Tokens, declared: Any, seen: list[Any], problems: Problems) -> bool:
        """Compile what is declared of a member that the table does not know; False where nobody knows it."""
        if not self._context.read:
            return True
        values = _under(seen, path[-1])
        if values:
            self.node(newer_field(declared, values), declared, path, values, problems)
        elif self._is_newer(path):
            self.node(field_declared(declared), declared, path, values, problems)
        else:
            return False
        return True

    def _is_newer(self, path: Tokens) -> bool:
        return lies_under(self._context.newer, path)

    def _map(self, node: Map, declared: Mapping[Any, Any], path: Tokens, seen: list[Any], problems: Problems) -> None:
        for key, value in declared.items():
            at = problems.under(key)
            values = _under(seen, key)
            if not isinstance(key, str):
                at.add(_not_text(key))
            elif key in WORDS and not values and not isinstance(value, Mapping):
                if not self._context.read:
                    continue
                at.add(
                    f"keys here are data, and no session has a key {key!r}; the operator {key} goes under a "
                    f"key, and a key of this name is declared as {{{key}: {{eq: …}}}}"
                )
            else:
                child: Field | None = node
                values = seen
                for token in node.tokens(key):
                    child, values = below(child, token), _under(values, token)
                self.node(child or field_like(value), value, (*path, *node.tokens(key)), values, at)

    def _classifications(
        self, node: Classifications, declared: Any, path: Tokens, seen: list[Any], problems: Problems
    ) -> None:
        if isinstance(declared, Mapping) and isinstance(declared.get("present"), bool):
            self._present(declared, path, problems)
            declared = {name: value for name, value in declared.items() if name not in ("present", OR_ABSENT)}
            if not declared:
                return
        known = [names for value in seen if isinstance(value, list) and (names := by_name(value)) is not None]
        taken: set[str] = set()
        for entry, at in _entries(declared, problems):
            name = entry.get("name") if isinstance(entry, Mapping) else None
            name = name if isinstance(name, str) else NAMELESS
            place, values = (*path, name), _under(known, name)
            if isinstance(entry, Mapping) and name == NAMELESS and not self._context.read:
                continue
            if not isinstance(entry, Mapping) or (name == NAMELESS and not values and not self._is_newer(place)):
                at.add("a classification is a mapping with its name as text, and its properties")
            elif name in taken:
                at.add(f"the classification {name!r} is declared twice")
            else:
                taken.add(name)
                self._classification(node, entry, place, values, at)

    def _classification(
        self, node: Classifications, entry: Mapping[Any, Any], path: Tokens, seen: list[Any], problems: Problems
    ) -> None:
        # With operators of its own, it is a member that happens to have such a name.
        words = {word for word in ("present", OR_ABSENT) if not isinstance(entry.get(word), Mapping)}
        words |= {"properties"} | ({"name"} if isinstance(entry.get("name"), str) else set())
        others = {member: value for member, value in entry.items() if member not in words}
        if entry.keys() & words & {"present"}:
            self._present(entry, path, problems)
        if "properties" in entry:
            self.node(node.properties, entry["properties"], path, seen, problems.under("properties"))
        elif "present" not in entry and not others:
            problems.add("a classification needs its properties, or present")
        if entry.keys() & words & {OR_ABSENT} and "present" not in entry:
            problems.under(OR_ABSENT).add("stands at a single value, not at a classification")
        for member, value in others.items():
            at = problems.under(member)
            if not isinstance(member, str):
                at.add(_not_text(member))
            elif not self._newer((*path, OTHERS, member), value, _under(seen, OTHERS), at):
                at.add(unknown("field", member, ("name", "properties", "present")))

    def _present(self, declared: Mapping[Any, Any], path: Tokens, problems: Problems) -> None:
        """`present` at a structure, at the classifications or at one of them."""
        operand = declared["present"]
        at = problems.under("present")
        for message in OPERATORS["present"].misuse(ANY, operand):
            at.add(message)
        if operand is False and declared.keys() - {"present", "name", OR_ABSENT}:
            at.add("contradicts what is declared beside it: what is absent has no members")
        known = isinstance(field_at(path), (Structure, Classifications))
        or_absent = self._or_absent(declared, path, problems)
        self._add([Check(path, "present", operand, CONTAINER if known else ANY, or_absent)], path)

    def _or_absent(self, declared: Mapping[Any, Any], path: Tokens, problems: Problems) -> bool:
        """Whether what is declared holds for an absent value, too."""
        if OR_ABSENT not in declared:
            return False
        at = problems.under(OR_ABSENT)
        if declared[OR_ABSENT] is not True:
            at.add(f"must be true, not {_describe(declared[OR_ABSENT], problems)}; without it an absent value is drift")
        elif declared.get("present") is False:
            at.add("adds nothing to present: false")
        elif declared.get("present") is True and not lies_under(self._context.exhaustive, path):
            at.add("contradicts present: true; only an exhaustive policy may say by both that something is left open")
        elif len(declared) == 1:
            at.add("is no operator by itself: it stands beside one, as in {le: 20, or_absent: true}")
        return True

    def _leaf(self, kind: Kind, declared: Any, path: Tokens, seen: list[Any], problems: Problems) -> None:
        operators = declared if isinstance(declared, Mapping) else {"eq": declared}
        seen = _distinct(seen)
        if not operators:
            problems.add(f"an empty mapping declares nothing; the operators are {', '.join(OPERATORS)}")
        mistakes = len(problems.found)
        or_absent = self._or_absent(operators, path, problems)
        # Where any value may come, a newer service may have widened what there is.
        known = seen if self._context.read and not self._is_newer(path) else None
        operands: dict[str, Any] = {}
        for name, operand in operators.items():
            at = problems.under(name) if isinstance(declared, Mapping) else problems
            if name == OR_ABSENT:
                continue
            if name not in OPERATORS and problems.secret:
                problems.add(_strange(name))
            elif not isinstance(name, str):
                at.add(_not_text(name))
            elif name not in OPERATORS:
                at.add(unknown_operator(name))
            else:
                for message in misuses(kind, name, operand, known):
                    at.add(_hidden(name) if at.hides(operand) else message)
                operands[name] = operand
        if len(problems.found) == mistakes:
            clash = contradiction(kind, operands, known)
            if clash is not None:
                problems.add(clash)
        self._add([Check(path, name, operand, kind, or_absent) for name, operand in operands.items()], path)

    def _add(self, checks: list[Check], path: Tokens) -> None:
        """Note checks of one path."""
        wrong = None if self._is_newer(path) else misspelling(path, self._context.sessions)
        self.checks.extend(replace(check, misspelling=wrong) for check in checks)


def _unknown_field(name: str, known: Collection[str]) -> str:
    """The message about an unknown field: with the nearest name, or with the place that has one so named."""
    places = places_named(name)
    if nearest(name, known) is None and len(places) == 1:
        return f"unknown field {name!r}, did you mean the one at {pointer(places[0])}?"
    return unknown("field", name, known)


def _entries(declared: Any, problems: Problems) -> Iterator[tuple[Any, Problems]]:
    """Classifications as pairs of entry and place: a list as the module returns it, or properties by name."""
    if isinstance(declared, Mapping) and declared:
        for name, properties in declared.items():
            yield {"name": name, "properties": properties}, problems.under(name)
    elif isinstance(declared, list) and declared:
        for index, entry in enumerate(declared):
            yield entry, problems.under(index)
    elif declared in ([], {}):
        problems.add("declares nothing; for no classification at all write {present: false}")
    else:
        problems.add(f"a list of {{name, properties}} is needed here, not {_describe(declared, problems)}")


def _under(seen: list[Any], name: Any) -> list[Any]:
    """What the values seen so far have under a name."""
    return [value[name] for value in seen if isinstance(value, dict) and value.get(name) is not None]


def _distinct(seen: list[Any]) -> list[Any]:
    """Each of the values once; 1, true and "1" are three."""
    return list({repr(value): value for value in seen}.values())


def _names(seen: list[Any]) -> Iterator[str]:
    """The names of what the values seen so far have below them."""
    return (name for value in seen if isinstance(value, Mapping) for name in value)


def _is_newer_member(node: Structure, name: str, seen: list[Any]) -> bool:
    """Whether an operator's name is that of a member which a mapping that the table does not know has."""
    return node is NEWER_STRUCTURE and bool(_under(seen, name))


def _hidden(name: str) -> str:
    return f"the value of {name} does not fit (it is not shown, since a name looks like that of a secret)"


def _strange(name: Any) -> str:
    """About what stands for an operator of a secret: it may be the secret, as `{…}` without quotes is a mapping."""
    near = nearest(str(name), OPERATORS)
    hint = f"did you mean {near!r}?" if near else f"known are {', '.join(OPERATORS)}"
    return f"unknown operator (it is not shown, since the name looks like that of a secret); {hint}"


def _describe(declared: Any, problems: Problems) -> str:
    return "a value that is not shown" if problems.secret else outline(declared)


def _not_text(key: Any) -> str:
    return f"a name is text, and {describe(key)} is not: quote it"
