"""Turns records into what a brief says: pure functions from `Material` and `Options` to `Brief`.

A kind of brief is one module with one function, named in `COMPOSERS` by the kind of its subject.
"""

from collections.abc import Callable

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.partnership import partnership
from desk_app.briefs.content import Brief
from desk_app.domain.errors import WrongInput
from desk_app.domain.material import Material

__all__ = ["COMPOSERS", "Options", "compose", "partnership"]

Composer = Callable[[Material, Options], Brief]

COMPOSERS: dict[str, Composer] = {"meeting": partnership}
"""The composer for each kind of subject."""


def compose(material: Material, options: Options) -> Brief:
    """Compose the brief that belongs to the kind of the material's subject.

    Raises:
        WrongInput: there is no such record here, or no brief for its kind.

    """
    composer = COMPOSERS.get(material.kind())
    if composer is None:
        raise WrongInput(
            "There is no brief for a record of this kind yet; nothing was printed. "
            "Choose a meeting."
        )
    return composer(material, options)
