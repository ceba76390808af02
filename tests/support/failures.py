"""Reads from the code what it says of failures of the world: a sentence, and what fills it."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from desk_app.domain import errors

PACKAGE = Path(errors.__file__).parents[1]
MET_IN_THE_WINDOW = (
    *("domain", "contract", "store", "sync", "ui", "briefs", "matching", "exchange"),
    *("secrets.py", "profile.py", "app.py"),
)
"""What the window runs; the ministry's service and the commands speak English only."""


class Told(Struct, frozen=True):
    """One failure as it is made: an empty `sentence` is one that cannot be read from the code."""

    where: str
    sentence: str
    values: frozenset[str]


@cache
def failures() -> tuple[Told, ...]:
    """Read every failure that an officer can meet in the window."""
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in _files()}
    names = _failing(trees.values())
    public = {n: s for tree in trees.values() for n, s in _constants(tree) if n[0] != "_"}
    found: list[Told] = []
    for file, tree in trees.items():
        known = public | dict(_constants(tree))
        where = file.relative_to(PACKAGE).as_posix()
        found += [_told(where, call, known) for call in _makings(tree, names) if call.args]
    return tuple(found)


def sentences() -> set[str]:
    """Return what the failures say."""
    return {told.sentence for told in failures() if told.sentence}


def _files() -> Iterator[Path]:
    for name in MET_IN_THE_WINDOW:
        place = PACKAGE / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _failing(trees: Iterable[ast.Module]) -> set[str]:
    """Name every class of failure: `DeskError` and what is made of it, wherever it stands."""
    classes = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    names, before = {"DeskError"}, 0
    while len(names) > before:
        before = len(names)
        names |= {c.name for c in classes if names & {_name(base) for base in c.bases}}
    return names


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    yield target.id, node.value.value


def _makings(tree: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    """Find where a failure is made, and where one tells its base what it says."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in names:
            yield node
        elif isinstance(node, ast.ClassDef) and node.name in names - {"DeskError"}:
            inner = (call for call in ast.walk(node) if isinstance(call, ast.Call))
            yield from (call for call in inner if _name(call.func) == "__init__")


def _told(where: str, call: ast.Call, known: dict[str, str]) -> Told:
    said = call.args[0]
    sentence = known.get(said.id, "") if isinstance(said, ast.Name) else ""
    if isinstance(said, ast.Constant) and isinstance(said.value, str):
        sentence = said.value
    named = frozenset(word.arg for word in call.keywords if word.arg is not None)
    return Told(f"{where}:{call.lineno}", sentence, named)


def _name(node: ast.expr) -> str:
    return str(getattr(node, "id", getattr(node, "attr", "")))
