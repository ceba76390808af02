"""What a code on paper belongs to, typed by hand or read by a camera as `ict-desk:…/CODE`."""

from uuid import UUID

from desk_app.domain.codes import code_in
from desk_app.domain.errors import NoSuchRecord, WrongInput
from desk_app.ui.desk import DeskStore


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
