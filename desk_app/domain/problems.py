"""What is wrong with field values, before anybody keeps them: one gate for forms, files, wire.

Text is cleaned rather than refused where nothing is lost by it: control characters that no
keyboard types, lone surrogates, and marks that would turn the reading direction of what follows.
"""

import binascii
import re
import unicodedata
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Label
from desk_app.domain.registry import KINDS, Kind
from desk_app.domain.values import Figure, Plain, SkillClaim

Code = str
"""What is wrong, for the sentence the reader gets: see `SENTENCES`."""

SENTENCES: dict[Code, Label] = {
    "required": Label("This is needed.", "এটি আবশ্যক।"),
    "form": Label("This does not fit here.", "এই মান এখানে খাটে না।"),
    "too-long": Label("This is too long to keep.", "লেখাটি সংরক্ষণের সীমার চেয়ে বড়।"),
    "too-many": Label("These are too many.", "সংখ্যা সীমার বেশি।"),
    "date": Label("This is not a date.", "এটি সঠিক তারিখ নয়।"),
    "email": Label("This is not an e-mail address.", "এটি সঠিক ই-মেইল ঠিকানা নয়।"),
    "phone": Label("This is not a phone number.", "এটি সঠিক ফোন নম্বর নয়।"),
    "url": Label("A web address begins with https://.", "ওয়েব ঠিকানা https:// দিয়ে শুরু হয়।"),
    "country": Label("This is not a country.", "এটি কোনো দেশ নয়।"),
    "language": Label("This is not a language.", "এটি কোনো ভাষা নয়।"),
    "range": Label("The lower figure comes first.", "ছোট সংখ্যাটি আগে বসবে।"),
    "number": Label("This is not a whole number.", "এটি পূর্ণ সংখ্যা নয়।"),
    "verify-first": Label(
        "A win is verified first: choose “Verify win”, then “Won”.",
        "জয় আগে যাচাই করতে হয়: প্রথমে “জয় যাচাই”, তারপর “অর্জিত” বেছে নিন।",
    ),
    "other-officer": Label(
        "The second signature is another officer's.", "দ্বিতীয় স্বাক্ষর অন্য কর্মকর্তার হতে হবে।"
    ),
    "choice": Label("This is not one of the choices.", "এটি তালিকায় নেই।"),
    "picture": Label("This is not a picture (JPEG or PNG).", "এটি ছবি (JPEG বা PNG) নয়।"),
}
"""What an officer reads about a field."""

LIST_LIMIT = 500
"""How many items a set may hold."""

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_URL = re.compile(r"https?://[^\s]+", re.IGNORECASE)


class FieldProblem(Struct, frozen=True):
    """One thing wrong with one field; `code` chooses the sentence."""

    field: str
    code: Code


def clean(kind: Kind, fields: Plain) -> Plain:
    """Return `fields` with their texts cleaned; names this program does not know are kept."""
    return {name: _cleaned(kind.fields.get(name), value) for name, value in fields.items()}


def clean_text(text: str, *, lines: bool) -> str:
    """Return `text` as it is kept: NFC, one form of line end, nothing invisible and harmful."""
    if text.isascii() and text.isprintable():  # most texts, with nothing to take off but blanks
        return text.strip() if lines or "  " not in text else " ".join(text.split())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _CONTROLS.sub("", text))
    return text.strip() if lines else " ".join(text.split())


