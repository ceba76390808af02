"""Scores the readers against real files in a folder: `python -m tests.bench.score_files FOLDER`.

The folder holds `vcard`, `contacts-csv`, `xlsx` and `csv-spectrum` as the open corpora do; none of
them is part of this project. Where a file has its expectation beside it (`NAME.json`, a list of
contacts in the form of `import --dry-run --json`; in `csv-spectrum/json` the rows), each field is
compared with it. Where it has none, a search of another make says what must be there: every
address, phone and name that it finds in the file's text must come out of the reader; what stands
on a card within a card (AGENT) is looked for in the line that keeps it. A cell of a workbook must
say what the library that opens workbooks hands out of it. Nothing is written.
"""

import json
import quopri
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum

from desk_app.exchange.charsets import decoded, encoding_of
from desk_app.exchange.contacts import Contact, FileTrouble
from desk_app.exchange.delimited import read_table
from desk_app.exchange.reading import contacts
from desk_app.exchange.tables import Table
from desk_app.exchange.workbooks import sheets

FIELDS = ("name", "given", "family", "emails", "phones", "org", "title", "note", "bday", "urls")
EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


class Score:
    """Counts what was asked for and what came out, by kind of field."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.missed: list[str] = []

    def add(self, what: str, *, right: bool, where: str) -> None:
        self.asked[what] += 1
        self.right[what] += right
        if not right:
            self.missed.append(where)

    def told(self) -> dict[str, Any]:
        asked = sum(self.asked.values())
        return {
            "asked": asked,
            "right": round(sum(self.right.values()) / asked, 4) if asked else None,
            "by_field": {f: f"{self.right[f]}/{n}" for f, n in sorted(self.asked.items())},
            "missed": self.missed[:40],
        }


def files(folder: Path, *endings: str) -> Iterator[Path]:
    return (p for p in sorted(folder.rglob("*")) if p.suffix.lower() in endings)


def cards(folder: Path) -> Score:
    score = Score()
    for file in files(folder, ".vcf", ".vcard"):
        found = _read(file, score)
        if found is None or _expected(file, found, score):
            continue
        text = _card_text(file.read_bytes())
        _each(score, file, "email", _values(text, "EMAIL", EMAIL), _mails(found))
        within = [o.value for c in found for o in c.others if o.name == "AGENT"]
        phones = _digits([*_phones(found), *within])
        _each(score, file, "phone", _digits(_values(text, "TEL", None)), phones)
        _each(score, file, "name", _names(text), [*(c.name for c in found), *within])
        _each(score, file, "org", _orgs(text), (j.org for c in found for j in c.employments))
        cards_there = len(re.findall(r"(?im)^BEGIN:VCARD", text))
        score.add("cards", right=len(found) >= cards_there, where=f"{file.name}: cards")
    return score


def tables(folder: Path) -> Score:
    score = Score()
    for file in files(folder, ".csv", ".txt", ".tsv"):
        found = _read(file, score)
        if found is None or _expected(file, found, score):
            continue
        data = file.read_bytes()
        text = decoded(data, encoding_of(data))[0]
        rows = [row for row in read_table(data).rows if any(row)]
        score.add("rows", right=len(found) >= len(rows) - 1, where=f"{file.name}: rows")
        _each(score, file, "email", EMAIL.findall(text), _mails(found))
        said = " ".join(_everything(found))
        cells = (cell.strip() for row in rows[1:] for cell in row if len(cell.strip()) > 3)
        kept = _plain(said)
        for cell in cells:
            there = all(word in kept for word in _plain(cell).split())
            score.add("cell", right=there, where=f"{file.name}: {cell[:40]}")
    return score


def workbooks(folder: Path) -> Score:
    score = Score()
    for file in files(folder, ".xlsx", ".xlsm"):
        try:
            tables = {table.sheet: table for table in sheets(file.read_bytes())}
        except FileTrouble as error:
            score.add("workbook", right=False, where=f"{file.name}: {error}")
            continue
        score.add("workbook", right=True, where=file.name)
        for name, raw in _raw_cells(file):
            table = tables.get(name, Table([], []))
            shown = dict(zip(table.lines, table.rows, strict=True))
            for row, column, value in raw:
                cells = shown.get(row, ())
                have = cells[column] if column < len(cells) else ""
                where = f"{file.name}: {name} row {row}, column {column + 1}: {value!r}"
                score.add("cell", right=_says(have, value), where=where)
    return score


def _raw_cells(file: Path) -> Iterator[tuple[str, list[tuple[int, int, object]]]]:
    """Return the filled cells of every sheet as the library of workbooks hands them out."""
    book = CalamineWorkbook.from_path(str(file))
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet:
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            cells = [(r, c, v) for r, row in enumerate(rows, 1) for c, v in enumerate(row)]
            yield about.name, [cell for cell in cells if cell[2] != ""]


def _says(have: str, value: object) -> bool:
    """Tell whether a text says a cell's value: a number its digits, a date its day."""
    match value:
        case bool():
            return have == str(value).upper()
        case float() if "%" in have:
            return abs(float(have.strip("%")) / 100 - value) < 1e-9
        case float():
            digits = re.sub(r"[^\d.-]", "", have)
            return bool(digits) and abs(float(digits) - value) <= abs(value) * 1e-12
        case datetime() | date():
            return have.startswith(value.isoformat()[:10])
        case time():
            return have.startswith(value.isoformat("minutes"))
        case timedelta():
            hours, minutes, seconds = (int(part) for part in have.split(":"))
            return timedelta(hours=hours, minutes=minutes, seconds=seconds) == value
        case _:
            return have == str(value).replace("\r\n", "\n").replace("\r", "\n")


