"""The command that finds who could open a door."""

from typing import Any
from uuid import UUID

import click

from desk_app.commands.setting import Setting, command, json_option, language_of
from desk_app.commands.telling import tell_json
from desk_app.domain.labels import Language
from desk_app.matching.introductions import Hop, Path
from desk_app.matching.warming import Warm, warm


@command("introduce")
@click.argument("id", metavar="PERSON_OR_FIRM", type=click.UUID)
@click.option("--count", type=click.IntRange(1, 50), default=5, show_default=True)
@click.option("--lang", type=click.Choice(("en", "bn")), help="Otherwise the window's.")
@json_option
def introduce(
    setting: Setting, id: UUID, count: int, lang: Language | None, *, as_json: bool
) -> None:
    """Find the best paths to a person, firm or hub: whom to ask, why them, who says so.

    Only people who agreed to be asked are named; who was asked often or lately comes last.
    """
    with setting.desk() as desk:
        today = desk.machine.clock().astimezone().date()
        found = warm(desk.store, id, today=today, count=count)
        language = lang or language_of(desk)
    if as_json:
        tell_json(told(found, language))
    else:
        _tell(found, language)


def told(found: Warm, language: Language) -> dict[str, Any]:
    """Return the paths as the command prints them: it is documented and does not change."""
    return {
        "target": str(found.target),
        "name": found.name(found.target),
        "known": found.known,
        "paths": [_told_path(found, path, language) for path in found.paths],
        "remarks": list(found.sentences(found.remarks, language)),
        "courtesy": list(found.courtesy),
    }


def _told_path(found: Warm, path: Path, language: Language) -> dict[str, Any]:
    return {
        "first": str(path.first),
        "likely": round(path.likely, 3),
        "hops": [_told_hop(found, hop, language) for hop in path.hops],
    }


def _told_hop(found: Warm, hop: Hop, language: Language) -> dict[str, Any]:
    asks, budget = found.asks(hop.asked)
    return {
        "asked": str(hop.asked),
        "name": found.name(hop.asked),
        "to": str(hop.to),
        "to_name": found.name(hop.to),
        "why": list(found.sentences(hop.why, language)),
        "told_by": found.name(hop.told_by) if hop.told_by else "",
        "consent": "agreed",
        "asks": asks,
        "budget": budget,
    }


def _tell(found: Warm, language: Language) -> None:
    for number, path in enumerate(found.paths, start=1):
        names = [found.name(hop.asked) for hop in path.hops]
        click.echo(f"{number}. {' → '.join([*names, found.name(found.target)])}")
        for hop in path.hops:
            asks, budget = found.asks(hop.asked)
            said = " ".join(found.sentences(hop.why, language))
            by = f" Told by {found.name(hop.told_by)}." if hop.told_by else ""
            click.echo(f"   {found.name(hop.asked)}: {said}{by} Asked {asks} of {budget} times.")
    for sentence in found.sentences(found.remarks, language):
        click.echo(sentence)
    for other in found.courtesy:
        click.echo(f"Another mission already speaks with them: {other}")
