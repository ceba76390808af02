"""A kind's field values as texts of a table, and back: what a cell means for a field."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from desk_app.domain import contacts, places
from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Label
from desk_app.domain.problems import SENTENCES, clean_text, wrong
from desk_app.domain.sentences import Sentence, labelled
from desk_app.domain.words import fold
from desk_app.exchange import dates

Find = Callable[[tuple[str, ...], str], UUID | None]
"""Finds the record of one of the kinds that has this title."""

_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_PIECES = re.compile(r"\s*[;\n|]\s*")
_LIST = re.compile(r"\s*[;,\n|]\s*")
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "হ্যাঁ", "হ্যা", "✓", "✔"}
_NO = {"no", "n", "false", "0", "-", "nein", "nee", "non", "না"}
_RANGE = re.compile(r"(\d+)\s*(?:-|–|—|\.\.|to)\s*(\d+)")
_CURRENCIES = {"€": "EUR", "$": "USD", "£": "GBP", "৳": "BDT", "tk": "BDT", "taka": "BDT"}
_ABOUT = re.compile(r"\b(about|approx\w*|ca|circa|est\w*|around)\b|~|\+$|প্রায়", re.IGNORECASE)


class Unfit(Exception):
    """A cell does not say a value of its field; the sentence is for the officer."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def value_of(field: Field, text: str, find: Find, country: str = "") -> Any:
    """Return the JSON value that `text` means for `field`; None for a blank cell.

    Phones are read as typed in `country`. Links are found by title.

    Raises:
        Unfit: it means none.

    """
    text = clean_text(text, lines=field.shape is Shape.PROSE)
    if not text:
        return None
    value = _read(field, text, find, country)
    if code := wrong(field, value):
        raise Unfit(labelled(SENTENCES[code]))
    return value


def _read(field: Field, text: str, find: Find, country: str) -> Any:
    if reader := _READERS.get(field.shape):
        return reader(text)
    match field.shape:
        case Shape.CHOICE:
            return _choice(field, text)
        case Shape.CHOICES:
            return [_choice(field, part) for part in _LIST.split(text) if part]
        case Shape.PHONES:
            plans = (country, contacts.HOME)
            return [contacts.phone_of(part, plans).kept for part in _PIECES.split(text) if part]
        case Shape.LINK:
            return str(_linked(field, text, find))
        case Shape.LINKS:
            return [str(_linked(field, part, find)) for part in _PIECES.split(text) if part]
        case _:
            return text


def _choice(field: Field, text: str) -> str:
    wanted = fold(text)
    for choice in field.choices:
        if wanted in (fold(choice.code), fold(choice.label.en), fold(choice.label.bn)):
            return choice.code
    known = tuple(choice.label for choice in field.choices)
    raise Unfit(Sentence("“{text}” is not one of: {known}.", text=text[:40], known=known))


def _country(text: str) -> str:
    if code := country_codes().get(fold(text).strip(".")):
        return code
    raise Unfit(Sentence("“{text}” is no country.", text=text[:40]))


def _language(text: str) -> str:
    if code := _language_codes().get(fold(text).strip(".")):
        return code
    raise Unfit(Sentence("“{text}” is no language.", text=text[:40]))


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """Return ISO codes by folded code and name, English and Bangla."""
    codes = {"usa": "US", "uk": "GB", "great britain": "GB", "holland": "NL", "uae": "AE"}
    for code in places.country_codes():
        name = places.country_name(code)
        codes |= {fold(code): code, fold(name.en): code, fold(name.bn): code}
    return codes | {"the netherlands": "NL", "united states of america": "US", "korea": "KR"}


@lru_cache(maxsize=1)
def _language_codes() -> dict[str, str]:
    codes: dict[str, str] = {"bengali": "bn"}
    for code in places.language_codes():
        name = places.language_name(code)
        codes |= {fold(code): code, fold(name.en): code, fold(name.bn): code}
    return codes


def _number(text: str) -> int:
    compact = re.sub(r"[\s,_']", "", text.translate(_DIGITS))
    compact = re.sub(r"\.0+$", "", compact)
    if not (compact.isascii() and compact.isdecimal()) or len(compact) > 10:
        raise Unfit(Sentence("“{text}” is not a whole number.", text=text[:40]))
    return int(compact)


