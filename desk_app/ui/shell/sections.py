"""The sections at the left of the window; a new one costs one entry here."""

from msgspec import Struct

from desk_app.domain.kinds import KINDS
from desk_app.i18n import label, t


class Section(Struct, frozen=True):
    """One section: `kind` for a list of records, or a `page` of its own, which goes before it.

    One that is not `beside` has no place in the strip at the left: the menus lead there.
    """

    name: str
    picture: str
    key: str
    kind: str = ""
    page: str = ""
    beside: bool = True

    @property
    def title(self) -> str:
        """What the section is called in the language in use."""
        if self.kind:
            return label(KINDS[self.kind].plural)
        return {
            "today": t("Today"),
            "exchange": t("Exchange"),
            "country": t("Country"),
            "results": t("Results"),
            "gaps": t("Skills nobody could offer"),
            "twins": t("Duplicates"),
            "care": t("Care of the records"),
            "capacity": t("Capacity book"),
        }.get(self.page, self.name)


SECTIONS: tuple[Section, ...] = (
    Section("today", "today", "Ctrl+1", page="today"),
    Section("people", "people", "Ctrl+2", kind="person"),
    Section("firms", "firm", "Ctrl+3", kind="firm"),
    Section("hubs", "hub", "Ctrl+4", kind="hub"),
    Section("meetings", "meeting", "Ctrl+5", kind="meeting"),
    Section("demands", "demand", "Ctrl+6", kind="demand"),
    Section("proposals", "proposal", "Ctrl+7", kind="proposal", page="proposals"),
    Section("openings", "opening", "Ctrl+8", kind="opening"),
    Section("dossiers", "dossier", "Ctrl+Shift+D", kind="dossier"),
    Section("country", "country", "Ctrl+Shift+C", page="country"),
    Section("results", "result", "Ctrl+Shift+R", page="results"),
    Section("exchange", "exchange", "Ctrl+9", page="exchange"),
    Section("capacity", "capacity", "Ctrl+Shift+A", page="capacity", beside=False),
    Section("gaps", "capacity", "Ctrl+Shift+G", page="gaps", beside=False),
    Section("twins", "people", "Ctrl+Shift+M", page="twins", beside=False),
    Section("care", "check", "Ctrl+Shift+K", page="care", beside=False),
)


def section_of(kind: str) -> Section | None:
    """Return the section that lists `kind`."""
    return next((section for section in SECTIONS if section.kind == kind), None)
