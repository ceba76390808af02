"""The material of a brief, read: who is where, what was agreed, how things are called."""

import re
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from desk_app.briefs.compose.options import Options
from desk_app.briefs.content import Lang, Span
from desk_app.briefs.wording import Wording, wording
from desk_app.domain import integrity
from desk_app.domain.consent import Purpose, Standing, standing
from desk_app.domain.kinds import (
    Check,
    Consent,
    Firm,
    Hub,
    Meeting,
    Mission,
    Officer,
    Person,
    Position,
    Skill,
)
from desk_app.domain.material import Material
from desk_app.domain.records import Record
from desk_app.domain.registry import Content

C = TypeVar("C", bound=Content)
_BANGLA = re.compile("[\u0980-\u09ff]")


def script_of(text: str) -> Lang:
    """Return the language of a text by its letters: Bangla if any of them is."""
    return "bn" if _BANGLA.search(text) else "en"


def first_sentence(text: str) -> str:
    """Return a text up to its first full stop or danda."""
    ends = [place for mark in (". ", "। ") if (place := text.find(mark)) >= 0]
    return text[: min(ends) + 1] if ends else text


class Reading:
    """The records of one brief by what a composer asks of them.

    Archived records are known by name but never spoken of on their own.
    """

    def __init__(self, material: Material, options: Options) -> None:
        self.material = material
        self.options = options
        self.words: Wording = wording(options.language)
        self._by_id = {record.id: record for record in material.records}
        self._by_kind: dict[type[Content], list[Record[Content]]] = defaultdict(list)
        for record in material.records:
            self._by_kind[type(record.content)].append(record)

    def about(self, subject: UUID, options: Options) -> "Reading":
        """Return the same records around another subject, in the same language.

        What was found out of them once is not found out again.
        """
        self._look_through()
        other = copy(self)
        other.material, other.options = self.material.about(subject), options
        return other

    @property
    def today(self) -> date:
        """The day the brief is made."""
        return self.options.today

    def _look_through(self) -> None:
        """Make the lists that a copy shall share."""
        for name in ("_consents", "_checks", "_positions", "_skills", "_standings"):
            getattr(self, name)

    def all(self, content: type[C]) -> list[Record[C]]:
        """Return the records of a kind that are not archived."""
        records: list[Record[C]] = self._by_kind.get(content, [])  # type: ignore[assignment]  # kept by type
        return [record for record in records if record.envelope.archived is None]

    def find(self, content: type[C], id: UUID | None) -> Record[C] | None:
        """Return one record, archived or not, if it is here and of that kind."""
        record = self._by_id.get(id) if id else None
        if record is None or not isinstance(record.content, content):
            return None
        return record  # type: ignore[return-value]  # narrowed by its content

    def some(self, content: type[C], ids: Iterable[UUID]) -> list[Record[C]]:
        """Return those of `ids` that are here and of that kind, in their order, each once."""
        return [record for id in dict.fromkeys(ids) if (record := self.find(content, id))]

    @cached_property
    def _consents(self) -> dict[UUID, list[Consent]]:
        found: dict[UUID, list[Consent]] = defaultdict(list)
        for record in self.all(Consent):
            if record.content.person:
                found[record.content.person].append(record.content)
        return found

    def consent(self, person: UUID, purpose: Purpose) -> Standing:
        """Return where a person stands on a purpose today."""
        return standing(self._consents.get(person, ()), purpose, self.today)

    @cached_property
    def _checks(self) -> dict[UUID, list[Record[Check]]]:
        found: dict[UUID, list[Record[Check]]] = defaultdict(list)
        for record in self.all(Check):
            if record.content.firm:
                found[record.content.firm].append(record)
        return found

    def checks(self, firm: UUID) -> list[Record[Check]]:
        """Return what was looked into about a firm."""
        return self._checks.get(firm, [])

    def passed(self, firm: UUID) -> bool:
        """Tell whether a firm may be named in an offer today."""
        if firm not in self._standings:
            self._standings[firm] = integrity.standing(self.checks(firm), self.today)
        return self._standings[firm] == "passed"

    @cached_property
    def _standings(self) -> dict[UUID, integrity.Standing]:
        return {}

    @cached_property
    def _positions(self) -> dict[UUID, list[Position]]:
        found: dict[UUID, list[Position]] = defaultdict(list)
        for record in self.all(Position):
            if record.content.person:
                found[record.content.person].append(record.content)
        return found

    def positions(self, person: UUID) -> list[Position]:
        """Return a person's positions, present ones and newest first."""
        held = self._positions.get(person, [])
        return sorted(held, key=lambda p: (self.present(p), p.since or date.min), reverse=True)

    def present(self, position: Position) -> bool:
        """Tell whether a position is held today."""
        return position.until is None or position.until >= self.today

    def position_at(self, person: UUID, organisations: Iterable[UUID]) -> Position | None:
        """Return a person's position at one of the organisations, else anywhere, today's first."""
        held = self.positions(person)
        wanted = set(organisations)
        there = [p for p in held if p.organisation in wanted]
        return next(iter(there or [p for p in held if self.present(p)] or held), None)

    def title(self, id: UUID | None) -> str:
        """Return the name of a person, organisation, officer or meeting, in this language."""
        record = self._by_id.get(id) if id else None
        if record is None:
            return ""
        match record.content:
            case Person() as person:
                return self.words.name(person)
            case Firm() | Hub() | Mission() | Officer() as named:
                return self.pick(named.name, named.name_bn)
            case Meeting() as meeting:
                return self.pick(meeting.subject, meeting.subject_bn)
            case _:
                return ""

    def officer_name(self, name: str) -> str:
        """Return an officer's name in this language, where the officer is known by `name`."""
        known = (r.content for r in self.all(Officer))
        found = next((o for o in known if name and name in (o.name, o.name_bn)), None)
        return self.pick(found.name, found.name_bn) if found else name

    def short_title(self, firm: UUID) -> str:
        """Return a firm's name without its legal form."""
        name = self.title(firm)
        for form in (" Ltd.", " লি."):
            name = name.removesuffix(form)
        return name

    def pick(self, en: str, bn: str) -> str:
        """Return the text in the brief's language, or the other one where it is missing."""
        return (bn or en) if self.options.language == "bn" else (en or bn)

    def said(self, en: str, bn: str = "", *, bold: bool = False) -> Span:
        """Return what somebody typed as a span, marked with its language where that differs."""
        return self.span(self.pick(en, bn), bold=bold)

    def span(self, text: str, *, bold: bool = False) -> Span:
        """Return a text as a span, marked with its language where that is not the brief's."""
        lang = script_of(text)
        foreign = text and lang != self.options.language
        return Span(text, bold=bold, lang=lang if foreign else None)

    def in_digits(self, text: str) -> str:
        """Return a text of the brief's language in that language's digits."""
        return self.words.digits(text) if script_of(text) == self.options.language else text

    def aside(self, text: str) -> str:
        """Return the first line of a remark, if it is in the brief's language.

        A remark on page 1 is read in passing; in another language it would stop the reader.
        """
        lines = self.lines(text)
        return lines[0] if lines and script_of(lines[0]) == self.options.language else ""

    def lines(self, en: str, bn: str = "") -> list[str]:
        """Return what was typed one a line, without empty lines and the dashes of lists."""
        lines = (line.strip().lstrip("-•*–").strip() for line in self.pick(en, bn).splitlines())
        return [line for line in lines if line]

    @cached_property
    def _skills(self) -> dict[str, Skill]:
        return {record.content.code: record.content for record in self.all(Skill)}

    def skill(self, code: str) -> str:
        """Return the name of a skill, or its code where the tree does not know it."""
        known = self._skills.get(code)
        return self.pick(known.name, known.name_bn) if known else code

    def under(self, code: str) -> frozenset[str]:
        """Return a skill with everything below it in the tree."""
        below = {code}
        grown = True
        while grown:
            more = {s.code for s in self._skills.values() if s.parent in below} - below
            below |= more
            grown = bool(more)
        return frozenset(below)
