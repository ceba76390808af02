"""Which input a field gets: one for each shape, so that a new kind costs no widget."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import assert_never

from desk_app.domain.fields import Field, Shape
from desk_app.domain.labels import Label, Language
from desk_app.domain.places import country_codes, country_name, language_codes, language_name
from desk_app.i18n import language
from desk_app.ui.forms.chips import ChipsInput, PickInput, entries_of
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
from desk_app.ui.forms.skills import SkillsInput
from desk_app.ui.lookups import Lookups


def input_for(field: Field, lookups: Lookups, clock: Callable[[], datetime]) -> Input:
    """Make the input of `field`."""
    match field.shape:
        case Shape.LINE | Shape.URL:
            return LineInput(field)
        case Shape.PROSE:
            return ProseInput(field)
        case Shape.CHOICE:
            return CodeInput(field, entries_of(field))
        case Shape.COUNTRY:
            return CodeInput(field, countries(language()))
        case Shape.SKILL:
            return CodeInput(field, lookups.skill_entries())
        case Shape.NUMBER:
            return NumberInput(field)
        case Shape.FIGURE:
            return FigureInput(field)
        case Shape.YES_NO:
            return YesNoInput(field)
        case Shape.DATE | Shape.MOMENT:
            return WhenInput(field, clock)
        case Shape.WORDS | Shape.EMAILS | Shape.PHONES:
            return ChipsInput(field)
        case Shape.CHOICES:
            return PickInput(field, entries_of(field))
        case Shape.LANGUAGES:
            return PickInput(field, spoken(language()))
        case Shape.SKILLS:
            return SkillsInput(field, lookups.skill_entries())
        case Shape.LINK | Shape.LINKS:
            return LinksInput(field, lookups)
        case _:
            assert_never(field.shape)


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
