"""Reading what is to be published: dossiers, papers, facts, strategies, cohorts and replies.

A file is JSON Lines, an object of `kind` and `fields` a line, or Markdown with a front matter:

    ---
    kind: dossier
    name: Fintech
    domain: fintech
    checked: 2026-11-01
    ---
    The text before the first heading is the record's main text.

    # Legal position
    A heading that is the name of a field, in English or Bangla, begins that field.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.errors import WrongInput
from desk_app.domain.fields import Field, Shape
from desk_app.domain.registry import KINDS
from desk_app.domain.values import Plain

MAIN = {
    "dossier": "summary",
    "paper": "text",
    "strategy": "aims",
    "fact": "statement",
    "cohort": "text",
    "reply": "text",
}
"""What can be published, and the field that text without a heading fills."""

LARGEST = 4 * 1024 * 1024


class Item(Struct, frozen=True):
    """One record to be published; `where` is the file and line it stands in."""

    kind: str
    fields: Plain
    id: UUID | None = None
    where: str = ""


class _Line(Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    fields: Plain
    id: UUID | None = None


def items(place: Path) -> list[Item]:
    """Read a file, or the files of a folder by name.

    Raises:
        WrongInput: something in it cannot be read; nothing was published.
    """
    files = [f for f in sorted(place.iterdir()) if _reader(f)] if place.is_dir() else [place]
    if not files:
        raise WrongInput(f"There is nothing to publish in {place}: no .jsonl and no .md file.")
    return [item for file in files for item in _items(file)]


def _reader(file: Path) -> bool:
    return file.suffix.lower() in (".jsonl", ".md")


def _items(file: Path) -> Iterator[Item]:
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongInput(f"{file} cannot be read. Nothing was published.") from error
    if len(data) > LARGEST:
        raise WrongInput(f"{file} is too large to publish. Nothing was published.")
    if not _reader(file):
        raise WrongInput(f"{file} is neither a .jsonl nor a .md file. Nothing was published.")
    return _lines(file, text) if file.suffix.lower() == ".jsonl" else iter([_page(file, text)])


def _lines(file: Path, text: str) -> Iterator[Item]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{file.name}, line {number}"
        try:
            read = msgspec.json.decode(line, type=_Line)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise WrongInput(f"{where}: {error}. Nothing was published.") from error
        yield _item(read.kind, read.fields, read.id, where)


def _page(file: Path, text: str) -> Item:
    where = file.name
    lines = text.splitlines()
    ends = [n for n, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(ends) < 2 or any(line.strip() for line in lines[: ends[0]]):
        raise WrongInput(f"{where} does not begin with a front matter between two lines of ---.")
    head = dict(_pairs(where, lines[ends[0] + 1 : ends[1]]))
    kind = head.pop("kind", "")
    id = head.pop("id", "")
    if kind not in MAIN:
        raise WrongInput(f"{where}: {_cannot(kind)}")
    fields = {name: _value(where, kind, name, value) for name, value in head.items()}
    body = _sections(kind, lines[ends[1] + 1 :])
    return _item(kind, fields | body, identifier(where, id), where)


def _pairs(where: str, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        if line.strip() and not colon:
            raise WrongInput(f"{where}: “{line.strip()}” is not “field: value”.")
        if line.strip():
            yield name.strip(), value.strip()


def identifier(where: str, text: str) -> UUID | None:
    """Read an identifier; none where nothing is written.

    Raises:
        WrongInput: something else is written.
    """
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise WrongInput(f"{where}: the id is no UUID.") from error


def _value(where: str, kind: str, name: str, text: str) -> Any:
    """Read a value as its field's shape has it; JSON is taken as it is."""
    field = KINDS[kind].fields.get(name)
    if text[:1] in "[{":
        try:
            return msgspec.json.decode(text)
        except msgspec.MsgspecError as error:
            raise WrongInput(f"{where}: “{name}” is no JSON.") from error
    if field is None:
        return text
    if field.many:
        return [part.strip() for part in text.split(",") if part.strip()]
    if field.shape is Shape.YES_NO:
        return text.lower() in ("yes", "true", "1")
    if field.shape is Shape.NUMBER and text.lstrip("-").isdigit():
        return int(text)
    return text


def _sections(kind: str, lines: Iterable[str]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    name = MAIN[kind]
    for line in lines:
        heading = _heading(kind, line)
        name = heading or name
        if not heading:
            texts.setdefault(name, []).append(line)
    joined = {name: "\n".join(text).strip() for name, text in texts.items()}
    return {name: text for name, text in joined.items() if text}


def _heading(kind: str, line: str) -> str:
    """Return the field that a heading names, or an empty text: other headings stay in the text."""
    if not line.startswith("#"):
        return ""
    said = line.lstrip("#").strip().casefold()
    fields = KINDS[kind].fields.items()
    return next((name for name, field in fields if said in _names(name, field)), "")


def _names(name: str, field: Field) -> set[str]:
    return {name, field.label.en.casefold(), field.label.bn}


def _item(kind: str, fields: Plain, id: UUID | None, where: str) -> Item:
    if kind not in MAIN:
        raise WrongInput(f"{where}: {_cannot(kind)}")
    unknown = [name for name in fields if name not in KINDS[kind].fields]
    if unknown:
        known = ", ".join(KINDS[kind].fields)
        raise WrongInput(f"{where}: no field of a {kind}: {', '.join(unknown)}. It has: {known}.")
    return Item(kind, fields, id, where)


def _cannot(kind: str) -> str:
    return f"“{kind}” cannot be published. What can: {', '.join(MAIN)}. Nothing was published."
