"""The delegation book: cover, programme by day and participant, then each meeting's brief."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from msgspec.structs import replace

from desk_app.briefs.compose.facts import HOME, countries, facts
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.partnership import meeting_brief
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Head, Sheet, assembled, bullets, opened, tabled
from desk_app.briefs.compose.workload import Work
from desk_app.briefs.content import (
    Block,
    Brief,
    Cover,
    Day,
    Fact,
    Itinerary,
    Part,
    Section,
    Span,
    Stop,
    plain,
)
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import Meeting, Mission, Officer, Strategy
from desk_app.domain.material import Material, Period
from desk_app.domain.places import country_name
from desk_app.domain.records import Record

_AHEAD = timedelta(days=14)


def delegation(material: Material, options: Options) -> Brief:
    """Compose the book of a delegation: the meetings chosen, or those of the options' period.

    Without either it is about the mission's meetings of the coming two weeks. The briefs in it
    have the length that the options name.

    Raises:
        NoSuchRecord: the mission is not among the records.
        WrongInput: there is no meeting in those days.

    """
    reading, subject = opened(Mission, material, options)
    met = _meetings(reading, subject)
    if not met:
        raise WrongInput(
            "There is no meeting in these days, so there is no book for a delegation; nothing "
            "was printed. Choose other days, or name the meetings."
        )
    return _Book(reading, subject, met).brief()


def meeting_part(meeting: UUID) -> str:
    """Return the key of a meeting's part of the book."""
    return f"meeting-{meeting}"


def _meetings(reading: Reading, subject: Record[Mission]) -> list[Record[Meeting]]:
    """Return the meetings of the book by their time."""
    if reading.material.chosen:
        chosen = reading.some(Meeting, reading.material.chosen)
        return sorted(chosen, key=lambda r: (r.content.when is None, r.content.when, r.id))
    days = reading.options.period or Period(reading.today, reading.today + _AHEAD)
    return Work(reading, subject.id).meetings(days, "planned", "held")


