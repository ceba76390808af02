"""What an import says, in the language in use: choices, reasons, the fields of a contact."""

from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Label
from desk_app.exchange.planning import Choice, Row
from desk_app.i18n import label, n, t

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


def row_title(row: Row) -> str:
    """Return what a row is called before it is a record."""
    fields = row.fields
    texts = [str(fields[name]) for name in KINDS[row.kind].title if fields.get(name)]
    name = " · ".join(texts) or next((text for _heading, text in row.given() if text), "")
    places = ", ".join(job.org for job in row.jobs if job.org)
    return f"{name}  ·  {places}" if places else name


def rows_words(count: int) -> str:
    """Return a count of rows."""
    return n("{count} row", "{count} rows", count)
