"""Where a table's headings are, and which field each column holds.

Found from the headings first, then from the company they keep, then from what stands below;
with an officer's instructions, only from those.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from desk_app.domain.sentences import Sentence, named
from desk_app.exchange import headings
from desk_app.exchange.contacts import FileTrouble, Problem
from desk_app.exchange.tables import FAILED, Cells, Instructions, Table

_SEARCHED = 25
"""Rows from the top in which headings are looked for."""

_SAMPLE = 200
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()./-]{6,24}(?:\s*(?:ext|x)\.?\s*\d+)?")
_DATA = re.compile(r"[\d\s.,:/+()%€$-]+")
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}")
_ORG = re.compile(r"\b(ltd|limited|inc|gmbh|llc|plc|b\.?v|corp|co|ag|sa)\b\.?$", re.IGNORECASE)


class Column(Struct, frozen=True):
    """One column: its place from 0, its heading, and its field (empty: none knows it).

    `dropped` tells that an officer leaves it out on purpose.
    """

    place: int
    heading: str
    field: str
    dropped: bool = False


class Layout(Struct, frozen=True):
    """A table understood: its columns, where its rows begin, and what an officer should know."""

    columns: tuple[Column, ...]
    first: int
    problems: tuple[Problem, ...]
    header: int = -1


def layout(table: Table, said: Instructions | None = None) -> Layout:
    """Understand `table`; with `said`, nothing is guessed.

    Raises:
        FileTrouble: an instruction names a column or a field that is not there.

    """
    return _instructed(table, said) if said is not None else _found(table)


# --- found -----------------------------------------------------------------------------------


def _found(table: Table) -> Layout:
    rows = table.rows
    header = header_row(rows)
    width = max((len(row) for row in rows[: _SEARCHED + _SAMPLE]), default=0)
    names = [*rows[header]] if header >= 0 else []
    names += [""] * (width - len(names))
    below = rows[header + 1 : header + 1 + _SAMPLE]
    fields = [headings.meaning(name) for name in names]
    fields = _in_company(names, fields, below)
    fields = _by_content(fields, below, headed=header >= 0)
    columns = tuple(
        Column(place, name.strip() or f"Column {place + 1}", field, dropped=name == FAILED)
        for place, (name, field) in enumerate(zip(names, fields, strict=True))
    )
    problems = [_above(table, place) for place in range(max(header, 0))]
    problems += _unknown(table, columns, header + 1)
    return Layout(columns, header + 1, tuple(problems), header)


def header_row(rows: Sequence[Cells]) -> int:
    """Return the place of the row of headings, or -1 where there is none."""
    if rows and FAILED in rows[0]:
        return 0
    best, best_score = -1, 0.0
    for place, row in enumerate(rows[:_SEARCHED]):
        score = _heading_likeness(row)
        if score > best_score:
            best, best_score = place, score
    if best >= 0:
        return best
    return _plain_header(rows)


def _heading_likeness(row: Cells) -> float:
    """Score a row by how many of its cells name fields; no row of data gets any."""
    filled = [cell for cell in row if cell.strip()]
    if not filled or any(map(_is_data, filled)):
        return 0.0
    meanings = {meaning for cell in filled if (meaning := headings.meaning(cell))}
    known = sum(bool(headings.meaning(cell)) for cell in filled)
    strong = meanings & {"name", "given", "family", "email", "phone", "org"}
    enough = len(meanings) >= 2 or len(filled) <= 2
    return known + 0.01 if strong and enough and known * 5 >= len(filled) else 0.0


def _plain_header(rows: Sequence[Cells]) -> int:
    """Take the first row with no gap for headings of unknown words, if it differs from below."""
    for place, row in enumerate(rows[:_SEARCHED]):
        filled = [cell.strip() for cell in row if cell.strip()]
        below = rows[place + 1 : place + 20]
        if len(filled) < 2 and any(len([c for c in r if c.strip()]) > 1 for r in below):
            continue
        if not below or len(set(filled)) < len(filled) or any(map(_is_data, filled)):
            return -1
        columns = range(len(row))
        differs = any(_is_data(r[c]) for r in below for c in columns if c < len(r) and r[c])
        return place if differs else -1
    return -1


def _is_data(cell: str) -> bool:
    text = cell.strip()
    return bool(
        _EMAIL.fullmatch(text)
        or _LINK.fullmatch(text)
        or (_DATA.fullmatch(text) and any(map(str.isdecimal, text)))
    )


def _in_company(names: list[str], fields: list[str], below: Sequence[Cells]) -> list[str]:
    """Settle headings that mean one thing alone and another beside their neighbours."""
    plain = [headings.plain(name) for name in names]
    fields = [*fields]
    for place, word in enumerate(plain):
        if word in ("title", "titel"):
            others = [field for at, field in enumerate(fields) if at != place]
            fields[place] = "prefix" if "title" in others else "title"
        elif word == "geburtstag" and "bday.year" in fields:
            fields[place] = "bday.day"
        elif word in ("account", "konto") and fields.count("org") > 1:
            fields[place] = ""
        elif word in ("nome", "nombre", "nom", "ad") and not _has_both(fields):
            fields[place] = "name" if fields[place] in fields else fields[place]
    if "given" in fields and "family" not in fields and "name" in fields:
        place = fields.index("name")
        if not _contains(below, place, fields.index("given")):
            fields[place] = "family"
    return fields


def _has_both(fields: list[str]) -> bool:
    return "given" in fields and "family" in fields


def _contains(below: Sequence[Cells], name: int, given: int) -> bool:
    """Tell whether the name column holds the given names too."""
    pairs = [(r[name], r[given]) for r in below if max(name, given) < len(r) and r[given].strip()]
    return not pairs or sum(g.strip() in n for n, g in pairs) * 2 > len(pairs)


def _by_content(fields: list[str], below: Sequence[Cells], *, headed: bool) -> list[str]:
    """Give unknown columns the field that most of their values look like."""
    fields = [*fields]
    texts: list[int] = []
    for place, field in enumerate(fields):
        values = [r[place].strip() for r in below if place < len(r) and r[place].strip()]
        if field or not values:
            continue
        if _mostly(values, _EMAIL) and (not headed or "email" not in fields):
            fields[place] = "email"
        elif not headed and _mostly(values, _LINK):
            fields[place] = "url"
        elif not headed and _mostly(values, _DATE):
            fields[place] = "bday"
        elif not headed and _mostly(values, _PHONE) and any(len(v) > 6 for v in values):
            fields[place] = "phone"
        elif not headed and not _mostly(values, _DATA):
            texts.append(place)
    if {"email", "phone"} & set(fields) and not headed:
        _name_texts(fields, texts, below)
    return fields


def _mostly(values: list[str], pattern: re.Pattern[str]) -> bool:
    return sum(bool(pattern.fullmatch(value)) for value in values) >= 0.8 * len(values)


def _name_texts(fields: list[str], texts: list[int], below: Sequence[Cells]) -> None:
    """Find the names in a list without headings: a whole one, its halves, or both."""
    for place in [*texts]:
        values = [r[place].strip() for r in below if place < len(r)]
        if values and sum(bool(_ORG.search(value)) for value in values) * 2 >= len(values):
            fields[place] = "org"
            texts.remove(place)
    for whole in texts:
        halves = [p for p in texts if p != whole and _contains(below, whole, p)]
        if len(halves) == 2:
            fields[whole], fields[halves[0]], fields[halves[1]] = "name", "given", "family"
            return
    words = [_words(below, place) for place in texts]
    if len(texts) >= 2 and words[0] < 1.5 and words[1] < 1.5:
        fields[texts[0]], fields[texts[1]] = "given", "family"
    elif texts:
        fields[texts[0]] = "name"


def _words(below: Sequence[Cells], place: int) -> float:
    counts = [len(r[place].split()) for r in below if place < len(r) and r[place].strip()]
    return sum(counts) / len(counts) if counts else 0.0


def _above(table: Table, place: int) -> Problem:
    said = " ".join(cell.strip() for cell in table.rows[place] if cell.strip())
    sentence = Sentence("Stands above the headings and is left out: “{said}”.", said=said[:80])
    return Problem(table.lines[place], sentence)


def _unknown(table: Table, columns: tuple[Column, ...], first: int) -> list[Problem]:
    """Name the columns with values that no field takes."""
    used: set[int] = set()
    for row in table.rows[first:]:
        used.update(place for place, cell in enumerate(row) if cell.strip())
    unknown = [c.heading for c in columns if not c.field and not c.dropped and c.place in used]
    if not unknown:
        return []
    sentence = Sentence(
        "No field is known for the columns {names}; kept as further details.",
        names=named(unknown),
    )
    return [Problem(0, sentence)]


# --- instructed ------------------------------------------------------------------------------


def _instructed(table: Table, said: Instructions) -> Layout:
    header = stated_header(table, said)
    names = [*table.rows[header]] if header >= 0 else []
    width = max((len(row) for row in table.rows), default=0)
    names += [""] * (width - len(names))
    taken: dict[int, str | None] = {}
    for key, field in said.mapping.items():
        places = places_named(key, names, headed=header >= 0, keys=said.mapping)
        if not places:
            raise no_such_column(key)
        taken.update(dict.fromkeys(places, field_named(field)))
    columns = tuple(
        Column(
            place,
            name.strip() or f"Column {place + 1}",
            taken.get(place) or "",
            dropped=name == FAILED or (place in taken and not taken[place]),
        )
        for place, name in enumerate(names)
    )
    problems = [_above(table, place) for place in range(max(header, 0))]
    problems += _unknown(table, columns, header + 1)
    return Layout(columns, header + 1, tuple(problems), header)


def no_such_column(key: str) -> FileTrouble:
    """Say that a mapping speaks of another file."""
    return FileTrouble(
        "The mapping names a column “{column}” that is not in the file. Nothing was imported.",
        column=key[:60],
    )


def field_named(field: str | None) -> str:
    """Return the field that a mapping's word means; empty for a column left out on purpose.

    Raises:
        FileTrouble: no field has that name.

    """
    word = headings.plain(field or "").replace(" ", "") if field else ""
    if field in headings.FIELDS:
        return field
    if word in ("", "ignore", "none", "skip", "drop"):
        return ""
    named = headings.WORDED.get((field or "").strip().lower(), word)
    if named not in headings.FIELDS:
        named = headings.meaning(field or "")
    if named not in headings.FIELDS:
        raise FileTrouble(
            "The mapping names a field “{field}” that contacts do not have; there are: {known}. "
            "Nothing was imported.",
            field=(field or "")[:60],
            known=", ".join(headings.FIELDS),
        )
    return named


def stated_header(table: Table, said: Instructions) -> int:
    """Return the place of the row of headings that is meant, or -1.

    People count rows from 1, programs from 0, and files have blank lines: the reading whose row
    holds the mapped headings is the one that is meant.
    """
    if said.header_row is None or said.header_row is False or not table.rows:
        return -1
    stated = int(said.header_row)
    by_line = [place for place, line in enumerate(table.lines) if line == stated]
    tried = [*by_line, stated - 1, stated]
    tried = [place for place in dict.fromkeys(tried) if 0 <= place < len(table.rows)]
    wanted = {key.strip() for key in said.mapping}
    hits = {place: len(wanted & {c.strip() for c in table.rows[place]}) for place in tried}
    best = max(tried, key=lambda place: hits[place], default=-1)
    if best >= 0 and hits[best] == 0 and all(key.strip().isdecimal() for key in wanted):
        return best if stated > 0 else -1
    return best


def places_named(
    key: str, names: list[str], *, headed: bool, keys: dict[str, str | None]
) -> list[int]:
    """Return the columns that `key` means: a heading, or a number where that is not one."""
    exact = [place for place, name in enumerate(names) if headed and name.strip() == key.strip()]
    if exact:
        return exact
    wanted = headings.plain(key)
    loose = [
        place for place, name in enumerate(names) if wanted and headings.plain(name) == wanted
    ]
    if loose:
        return loose
    number = re.fullmatch(r"(?:column |col |#)?(\d{1,5})", key.strip().lower())
    if number is None:
        return _lettered(key, names)
    counted_from = 0 if "0" in (other.strip() for other in keys) else 1
    place = int(number[1]) - counted_from
    return [place] if 0 <= place < len(names) else []


def _lettered(key: str, names: list[str]) -> list[int]:
    """Return the column of a spreadsheet's letters."""
    if not re.fullmatch(r"[A-Z]{1,2}", key.strip()):
        return []
    place = 0
    for letter in key.strip():
        place = place * 26 + ord(letter) - ord("A") + 1
    return [place - 1] if place <= len(names) else []
