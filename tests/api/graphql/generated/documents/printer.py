"""Writes a document: plainly, or with variables, defaults, fragments, directives and fields asked twice."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.api.graphql.generated.documents.generator import Asked, Branch, Part
from tests.api.graphql.generated.documents.inputs import Word, sent


@dataclass(slots=True)
class Written:
    """A request: the document, its variables, and the name of its operation when it must be given."""

    text: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


def plainly(parts: list[Part]) -> Written:
    """Values where they belong, each field once."""
    return Written(_Plain().selections(parts))


def otherwise(parts: list[Part], random: Random) -> Written:
    """The same question in another form: it must have the same answer, byte for byte."""
    writer = _Otherwise(random)
    body = writer.selections(parts, "Query")
    declared = f"({', '.join(writer.declared)})" if writer.declared else ""
    document = " ".join([f"query Asked{declared} {body}", *writer.fragments])
    name = None
    if random.random() < 0.3:
        document, name = f"query Other {{ __typename }} {document}", "Asked"
    return Written(document, writer.variables, name)


class _Plain:
    def selections(self, parts: list[Part]) -> str:
        return "{ " + " ".join(self._part(part) for part in parts) + " }"

    def _part(self, part: Part) -> str:
        if isinstance(part, Branch):
            return f"... on {part.on} {self.selections(part.children)}"
        given = ", ".join(f"{name}: {literal(value)}" for name, (_, value) in part.arguments.items())
        return _field(part, given, self.selections(part.children) if part.children else "")


@dataclass(slots=True)
class _Otherwise:
    random: Random
    declared: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    given: dict[int, str] = field(default_factory=dict)
    noise: int = 0

    def selections(self, parts: list[Part], on: str) -> str:
        """The parts in their order, in runs that each have a form of their own; some of it said twice."""
        written, at = [], 0
        while at < len(parts):
            run = parts[at : at + self.random.randint(1, 4)]
            at += len(run)
            written.append(self._run(run, on))
            if self.random.random() < 0.12:
                written.append(self._run([self.random.choice(parts[:at])], on))
            if self.random.random() < 0.1:
                written.append(self._skipped(on))
        return "{ " + " ".join(written) + " }"

    def _run(self, parts: list[Part], on: str) -> str:
        body = [self._part(part) for part in parts]
        form = self.random.random()
        directive = self._directive()
        if form < 0.55 and not directive:
            return " ".join(body)
        if form < 0.7:
            return f"... {directive} {{ {' '.join(body)} }}"
        if form < 0.85:
            return f"... on {on} {directive} {{ {' '.join(body)} }}"
        name = f"F{len(self.fragments)}"
        self.fragments.append(f"fragment {name} on {on} {{ {' '.join(body)} }}")
        return f"...{name} {directive}"

    def _part(self, part: Part) -> str:
        if isinstance(part, Branch):
            return f"... on {part.on} {self.selections(part.children, part.on)}"
        # Fields of one name are merged only when their arguments are written the same way.
        if id(part) not in self.given:
            self.given[id(part)] = ", ".join(
                f"{name}: {self._argument(kind, value)}" for name, (kind, value) in part.arguments.items()
            )
        return _field(
            part, self.given[id(part)], self.selections(part.children, part.on) if part.children else ""
        )

    def _argument(self, kind: str, value: Any) -> str:
        """A value as a literal, as a variable, or as a literal in which some things are variables."""
        form = self.random.random()
        if isinstance(value, list) and form < 0.5:
            each = kind.rstrip("!").removeprefix("[").removesuffix("]")
            return "[" + ", ".join(self._argument(each, one) for one in value) + "]"
        if isinstance(value, dict) and form < 0.6:
            return _object({name: self._argument(of, inner) for name, (of, inner) in value.items()})
        return literal(value) if form < 0.4 else self._variable(kind, value)

    def _variable(self, kind: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        form = self.random.random()
        if value is None and form < 0.5:
            self.declared.append(f"${name}: {kind}")  # and nothing is sent
        elif form < 0.3 and value is not None:
            self.declared.append(f"${name}: {kind} = {literal(value)}")
        elif form < 0.4 and value is not None:
            self.declared.append(f"${name}: {kind.rstrip('!')} = {literal(_another(value))}")
            self.variables[name] = sent(value)
        else:
            self.declared.append(f"${name}: {kind}")
            self.variables[name] = sent(value)
        return f"${name}"

    def _directive(self) -> str:
        form = self.random.random()
        if form < 0.6:
            return ""
        if form < 0.7:
            return "@include(if: true)"
        if form < 0.8:
            return "@skip(if: false)"
        wanted = form < 0.9
        return f"@{'include' if wanted else 'skip'}(if: {self._variable('Boolean!', wanted)})"

    def _skipped(self, on: str) -> str:
        self.noise += 1
        no = (
            "@skip(if: true)"
            if self.random.random() < 0.5
            else f"@include(if: {self._variable('Boolean!', False)})"
        )
        if self.random.random() < 0.5:
            return f"n{self.noise}: __typename {no}"
        return f"... on {on} {no} {{ n{self.noise}: __typename }}"


def literal(value: Any) -> str:
    """A value as GraphQL writes it."""
    if isinstance(value, dict):
        return _object({name: literal(inner) for name, (_, inner) in value.items()})
    if isinstance(value, list):
        return "[" + ", ".join(literal(each) for each in value) + "]"
    return value if isinstance(value, Word) else json.dumps(value, ensure_ascii=False)


def _object(members: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {written}" for name, written in members.items()) + "}"


def _another(value: Any) -> Any:
    return (not value) if isinstance(value, bool) else value


def _field(part: Asked, given: str, inner: str) -> str:
    alias = "" if part.key == part.name else f"{part.key}: "
    return f"{alias}{part.name}{f'({given})' if given else ''} {inner}".rstrip()
