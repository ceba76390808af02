"""The command that answers a demand: who can deliver it, and what nobody can."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import click

from desk_app.commands.setting import Setting, command, json_option, language_of
from desk_app.commands.telling import tell_json
from desk_app.domain.labels import Language
from desk_app.matching.delivering import Delivery, Wish, delivered, gathered, most_at_once
from desk_app.matching.keeping import kept, missing, uncovered_lines
from desk_app.matching.proposals import Gap, Proposal

_language = click.option(
    "--lang", type=click.Choice(("en", "bn")), help="Of the sentences; otherwise the window's."
)


@command("match")
@click.argument("demand", type=click.UUID)
@click.option("--pin", type=click.UUID, multiple=True, help="A firm that must take part.")
@click.option("--bar", type=click.UUID, multiple=True, help="A firm that must not.")
@click.option("--max-firms", type=int, help="At most so many firms.")
@click.option("--max-share", type=float, default=0.5, show_default=True, help="Of one firm.")
@click.option("--keep", is_flag=True, help="Keep the first proposal, and tell Dhaka the gap.")
@_language
@json_option
def match(
    setting: Setting,
    demand: UUID,
    pin: tuple[UUID, ...],
    bar: tuple[UUID, ...],
    max_firms: int | None,
    max_share: float,
    lang: Language | None,
    *,
    keep: bool,
    as_json: bool,
) -> None:
    """Propose firms that together can deliver DEMAND, and say what nobody can.

    With --keep the first proposal becomes the demand's next version of a consortium, and what
    stays uncovered is filed for the ministry by skill, level and month, without naming anybody.
    """
    wish = Wish(
        pinned=frozenset(pin), barred=frozenset(bar), max_firms=max_firms, max_share=max_share
    )
    with setting.desk() as desk:
        language: Language = lang or language_of(desk)
        known = gathered(desk.store, demand)
        today = desk.machine.clock().astimezone().date()
        delivery = delivered(known, wish, today=today)
        act = kept(desk.store, delivery, desk.store.new_id, language=language) if keep else None
        if act is not None and act.deeds:
            desk.store.do(act)
    if as_json:
        tell_json(told(delivery, language))
    else:
        _tell(delivery, language)


def told(delivery: Delivery, language: Language) -> dict[str, Any]:
    """Return the answer as the command prints it: it is documented and does not change."""
    answer = delivery.answer
    return {
        "demand": str(delivery.demand),
        "proposals": [
            _told_proposal(delivery, place, language) for place in range(len(answer.proposals))
        ],
        "remarks": list(delivery.sentences(answer.remarks, language)),
        "shortfall": [
            {"skill": skill, "level": level, "month": month, "heads": heads, "need": need}
            for (skill, level, month, need), heads in missing(answer.uncovered).items()
        ],
    }


def _told_proposal(delivery: Delivery, place: int, language: Language) -> dict[str, Any]:
    proposal = delivery.answer.proposals[place]
    return {
        "firms": [_told_firm(delivery, place, firm, language) for firm in proposal.firms],
        "covered": proposal.must.covered,
        "asked": proposal.must.asked,
        "why": list(delivery.sentences(proposal.why, language)),
        "risks": list(delivery.sentences(proposal.risks, language)),
        "uncovered": [_told_gap(gap) for gap in proposal.uncovered],
        "gap": max(proposal.gap, proposal.cover_gap),
    }


def _told_firm(delivery: Delivery, place: int, firm: UUID, language: Language) -> dict[str, Any]:
    proposal = delivery.answer.proposals[place]
    return {
        "id": str(firm),
        "name": delivery.name(firm, language),
        "role": "lead" if firm == proposal.lead else "member",
        "heads": most_at_once(delivery, place, firm),
        "lines": [
            {
                "line": str(share.line),
                "skill": delivery.line(share.line).skill,
                "level": delivery.line(share.line).level,
                "heads": share.heads,
                "evidenced": share.evidenced,
                "from": share.first,
                "until": share.last,
            }
            for share in proposal.shares
            if share.firm == firm
        ],
    }


def _told_gap(gap: Gap) -> dict[str, Any]:
    return {
        "skill": gap.skill,
        "level": gap.level,
        "month": gap.month,
        "heads": gap.heads,
        "must": gap.must,
    }


def _tell(delivery: Delivery, language: Language) -> None:
    for number, proposal in enumerate(delivery.answer.proposals, start=1):
        _tell_proposal(delivery, number, proposal, language)
    _tell_lines("About the demand", delivery.sentences(delivery.answer.remarks, language))
    gaps = uncovered_lines(delivery, delivery.answer.uncovered, language)
    _tell_lines("Nobody covers", gaps)


def _tell_proposal(
    delivery: Delivery, number: int, proposal: Proposal, language: Language
) -> None:
    must = proposal.must
    click.echo(f"Proposal {number}: {must.covered} of {must.asked} head-months that must be.")
    for firm in proposal.firms:
        role = "lead" if firm == proposal.lead else "member"
        heads = most_at_once(delivery, number - 1, firm)
        click.echo(f"  {delivery.name(firm, language)}  {role}, {heads} heads  ({firm})")
    _tell_lines("  Why", delivery.sentences(proposal.why, language))
    _tell_lines("  Risks", delivery.sentences(proposal.risks, language))


def _tell_lines(title: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if number == 0:
            click.echo(f"{title}:")
        click.echo(f"    {line}")
