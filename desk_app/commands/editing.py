"""Commands that write: add, set, archive, unarchive, erase."""

from typing import Any, BinaryIO, cast, get_args
from uuid import UUID

import click
import msgspec

from desk_app.commands.reading import identifier, kind_name
from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import tell_json, tell_record, told, told_list
from desk_app.commands.values import typed_value
from desk_app.domain.acts import Act, Archive, Change, Create, Erase, Restore
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import clean_text
from desk_app.domain.records import Audience, Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.values import Plain
from desk_app.sync.desks import OpenDesk

_OWN = ("audience", "owner")
_LARGEST = 64 * 1024 * 1024


@command("add")
@click.argument("kind", type=kind_name)
@click.option(
    "--json",
    "file",
    type=click.File("rb"),
    required=True,
    help="The file; - for what is piped in.",
)
def add(setting: Setting, kind: str, file: BinaryIO) -> None:
    """Add a record of KIND, or several, from a JSON file, and print what was added.

    The file holds one object with the fields, or a list of such objects, which are added
    together or not at all. An object may also be {"fields": {…}, "audience": …, "id": …}.
    """
    given = _read(file)
    with setting.desk() as desk:
        several = isinstance(given, list)
        objects = cast("list[Any]", given) if several else [given]
        creations = [_creation(desk, kind, one) for one in objects]
        desk.store.do(Act(tuple(creations), f"Add {KINDS[kind].label.en}"))
        records = [desk.store.record(creation.id) for creation in creations]
    tell_json(told_list(records, len(records)) if several else told(records[0]))


@command("set")
@click.argument("id", type=identifier)
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE…")
@json_option
def set_fields(setting: Setting, id: UUID, changes: tuple[str, ...], *, as_json: bool) -> None:
    """Change fields of the record ID.

    FIELD= clears a field. For sets, FIELD=+ITEM adds, FIELD=-ITEM takes away, and items
    separated by commas, or a JSON list, replace it. On a field in dispute this settles it.
    """
    with setting.desk() as desk:
        record = desk.store.record(id)
        fields = _fields(record, changes)
        settled = _settle(desk, id, fields)
        rest = {name: value for name, value in fields.items() if name not in settled}
        if rest:
            desk.store.do(Act((Change(id, rest),), f"Change {KINDS[record.kind].label.en}"))
        _tell(desk, id, as_json=as_json)
    for name in settled:
        click.echo(f"The dispute about {name} is settled.", err=as_json)


@command("archive")
@click.argument("id", type=identifier)
@click.option("--why", required=True, help="The reason, for whoever looks for it later.")
@json_option
def archive(setting: Setting, id: UUID, why: str, *, as_json: bool) -> None:
    """Put the record ID away; nothing of it is lost."""
    if not clean_text(why, lines=True):
        raise click.UsageError("Say why: --why takes the reason, for whoever looks for it later.")
    with setting.desk() as desk:
        desk.store.do(Act((Archive(id, why),), "Put away"))
        _tell(desk, id, as_json=as_json)


@command("unarchive")
@click.argument("id", type=identifier)
@json_option
def unarchive(setting: Setting, id: UUID, *, as_json: bool) -> None:
    """Take the record ID out of the archive."""
    with setting.desk() as desk:
        desk.store.do(Act((Restore(id),), "Take back"))
        _tell(desk, id, as_json=as_json)


def _read(file: BinaryIO) -> Any:
    text = file.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise WrongInput("That file is too large to be typed records.")
    try:
        return msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise WrongInput(f"That is no JSON: {error}. Nothing was added.") from error


def _creation(desk: OpenDesk, kind: str, given: Any) -> Create:
    if not isinstance(given, dict):
        raise WrongInput("A record is a JSON object of fields. Nothing was added.")
    whole = cast("Plain", given)
    wrapped = isinstance(whole.get("fields"), dict) and "fields" not in KINDS[kind].fields
    fields = cast("Plain", whole["fields"]) if wrapped else whole
    _expect_fields(kind, fields)
    if not wrapped:
        return Create(desk.store.new_id(), kind, fields)
    audience = whole.get("audience", "ministry")
    if audience not in get_args(Audience):
        raise WrongInput(f"“{audience}” is no audience. Nothing was added.")
    return Create(_id(desk, whole), kind, fields, cast("Audience", audience))


def _id(desk: OpenDesk, whole: Plain) -> UUID:
    if "id" not in whole:
        return desk.store.new_id()
    try:
        return UUID(str(whole["id"]))
    except ValueError as error:
        raise WrongInput("A record's id is a UUID. Nothing was added.") from error


def _expect_fields(kind: str, names: Any) -> None:
    """A mistyped name would otherwise vanish without a word."""
    unknown = [name for name in names if name not in KINDS[kind].fields]
    if unknown:
        known = ", ".join(KINDS[kind].fields)
        raise click.UsageError(f"No field of a {kind}: {', '.join(unknown)}. It has: {known}.")


def _fields(record: Record[Content], changes: tuple[str, ...]) -> Plain:
    kind = KINDS[record.kind]
    before = plain(record.content)
    fields: Plain = {}
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            raise click.UsageError(f"“{change}” is not FIELD=VALUE.")
        if name not in _OWN:
            _expect_fields(record.kind, [name])
        so_far = fields.get(name, before.get(name))
        fields[name] = typed_value(name, kind.fields.get(name), text, so_far)
    return fields


def _settle(desk: OpenDesk, id: UUID, fields: Plain) -> list[str]:
    disputed = {one.field for one in desk.store.disputes() if one.record == id}
    settled = [name for name in fields if name in disputed]
    for name in settled:
        desk.store.settle(id, name, fields[name])
    return settled


def _tell(desk: OpenDesk, id: UUID, *, as_json: bool) -> None:
    record = desk.store.record(id)
    if as_json:
        tell_json(told(record))
    else:
        tell_record(record, desk.store.titles([id]).get(id, ""))


@command("erase")
@click.argument("id", type=identifier)
@click.option("--yes", "sure", is_flag=True, help="You know that nothing brings it back.")
def erase(setting: Setting, id: UUID, *, sure: bool) -> None:
    """Erase the record ID everywhere, for good, because its person asked for it."""
    if not sure:
        raise click.UsageError(
            "Erasing is for good, on every desk and at the ministry: say --yes if you mean it. "
            "“ict-desk archive” puts a record away so that it can come back."
        )
    with setting.desk() as desk:
        desk.store.do(Act((Erase(id),), "Erase"))
    click.echo("Erased here; the next exchange erases it everywhere else.")
