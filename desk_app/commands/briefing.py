"""The commands that print briefs, and find again what a printed code belongs to."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import cast
from uuid import UUID

import click
import msgspec
from msgspec.structs import replace

from desk_app.briefs.compose import COMPOSERS, Options, compose, form_of, templated
from desk_app.briefs.compose.kept import wants_proposal
from desk_app.briefs.content import Lang, Length
from desk_app.briefs.layout.document import Laid, laid_out
from desk_app.briefs.noting import noted
from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json
from desk_app.domain.acts import Act, Create
from desk_app.domain.codes import code_of, is_code
from desk_app.domain.errors import DiskFull, NoSuchRecord, WrongInput
from desk_app.domain.kinds import PrintedBrief, Template
from desk_app.domain.material import Material, Period
from desk_app.profile import write_whole
from desk_app.store.store import Store
from desk_app.sync.desks import OpenDesk

NEXT, MISSION = "next", "mission"
LANGUAGES: tuple[Lang, ...] = ("en", "bn")
_LENGTHS: tuple[Length, ...] = ("points", "brief", "book")
_FIRST_DAY = datetime(1, 1, 1, tzinfo=UTC)


class Wanted(msgspec.Struct, frozen=True):
    """One brief to print: about what, of which kind (none: the usual), told of which days.

    `chosen` are the meetings of a delegation's book.
    """

    subject: UUID
    form: str = ""
    period: Period | None = None
    chosen: tuple[UUID, ...] = ()


class Printed(msgspec.Struct, frozen=True):
    """A brief on its way to a file, and what is noted of it."""

    language: Lang
    form: str
    laid: Laid
    note: Create
    subject: UUID


@command("brief")
@click.argument("ids", metavar="ID…", nargs=-1)
@click.option("--kind", type=click.Choice(tuple(COMPOSERS)), help="By the record's kind.")
@click.option("--lang", type=click.Choice((*LANGUAGES, "both")), default="en", show_default=True)
@click.option("--length", type=click.Choice(_LENGTHS), default="brief", show_default=True)
@click.option("--large-print", is_flag=True, help="In letters of 14 points.")
@click.option("--handout", is_flag=True, help="To hand out: without what is ours alone.")
@click.option("--template", metavar="NAME", help="As a template of the mission wants it.")
@click.option("--without", metavar="CODE", multiple=True, help="Leave a section out.")
@click.option("--order", metavar="CODE,CODE", default="", help="Sections in this order.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="Of a report, a book.")
@click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), help="The last day of it.")
@click.option("--code", metavar="CODE", help="Tell what a code on paper belongs to, and end.")
@click.option("-o", "--output", "file", type=click.Path(path_type=Path))
@json_option
def brief(  # one parameter an option
    setting: Setting,
    ids: tuple[str, ...],
    kind: str | None,
    lang: str,
    length: Length,
    template: str | None,
    without: tuple[str, ...],
    order: str,
    first: datetime | None,
    last: datetime | None,
    code: str | None,
    file: Path | None,
    *,
    large_print: bool,
    handout: bool,
    as_json: bool,
) -> None:
    """Print the brief about each record ID to a PDF file, and note that it was printed.

    ID is a meeting (“next” for the next one), firm, hub, person, country, demand, dossier or win,
    or “mission” for the desk's own: its report, hand-over pack and the delegation's book, which
    takes the meetings' IDs too. Of several briefs -o names a folder. With --lang both there are
    two files, whose names end in -en and -bn.
    """
    if code is not None:
        with setting.desk() as desk:
            _tell_code(desk.store, code, as_json=as_json)
        return
    if not ids or file is None:
        raise click.UsageError("Say which record the brief is about, and with -o where it goes.")
    languages = LANGUAGES if lang == "both" else (cast("Lang", lang),)
    with setting.desk() as desk:
        period = _period(first, last)
        wanted = _wanted(desk, ids, kind or "", period)
        options = replace(
            usual_options(desk, length),
            large_print=large_print,
            marking="handout" if handout else "internal",
            off=frozenset(without),
            order=tuple(filter(None, order.split(","))),
            period=period,
        )
        if template is not None:
            options = templated(options, _template(desk.store, template))
        _print(desk, wanted, options, languages, file, several=len(ids) > 1)


def _print(
    desk: OpenDesk,
    wanted: Sequence[Wanted],
    options: Options,
    languages: Sequence[Lang],
    file: Path,
    *,
    several: bool,
) -> None:
    """Write every brief to its file, and note them when all are written."""
    into = several and len(wanted) > 1
    notes: list[Create] = []
    if into:
        _folder(file)
    every = together(desk, wanted, options, languages)
    for one in every:
        name = file / f"{one.form}-{code_of(one.subject)}.pdf" if into else file
        if len(languages) > 1:
            name = name.with_stem(f"{name.stem}-{one.language}")
        write_whole(name.absolute(), one.laid.data)
        click.echo(f"{name}: {one.laid.pages} pages")
        notes.append(one.note)
    desk.store.do(Act(tuple(notes), "Printed brief"))


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(
            "The folder “{folder}” cannot be made; nothing was printed. Choose another.",
            folder=str(folder),
        ) from error


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
    return printings(desk, Wanted(subject, form), usual_options(desk, length), languages)


def together(
    desk: OpenDesk, wanted: Sequence[Wanted], options: Options, languages: Sequence[Lang]
) -> Iterator[Printed]:
    """Yield every brief that is wanted; the records of several meetings are read once.

    Raises:
        NoSuchRecord: what one is about is not here.
        WrongInput: there is no such brief about it.
    """
    subjects = [one.subject for one in wanted]
    kinds = {record.kind for record in desk.store.records(subjects).values()}
    if len(wanted) == 1 or kinds != {"meeting"} or any(one.chosen for one in wanted):
        yield from chain.from_iterable(printings(desk, w, options, languages) for w in wanted)
        return
    material = desk.store.material(subjects[0], None, tuple(subjects[1:]))
    for one in wanted:
        yield from _each(desk, material.about(one.subject), one, options, languages)


def printings(
    desk: OpenDesk, wanted: Wanted, options: Options, languages: Iterable[Lang]
) -> Iterator[Printed]:
    """Yield the brief that is wanted in each of `languages`, set and ready to be written.

    Raises:
        NoSuchRecord: what it is about is not here.
        WrongInput: there is no such brief about it.
    """
    around = _around(wanted.period) if wanted.period else None
    material = desk.store.material(wanted.subject, around, wanted.chosen)
    yield from _each(desk, material, wanted, options, languages)


def _each(
    desk: OpenDesk,
    material: Material,
    wanted: Wanted,
    options: Options,
    languages: Iterable[Lang],
) -> Iterator[Printed]:
    for language in languages:
        chosen = replace(options, language=language, form=wanted.form or options.form)
        whole = _with_proposal(desk, material, chosen)
        yield _printed(desk.store, whole, chosen)


def _around(period: Period) -> Period:
    """Return the days whose records a report needs: its year so far, and the month ahead."""
    return Period(period.first.replace(month=1, day=1), period.last + timedelta(days=31))


def _with_proposal(desk: OpenDesk, material: Material, options: Options) -> Material:
    """Add to a demand's brief what is proposed today, unless a consortium was kept."""
    if form_of(material, options) != "demand" or not wants_proposal(material):
        return material
    from desk_app.matching.proposing import proposed  # the solver is slow to import

    store = desk.store
    found = proposed(
        store,
        material.subject,
        store.new_id,
        now=options.printed_at,
        language=options.language,
    )
    return material.beside(found)


