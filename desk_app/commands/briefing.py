"""The command that prints a brief."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import click
import msgspec

from desk_app.briefs.compose import COMPOSERS, Options, compose
from desk_app.briefs.content import Lang, Length
from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.noting import noted
from desk_app.commands.setting import Setting, command
from desk_app.domain.acts import Act, Create
from desk_app.domain.errors import WrongInput
from desk_app.domain.material import Material
from desk_app.profile import write_whole
from desk_app.store.store import Store
from desk_app.sync.desks import OpenDesk

NEXT = "next"
LANGUAGES: tuple[Lang, ...] = ("en", "bn")


class Printed(msgspec.Struct, frozen=True):
    """A brief on its way to a file, and what is noted of it."""

    language: Lang
    laid: Laid
    note: Create


@command("brief")
@click.argument("id")
@click.option("--kind", type=click.Choice(tuple(COMPOSERS)), help="By the record's kind.")
@click.option("--lang", type=click.Choice((*LANGUAGES, "both")), default="en", show_default=True)
@click.option(
    "--length", type=click.Choice(("points", "brief", "book")), default="brief", show_default=True
)
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), required=True
)
def brief(setting: Setting, id: str, kind: str | None, lang: str, length: str, file: Path) -> None:
    """Print the brief about the record ID to a PDF file, and note that it was printed.

    ID is a meeting (“next” for the next one), firm, hub, person, country or demand. With
    --lang both there are two files, whose names end in -en and -bn.
    """
    languages = LANGUAGES if lang == "both" else (cast("Lang", lang),)
    with setting.desk() as desk:
        subject = _subject(desk, id)
        printed = list(briefs(desk, subject, languages, cast("Length", length), kind or ""))
        for one in printed:
            name = file if lang != "both" else file.with_stem(f"{file.stem}-{one.language}")
            write_whole(name.absolute(), one.laid.data)
            click.echo(f"{name}: {one.laid.pages} pages")
        desk.store.do(Act(tuple(one.note for one in printed), "Printed brief"))


def briefs(
    desk: OpenDesk,
    subject: UUID,
    languages: Iterable[Lang],
    length: Length = "brief",
    form: str = "",
) -> Iterable[Printed]:
    """Yield the brief about `subject` in each of `languages`.

    Raises:
        NoSuchRecord: the subject is not here.
        WrongInput: there is no brief for its kind.
    """
    material = desk.store.material(subject)
    options = Options(
        printed_at=desk.machine.clock().astimezone(),
        form=form,
        length=length,
        mission=desk.store.desk.mission_name,
        officer=desk.store.desk.officer,
        exchanged=desk.store.standing().last_receipt,
    )
    for language in languages:
        chosen = msgspec.structs.replace(options, language=language)
        yield _printed(desk.store, material, chosen)


def _printed(store: Store, material: Material, options: Options) -> Printed:
    content = compose(material, options)
    laid = laid_out(content, printed_at=options.printed_at)
    fields = noted(content, laid.data, laid.pages, options, material)
    return Printed(options.language, laid, Create(store.new_id(), "brief", fields))


def next_meeting(store: Store, now: datetime) -> UUID | None:
    """Return the planned meeting that comes next, or the last one where none is planned."""
    moment = now.isoformat()
    coming = store.between("meeting", "when", moment, "9999")
    planned = [r.id for r in coming if getattr(r.content, "standing", "") == "planned"]
    if planned:
        return planned[0]
    past = store.between("meeting", "when", "0000", moment)
    return past[-1].id if past else None


def _subject(desk: OpenDesk, id: str) -> UUID:
    if id != NEXT:
        try:
            return UUID(id)
        except ValueError as error:
            raise click.UsageError(
                f"“{id}” is neither “next” nor a record's identifier."
            ) from error
    found = next_meeting(desk.store, desk.machine.clock())
    if found is None:
        raise WrongInput("This desk knows no meeting, so there is no brief for the next one.")
    return found
