"""The sections of each kind of brief by their codes, for who puts a brief together."""

from desk_app.briefs.wording import wording
from desk_app.briefs.wording.phrases import Sections
from desk_app.domain.labels import LANGUAGES, Label

_TITLES: dict[str, dict[str, str]] = {
    "partnership": {"next": "next_step"},
    "firm": {"objective": "about", "meet": "known"},
    "hub": {"objective": "about", "meet": "known"},
    "person": {"skills": "brings"},
    "country": {"objective": "about", "firms": "firms_there", "hubs": "hubs_there"},
    "demand": {"objective": "needed", "meet": "known"},
    "dossier": {"objective": "about", "firms": "firms_of_domain", "hubs": "hubs_of_domain"},
    "monthly": {
        "needed": "from_dhaka",
        "coming": "planned",
        "meetings": "held",
    },
    "handover": {
        "objective": "about",
        "soon": "first_things",
        "meet": "most_important",
        "late": "overdue",
        "demands": "live",
        "first": "first_days",
    },
}
"""Where a section's heading is not the one its code names, by kind of brief."""

_USUAL = {"next": "planned"}

_SECTIONS: dict[str, tuple[str, ...]] = {
    "partnership": (
        *("objective", "meet", "since", "exchange", "points", "avoid", "next"),
        *("counterpart", "people", "promises", "history", "coverage", "firms", "integrity"),
        *("gap", "introducers", "facts", "chart", "outcome"),
    ),
    "firm": (
        *("objective", "meet", "since", "demands", "brings", "next"),
        *("counterpart", "people", "promises", "history", "underway", "capacity"),
        *("coverage", "firms", "integrity", "gap", "introducers", "facts", "chart"),
    ),
    "hub": (
        *("objective", "meet", "since", "programmes", "terms", "next"),
        *("counterpart", "people", "promises", "history", "underway", "members", "introducers"),
        *("facts", "chart"),
    ),
    "person": (
        *("positions", "skills", "since", "contact", "notes", "next"),
        *("promises", "history", "underway", "ties", "consents"),
    ),
    "country": ("objective", "demands", "next", "facts", "chart", "firms", "hubs", "strategy"),
    "demand": (
        *("objective", "offer", "gap", "avoid", "meet", "next"),
        *(
            "consortium",
            "coverage",
            "firms",
            "integrity",
            "introducers",
            "underway",
            "facts",
            "chart",
        ),
    ),
    "dossier": (
        *("objective", "line", "legal", "risks", "forces", "experts", "hubs", "firms"),
        *("facts", "papers", "integrity", "own_notes", "sources"),
    ),
    "agenda": ("agenda", "participants", "own_notes"),
    "delegation": ("programme", "participants", "facts"),
    "monthly": (
        *("figures", "brought", "needed", "coming", "meetings", "stages", "movements"),
        *("wins", "losses", "shortfalls", "proposals", "introductions", "referrals"),
    ),
    "handover": (
        *("objective", "soon", "meet", "late", "relations", "promises", "demands"),
        *("introducers", "first", "proposals", "referrals"),
    ),
    "consent": (),
    "win": (),
}
"""The codes in their usual order; cards to sign have no sections to choose, and a warning that
somebody is to be left in peace, or something out of date, is none either."""


def composable(form: str) -> tuple[tuple[str, Label], ...]:
    """Return the sections that a kind of brief may have, in their usual order, with headings.

    `Options.off` and `Options.order` name them by these codes.
    """
    return tuple((code, _label(form, code)) for code in _SECTIONS.get(form, ()))


def _label(form: str, code: str) -> Label:
    name = _TITLES.get(form, {}).get(code) or _usual(code)
    english, bangla = (getattr(wording(lang).say.sections, name) for lang in LANGUAGES)
    return Label(_bare(english), _bare(bangla))


def _bare(heading: str) -> str:
    """Return a heading without the place for a name."""
    return heading.replace("{name}", "").strip(" :")


def _usual(code: str) -> str:
    known = {*Sections.__struct_fields__}
    return code if code in known else _USUAL[code]