def _printed(store: Store, material: Material, options: Options) -> Printed:
    content = compose(material, options)
    laid = laid_out(content, printed_at=options.printed_at)
    fields = noted(content, laid.data, laid.pages, options, material)
    note = Create(store.new_id(), "brief", fields)
    return Printed(options.language, form_of(material, options), laid, note, material.subject)


def usual_options(desk: OpenDesk, length: Length = "brief") -> Options:
    """Return the options of a brief as this desk prints it now."""
    return Options(
        printed_at=desk.machine.clock().astimezone(),
        length=length,
        mission=desk.store.desk.mission_name,
        officer=desk.store.desk.officer,
        exchanged=desk.store.standing().last_receipt,
    )


def _template(store: Store, name: str) -> Template:
    for record in store.all("template"):
        if isinstance(record.content, Template) and record.content.name == name:
            return record.content
    raise NoSuchRecord("There is no template “{name}” at this desk.", name=name)


def next_meeting(store: Store, now: datetime) -> UUID | None:
    """Return the planned meeting that comes next, or the last one where none is planned."""
    moment = now.isoformat()
    coming = store.between("meeting", "when", moment, "9999")
    planned = [r.id for r in coming if getattr(r.content, "standing", "") == "planned"]
    if planned:
        return planned[0]
    past = store.between("meeting", "when", "0000", moment)
    return past[-1].id if past else None


