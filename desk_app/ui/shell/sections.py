"""The sections at the left of the window; a new one costs one entry here."""

from typing import Literal

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, t


class Section(Struct, frozen=True):
    """One section: `kind` for a list of records, or a `page` of its own."""

    name: str
    picture: str
    key: str
    kind: str = ""
    page: Literal["", "today", "exchange"] = ""

    @property
    def title(self) -> str:
        """What the section is called in the language in use."""
        if self.kind:
            return label(KINDS[self.kind].plural)
        return {"today": t("Today"), "exchange": t("Exchange")}.get(self.page, self.name)


SECTIONS: tuple[Section, ...] = (
    Section("today", "today", "Ctrl+1", page="today"),
    Section("people", "people", "Ctrl+2", kind="person"),
    Section("firms", "firm", "Ctrl+3", kind="firm"),
    Section("hubs", "hub", "Ctrl+4", kind="hub"),
    Section("meetings", "meeting", "Ctrl+5", kind="meeting"),
    Section("demands", "demand", "Ctrl+6", kind="demand"),
    Section("exchange", "exchange", "Ctrl+9", page="exchange"),
)


def section_of(kind: str) -> Section | None:
    """Return the section that lists `kind`."""
    return next((section for section in SECTIONS if section.kind == kind), None)
