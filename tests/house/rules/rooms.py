"""Rooms and the arrows between them, counted from imports: `python -m tests.house.rules.rooms` prints the table.

A room is a folder or a loose module directly in a top-level package. An arrow goes from one room to another when any
module of the first imports anything of the second, wherever in a file that stands. Arrows that only types need (under
`if TYPE_CHECKING:`) are arrows, but they close no circle: nothing is loaded by them. Arrows run back up when they go
against the order of the rooms that has fewest of them; floors are counted without those.
"""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.house.rules.tree import ROOT, files, parsed

Arrow = tuple[str, str]
MOST: Mapping[str, Mapping[str, int]] = {"api": {"rooms": 25, "arrows": 60}}
STRICT = ("pay_models.kernel",)
PUBLIC: Mapping[str, int] = {"pay_models.kernel": 20}


@dataclass(frozen=True)
class Plan:
    """The rooms of one package; `typed`: the arrows that only types need."""

    rooms: frozenset[str]
    arrows: frozenset[Arrow]
    typed: frozenset[Arrow]

    @cached_property
    def circles(self) -> list[list[str]]:
        """Rooms that load one another, each circle in the order of the alphabet."""
        ways = _reachable(self.rooms, self.arrows - self.typed)
        circles = {tuple(sorted(other for other in ways[room] if room in ways[other])) for room in self.rooms}
        return sorted(list(circle) for circle in circles if circle)

    @cached_property
    def back(self) -> frozenset[Arrow]:
        """The arrows that run back up."""
        arrows = self.arrows - self.typed
        against: set[Arrow] = set()
        for circle in self.circles:
            inside = {(a, b) for a, b in arrows if a in circle and b in circle}
            against |= _against(_order(circle, inside), inside)
        return frozenset(against) | self._typed_back(against)

    def _typed_back(self, against: set[Arrow]) -> frozenset[Arrow]:
        ways = _reachable(self.rooms, self.arrows - self.typed - against)
        return frozenset((a, b) for a, b in self.typed if a in ways[b])

    @cached_property
    def floors(self) -> int:
        """How many rooms the longest way down passes."""
        return _depth(self.rooms, self.arrows - self.back)


def plan(root: Path, package: str) -> Plan:
    """The rooms and arrows of a package of the house at `root`: "api", or "pay_models.kernel" in another."""
    rooms: set[str] = set()
    arrows: set[Arrow] = set()
    loaded: set[Arrow] = set()
    folder = root.joinpath(*package.split("."))
    for path, tree in parsed(files(root, ".py", under=[folder.relative_to(root).as_posix()])):
        if path.parent == folder and path.stem == "__init__":
            continue
        here = _room(path.relative_to(folder).parts)
        rooms.add(here)
        types = _types_only(tree)
        for node in ast.walk(tree):
            for there in _imported(node, package):
                arrows.add((here, there))
                if id(node) not in types:
                    loaded.add((here, there))
    known = {(a, b) for a, b in arrows if a != b and b in rooms}
    return Plan(frozenset(rooms), frozenset(known), frozenset(known - loaded))


def too_many(root: Path, most: Mapping[str, Mapping[str, int]] = MOST) -> list[str]:
    """Packages with more rooms, or arrows between them, than a newcomer can hold in mind."""
    return [
        f"{package} has {count} {what}; {bound} is the most"
        for package, bounds in most.items()
        for what, bound in bounds.items()
        if (count := len(getattr(plan(root, package), what))) > bound
    ]


def circles(root: Path) -> list[str]:
    """Rooms that import one another in a circle: none can be read, tested or moved without the others."""
    return [
        f"{package}: {', '.join(circle)} import one another"
        for package in (*packages(root), *_inside(root))
        for circle in plan(root, package).circles
    ]


