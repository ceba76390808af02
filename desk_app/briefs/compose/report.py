"""The tables of a mission's report: wins, losses, shortfalls, proposals, introductions."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from desk_app.briefs.compose.offer import skill_level
from desk_app.briefs.compose.reading import Reading, first_sentence
from desk_app.briefs.compose.sheet import Head, tabled
from desk_app.briefs.compose.workload import Work
from desk_app.briefs.content import Block, Span, Spans, plain
from desk_app.domain.kinds import (
    Demand,
    DemandLine,
    Introduction,
    Mission,
    Proposal,
    Referral,
    Reply,
    Shortfall,
    Stage,
    Win,
)
from desk_app.domain.kinds.demand import LOSSES
from desk_app.domain.kinds.introduction import INTRODUCTION_STATES
from desk_app.domain.kinds.proposal import PROPOSAL_STATES
from desk_app.domain.kinds.referral import REFERRAL_STATES
from desk_app.domain.kinds.result import CONFIRMATIONS
from desk_app.domain.material import Period
from desk_app.domain.places import country_name
from desk_app.domain.records import Record

_LOSSES = {choice.code: choice.label for choice in LOSSES}
_STATES = {choice.code: choice.label for choice in PROPOSAL_STATES}
_CONFIRMATIONS = {choice.code: choice.label for choice in CONFIRMATIONS}
_INTRODUCED = {choice.code: choice.label for choice in INTRODUCTION_STATES}
_REFERRED = {choice.code: choice.label for choice in REFERRAL_STATES}


def demand_name(reading: Reading, stage: Stage) -> Spans:
    """Return what the demand of a stage is called, with its client unless that is confidential."""
    record = reading.find(Demand, stage.demand)
    return named_demand(reading, record) if record else plain("–")


def named_demand(reading: Reading, record: Record[Demand]) -> Spans:
    """Return a demand's title, with its client unless that is confidential."""
    demand = record.content
    name = reading.said(demand.name, demand.name_bn)
    client = "" if demand.confidential else reading.title(demand.client)
    if not client or client in name.text:
        return (name,)
    return (name, Span(" ("), reading.span(client), Span(")"))


def wins(reading: Reading, won: Iterable[Record[Win]]) -> tuple[Block, ...]:
    """Return the wins with their first year's value, our share and the client's word."""
    heads = reading.words.say.columns
    columns = [
        Head(heads.what, 3),
        Head(heads.firms, 2.4),
        Head(heads.first_year, 1.7, "end"),
        Head(heads.share, 1, "end"),
        Head(heads.confirmed, 1.8),
    ]
    return tuple(
        tabled(columns, [_win(reading, r.content) for r in won], reading.words.say.wins_note)
    )


def _win(reading: Reading, win: Win) -> Sequence[Spans]:
    words = reading.words
    firms = [reading.title(id) for id in win.firms if reading.title(id)]
    state = _CONFIRMATIONS.get(win.confirmation)
    share = words.say.percent.format(n=words.number(win.share)) if win.share is not None else "–"
    return (
        (reading.said(win.name, win.name_bn),),
        (reading.span(words.listed(firms)),),
        plain(words.figure(win.year_1) if win.year_1 else "–"),
        plain(share),
        plain(words.label(state) if state else ""),
    )


def losses(reading: Reading, moves: Iterable[Stage]) -> tuple[Block, ...]:
    """Return the demands lost, each with why, to whom, and what would have won it."""
    heads = reading.words.say.columns
    columns = [
        Head(heads.demand, 2.8),
        Head(heads.reason, 1.4),
        Head(heads.lost_to, 1.4),
        Head(heads.would_have_won, 3.4),
    ]
    rows = [_loss(reading, stage) for stage in moves if stage.after == "lost"]
    return tuple(tabled(columns, rows))


def _loss(reading: Reading, stage: Stage) -> Sequence[Spans]:
    record, words = reading.find(Demand, stage.demand), reading.words
    demand = record.content if record else Demand()
    reason = _LOSSES.get(stage.reason or demand.lost_reason)
    land = words.label(country_name(demand.lost_to)) if demand.lost_to else "–"
    return (
        demand_name(reading, stage),
        plain(words.label(reason) if reason else "–"),
        plain(land),
        (reading.span(" ".join(reading.lines(demand.would_have_won)) or "–"),),
    )


