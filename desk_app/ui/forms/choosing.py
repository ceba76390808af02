"""Which input a field gets: one for each shape, so that a new kind costs no widget."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Label, Language
from desk_app.domain.places import country_codes, country_name, language_codes, language_name
from desk_app.i18n import language
from desk_app.ui.forms.chips import ChipsInput, PickInput, entries_of
from desk_app.ui.forms.contacts import EmailsInput, PhonesInput
from desk_app.ui.forms.date_input import WhenInput
from desk_app.ui.forms.figures import FigureInput
from desk_app.ui.forms.inputs import (
    CodeInput,
    Input,
    LineInput,
    NumberInput,
    ProseInput,
    YesNoInput,
)
from desk_app.ui.forms.links import LinksInput
from desk_app.ui.forms.pictures import PictureInput
from desk_app.ui.forms.skills import SkillsInput
from desk_app.ui.lookups import Lookups


def input_for(field: Field, lookups: Lookups, clock: Callable[[], datetime]) -> Input:
    """Make the input of `field`."""
    if (simple := _SIMPLE.get(field.shape)) is not None:
        return simple(field)
    match field.shape:
        case Shape.DATE | Shape.MOMENT:
            return WhenInput(field, clock)
        case Shape.LINK | Shape.LINKS:
            return LinksInput(field, lookups)
        case Shape.SKILLS:
            return SkillsInput(field, lookups.skill_entries())
        case Shape.CHOICES | Shape.LANGUAGES:
            return PickInput(field, _entries(field, lookups))
        case _:
            return CodeInput(field, _entries(field, lookups))


_SIMPLE: dict[Shape, Callable[[Field], Input]] = {
    Shape.LINE: LineInput,
    Shape.URL: LineInput,
    Shape.PROSE: ProseInput,
    Shape.NUMBER: NumberInput,
    Shape.FIGURE: FigureInput,
    Shape.YES_NO: YesNoInput,
    Shape.WORDS: ChipsInput,
    Shape.EMAILS: EmailsInput,
    Shape.PHONES: PhonesInput,
    Shape.PICTURE: PictureInput,
}


def _entries(field: Field, lookups: Lookups) -> list[tuple[str, str]]:
    match field.shape:
        case Shape.COUNTRY:
            return countries(language())
        case Shape.LANGUAGES:
            return spoken(language())
        case Shape.SKILL:
            return lookups.skill_entries()
        case _:
            return entries_of(field)


@cache
def countries(first: Language) -> list[tuple[str, str]]:
    """Return the countries as (code, name in both languages), the language `first` in front."""
    return [(code, _both(country_name(code), first)) for code in country_codes()]


@cache
def spoken(first: Language) -> list[tuple[str, str]]:
    """Return the languages of the world as (code, name in both languages)."""
    return [(code, _both(language_name(code), first)) for code in language_codes()]


def _both(name: Label, first: Language) -> str:
    one, other = (name.bn, name.en) if first == "bn" else (name.en, name.bn)
    return one if one == other else f"{one} · {other}"
