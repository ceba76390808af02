"""Everything a desk holds, as one JSON document that can be read again without loss.

The document (RFC 8259, UTF-8) is one object:

* `format`: `ict-desk records`; `version`: 1; `written`: when, ISO 8601 with zone;
* `records`: a list; each record is an object with
    - `id` (UUID) and `kind` (a record kind's name),
    - `fields`: values by field name, as the contract writes them: texts, whole numbers, dates as
      `YYYY-MM-DD`, moments as ISO 8601 in UTC, links as UUIDs, sets as lists; fields that have
      their default are left out,
    - `envelope`: `owner`, `audience`, `created`, `updated` and, where there are any, `archived`
      and `source` (see `desk_app.domain.records`),
    - `version`: the ministry's number of the state, 0 when it has none, and `state`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import problems as field_problems
from desk_app.domain.records import Envelope, Record, State
from desk_app.domain.registry import Content, plain
from desk_app.domain.rules import broken
from desk_app.domain.sentences import Sentence
from desk_app.domain.values import Plain
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.usual import usual

FORMAT = "ict-desk records"
VERSION = 1


class Dumped(Struct, frozen=True):
    """One record of a dump."""

    id: UUID
    kind: str
    fields: Plain
    envelope: Envelope
    version: int = 0
    state: State = "received"


class Dump(Struct, frozen=True):
    """A dump that was read; `problems` name records (by their place from 1) that do not fit."""

    written: datetime
    records: tuple[Dumped, ...]
    problems: tuple[Problem, ...] = ()


class _Document(Struct, frozen=True):
    format: str
    version: int
    written: datetime
    records: list[dict[str, Any]]


def write_dump(records: Iterable[Record[Content]], written: datetime) -> bytes:
    """Return all `records` as one document, a record a line."""
    head = msgspec.json.encode({"format": FORMAT, "version": VERSION, "written": written})
    lines = (msgspec.json.encode(_dumped(record)) for record in records)
    return head[:-1] + b',"records":[\n' + b",\n".join(lines) + b"\n]}\n"


def _dumped(record: Record[Content]) -> Dumped:
    return Dumped(
        record.id,
        record.kind,
        plain(record.content),
        record.envelope,
        record.version,
        record.state,
    )


def is_dump(data: bytes) -> bool:
    """Tell whether a file seems to be a dump."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{" and FORMAT.encode() in data[:2000]


def read_dump(data: bytes) -> Dump:
    """Read a dump; records that this program cannot keep are told and left out.

    Raises:
        FileTrouble: the document is none, damaged, or of a newer version.

    """
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Document)
    except (msgspec.DecodeError, RecursionError) as error:
        raise FileTrouble(
            "The file is not a complete dump of records. Nothing was imported."
        ) from error
    if document.format != FORMAT or document.version > VERSION:
        raise FileTrouble(
            "The dump was written by a newer version of the program. Nothing was imported."
        )
    return _checked(document)


def _checked(document: _Document) -> Dump:
    records: list[Dumped] = []
    problems: list[Problem] = []
    for place, raw in enumerate(document.records, 1):
        try:
            record = msgspec.convert(raw, Dumped)
        except (msgspec.ValidationError, ValueError):
            sentence = Sentence("This is not a whole record; it is left out.")
            problems.append(Problem(place, sentence))
            continue
        wrong = _wrong(record)
        if wrong:
            problems.append(Problem(place, wrong))
        else:
            records.append(record)
    return Dump(document.written, tuple(records), tuple(problems))


def _wrong(record: Dumped) -> str:
    if record.kind not in KINDS:
        return Sentence(
            "This program knows no records of the kind “{kind}”; left out.", kind=record.kind[:40]
        )
    fields = usual(record.kind) | record.fields
    found = field_problems(record.kind, fields) or broken(record.kind, {}, fields)
    if found:
        names = ", ".join(sorted({problem.field for problem in found}))
        return Sentence("The record does not fit in: {names}. It is left out.", names=names)
    return ""
