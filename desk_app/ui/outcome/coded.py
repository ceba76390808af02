"""What a code on paper belongs to, typed by hand or read by a camera as `ict-desk:…/CODE`."""

from uuid import UUID

from desk_app.domain.codes import is_code
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.ui.desk import DeskStore

SCHEME = "ict-desk:"
_LONGEST = 60


def code_in(text: str) -> str:
    """Return the code that `text` is, or an empty text; what is around it is never followed."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return ""
    if bare.casefold().startswith(SCHEME):
        bare = bare.rpartition("/")[2]
    return bare if is_code(bare) else ""


def coded(desk: DeskStore, text: str) -> tuple[str, UUID]:
    """Return kind and identifier of the record that a code belongs to.

    Raises:
        WrongInput: it is no code.
        NoSuchRecord: this desk has no such record.
    """
    code = code_in(text)
    if not code:
        raise WrongInput("This is not a code of a brief. It has eight signs, such as KX3B-04QM.")
    records = desk.records(desk.coded(code))
    ranked = sorted(records.values(), key=lambda record: record.kind != "meeting")
    if not ranked:
        raise NoSuchRecord("No record of this desk has the code {code}.", code=code)
    return ranked[0].kind, ranked[0].id
