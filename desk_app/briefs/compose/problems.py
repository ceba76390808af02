"""What an officer should mend before a brief is printed, each with the record to open."""

from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from desk_app.briefs.compose.dossier import is_old
from desk_app.briefs.compose.facts import HOME, countries, is_expired
from desk_app.briefs.compose.integrity import barrier
from desk_app.briefs.compose.introducers import doors
from desk_app.briefs.compose.offer import coverage_of, is_ours
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.standing_for import imagined, open_demands, people_at
from desk_app.domain.kinds import (
    Country,
    Demand,
    Dossier,
    Fact,
    Firm,
    Hub,
    Meeting,
    Person,
)
from desk_app.domain.material import Material
from desk_app.domain.records import Record

Code = Literal[
    "expired-fact",
    "expired-dossier",
    "unverified-firm",
    "stale-capacity",
    "consent-unknown",
    "consent-refused",
    "introducer-not-asked",
    "no-objective",
    "not-in-bangla",
]


class Problem(Struct, frozen=True):
    """One thing to mend: `text` says it in the options' language, `record` is where it is mended.

    `kind` is the kind of that record.
    """

    code: Code
    text: str
    record: UUID
    kind: str


def problems(material: Material, options: Options) -> tuple[Problem, ...]:
    """Return what a brief about the material's subject lacks, the gravest first.

    Pure, and worded in `options.language`: ask with the language of the window.
    """
    reading = Reading(material, options)
    met = [*_met(reading)]
    found = [
        *(p for meeting in met for p in _unverified(reading, meeting.content)),
        *_expired(reading, met),
        *(p for meeting in met for p in _unwritten(reading, meeting)),
        *(p for meeting in met for p in _consents(reading, meeting.content)),
    ]
    return tuple(dict.fromkeys(found))


def _met(reading: Reading) -> Iterator[Record[Meeting]]:
    """Yield the meetings a brief is about; for another subject one as if it were now."""
    ids = reading.material.chosen or (reading.material.subject,)
    for record in (r for r in reading.material.records if r.id in ids):
        match record.content:
            case Meeting():
                yield from reading.some(Meeting, [record.id])
            case Firm() | Hub():
                people, asked = people_at(reading, record.id), open_demands(reading, record.id)
                there = (record.id,)
                yield imagined(reading, record, organisations=there, people=people, demands=asked)
            case Person():
                yield imagined(reading, record, people=(record.id,))
            case Demand() as demand:
                client = (demand.client,) if demand.client else ()
                yield imagined(reading, record, organisations=client, demands=(record.id,))
            case _:
                yield imagined(reading, record)


def _said(reading: Reading, code: Code, record: UUID, kind: str, **words: str) -> Problem:
    text = reading.words.say.problems[code].format(**words)
    return Problem(code, text, record, kind)


def _unverified(reading: Reading, meeting: Meeting) -> Iterator[Problem]:
    """Yield the firms that are left out of an offer, and demands that rest on old entries."""
    own = reading.find(Firm, reading.material.subject)
    barred = [own.id] if own and is_ours(own.content) and not reading.passed(own.id) else []
    for demand in reading.some(Demand, meeting.demands):
        found = coverage_of(reading, demand)
        barred += found.barred
        if found.stale:
            count = reading.words.number(found.stale)
            yield _said(reading, "stale-capacity", demand.id, "demand", n=count)
    # An entry may speak of a firm that is not at this desk: there is nothing to go to then.
    here = (firm for firm in dict.fromkeys(barred) if reading.find(Firm, firm) is not None)
    for firm in here:
        light = reading.words.say.lights[barrier(reading, firm)]
        name = reading.title(firm)
        yield _said(reading, "unverified-firm", firm, "firm", name=name, light=light)


def _expired(reading: Reading, met: Sequence[Record[Meeting]]) -> Iterator[Problem]:
    words, codes = reading.words, _countries(reading, met)
    for record in reading.all(Fact):
        fact = record.content
        if fact.country in codes and fact.until and is_expired(fact, reading.today):
            said = _short(reading.pick(fact.statement, fact.statement_bn))
            day = words.short_day(fact.until)
            yield _said(reading, "expired-fact", record.id, "fact", fact=said, date=day)
    dossier = reading.find(Dossier, reading.material.subject)
    if dossier and dossier.content.until and is_old(reading, dossier.content):
        day = words.short_day(dossier.content.until)
        yield _said(reading, "expired-dossier", dossier.id, "dossier", date=day)


def _countries(reading: Reading, met: Sequence[Record[Meeting]]) -> set[str]:
    country = reading.find(Country, reading.material.subject)
    if country:
        return {country.content.code}
    return {HOME, *(code for record in met for code in countries(reading, record.content))}


def _unwritten(reading: Reading, meeting: Record[Meeting]) -> Iterator[Problem]:
    """Yield what is not written of a meeting, or not in the language of the brief."""
    if meeting.id not in {record.id for record in reading.all(Meeting)}:
        return
    said, name = meeting.content, reading.title(meeting.id)
    if not said.objective and not said.objective_bn:
        yield _said(reading, "no-objective", meeting.id, "meeting", name=name)
    elif not said.objective_bn:
        yield _said(reading, "not-in-bangla", meeting.id, "meeting", name=name)


def _consents(reading: Reading, meeting: Meeting) -> Iterator[Problem]:
    """Yield whose details may be withheld, and who might introduce us if they were asked."""
    for person in reading.some(Person, meeting.people):
        where = reading.consent(person.id, "keep")
        name = reading.words.name(person.content)
        if where == "unknown":
            yield _said(reading, "consent-unknown", person.id, "person", name=name)
        elif where != "agreed":
            yield _said(reading, "consent-refused", person.id, "person", name=name)
    for person, tie in doors(reading, meeting).unasked:
        known = reading.title(tie.to)
        name = reading.words.name(person.content)
        yield _said(reading, "introducer-not-asked", person.id, "person", name=name, known=known)


def _short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
