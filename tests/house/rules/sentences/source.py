"""Sentences in the source: the templates of refusals and texts, with the codes of the refusals."""

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeGuard

ROOMS = ("domain", "api")
# The constructors of refusals: where the code stands, and where the template.
REFUSALS = dict.fromkeys(("Invalid", "NotFound", "Forbidden", "Conflict", "Unavailable", "Refusal"), (0, 1))
# What becomes a refusal, by its rule.
RULES = {"BrokenDay": (0, 1)}
KERNEL = {
    "UnknownModel": "unknown_model",
    "NotInForce": "not_in_force",
    "UnknownParameter": "unknown_parameter",
    "OutsideLegalRange": "outside_legal_range",
    "Contradictory": "contradictory_parameters",
    "Overflow": "overflow",
    "invalid_token": "invalid_token",
}
# Before there is a request, whoever starts the server reads what is wrong with its settings.
START = frozenset({"api/settings.py"})
TEXTS = frozenset({"Text", "Hint"})
LOOKS = frozenset({"seen", "locked", "locked_at"})
CODE = re.compile(r"[a-z]+(_[a-z]+)*")
# What carries a sentence of somebody else along, and is none of its own.
CARRIED = frozenset(
    {
        "domain/errors.py",
        # Of a table or a field: `derived` has each.
        "domain/database/errors.py",
        "domain/locking.py",
        "api/graphql/subscriptions/changes.py",
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template where it stands; `code` is None for a text of no refusal, `law` for how a law is cited."""

    code: str | None
    template: str
    place: str
    law: str = ""


@dataclass(slots=True)
class Module:
    """One module: its constants are known, for templates that have a name."""

    path: str
    tree: ast.Module
    constants: dict[str, ast.expr]

    @classmethod
    def read(cls, root: Path, path: Path) -> "Module":
        """The module at a path below the root."""
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target: value
            for statement in tree.body
            if isinstance(statement, ast.Assign)
            for target, value in _assigned(statement)
        }
        return cls(path.relative_to(root).as_posix(), tree, constants)

    def text(self, node: ast.expr | None) -> list[str] | None:
        """The texts that an expression can be; None where nobody can tell from here."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [node.value]
        if isinstance(node, ast.IfExp):
            both = self.text(node.body), self.text(node.orelse)
            return None if None in both else [*(both[0] or ()), *(both[1] or ())]
        if isinstance(node, ast.Name) and node.id in self.constants:
            return self.text(self.constants[node.id])
        if isinstance(node, ast.Call) and _name(node) == "Text" and node.args:
            return self.text(node.args[0])
        return None


def _assigned(statement: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    """Each name with its value, of several at once too."""
    for target in statement.targets:
        if isinstance(target, ast.Name):
            yield target.id, statement.value
        elif isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            for name, value in zip(target.elts, statement.value.elts, strict=True):
                if isinstance(name, ast.Name):
                    yield name.id, value


def modules(root: Path) -> Iterator[Module]:
    """The modules whose sentences are translated."""
    kernel = root / "pay_models" / "kernel"
    places = [*(root / room for room in ROOMS), root / "tabular", kernel]
    for place in places:
        for path in sorted(place.rglob("*.py")):
            yield Module.read(root, path)


def sentences(root: Path) -> Iterator[Sentence]:
    """Every template that stands in the source, with its code."""
    for module in modules(root):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                yield from _of_call(module, node)
            if isinstance(node, ast.Call | ast.Tuple):
                yield from _of_a_pair(module, node)


def looked_for(root: Path) -> set[str]:
    """The tables whose rows are looked for by an id that came with a request: `locked(session, PayRun, id)`."""
    return {
        call.args[1].id
        for module in modules(root)
        for call in _calls(module.tree)
        if _name(call) in LOOKS and len(call.args) > 1 and isinstance(call.args[1], ast.Name)
    }


def unextractable(root: Path) -> Iterator[str]:
    """Refusals whose code or template nobody can tell from the source."""
    for module in modules(root):
        for call in _calls(module.tree):
            name = _name(call)
            if name not in REFUSALS or module.path in CARRIED:
                continue
            code, template = _argument(call, 0, "code"), _argument(call, 1, "template")
            if isinstance(template, ast.JoinedStr | ast.BinOp):
                yield f"{module.path}:{call.lineno} says a sentence that is put together: give it a template"
            if isinstance(code, ast.JoinedStr) and module.text(template) is not None:
                yield f"{module.path}:{call.lineno} has a code that is put together"
        for node in ast.walk(module.tree):
            if _yields_a_name(node):
                yield f"{module.path}:{node.lineno} yields a code beside a name: write its text there"


def _yields_a_name(node: ast.AST) -> TypeGuard[ast.Yield]:
    """Whether a field, its code and a sentence of another place are yielded together."""
    if not (isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3):
        return False
    _, code, text = node.value.elts
    return isinstance(code, ast.Constant) and isinstance(code.value, str) and isinstance(text, ast.Name)


def unknown_codes(root: Path, known: Collection[str | None]) -> Iterator[str]:
    """Refusals of a code that no sentence is found for, so that no catalogue has it."""
    for module in modules(root):
        for call in _calls(module.tree):
            if _name(call) in REFUSALS:
                for code in module.text(_argument(call, 0, "code")) or ():
                    if code not in known and module.path not in START:
                        yield f"{module.path}:{call.lineno} refuses by `{code}`, of which no sentence is known"


def _of_call(module: Module, call: ast.Call) -> Iterator[Sentence]:
    name, place = _name(call), f"{module.path}:{call.lineno}"
    if name in REFUSALS or name in RULES:
        yield from _of_a_refusal(module, call, place)
    elif name == "Kind":
        yield from _laws(module, _argument(call, 2, "law"), place)
    else:
        for code in _codes(module, call, name):
            where = 1 if name == "BadRequestError" else 0
            for template in module.text(_argument(call, where, "template")) or ():
                yield Sentence(code, template, place)


def _of_a_refusal(module: Module, call: ast.Call, place: str) -> Iterator[Sentence]:
    law = _argument(call, 3, "law")
    for code in module.text(_argument(call, 0, "code")) or ():
        for template in _templates(module, _argument(call, 1, "template")):
            yield Sentence(code, template, place, (module.text(law) or [""])[0])
    yield from _laws(module, law, place)


def _codes(module: Module, call: ast.Call, name: str) -> list[str | None]:
    """The codes of what carries a template and is no refusal itself; none for any other call."""
    if name in TEXTS:
        return [None]
    if name == "BadRequestError":
        return [*(module.text(_argument(call, 2, "code")) or ["bad_request"])]
    return [code] if (code := KERNEL.get(name)) else []


def _of_a_pair(module: Module, node: ast.Call | ast.Tuple) -> Iterator[Sentence]:
    """A code beside its text, on the way to the refusal that is made of both."""
    parts = node.args if isinstance(node, ast.Call) else node.elts
    for code, text in pairwise(parts):
        known = isinstance(code, ast.Constant) and CODE.fullmatch(str(code.value))
        if known and isinstance(text, ast.Call) and _name(text) == "Text":
            for template in module.text(text) or ():
                yield Sentence(known[0], template, f"{module.path}:{node.lineno}")


def _templates(module: Module, node: ast.expr | None) -> Iterator[str]:
    yield from module.text(node) or ()
    for inner in _texts_within(node):
        yield from module.text(_argument(inner, 0, "template")) or ()


def _texts_within(node: ast.expr | None) -> Iterator[ast.Call]:
    """A template that is a text itself, or one of two."""
    if isinstance(node, ast.Call) and _name(node) == "Text":
        yield node
    elif isinstance(node, ast.IfExp):
        yield from _texts_within(node.body)
        yield from _texts_within(node.orelse)


def _laws(module: Module, law: ast.expr | None, place: str) -> Iterator[Sentence]:
    for cited in module.text(law) or ():
        if cited:
            yield Sentence(None, cited, place)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if len(call.args) > place:
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)