def spectrum(folder: Path) -> Score:
    score = Score()
    for file in files(folder / "csvs", ".csv"):
        expected = json.loads((folder / "json" / f"{file.stem}.json").read_text("utf-8"))
        head, *rows = read_table(file.read_bytes(), delimiter=",").rows
        found = [dict(zip(head, row, strict=False)) for row in rows]
        score.add("file", right=_alike(found) == _alike(expected), where=file.name)
    return score


def _alike(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Take CR LF and LF for one: copies of the files lost the difference on their way."""
    return [{k: v.replace("\r\n", "\n") for k, v in row.items()} for row in rows]


def _read(file: Path, score: Score) -> tuple[Contact, ...] | None:
    try:
        return contacts(file.read_bytes()).contacts
    except FileTrouble as error:
        score.add("file", right=False, where=f"{file.name}: {error}")
        return None


def _expected(file: Path, found: tuple[Contact, ...], score: Score) -> bool:
    beside = file.with_suffix(f"{file.suffix}.json")
    if not beside.exists():
        return False
    wanted = json.loads(beside.read_text("utf-8"))
    wanted = wanted["contacts"] if isinstance(wanted, dict) else wanted
    shown = [contact.shown() for contact in found]
    for place, contact in enumerate(wanted):
        have = shown[place] if place < len(shown) else {}
        for field in FIELDS:
            if field in contact:
                same = have.get(field) == contact[field]
                score.add(field, right=same, where=f"{file.name}: {field} of {place + 1}")
    return True


def _each(score: Score, file: Path, what: str, asked: Iterable[str], have: Iterable[str]) -> None:
    known = {_plain(one) for one in have}
    for one in asked:
        if plain := _plain(one):
            there = plain in known or any(plain in other for other in known)
            score.add(what, right=there, where=f"{file.name}: {what} {one[:50]}")


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w@.+-]+", " ", text.casefold()).split())


def _card_text(data: bytes) -> str:
    """Unfold a card file the plain way; quoted-printable values are undone line by line."""
    text = decoded(data, encoding_of(data))[0].replace("\r\r\n", "\n").replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    text = re.sub(r"=\n(?=.)", "", text) if "QUOTED-PRINTABLE" in text.upper() else text
    return re.sub(r"\n[ \t]", "", text)


def _values(text: str, name: str, pattern: re.Pattern[str] | None) -> list[str]:
    found = re.findall(rf"(?im)^(?:[\w-]+\.)?{name}((?:;[^:\n]*)?):(.*)$", text)
    values = [_unquoted(head, value) for head, value in found]
    return [m for v in values for m in pattern.findall(v)] if pattern else values


def _unquoted(head: str, value: str) -> str:
    if "QUOTED-PRINTABLE" not in head.upper():
        return value
    charset = re.search(r"CHARSET=\"?([\w-]+)", head, re.IGNORECASE)
    try:
        raw = quopri.decodestring(value.encode("latin-1", "replace"))
        return raw.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return value


def _names(text: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", name) for name in _values(text, "FN", None)]


def _orgs(text: str) -> list[str]:
    first = (re.split(r"(?<!\\);", org)[0] for org in _values(text, "ORG", None))
    return [re.sub(r"\\(.)", r"\1", org) for org in first]


def _mails(found: Iterable[Contact]) -> list[str]:
    return [email.value for contact in found for email in contact.emails]


def _phones(found: Iterable[Contact]) -> list[str]:
    return [item.value for c in found for item in (*c.phones, *c.messengers)]


def _digits(values: Iterable[str]) -> list[str]:
    return [digits for value in values if len(digits := re.sub(r"\D", "", value)) > 3]


def _everything(found: Iterable[Contact]) -> Iterator[str]:
    for contact in found:
        yield json.dumps(contact.shown(), ensure_ascii=False)
        yield repr(contact).encode().decode("unicode_escape", "replace")
        yield repr(contact)


def main(folder: Path) -> int:
    scores = {
        "vcard": cards(folder / "vcard"),
        "csv": tables(folder / "contacts-csv"),
        "xlsx": workbooks(folder / "xlsx"),
        "csv-spectrum": spectrum(folder / "csv-spectrum"),
    }
    told = {name: score.told() for name, score in scores.items()}
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