def _figure(text: str) -> dict[str, Any]:
    """Read a figure, a range or an estimate, with its currency where it has one."""
    plain = text.translate(_DIGITS)
    unit = next((code for sign, code in _CURRENCIES.items() if sign in plain.lower()), "")
    if found := re.search(r"\b([A-Z]{3})\b", plain):
        unit = found[1]
    digits = re.sub(r"(?<=\d)[,\s](?=\d{2,3}\b)", "", plain)
    digits = re.sub(r"(?<=\d)\.0+\b", "", digits)
    if found := _RANGE.search(digits):
        low, high = int(found[1]), int(found[2])
    elif len(numbers := re.findall(r"\d+", digits)) == 1:
        low = high = int(numbers[0])
    else:
        raise Unfit(Sentence("“{text}” is no figure or range.", text=text[:40]))
    about = bool(_ABOUT.search(plain.strip()))
    value: dict[str, Any] = {"low": min(low, high), "high": max(low, high)}
    return value | ({"estimated": True} if about else {}) | ({"unit": unit} if unit else {})


def _yes_no(text: str) -> bool:
    word = text.strip().casefold()
    if word in _YES | _NO:
        return word in _YES
    raise Unfit(Sentence("“{text}” is neither yes nor no.", text=text[:40]))


def _date(text: str) -> str:
    value = dates.read(re.sub(r"[ T]00:00(:00)?$", "", text))
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise Unfit(
            Sentence("“{text}” is no date, or may be two; write it as 2026-11-21.", text=text[:40])
        )
    return value


def _skill(text: str) -> dict[str, str]:
    """Read `python (senior, document)`: a skill, and its level and evidence where stated."""
    name, _, rest = text.partition("(")
    stated = [part.strip() for part in rest.rstrip(") ").split(",") if part.strip()]
    claim = dict(zip(("level", "evidence"), stated, strict=False))
    return {"skill": name.strip()} | claim


def _moment(text: str) -> str:
    """Read a date with a time of day, in UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text.translate(_DIGITS))
    except ValueError:
        sentence = Sentence("“{text}” is no date with a time of day.", text=text[:40])
        raise Unfit(sentence) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _listed(text: str) -> list[str]:
    """Cut a list at its semicolons, or at its commas where it has none."""
    parts = (_PIECES if _PIECES.search(text) else _LIST).split(text)
    return list(dict.fromkeys(part for part in parts if part))


_READERS: dict[Shape, Callable[[str], Any]] = {
    Shape.URL: lambda text: text if "://" in text else f"https://{text}",
    Shape.COUNTRY: _country,
    Shape.LANGUAGES: lambda text: [_language(part) for part in _listed(text)],
    Shape.NUMBER: _number,
    Shape.FIGURE: _figure,
    Shape.YES_NO: _yes_no,
    Shape.DATE: _date,
    Shape.MOMENT: _moment,
    Shape.EMAILS: _listed,
    Shape.WORDS: _listed,
    Shape.SKILLS: lambda text: [_skill(part) for part in _PIECES.split(text) if part],
}
"""How a text is read for the shapes that need nothing but the text."""


def _linked(field: Field, text: str, find: Find) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        found = find(field.links, text)
    if found is None:
        kinds = tuple(_called(kind) for kind in field.links)
        raise Unfit(Sentence("There is no {kinds} “{text}”.", kinds=kinds, text=text[:60]))
    return found


def _called(kind: str) -> Label:
    words = KINDS[kind].label
    return Label(words.en.lower(), words.bn)


def cell_of(
    field: Field, value: Any, title: Callable[[str], str]
) -> str | int | date | datetime | None:
    """Return a JSON value as a typed cell: dates as dates, numbers as numbers, the rest as text.

    `value_of` reads it back from what a person sees.
    """
    match field.shape:
        case Shape.DATE if value:
            return date.fromisoformat(value)
        case Shape.MOMENT if value:
            return datetime.fromisoformat(value)
        case Shape.NUMBER:
            number: int | None = value
            return number
        case _:
            return text_of(field, value, title)


def text_of(field: Field, value: Any, title: Callable[[str], str]) -> str:
    """Return a JSON value as the text of a cell that `value_of` reads back.

    `title` turns the identifier of a linked record into its title.
    """
    if value is None or value in ("", [], {}):
        return ""
    if field.many:
        told = "; ".join(_one(field, item, title) for item in value)
        return f"{told};" if len(value) == 1 and "," in told else told
    return _one(field, value, title)


def _one(field: Field, value: Any, title: Callable[[str], str]) -> str:
    match field.shape:
        case Shape.CHOICE | Shape.CHOICES:
            return field.choice(value).en
        case Shape.YES_NO:
            return "yes" if value else "no"
        case Shape.FIGURE:
            figure = str(value["low"])
            figure += f"–{value['high']}" if value["high"] != value["low"] else ""
            figure = f"about {figure}" if value.get("estimated") else figure
            return f"{figure} {value['unit']}" if value.get("unit") else figure
        case Shape.SKILLS:
            more = [value[name] for name in ("level", "evidence") if value.get(name)]
            return f"{value['skill']} ({', '.join(more)})" if more else value["skill"]
        case Shape.LINK | Shape.LINKS:
            return title(value)
        case _:
            return str(value)