class _Book:
    """One delegation's book in the making."""

    def __init__(
        self, reading: Reading, subject: Record[Mission], met: Sequence[Record[Meeting]]
    ) -> None:
        self.reading, self.subject, self.met = reading, subject, met
        self.words, self.say = reading.words, reading.words.say
        self.titles, self.heads = self.say.sections, self.say.columns
        going = dict.fromkeys(id for record in met for id in record.content.officers)
        self.going = reading.some(Officer, going)

    def brief(self) -> Brief:
        """The whole book."""
        sheet = Sheet(
            form="delegation",
            title=self._title(),
            subtitle=self._dates(),
            front=(),
            sections=[
                Section("programme", self.titles.programme, (self._programme(),)),
                Section("participants", self.titles.participants, self._participants()),
            ],
        )
        book = assembled(self.reading, replace(sheet))
        return replace(
            book,
            length="book",
            cover=self._cover(),
            contents=self.titles.contents,
            sections=self._sections(sheet),
            parts=self._parts(),
        )

    def _sections(self, sheet: Sheet) -> tuple[Section, ...]:
        """Return the book's own sections; the shortest book has them as well."""
        whole = replace(self.reading.options, length="book")
        return assembled(Reading(self.reading.material, whole), sheet).sections

    def _when(self, record: Record[Meeting]) -> datetime | None:
        when = record.content.when
        return when.astimezone(self.reading.options.printed_at.tzinfo) if when else None

    def _dates(self) -> str:
        days = [when.date() for record in self.met if (when := self._when(record))]
        if not days:
            return ""
        return self.words.days(min(days), max(days))

    def _title(self) -> str:
        places = self._places()
        return (
            self.say.delegation_title.format(places=places) if places else self.say.delegation_bare
        )

    def _places(self) -> str:
        codes = [code for r in self.met for code in countries(self.reading, r.content)]
        abroad = [code for code in dict.fromkeys(codes) if code != HOME]
        return self.words.listed([self.words.label(country_name(code)) for code in abroad])

    def _cover(self) -> Cover:
        options, going = self.reading.options, [self._officer(o.content) for o in self.going]
        told = (
            Fact(self.heads.when, plain(self._dates())),
            Fact(self.heads.participants, plain("\n".join(going))),
            Fact(self.heads.meetings, plain(self.words.number(len(self.met)))),
            Fact(self.heads.prepared_by, plain(self.reading.officer_name(options.officer))),
        )
        facts = tuple(fact for fact in told if any(span.text for span in fact.value))
        return Cover(facts, plain(self.say.give_back if options.internal else ""))

    def _officer(self, officer: Officer) -> str:
        name = self.reading.pick(officer.name, officer.name_bn)
        title = self.reading.pick(officer.title, officer.title_bn)
        return self.say.comma.join(part for part in (name, title) if part)

    def _programme(self) -> Itinerary:
        names = [self.reading.pick(o.content.name, o.content.name_bn) for o in self.going]
        return Itinerary(self._days(self.met), tuple(names))

    def _days(self, met: Sequence[Record[Meeting]]) -> tuple[Day, ...]:
        timed = [(when, record) for record in met if (when := self._when(record))]
        return tuple(
            Day(self._day(day), tuple(self._stop(when, r) for when, r in stops))
            for day, stops in groupby(timed, key=lambda pair: pair[0].date())
        )

    def _day(self, day: date) -> str:
        return f"{self.say.weekdays[day.weekday()]}{self.say.comma}{self.words.day(day)}"

    def _stop(self, when: datetime, record: Record[Meeting]) -> Stop:
        meeting = record.content
        places = {officer.id: place for place, officer in enumerate(self.going)}
        joining = tuple(places[id] for id in meeting.officers if id in places)
        return Stop(
            self.words.digits(f"{when:%H:%M}"),
            (
                self.reading.said(meeting.subject, meeting.subject_bn, bold=True),
                *self._with(meeting),
            ),
            meeting.where,
            joining,
        )

    def _with(self, meeting: Meeting) -> tuple[Span, ...]:
        names = [name for id in meeting.organisations if (name := self.reading.title(id))]
        return (Span("\n"), self.reading.span(self.words.listed(names))) if names else ()

    def _participants(self) -> tuple[Block, ...]:
        rows = [
            (
                (Span(self.reading.pick(o.content.name, o.content.name_bn), bold=True),),
                (self.reading.said(o.content.title, o.content.title_bn),),
            )
            for o in self.going
        ]
        return tuple(tabled([Head(self.heads.name, 3), Head(self.heads.role, 4)], rows))

    def _parts(self) -> tuple[Part, ...]:
        parts = [self._meeting(number, r) for number, r in enumerate(self.met, 1)]
        own = self._by_participant()
        if own:
            parts.insert(0, Part("by-participant", self.titles.by_participant, self._tab(0), own))
        return (*parts, *self._country())

    def _tab(self, number: int) -> str:
        return self.words.digits(str(number)) if number else self.say.tab_people

    def _meeting(self, number: int, record: Record[Meeting]) -> Part:
        options = replace(self.reading.options, form="partnership", order=(), large_print=False)
        brief = meeting_brief(self.reading.about(record.id, options), record)
        return Part(meeting_part(record.id), brief.title, self._tab(number), briefs=(brief,))

    def _by_participant(self) -> tuple[Section, ...]:
        """Return each participant's own programme, where there are several of them."""
        if len(self.going) < 2:
            return ()
        return tuple(
            Section(
                f"programme-{officer.id}",
                self.reading.pick(officer.content.name, officer.content.name_bn),
                (Itinerary(self._days(self._joined(officer.id))),),
            )
            for officer in self.going
        )

    def _joined(self, officer: UUID) -> list[Record[Meeting]]:
        """Return the meetings somebody joins: those with them, and those with nobody named."""
        return [r for r in self.met if officer in r.content.officers or not r.content.officers]

    def _country(self) -> list[Part]:
        """Return what is to be known of the countries, and how it is argued there."""
        codes = [code for r in self.met for code in countries(self.reading, r.content)]
        sections: list[Section] = []
        for code in dict.fromkeys(codes):
            told = facts(self.reading, Meeting(), (), codes=(code,))
            if told:
                name = self.words.label(country_name(code))
                sections.append(Section(f"facts-{code}", name, told))
        if self.reading.options.internal:
            sections += self._strategies(codes)
        if not sections:
            return []
        return [Part("country", self.titles.facts, self.say.tab_country, tuple(sections))]

    def _strategies(self, codes: Sequence[str]) -> list[Section]:
        found: list[Section] = []
        for record in self.reading.all(Strategy):
            paper = record.content
            if paper.country not in codes:
                continue
            lines = self.reading.lines(paper.arguments, paper.arguments_bn)
            blocks = bullets([(self.reading.span(line),) for line in lines])
            name = self.reading.pick(paper.name, paper.name_bn)
            if blocks:
                found.append(Section(f"strategy-{record.id}", name, blocks))
        return found
