"""What is typed after `FIELD=` on a command line, as the JSON value of the field."""

import re
from datetime import datetime
from typing import Any

import msgspec

from desk_app.domain.errors import WrongInput
from desk_app.domain.fields import Field, Shape

_FIGURE = re.compile(r"(?P<low>\d+)(?:-(?P<high>\d+))?(?P<estimated>~?)(?: (?P<unit>[A-Z]{3}))?")
_YES = ("yes", "true", "1")
_NO = ("no", "false", "0")


def typed_value(name: str, field: Field | None, text: str, before: Any) -> Any:
    """Return the new JSON value of field `name` for `text`; None clears it.

    For sets `+item` adds to `before`, `-item` takes away, and JSON or items separated by commas
    replace it. `field` is None for what is the record's own.

    Raises:
        WrongInput: the text is no value of the field.
    """
    if not text:
        return None
    if field is None:
        return text
    if field.many:
        return _set(name, field, text, before or [])
    return _one(name, field, text)


def _one(name: str, field: Field, text: str) -> Any:
    match field.shape:
        case Shape.NUMBER:
            if not text.lstrip("-").isdecimal():
                raise WrongInput(f"“{text}” is no number for {name}.")
            return int(text)
        case Shape.YES_NO:
            return _yes_no(name, text)
        case Shape.FIGURE:
            return _figure(name, text)
        case Shape.MOMENT:
            return _moment(name, text)
        case _:
            return text


def _yes_no(name: str, text: str) -> bool:
    if text.casefold() not in _YES + _NO:
        raise WrongInput(f"{name} is yes or no.")
    return text.casefold() in _YES


def _figure(name: str, text: str) -> Any:
    if text.startswith("{"):
        return _json(name, text)
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise WrongInput(f"{name} is a figure or a range: 300, 200-300, 200-300~ or 5000 EUR.")
    low = int(found["low"])
    figure: dict[str, Any] = {"low": low, "high": int(found["high"] or low)}
    if found["estimated"]:
        figure["estimated"] = True
    if found["unit"]:
        figure["unit"] = found["unit"]
    return figure


def _moment(name: str, text: str) -> str:
    """A moment without a zone is meant in that of this machine."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongInput(f"“{text}” is no moment for {name}; write 2026-11-23T14:30.") from error
    return moment.astimezone().isoformat()


def _set(name: str, field: Field, text: str, before: list[Any]) -> list[Any]:
    if text.startswith("["):
        items = _json(name, text)
        if not isinstance(items, list):
            raise WrongInput(f"“{text}” is no list for {name}.")
        return items  # pyright: ignore[reportUnknownVariableType]  # JSON lists hold anything
    if text.startswith("+"):
        # The sign of an international phone number is part of it.
        phone = field.shape is Shape.PHONES and text[1:2].isdigit()
        new = _item(name, field, text if phone else text[1:])
        return [*(item for item in before if _key(item) != _key(new)), new]
    if text.startswith("-"):
        gone = _key(_item(name, field, text[1:]))
        return [item for item in before if _key(item) != gone]
    return [_item(name, field, part.strip()) for part in text.split(",") if part.strip()]


def _item(name: str, field: Field, text: str) -> Any:
    if field.shape is Shape.SKILLS:
        return _json(name, text) if text.startswith("{") else {"skill": text}
    return text


def _key(item: Any) -> str:
    return str(item["skill"] if isinstance(item, dict) else item)  # pyright: ignore[reportUnknownArgumentType]  # JSON


def _json(name: str, text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise WrongInput(f"What is written for {name} is no JSON.") from error
