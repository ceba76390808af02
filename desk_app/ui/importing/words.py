"""What an import says, in the language in use: choices, reasons, the fields of a contact."""

import re
from uuid import UUID

from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Label
from desk_app.exchange.bringing import Left
from desk_app.exchange.capturing import PASTED
from desk_app.exchange.contacts import Problem
from desk_app.exchange.kindtables import Wrong
from desk_app.exchange.planning import Choice, Row
from desk_app.i18n import label, n, number, said, t
from desk_app.ui.showing import Names, Skills, shown

KINDS_IN = ("person", "firm", "hub", "capacity", "demand", "demand_line", "membership")
"""The kinds a table may be brought in as."""

_CONTACT = {
    "name": Label("Name", "নাম"),
    "given": Label("Given name", "নিজ নাম"),
    "family": Label("Family name", "পারিবারিক নাম"),
    "additional": Label("Middle name", "মধ্য নাম"),
    "prefix": Label("Form of address", "সম্বোধন"),
    "suffix": Label("Suffix", "নামের শেষাংশ"),
    "nickname": Label("Other name", "অন্য নাম"),
    "email": Label("E-mail", "ই-মেইল"),
    "phone": Label("Phone", "ফোন"),
    "url": Label("Web page", "ওয়েব ঠিকানা"),
    "im": Label("Messenger", "মেসেঞ্জার"),
    "org": Label("Organisation", "প্রতিষ্ঠান"),
    "department": Label("Department", "বিভাগ"),
    "title": Label("Job title", "পদবি"),
    "role": Label("Function", "দায়িত্ব"),
    "note": Label("Notes", "টীকা"),
    "bday": Label("Birthday", "জন্মদিন"),
    "bday.year": Label("Birthday: year", "জন্মদিন: বছর"),
    "bday.month": Label("Birthday: month", "জন্মদিন: মাস"),
    "bday.day": Label("Birthday: day", "জন্মদিন: দিন"),
    "categories": Label("Groups", "শ্রেণি"),
    "photo": Label("Picture", "ছবি"),
    "label": Label("What the next column is for", "পরের কলাম কীসের"),
    "street": Label("Street", "সড়ক"),
    "street2": Label("Street, second line", "সড়ক, দ্বিতীয় সারি"),
    "city": Label("Town", "শহর"),
    "region": Label("Region", "অঞ্চল"),
    "code": Label("Postal code", "ডাক কোড"),
    "country": Label("Country", "দেশ"),
    "box": Label("Post box", "পোস্ট বক্স"),
}


_NUMBERED = re.compile(r" \d+(?: - (?:Value|Formatted))?(?=$| - )")
_CARD = {
    "Name": "name",
    "Given Name": "given",
    "Family Name": "family",
    "Additional Name": "additional",
    "Name Prefix": "prefix",
    "Name Suffix": "suffix",
    "Nickname": "nickname",
    "E-mail": "email",
    "Phone": "phone",
    "Organization": "org",
    "Organization Department": "department",
    "Job Title": "title",
    "Birthday": "bday",
    "Website": "url",
    "IM": "im",
    "Notes": "note",
    "Group Membership": "categories",
    "Address - Street": "street",
    "Address - City": "city",
    "Address - Region": "region",
    "Address - Postal Code": "code",
    "Address - Country": "country",
    "Address - PO Box": "box",
}
"""What the headings mean under which a card is given back."""


def field_choices(kind: str) -> list[tuple[str, str]]:
    """Return what a column may be, as (field, words)."""
    if kind == "person":
        return [(code, label(words)) for code, words in _CONTACT.items()]
    return [(name, label(field.label)) for name, field in KINDS[kind].fields.items()]


def choice_words(choice: Choice, twin: int = 0) -> str:
    """Return what becomes of a row."""
    return {
        "create": t("New"),
        "update": t("Update"),
        "fill": t("Fill in blanks"),
        "skip": t("Leave out"),
        "ask": t("You decide"),
        "join": t("Same as row {number}", number=twin),
        "same": t("Known already"),
        "wrong": t("Cannot come in"),
    }[choice]


def row_title(row: Row, names: Names, skills: Skills) -> str:
    """Return what a row is called before it is a record; `names` are those of linked records."""
    kind = KINDS[row.kind]
    known = {**names, **{str(id): name for id, name in row.firms}}
    fields = row.fields
    parts = (shown(kind.fields[name], fields.get(name), known, skills) for name in kind.title)
    name = kind.joiner.join(text for text in parts if text)
    name = name or next((text for _heading, text in row.given() if text), "")
    places = ", ".join(job.org for job in row.jobs if job.org and job.org != name)
    return f"{name}  ·  {places}" if places else name


def became_words(choice: Choice) -> str:
    """Return what became of rows, once they are in."""
    return {
        "create": t("New"),
        "update": t("Updated"),
        "fill": t("Blanks filled in"),
        "skip": t("Left out"),
        "ask": t("Not decided"),
        "join": t("Twice in the file"),
        "same": t("Known already"),
        "wrong": t("Could not come in"),
    }[choice]


def row_words(row: Row) -> str:
    """Name a row by its number and, where it has one, its name."""
    name = str(row.fields.get("name") or "")
    place = number(row.number)
    return (
        t("Row {number}, {name}", number=place, name=name)
        if name
        else t("Row {number}", number=place)
    )


def links_of(row: Row) -> set[UUID]:
    """Return the records that the title of a row names."""
    kind = KINDS[row.kind]
    texts = [str(row.fields.get(name) or "") for name in kind.title if kind.fields[name].links]
    return {UUID(text) for text in texts if text}


def given_words(row: Row) -> list[tuple[str, str]]:
    """Return a row as it was: a table by its headings, a card by what its lines mean."""
    if row.contact is None:
        return [(heading, text) for heading, text in row.given() if text]
    return [(_heading(heading), text) for heading, text in row.given() if text]


def _heading(heading: str) -> str:
    plain = _NUMBERED.sub("", heading)
    return label(_CONTACT[_CARD[plain]]) if plain in _CARD else heading


def wrong_words(row: Row) -> list[str]:
    """Return what is wrong with a row, cell by cell."""
    return [
        t("{column}: {problem}", column=_column(row.kind, one), problem=said(one.text))
        for one in row.wrong
    ]


def _column(kind: str, one: Wrong) -> str:
    """Name the column, or the field where no column was meant for it."""
    field = KINDS[kind].fields.get(one.field)
    return label(field.label) if field and one.heading in ("", field.label.en) else one.heading


def left_words(one: Left) -> str:
    """Return why a row did not come in."""
    if one.row.wrong:
        return " ".join(wrong_words(one.row))
    return t("It may be somebody the desk knows; nobody decided.")


def name_words(name: str) -> str:
    """Return what a file is called; what was pasted has no name."""
    return t("Pasted text") if name in ("", PASTED) else name


def problem_words(problem: Problem) -> str:
    """Return what an officer should know of a file, with its line."""
    text = said(problem.text)
    return t("Line {line}: {text}", line=problem.line, text=text) if problem.line else text


def rows_words(count: int) -> str:
    """Return a count of rows."""
    return n("{count} row", "{count} rows", count)
