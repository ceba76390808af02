"""Short constructors with which the kinds declare their fields: `line("Name", "নাম", …)`."""

from functools import partial
from typing import Protocol, TypedDict, Unpack

from desk_app.domain.fields import Choice, Field, Search, Seen, Shape
from desk_app.domain.labels import Label


class Options(TypedDict, total=False):
    """What a declaration may add to a field's two names."""

    help: Label
    required: bool
    choices: tuple[Choice, ...]
    links: tuple[str, ...]
    search: Search
    seen: Seen
    subject: bool
    carried: bool
    answered: bool
    column: bool
    aliases: tuple[str, ...]
    group: str
    limit: int


class Declare(Protocol):
    """Makes a field of one shape."""

    def __call__(self, en: str, bn: str, **options: Unpack[Options]) -> Field:
        """Declare a field with its English and Bangla name."""
        ...


def _field(shape: Shape, en: str, bn: str, **options: Unpack[Options]) -> Field:
    return Field(shape=shape, label=Label(en, bn), **options)


def _shaped(shape: Shape, limit: int = 300) -> Declare:
    return partial(_field, shape, **Options(limit=limit))


line = _shaped(Shape.LINE)
prose = _shaped(Shape.PROSE, limit=200_000)
url = _shaped(Shape.URL, limit=2_000)
choice = _shaped(Shape.CHOICE)
country = _shaped(Shape.COUNTRY)
number = _shaped(Shape.NUMBER)
figure = _shaped(Shape.FIGURE)
yes_no = _shaped(Shape.YES_NO)
day = _shaped(Shape.DATE)
moment = _shaped(Shape.MOMENT)
words = _shaped(Shape.WORDS)
several = _shaped(Shape.CHOICES)
languages = _shaped(Shape.LANGUAGES)
emails = _shaped(Shape.EMAILS)
phones = _shaped(Shape.PHONES)
skills = _shaped(Shape.SKILLS)
skill = _shaped(Shape.SKILL)
picture = _shaped(Shape.PICTURE, limit=140_000)
link = _shaped(Shape.LINK)
links = _shaped(Shape.LINKS)