def shortfalls(reading: Reading, work: Work, period: Period) -> tuple[Block, ...]:
    """Return what was told to Dhaka as missing, by skill, level and month."""
    heads, words = reading.words.say.columns, reading.words
    told = [r.content for r in work.all(Shortfall) if period.has(r.content.told)]
    told.sort(key=lambda s: (s.month or date.min, s.skill, s.level))
    rows = [
        (
            plain(skill_level(reading, DemandLine(skill=s.skill, level=s.level))),
            plain(words.month(s.month) if s.month else ""),
            plain(words.number(s.heads or 0)),
        )
        for s in told
    ]
    columns = [Head(heads.skill, 4), Head(heads.month, 2), Head(heads.missing, 1.4, "end")]
    return tuple(tabled(columns, rows, words.say.shortfalls_note))


def proposals(reading: Reading, work: Work) -> tuple[Block, ...]:
    """Return the proposals that are not closed, with the ministry's last word."""
    heads = reading.words.say.columns
    columns = [
        Head(heads.what, 3),
        Head(heads.state, 1.7),
        Head(heads.submitted, 1.3),
        Head(heads.last_reply, 3),
    ]
    standing = [r for r in work.all(Proposal) if r.content.state != "closed"]
    standing.sort(key=lambda r: (r.content.submitted or date.max, r.id))
    return tuple(tabled(columns, [_proposal(reading, r) for r in standing]))


def _proposal(reading: Reading, record: Record[Proposal]) -> Sequence[Spans]:
    words, proposal = reading.words, record.content
    state = _STATES.get(proposal.state)
    return (
        (reading.said(proposal.name, proposal.name_bn),),
        plain(words.label(state) if state else ""),
        plain(words.short_day(proposal.submitted) if proposal.submitted else "–"),
        _last_reply(reading, record.id),
    )


def _last_reply(reading: Reading, proposal: UUID) -> Spans:
    replies = [r.content for r in reading.all(Reply) if r.content.about == proposal]
    if not replies:
        return plain("–")
    last = max(replies, key=lambda reply: reply.on or date.min)
    day = reading.words.short_day(last.on) if last.on else ""
    said = first_sentence(" ".join(reading.lines(last.text, last.text_bn)))
    return (Span(f"{day}: " if day and said else day), reading.span(said))


def introduced(reading: Reading, work: Work, period: Period) -> tuple[Block, ...]:
    """Return the introductions asked for or made, naming only who agreed to be asked."""
    heads, words = reading.words.say.columns, reading.words
    rows: list[Sequence[Spans]] = []
    for record in work.all(Introduction):
        one = record.content
        day = one.made_on or one.answered_on or one.asked_on
        if day is None or not period.has(day):
            continue
        state = _INTRODUCED.get(one.state)
        rows.append(
            (
                plain(words.short_day(day)),
                (reading.span(asked_name(reading, one.asked)),),
                (reading.span(reading.title(one.to) or "–"),),
                plain(words.label(state) if state else ""),
                (reading.span(first_sentence(" ".join(reading.lines(one.outcome)))),),
            )
        )
    columns = [
        Head(heads.when, 1.2),
        Head(heads.introducer, 2),
        Head(heads.knows, 2),
        Head(heads.state, 1.6),
        Head(heads.outcome, 2.4),
    ]
    return tuple(tabled(columns, rows))


def asked_name(reading: Reading, person: UUID | None) -> str:
    """Return the name of somebody who was asked to introduce, if they agreed to being asked."""
    if person is None or reading.consent(person, "introduce") != "agreed":
        return reading.words.say.name_withheld
    return reading.title(person)


def referrals(reading: Reading, work: Work, period: Period) -> tuple[Block, ...]:
    """Return what was handed to another mission or Dhaka in the period, or is still open."""
    heads, words = reading.words.say.columns, reading.words
    rows: list[Sequence[Spans]] = []
    for record in work.all(Referral):
        one = record.content
        if one.state != "open" and not period.has(one.on):
            continue
        state = _REFERRED.get(one.state)
        to = reading.find(Mission, one.to)
        rows.append(
            (
                (reading.span(one.name),),
                (reading.span(reading.title(to.id) if to else words.say.dhaka),),
                plain(words.short_day(one.on) if one.on else "–"),
                plain(words.short_day(one.due) if one.due else "–"),
                plain(words.label(state) if state else ""),
            )
        )
    columns = [
        Head(heads.what, 3.2),
        Head(heads.to, 2.2),
        Head(heads.handed_on, 1.3),
        Head(heads.due, 1.3),
        Head(heads.state, 1.2),
    ]
    return tuple(tabled(columns, rows))
