"""What the officer chooses for one printing of a brief."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from desk_app.briefs.content import Lang, Length

Marking = Literal["internal", "handout"]


class Options(Struct, frozen=True, kw_only=True):
    """How a brief is to be: kind, language, length, marking, and which sections are left out.

    `printed_at` is aware and in the zone of the reader; meeting times are given in it. `form` is
    the kind of brief; none means the usual one of the subject. `off` names sections by their
    keys. `exchanged` is the moment of the last exchange with the ministry. `officer` is who
    prepared the brief, `mission` the mission as printed where the material does not tell.
    """

    printed_at: datetime
    form: str = ""
    language: Lang = "en"
    length: Length = "brief"
    marking: Marking = "internal"
    off: frozenset[str] = frozenset()
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
