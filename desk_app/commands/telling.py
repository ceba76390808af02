"""What commands print: one JSON document, or lines for a reader."""

from collections.abc import Iterable, Sequence
from typing import Any

import click
import msgspec

from desk_app.domain.kinds import KINDS
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain


def tell_json(document: Any) -> None:
    """Print one JSON document, readable by people too."""
    click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode("utf-8"))


def told(record: Record[Content]) -> dict[str, Any]:
    """Return a record in the form all commands print: it is documented and does not change."""
    return {
        "id": str(record.id),
        "kind": record.kind,
        "fields": plain(record.content),
        "state": record.state,
        "version": record.version,
    }


def told_list(records: Sequence[Record[Content]], total: int) -> dict[str, Any]:
    """Return a list in the form all commands print."""
    return {"records": [told(record) for record in records], "total": total}


def tell_record(record: Record[Content], title: str) -> None:
    """Print a record for a reader: a line a field, in the order of the form."""
    kind = KINDS[record.kind]
    click.echo(f"{title}\n{kind.label.en}, {record.id}, {record.state}, version {record.version}")
    if (away := record.envelope.archived) is not None:
        click.echo(f"put away: {away.why}" if away.into is None else f"merged into {away.into}")
    for name, value in plain(record.content).items():
        label = kind.fields[name].label.en if name in kind.fields else name
        click.echo(f"  {label} ({name}): {in_words(value)}")


def tell_lines(lines: Iterable[Sequence[str]]) -> None:
    """Print rows in columns that line up."""
    rows = [[cell.replace("\n", " ") for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def in_words(value: Any) -> str:
    """Write a JSON value on one line."""
    match value:
        case None:
            return "–"
        case str():
            return value.replace("\n", " / ")
        case list():
            return ", ".join(in_words(item) for item in value)  # pyright: ignore[reportUnknownVariableType]  # JSON lists hold anything
        case _:
            return msgspec.json.encode(value).decode("utf-8")
