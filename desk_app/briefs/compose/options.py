"""What the officer chooses for one printing of a brief."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from desk_app.briefs.content import Lang, Length
from desk_app.domain.kinds import Template
from desk_app.domain.material import Period

Marking = Literal["internal", "handout"]


class Options(Struct, frozen=True, kw_only=True):
    """How a brief is to be: kind, language, length, marking, and which sections are left out.

    `printed_at` is aware and in the zone of the reader; meeting times are given in it. `form` is
    the kind of brief; none means the usual one of the subject. `off` names sections by their
    keys, `order` puts them in order, page 1 and what follows each for itself; a section that is
    not named comes after those that are. `period` is what a report or a programme speaks of.
    `exchanged` is the moment of the last exchange with the ministry. `officer` is who
    prepared the brief, `mission` the mission as printed where the material does not tell.
    """

    printed_at: datetime
    form: str = ""
    language: Lang = "en"
    length: Length = "brief"
    marking: Marking = "internal"
    off: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    period: Period | None = None
    large_print: bool = False
    mission: str = ""
    officer: str = ""
    exchanged: datetime | None = None

    @property
    def today(self) -> date:
        """The day of printing."""
        return self.printed_at.date()

    @property
    def whole(self) -> bool:
        """Tell whether everything known is told, however many pages that takes."""
        return self.length == "book"

    @property
    def internal(self) -> bool:
        """Tell whether the brief stays in the mission."""
        return self.marking == "internal"


_LANGUAGES: dict[str, Lang] = {"en": "en", "bn": "bn"}
_LENGTHS: dict[str, Length] = {"points": "points", "brief": "brief", "book": "book"}
_MARKINGS: dict[str, Marking] = {"internal": "internal", "handout": "handout"}


def templated(options: Options, template: Template) -> Options:
    """Return `options` as a mission's template wants them; what it does not say stays.

    A template for both languages leaves the language as it is.
    """
    return replace(
        options,
        form=template.form,
        length=_LENGTHS.get(template.length, options.length),
        language=_LANGUAGES.get(template.language, options.language),
        marking=_MARKINGS.get(template.classification, options.marking),
        order=tuple(line.strip() for line in template.sections.splitlines() if line.strip()),
        off=frozenset(template.left_out),
    )
