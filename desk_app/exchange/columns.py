"""Where a table's headings are, and which field each column holds.

Found from the headings first, then from the company they keep, then from what stands below;
with an officer's instructions, only from those.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from desk_app.domain.sentences import Sentence, named
from desk_app.exchange import headings
from desk_app.exchange.contacts import Problem
from desk_app.exchange.mapped import field_named, no_such_column, places_named, stated_header
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

_JOB = re.compile(
    r"\b(c[efto]o|director|manager|managing|engineer|officer|president|head|chief|founder|partner|"
    r"consultant|developer|analyst|secretary|professor|lecturer|executive|coordinator)\b|পরিচালক|"
    r"কর্মকর্তা|প্রকৌশলী|ব্যবস্থাপক|সভাপতি",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


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
    fields = _by_content(names, fields, below, headed=header >= 0)
    counting = [p for p, name in enumerate(names) if _counts_rows(name, below, p)]
    columns = tuple(
        Column(
            place,
            name.strip() or f"Column {place + 1}",
            "" if place in counting else field,
            dropped=name == FAILED or place in counting,
        )
        for place, (name, field) in enumerate(zip(names, fields, strict=True))
    )
    problems = [_above(table, place) for place in range(max(header, 0))]
    problems += [_counted(names[place]) for place in counting]
    problems += _unknown(table, columns, header + 1)
    problems += _shortened(table, columns, header + 1)
    return Layout(columns, header + 1, tuple(problems), header)


def _shortened(table: Table, columns: Sequence[Column], first: int) -> list[Problem]:
    """Tell of phone numbers of which a spreadsheet kept the first digits alone."""
    places = [column.place for column in columns if column.field == "phone"]
    cells = (r[p] for p in places for r in table.rows[first:] if p < len(r) and "+" in r[p][3:])
    cut = [cell for cell in cells if _SHORTENED.fullmatch(cell.strip())]
    sentence = Sentence(
        "{count} phone was shortened by a spreadsheet before, such as {one}; its last digits are "
        "not in the file.",
        "{count} phones were shortened by a spreadsheet before, such as {one}; their last digits "
        "are not in the file.",
        count=len(cut),
        one=next(iter(cut), ""),
    )
    return [Problem(0, sentence)] if cut else []


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
    _settle_titles(plain, fields)
    for place, word in enumerate(plain):
        others = [*fields[:place], *fields[place + 1 :]]
        if word == "geburtstag" and "bday.year" in others:
            fields[place] = "bday.day"
        elif _in_the_shade(word, fields[place], others):
            fields[place] = ""
        elif word in _GIVEN_OR_WHOLE:
            fields[place] = "given" if "family" in others and "given" not in others else "name"
        elif word == "nom" and not {"given", "family"} & {*others}:
            fields[place] = "name"
        elif fields[place] == "label" and label_of(names, fields, place) is None:
            fields[place] = ""
        elif fields[place] == "name" and "name" in fields[:place]:
            fields[place] = "nickname" if _bangla(below, place) else ""
    if "given" in fields and "family" not in fields and "name" in fields:
        place = fields.index("name")
        if not _contains(below, place, fields.index("given")):
            fields[place] = "family"
    return fields


_TITLES = ("title", "titel", "titre", "titulo", "titolo", "titulatuur")
_ONLY_ALONE = ("account", "konto", "occupation", "aniversario", "client", "partner", "section")
"""Headings that mean their field where no other column does."""

_GIVEN_OR_WHOLE = ("nome", "nombre", "ad")
_LABELLED = {"email", "phone", "url", "im", "org", "title", *headings.ADDRESS}


def _in_the_shade(word: str, field: str, others: list[str]) -> bool:
    if word == "file as":
        return bool({"given", "family"} & {*others})
    return word in _ONLY_ALONE and field in others


def _bangla(below: Sequence[Cells], place: int) -> bool:
    return any("\u0980" <= sign <= "\u09ff" for r in below if place < len(r) for sign in r[place])


def label_of(names: Sequence[str], fields: Sequence[str], place: int) -> int | None:
    """Return the column that the labels in the column at `place` are for, or None.

    It is the next one, or the first of those after it whose headings speak of the same thing.
    """
    if fields[place + 1 : place + 2] and fields[place + 1] in _LABELLED:
        return place + 1
    what = headings.labelled(names[place])
    after = range(place + 1, len(names)) if what[-1:].isdecimal() else range(0)
    same = (p for p in after if headings.plain(names[p]).startswith(f"{what} "))
    return next((p for p in same if fields[p] in _LABELLED), None)


def _settle_titles(plain: list[str], fields: list[str]) -> None:
    """Take “Title” for a position, or for what stands before names where another one is."""
    places = [place for place, word in enumerate(plain) if word in _TITLES]
    positions = any(f == "title" for at, f in enumerate(fields) if at not in places)
    for place in places:
        fields[place] = "prefix" if positions or place != places[-1] else "title"


def _contains(below: Sequence[Cells], name: int, given: int) -> bool:
    """Tell whether the name column holds the given names too."""
    pairs = [(r[name], r[given]) for r in below if max(name, given) < len(r) and r[given].strip()]
    return not pairs or sum(g.strip() in n for n, g in pairs) * 2 > len(pairs)


def _by_content(
    names: list[str], fields: list[str], below: Sequence[Cells], *, headed: bool
) -> list[str]:
    """Give unknown columns the field that most of their values look like."""
    fields = [*fields]
    texts: list[int] = []
    for place, field in enumerate(fields):
        values = [r[place].strip() for r in below if place < len(r) and r[place].strip()]
        if field == "name" and values and _mostly(values, _PHONE) and headed:
            fields[place] = "phone"
        if field or not values:
            continue
        if _mostly(values, _EMAIL) and (not headed or "email" not in fields):
            fields[place] = "email"
        elif headed and headings.bare(names[place]) and _mostly(values, _PHONE):
            fields[place] = "phone"
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
    for place in texts:
        values = [r[place].strip() for r in below if place < len(r) and r[place].strip()]
        if values and sum(bool(_JOB.search(value)) for value in values) * 2 > len(values):
            fields[place] = "title"
            texts = [other for other in texts if other != place]
            break
    words = [_words(below, place) for place in texts]
    if len(texts) >= 2 and words[0] < 1.5 and words[1] < 1.5:
        fields[texts[0]], fields[texts[1]] = "given", "family"
    elif texts:
        fields[texts[0]] = "name"


def _words(below: Sequence[Cells], place: int) -> float:
    counts = [len(r[place].split()) for r in below if place < len(r) and r[place].strip()]
    return sum(counts) / len(counts) if counts else 0.0


def _filled(rows: Sequence[Cells], place: int) -> bool:
    return any(place < len(row) and row[place] and row[place].strip() for row in rows)


def _counts_rows(name: str, below: Sequence[Cells], place: int) -> bool:
    """Tell whether a column only numbers the rows, by its heading and by what stands below."""
    if not headings.counts_rows(name):
        return False
    texts = [text for r in below if place < len(r) and (text := r[place].strip(" ."))]
    numbers = [int(text) for text in texts if text.isdecimal()]
    mostly = bool(numbers) and len(numbers) >= 0.6 * len(texts)
    return mostly and all(a < b for a, b in pairwise(numbers))


def _counted(name: str) -> Problem:
    sentence = Sentence("The column “{name}” only counts the rows; it is left out.", name=name)
    return Problem(0, sentence)


def _above(table: Table, place: int) -> Problem:
    said = " ".join(cell.strip() for cell in table.rows[place] if cell.strip())
    sentence = Sentence("Stands above the headings and is left out: “{said}”.", said=said[:80])
    return Problem(table.lines[place], sentence)


def _unknown(table: Table, columns: tuple[Column, ...], first: int) -> list[Problem]:
    """Name the columns with values that no field takes."""
    below = table.rows[first:]
    unknown = [
        c.heading for c in columns if not c.field and not c.dropped and _filled(below, c.place)
    ]
    if not unknown:
        return []
    sentence = Sentence(
        "No field is known for the columns {names}; kept as further details.",
        names=named(unknown),
    )
    return [Problem(0, sentence)]


# --- instructed ------------------------------------------------------------------------------


def _instructed(table: Table, said: Instructions) -> Layout:
    header = stated_header(table, said, header_row)
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
    problems += _shortened(table, columns, header + 1)
    return Layout(columns, header + 1, tuple(problems), header)
