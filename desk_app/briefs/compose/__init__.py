"""Turns records into what a brief says: pure functions from `Material` and `Options` to `Brief`.

A kind of brief is one module with one function, named in `COMPOSERS` with the kind of record it
is about; where several are about one kind, the first is the usual one.
"""

from collections.abc import Callable

from desk_app.briefs.compose.agenda import agenda
from desk_app.briefs.compose.catalogue import composable
from desk_app.briefs.compose.consenting import consent_slip
from desk_app.briefs.compose.country import country
from desk_app.briefs.compose.delegation import delegation
from desk_app.briefs.compose.demand import demand
from desk_app.briefs.compose.dossier import dossier
from desk_app.briefs.compose.firm import firm
from desk_app.briefs.compose.handover import handover
from desk_app.briefs.compose.hub import hub
from desk_app.briefs.compose.monthly import monthly
from desk_app.briefs.compose.options import Options, templated
from desk_app.briefs.compose.partnership import partnership
from desk_app.briefs.compose.person import person
from desk_app.briefs.compose.problems import Problem, problems
from desk_app.briefs.compose.winning import win
from desk_app.briefs.content import Brief
from desk_app.domain.errors import WrongInput
from desk_app.domain.material import Material

__all__ = [
    "COMPOSERS",
    "Options",
    "Problem",
    "composable",
    "compose",
    "form_of",
    "forms_for",
    "partnership",
    "problems",
    "templated",
]

Composer = Callable[[Material, Options], Brief]

COMPOSERS: dict[str, tuple[str, Composer]] = {
    "partnership": ("meeting", partnership),
    "firm": ("firm", firm),
    "hub": ("hub", hub),
    "person": ("person", person),
    "country": ("country", country),
    "demand": ("demand", demand),
    "consent": ("person", consent_slip),
    "dossier": ("dossier", dossier),
    "agenda": ("meeting", agenda),
    "monthly": ("mission", monthly),
    "handover": ("mission", handover),
    "delegation": ("mission", delegation),
    "win": ("win", win),
}
"""Each kind of brief, with the kind of record it is about and its composer."""


def forms_for(kind: str) -> tuple[str, ...]:
    """Return the kinds of brief there are about a record of `kind`, the usual one first."""
    return tuple(form for form, (subject, _) in COMPOSERS.items() if subject == kind)


def form_of(material: Material, options: Options) -> str:
    """Return the kind of brief that is asked for.

    Raises:
        WrongInput: there is no such record here, or no such brief about its kind.

    """
    forms = forms_for(material.kind())
    if options.form in forms:
        return options.form
    if options.form or not forms:
        raise WrongInput(
            "There is no such brief for a record of this kind; nothing was printed. Choose a "
            "meeting, a firm, a hub, a person, a country, a demand, a dossier, a win or a mission."
        )
    return forms[0]


def compose(material: Material, options: Options) -> Brief:
    """Compose the brief that belongs to the kind of the material's subject.

    Raises:
        WrongInput: there is no such record here, or no brief for its kind.

    """
    _, composer = COMPOSERS[form_of(material, options)]
    return composer(material, options)