def _cleaned(field: Field | None, value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value, lines=field is None or field.shape is Shape.PROSE)
    if isinstance(value, list):
        items = [_cleaned(field, item) for item in value]  # pyright: ignore[reportUnknownVariableType]  # JSON
        return [item for item in items if item != ""]
    if isinstance(value, dict):
        return {str(k): _cleaned(field, v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
    return value


def problems(kind_name: str, fields: Plain, *, whole: bool = True) -> list[FieldProblem]:
    """List what is wrong with `fields` of a record of that kind, in the order of the form.

    With `whole`, required fields must be there, unless leaving them out says something by
    itself; without, `fields` are changed ones only.
    """
    kind = KINDS[kind_name]
    found: dict[str, Code] = {}
    for name, value in fields.items():
        field = kind.fields.get(name)
        if field is not None and not _blank(value) and (code := wrong(field, value)):
            found[name] = code
    for name, meant in _required(kind_name):
        if _blank(fields.get(name)) and (name in fields or (whole and not meant)):
            found[name] = "required"
    if len(found) < 2:
        return [FieldProblem(name, code) for name, code in found.items()]
    return [FieldProblem(name, found[name]) for name in kind.fields if name in found]


@cache
def _required(kind_name: str) -> tuple[tuple[str, bool], ...]:
    """Return the fields a record must have, and whether leaving each out says something."""
    kind = KINDS[kind_name]
    untold = kind.content()
    names = (name for name, field in kind.fields.items() if field.required)
    return tuple((name, not _blank(getattr(untold, name))) for name in names)


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {})


def wrong(field: Field, value: Any) -> Code:
    """Return what is wrong with one JSON value, or an empty text."""
    if field.many:
        return _wrong_items(field, value)
    return _wrong_one(field, value)


def _wrong_items(field: Field, value: Any) -> Code:
    if not isinstance(value, list):
        return "form"
    if len(value) > LIST_LIMIT:  # pyright: ignore[reportUnknownArgumentType]  # JSON
        return "too-many"
    return next(filter(None, (_wrong_one(field, item) for item in value)), "")  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON


def _wrong_one(field: Field, value: Any) -> Code:
    if isinstance(value, str) and len(value) > field.limit:
        return "too-long"
    if _TYPES[field.shape] is str:  # the quick way to the same answer
        if not isinstance(value, str):
            return "form"
    else:
        try:
            msgspec.convert(value, _TYPES[field.shape])
        except msgspec.ValidationError:
            return "date" if field.shape in (Shape.DATE, Shape.MOMENT) else "form"
    return "" if field.shape in _FREE else _wrong_value(field, value)


def _wrong_value(field: Field, value: Any) -> Code:
    match field.shape:
        case Shape.CHOICE | Shape.CHOICES:
            return "" if any(value == choice.code for choice in field.choices) else "choice"
        case Shape.EMAILS:
            return "" if _EMAIL.fullmatch(value) else "email"
        case Shape.PHONES:
            return "" if _phone_like(value) else "phone"
        case Shape.URL:
            return "" if _URL.fullmatch(value) else "url"
        case Shape.COUNTRY:
            return "" if _COUNTRY.fullmatch(value) else "country"
        case Shape.LANGUAGES:
            return "" if _LANGUAGE.fullmatch(value) else "language"
        case Shape.FIGURE:
            return "" if value["low"] <= value["high"] else "range"
        case Shape.NUMBER:
            return "" if 0 <= value <= 1_000_000_000 else "number"
        case Shape.PICTURE:
            return "" if pictured(value) else "picture"
        case Shape.MOMENT:
            return "" if value.endswith(("Z", "+00:00")) else "date"
        case _:
            return ""


def pictured(text: str) -> bytes:
    """Return the bytes of a picture in base64, or none where it is no JPEG or PNG."""
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return b""
    return data if data.startswith(_PICTURES) else b""


def _phone_like(text: str) -> bool:
    digits = sum(character.isdecimal() for character in text)
    return 3 <= digits <= 20 and len(text) <= 60


_FREE = frozenset({Shape.LINE, Shape.PROSE, Shape.WORDS, Shape.LINK, Shape.LINKS, Shape.SKILL})
"""Shapes of which every value of the right type and length will do."""

_TYPES: dict[Shape, Any] = {
    Shape.LINE: str,
    Shape.PROSE: str,
    Shape.URL: str,
    Shape.CHOICE: str,
    Shape.COUNTRY: str,
    Shape.NUMBER: int,
    Shape.FIGURE: Figure,
    Shape.YES_NO: bool,
    Shape.DATE: date,
    Shape.MOMENT: datetime,
    Shape.WORDS: str,
    Shape.CHOICES: str,
    Shape.LANGUAGES: str,
    Shape.EMAILS: str,
    Shape.PHONES: str,
    Shape.SKILLS: SkillClaim,
    Shape.SKILL: str,
    Shape.PICTURE: str,
    Shape.LINK: UUID,
    Shape.LINKS: UUID,
}
"""The JSON type of one item."""