def _wanted(
    desk: OpenDesk, ids: Sequence[str], kind: str, period: Period | None
) -> tuple[Wanted, ...]:
    """Return the briefs that are asked for; a delegation's meetings make one book."""
    subjects = tuple(dict.fromkeys(_subject(desk, id) for id in ids))
    if kind == "delegation":
        mission = _own_mission(desk)
        meetings = tuple(id for id in subjects if id != mission)
        return (Wanted(mission, kind, None if meetings else period, meetings),)
    return tuple(Wanted(id, kind, period) for id in subjects)


def _period(first: datetime | None, last: datetime | None) -> Period | None:
    if first is None and last is None:
        return None
    if first is None or last is None or last < first:
        raise click.UsageError("Say both --from and --until, the earlier day first.")
    return Period(first.date(), last.date())


def _subject(desk: OpenDesk, id: str) -> UUID:
    if id == MISSION:
        return _own_mission(desk)
    if id != NEXT:
        try:
            return UUID(id)
        except ValueError as error:
            raise click.UsageError(
                f"“{id}” is neither “next”, “mission” nor a record's identifier."
            ) from error
    found = next_meeting(desk.store, desk.machine.clock())
    if found is None:
        raise WrongInput("This desk knows no meeting, so there is no brief for the next one.")
    return found


def _own_mission(desk: OpenDesk) -> UUID:
    mission = desk.store.desk.mission
    if mission is None:
        raise WrongInput("This desk is not enrolled, so it has no mission to report about.")
    return mission


def print_report(desk: OpenDesk, form: str, period: Period, lang: str, file: Path) -> None:
    """Print a report of the desk's own mission about some days, and note it.

    Raises:
        WrongInput: the desk has no mission yet.
    """
    languages = LANGUAGES if lang == "both" else (cast("Lang", lang),)
    wanted = Wanted(_own_mission(desk), form, period)
    options = replace(usual_options(desk, "brief"), period=period)
    _print(desk, (wanted,), options, languages, file, several=False)


def _tell_code(store: Store, code: str, *, as_json: bool) -> None:
    """Print which record a code on paper belongs to, and what was printed about it."""
    if not is_code(code):
        raise WrongInput(
            "“{code}” is no code of a brief: look again at the letters and digits.", code=code
        )
    found = store.coded(code)
    if not found:
        raise NoSuchRecord("Nothing at this desk has the code “{code}”.", code=code)
    titles, records = store.titles(found), store.records(found)
    told = [
        {
            "id": str(id),
            "kind": records[id].kind,
            "title": titles.get(id, ""),
            "printed": [_told_printing(record) for record in _printings_about(store, id)],
        }
        for id in found
        if id in records
    ]
    if as_json:
        tell_json({"code": code, "records": told})
        return
    for one in told:
        click.echo(f"{one['kind']}  {one['id']}  {one['title']}")
        for line in cast("list[dict[str, object]]", one["printed"]):
            printed = f"{line['printed']}  {line['form']}  {line['language']}"
            click.echo(f"  printed {printed}  {line['length']}  {line['pages']} pages")


def _printings_about(store: Store, id: UUID) -> list[PrintedBrief]:
    kept = [r.content for r in store.linked_records([id], ("brief",))]
    briefs = [content for content in kept if isinstance(content, PrintedBrief)]
    return sorted(briefs, key=lambda printed: printed.printed or _FIRST_DAY)


def _told_printing(printed: PrintedBrief) -> dict[str, object]:
    day: date | None = printed.printed
    return {
        "printed": day.isoformat() if day else "",
        "form": printed.form,
        "language": printed.language,
        "length": printed.length,
        "pages": printed.pages or 0,
    }
