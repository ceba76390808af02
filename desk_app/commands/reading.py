"""Commands that read: search, show, list, history, disputes."""

from datetime import datetime
from typing import Any
from uuid import UUID

import click
import msgspec

from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import (
    in_words,
    tell_json,
    tell_lines,
    tell_record,
    told,
    told_list,
)
from desk_app.domain.kinds import KINDS
from desk_app.domain.records import HistoryEntry
from desk_app.store.values import Dispute, Row

kind_name = click.Choice(tuple(KINDS))
identifier = click.UUID
_limit = click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)


@command("search")
@click.argument("text")
@click.option("--kind", type=kind_name, multiple=True, help="Only records of this kind.")
@json_option
@_limit
def search(
    setting: Setting, text: str, kind: tuple[str, ...], limit: int, *, as_json: bool
) -> None:
    """Find the records that have all the words of TEXT, in either script."""
    with setting.desk() as desk:
        rows = desk.store.search(text, kinds=kind, limit=limit)
        if not as_json:
            tell_lines(_line(row) for row in rows)
            return
        found = desk.store.records(row.id for row in rows)
        total = len(rows)
        if total == limit:
            total = sum(desk.store.count(name, words=text) for name in kind or KINDS)
    tell_json(told_list([found[row.id] for row in rows if row.id in found], total))


@command("show")
@click.argument("id", type=identifier)
@json_option
def show(setting: Setting, id: UUID, *, as_json: bool) -> None:
    """Show the record ID with all its fields."""
    with setting.desk() as desk:
        record = desk.store.record(id)
        title = desk.store.titles([id]).get(id, "")
    if as_json:
        tell_json(told(record))
    else:
        tell_record(record, title)


@command("list")
@click.argument("kind", type=kind_name)
@click.option("--words", default="", help="Only records that have these words.")
@click.option("--archived", is_flag=True, help="The records that were put away.")
@json_option
@_limit
def list_records(
    setting: Setting, kind: str, words: str, limit: int, *, archived: bool, as_json: bool
) -> None:
    """List the records of KIND in the order of the window's list."""
    with setting.desk() as desk:
        page = desk.store.page(kind, words=words, count=limit, archived=archived)
        total = desk.store.count(kind, words=words, archived=archived)
        if as_json:
            found = desk.store.records(row.id for row in page.rows)
            tell_json(told_list([found[row.id] for row in page.rows], total))
            return
    tell_lines(_line(row) for row in page.rows)
    if total > len(page.rows):
        click.echo(f"{len(page.rows)} of {total}; --limit shows more.")


@command("history")
@click.argument("id", type=identifier)
@json_option
def history(setting: Setting, id: UUID, *, as_json: bool) -> None:
    """Tell what befell the record ID, newest first."""
    with setting.desk() as desk:
        desk.store.record(id)
        entries = desk.store.history(id)
    if as_json:
        tell_json({"history": [_told_entry(entry) for entry in entries], "total": len(entries)})
    else:
        tell_lines(_entry_line(entry) for entry in entries)


@command("disputes")
@json_option
def disputes(setting: Setting, *, as_json: bool) -> None:
    """List the fields that two sides changed differently; `ict-desk set` settles them."""
    with setting.desk() as desk:
        found = desk.store.disputes()
    if as_json:
        tell_json({"disputes": [_told_dispute(one) for one in found], "total": len(found)})
        return
    for dispute in found:
        click.echo(f"{dispute.title}: {dispute.field}  ({dispute.record})")
        click.echo(f"  before: {in_words(dispute.base)}")
        click.echo(f"  mine:   {in_words(dispute.mine)}")
        by = f"  ({dispute.theirs_by})" if dispute.theirs_by else ""
        click.echo(f"  theirs: {in_words(dispute.theirs)}{by}")


def _line(row: Row) -> tuple[str, ...]:
    return (str(row.id), row.kind, row.title, row.detail, row.state)


def _told_entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "record": str(entry.record),
        "field": entry.field,
        "at": _moment(entry.stamp.at),
        "by": entry.stamp.by,
        "device": entry.stamp.device,
        "how": entry.how,
        "before": entry.before,
        "after": entry.after,
    }


def _entry_line(entry: HistoryEntry) -> tuple[str, ...]:
    return (
        entry.stamp.at.astimezone().isoformat(" ", "minutes"),
        entry.stamp.by,
        entry.how,
        entry.field,
        f"{in_words(entry.before)} → {in_words(entry.after)}" if entry.field else "",
    )


def _told_dispute(dispute: Dispute) -> dict[str, Any]:
    told_one: dict[str, Any] = msgspec.to_builtins(dispute)
    return told_one


def _moment(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