def packages(root: Path) -> list[str]:
    """The top-level packages of the house, without its tests."""
    tops = {path.relative_to(root).parts[0] for path in files(root, ".py") if path.parent != root}
    return sorted(top for top in tops - {"tests"} if (root / top / "__init__.py").is_file())


def public_names(root: Path, most: Mapping[str, int] = PUBLIC) -> list[str]:
    """Packages whose face has more names than a newcomer reads: the others are imported from their rooms."""
    counted = {package: _face(root.joinpath(*package.split("."), "__init__.py")) for package in most}
    return [
        f"{package} has {count} public names; {most[package]} is the most"
        for package, count in counted.items()
        if count > most[package]
    ]


def _face(path: Path) -> int:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return len(
        {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
    )


def _inside(root: Path) -> list[str]:
    """The packages of STRICT and every folder below them: no circle in any of them, of folders or of modules."""
    return sorted(
        ".".join(path.parent.relative_to(root).parts)
        for package in STRICT
        for path in root.joinpath(*package.split(".")).rglob("__init__.py")
    )


def _room(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def _imported(node: ast.AST, package: str) -> Iterator[str]:
    """Names directly below the package that a statement imports; a name that is no room falls out later."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module == package:
        names = [f"{package}.{alias.name}" for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    return (
        name.removeprefix(f"{package}.").split(".")[0] for name in names if name.startswith(f"{package}.")
    )


def _types_only(tree: ast.Module) -> set[int]:
    return {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for part in node.body
        for inner in ast.walk(part)
    }


def _reachable(rooms: Iterable[str], arrows: Iterable[Arrow]) -> dict[str, set[str]]:
    """From each room the rooms that a way of one arrow or more leads to."""
    ways = {room: {b for a, b in arrows if a == room} for room in rooms}
    grown = True
    while grown:
        grown = False
        for room, way in ways.items():
            further = set().union(*(ways[there] for there in way)) - way
            ways[room] = way | further
            grown = grown or bool(further)
    return ways


def _against(order: list[str], arrows: Iterable[Arrow]) -> set[Arrow]:
    place = {room: number for number, room in enumerate(order)}
    return {(a, b) for a, b in arrows if place[a] > place[b]}


def _order(circle: list[str], arrows: set[Arrow]) -> list[str]:
    """An order from the top with few arrows against it: each room is put where it has fewest, until none moves."""
    order, fewest = list(circle), len(_against(circle, arrows))
    moved = True
    while moved:
        moved = False
        for room in circle:
            others = [other for other in order if other != room]
            tries = [[*others[:at], room, *others[at:]] for at in range(len(circle))]
            best = min(tries, key=_counting(arrows))
            if len(_against(best, arrows)) < fewest:
                order, fewest, moved = best, len(_against(best, arrows)), True
    return order


def _counting(arrows: set[Arrow]) -> Callable[[list[str]], int]:
    return lambda order: len(_against(order, arrows))


def _depth(rooms: Iterable[str], arrows: Iterable[Arrow]) -> int:
    below = {room: {b for a, b in arrows if a == room} for room in rooms}
    floor: dict[str, int] = {}
    while len(floor) < len(below):
        for room, under in below.items():
            if room not in floor and under <= floor.keys():
                floor[room] = 1 + max((floor[other] for other in under), default=0)
    return max(floor.values(), default=0)


def _main(root: Path) -> None:
    print(f"{'package':<12}{'rooms':>7}{'floors':>8}{'arrows':>8}{'back up':>9}  circles")  # noqa: T201
    for package in packages(root):
        here = plan(root, package)
        told = "; ".join(" ".join(circle) for circle in here.circles) or "none"
        typed = len(here.back & here.typed)
        print(  # noqa: T201
            f"{package:<12}{len(here.rooms):>7}{here.floors:>8}{len(here.arrows):>8}{len(here.back):>9}  {told}"
            + (f" ({typed} of the arrows back up are types only)" if typed else "")
        )


if __name__ == "__main__":
    _main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
