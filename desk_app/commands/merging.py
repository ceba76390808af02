"""Commands for records that are one: duplicates, merge, unmerge."""

from typing import Any, cast, get_args
from uuid import UUID

import click

from desk_app.commands.reading import identifier
from desk_app.commands.setting import Setting, command, json_option
from desk_app.commands.telling import in_words, tell_json, tell_lines, told
from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import MERGED, Take
from desk_app.store import merging
from desk_app.store.store import Store

_PAGE = 2_000


@command("duplicates")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(MERGED),
    multiple=True,
    help="Only records of this kind.",
)
@click.option("--limit", type=click.IntRange(min=1), default=500, show_default=True)
@json_option
def duplicates(setting: Setting, kinds: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """List records that may be the same, the surest first, with the reasons.

    Nothing is merged: “ict-desk merge” does that, two records at a time.
    """
    found: list[dict[str, Any]] = []
    with setting.desk() as desk:
        for kind in kinds or MERGED:
            found += _pairs(desk.store, kind, limit)
    found.sort(key=lambda pair: -pair["confidence"])
    del found[limit:]
    if as_json:
        tell_json({"duplicates": found, "total": len(found)})
        return
    tell_lines(_line(pair) for pair in found)
    if not found:
        click.echo("No two records look the same.")


def _pairs(store: Store, kind: str, limit: int) -> list[dict[str, Any]]:
    from desk_app.exchange.twins import party, work_list  # slow to import

    titles: dict[UUID, str] = {}
    parties: list[Any] = []
    after: UUID | None = None
    while True:
        some, after = store.tending.stretch(kind, after, _PAGE)
        titles |= {one.id: one.title for one in some}
        parties += map(party, some)
        if after is None:
            break
    return [
        {
            "kind": kind,
            "one": {"id": str(twins.one), "title": titles[twins.one]},
            "other": {"id": str(twins.other), "title": titles[twins.other]},
            "confidence": twins.confidence,
            "reasons": list(twins.reasons),
        }
        for twins in work_list(
            parties, store.tending.parted(), said=store.tending.torn([kind]), most=limit
        )
    ]


def _line(pair: dict[str, Any]) -> tuple[str, ...]:
    one, other = pair["one"], pair["other"]
    sure = f"{pair['confidence']:.0%}"
    said = ", ".join(pair["reasons"])
    return sure, pair["kind"], one["id"], one["title"], other["id"], other["title"], said


@command("merge")
@click.argument("keep", type=identifier)
@click.argument("gone", type=identifier)
@click.option(
    "--take",
    "said",
    multiple=True,
    metavar="FIELD=keep|gone|both",
    help="Whose value a field has afterwards, against what is proposed.",
)
@click.option("--dry-run", is_flag=True, help="Tell what would change, and change nothing.")
@json_option
def merge(
    setting: Setting,
    keep: UUID,
    gone: UUID,
    said: tuple[str, ...],
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Merge the record GONE into KEEP, which stays.

    Blank fields are filled, sets are joined, and of two values the one of KEEP stands unless
    --take says otherwise. Whatever points at GONE means KEEP afterwards. “ict-desk unmerge GONE”
    takes the two apart again.
    """
    with setting.desk() as desk:
        seen = merging.preview(desk.store, keep, gone)
        takes = _takes(seen, said)
        seen = merging.preview(desk.store, keep, gone, takes)
        if not dry_run:
            merging.merge(desk.store, keep, gone, takes)
        record = desk.store.record(keep)
        title = desk.store.titles([keep]).get(keep, "")
    if as_json:
        tell_json({**_told(seen), "record": told(record), "done": not dry_run})
        return
    click.echo(f"{'Would be merged' if dry_run else 'Merged'} into {title}")
    for name, value in seen.fields.items():
        click.echo(f"  {KINDS[record.kind].fields[name].label.en} ({name}): {in_words(value)}")
    click.echo(f"  {len(seen.follows)} record(s) follow, {len(seen.doubles)} of them said twice")


def _told(seen: merging.Preview) -> dict[str, Any]:
    return {
        "keep": str(seen.keep.id),
        "gone": str(seen.gone.id),
        "changes": seen.fields,
        "choices": [
            {"field": p.field, "keep": p.keep, "gone": p.gone, "may": list(p.may), "take": p.take}
            for p in seen.picks
        ],
        "follows": [str(record.id) for record in seen.follows],
        "doubles": [str(goes) for goes, _ in seen.doubles],
    }


def _takes(seen: merging.Preview, said: tuple[str, ...]) -> dict[str, Take]:
    differing = {pick.field: pick.may for pick in seen.picks}
    takes: dict[str, Take] = {}
    for text in said:
        name, _, take = text.partition("=")
        if name not in KINDS[seen.keep.kind].fields:
            raise click.UsageError(f"“{name}” is no field of a {seen.keep.kind}.")
        if take not in get_args(Take):
            raise click.UsageError(f"“{text}” is not FIELD=keep, FIELD=gone or FIELD=both.")
        if name in differing and take not in differing[name]:
            raise click.UsageError(f"Of {name} only one value can be taken: keep or gone.")
        takes[name] = cast("Take", take)
    return takes


@command("unmerge")
@click.argument("gone", metavar="ID", type=identifier)
@json_option
def unmerge(setting: Setting, gone: UUID, *, as_json: bool) -> None:
    """Take the merged record ID out of the one it was merged into.

    Links go back to whom they were made to, and the other record's fields to what they were
    where nobody changed them since.
    """
    with setting.desk() as desk:
        done = merging.unmerge(desk.store, gone)
        record = desk.store.record(gone)
        titles = desk.store.titles([gone, done.survivor])
    if as_json:
        tell_json(
            {
                "record": told(record),
                "survivor": str(done.survivor),
                "stay": list(done.stay),
                "gone": done.gone,
                "links": done.links,
            }
        )
        return
    click.echo(f"{titles.get(gone, '')} is taken out of {titles.get(done.survivor, '')} again.")
    click.echo(f"  {done.links} record(s) point at it again.")
    if done.stay:
        click.echo(f"  Changed since, so not taken back: {', '.join(done.stay)}.")
    if done.gone:
        click.echo(f"  {done.gone} record(s) put away with the merge are not here any more.")
