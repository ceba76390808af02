"""The rules of this house that no general linter knows."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "desk_app").rglob("*.py"))
MODULES = [*PROGRAM, *sorted((ROOT / "tests").rglob("*.py"))]
IGNORE = re.compile(r"#\s*(?:noqa(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)?|(?:type|pyright):\s*ignore)")
BRACKETS = re.compile(r"^\[[^\]]*\]")
LONGEST_MODULE = 450
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _unexplained(line: str) -> bool:
    """Tell whether an ignore in this line is followed by no word of reason."""
    found = IGNORE.search(line)
    if found is None:
        return False
    rest = IGNORE.sub("", BRACKETS.sub("", line[found.end() :]))
    return re.search(r"[^\W\d_]{4,}", BRACKETS.sub("", rest)) is None


@pytest.mark.parametrize(
    ("line", "unexplained"),
    [
        ("x = 1  # noqa: " + "S105", True),
        ("x = 1  # noqa: " + "S105 - not a secret", False),
        ("x = 1  # type: " + "ignore[arg-type]", True),
        ("x = 1  # type: " + "ignore[arg-type]  # the stub forgets None", False),
        ("x = 1", False),
    ],
)
def test_an_ignore_without_a_reason_is_seen(line: str, unexplained: bool) -> None:
    assert _unexplained(line) is unexplained


def test_every_ignore_carries_its_reason() -> None:
    silent = [
        f"{_name(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if _unexplained(line)
    ]
    assert silent == []


def test_no_module_is_too_long_to_read() -> None:
    sizes = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PROGRAM}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [_name(path) for path in MODULES if VAGUE & set(path.stem.split("_"))] == []


def test_message_boxes_are_made_in_one_place() -> None:
    places = {_name(path) for path in PROGRAM if _makes_boxes(path)}
    assert places <= {"desk_app/ui/messages.py"}


def _makes_boxes(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Name) and node.id == "QMessageBox" for node in ast.walk(tree))


DANGLING = "QTimer.singleShot(9, window, self.look)"


@pytest.mark.parametrize(
    ("call", "dangles"),
    [(DANGLING, True), ("QTimer.singleShot(9, self, self.look)", False), ("singleShot(9)", False)],
)
def test_a_late_call_into_freed_memory_is_seen(call: str, dangles: bool) -> None:
    assert any(map(_dangles, ast.walk(ast.parse(call)))) is dangles


def test_no_late_call_outlives_the_object_it_calls() -> None:
    """PySide's one-shot timer keeps no hold of a method whose object is not its context."""
    late = [
        _name(path)
        for path in PROGRAM
        if any(map(_dangles, ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
    ]
    assert late == []


def _dangles(node: ast.AST) -> bool:
    """Tell whether a one-shot timer is given a method of an object other than its context."""
    if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith("singleShot")):
        return False
    if len(node.args) != 3:
        return False
    _, context, called = node.args
    return isinstance(called, ast.Attribute) and ast.unparse(called.value) != ast.unparse(context)
