"""Realistic briefs with invented people and firms, to set, look at and measure.

They are kept as the JSON a brief is stored as, in `brief_files`.
"""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from desk_app.briefs.content import (
    Block,
    Brief,
    Cell,
    Column,
    Lang,
    Paragraph,
    Row,
    Section,
    Table,
    plain,
)

PRINTED_AT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)

_FILES = Path(__file__).parent / "brief_files"


def _read(name: str) -> Brief:
    return msgspec.json.decode((_FILES / f"{name}.json").read_bytes(), type=Brief)


def english_brief() -> Brief:
    """A partnership brief of four pages in English, with a section in Bangla."""
    return _read("english")


def bangla_brief() -> Brief:
    """A partnership brief of two pages in Bangla, with names in Latin letters."""
    return _read("bangla")


def consent_slip() -> Brief:
    """An A5 slip to tick and sign, in both languages."""
    return _read("consent_slip")


def large_print() -> Brief:
    """The English brief for readers who need large letters."""
    return msgspec.structs.replace(english_brief(), large_print=True)


def brief_of(*blocks: Block, lang: Lang = "en", title: str = "A firm") -> Brief:
    """A brief whose page 1 is short and whose one section holds `blocks`."""
    front = (Section("first", "First", (Paragraph(plain("One line.")),)),)
    return Brief(
        title, lang, "Brief", "RESTRICTED", "A mission", "X-1", front, (Section("s", "S", blocks),)
    )


def table_of(rows: int, text: str = "cell") -> Table:
    """A table of three columns and `rows` rows."""
    columns = (Column("Number", header=True), Column("Left", 2), Column("Right", 2))
    return Table(
        columns,
        tuple(
            Row((Cell(plain(f"row {n}")), Cell(plain(text)), Cell(plain(text))))
            for n in range(rows)
        ),
    )
