"""The records one brief may speak of, fetched in waves: each wave is one query a kind."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from desk_app.domain.codes import same_code
from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.kinds import KINDS
from desk_app.domain.material import Material, Period
from desk_app.domain.titles import linked
from desk_app.store import rows, survivors
from desk_app.store.connecting import Driver
from desk_app.store.entries import speaking_of
from desk_app.store.reading import Reader
from desk_app.store.rows import Kept
from desk_app.store.shapes import to_json

HOME = "BD"
"""The country whose facts and firms every brief may speak of."""

_REFERENCE = ("skill", "mission", "country", "sector", "officer")
_CORE = ("person", "firm", "hub", "officer", "demand")
_ABOUT = (
    *("position", "tie", "consent", "membership", "certificate", "check", "capacity"),
    *("demand", "demand_line", "meeting", "task", "brief", "introduction", "opening"),
    *("consortium", "stage", "win", "proposal", "referral", "paper", "note"),
)
_NEXT_TO = ("person", "firm", "hub", "officer", "mission", "demand", "meeting")
_WORK = (
    *("demand", "win", "target", "proposal", "reply", "introduction", "referral", "answer"),
    *("shortfall", "cohort", "opening", "strategy"),
)
"""What a mission's report and hand-over speak of as a whole: a desk has few of each."""
_DATED = {
    "meeting": "when",
    "stage": "on",
    "fact": "until",
    "certificate": "until",
    "consent": "until",
}
"""What they speak of only when this day of it falls into their time."""
_AGO, _AHEAD = timedelta(days=400), timedelta(days=200)


def usual_period(today: date) -> Period:
    """Return the days that a mission's brief speaks of when none are named."""
    return Period(today - _AGO, today + _AHEAD)


def coded(raw: Driver, code: str) -> tuple[UUID, ...]:
    """Return the records whose printed code this is: one, but for a chance of 2**-35 a pair.

    One pass over the list's identifiers; see `domain.codes`.
    """
    ids = (UUID(bytes=row[0]) for row in raw.execute("SELECT id FROM entry"))
    return tuple(id for id in ids if same_code(code, id))


class Gathering:
    """One collection of records around a subject."""

    def __init__(self, raw: Driver, today: date) -> None:
        self._raw = raw
        self._today = today
        self._found: dict[UUID, Kept] = {}

    def around(
        self, subject: UUID, period: Period | None = None, chosen: tuple[UUID, ...] = ()
    ) -> Material:
        """Collect what a brief about `subject`, and the records `chosen` with it, may speak of.

        `period` bounds the work of a mission (see `usual_period`); others do not read it.

        Raises:
            NoSuchRecord: one of them is not here.
        """
        seeds = {subject, *chosen}
        self._fetch(seeds)
        if seeds - self._found.keys():
            raise NoSuchRecord("The record this brief is about is not at this desk any more.")
        if not chosen:
            seeds |= self._work_of(subject, period or usual_period(self._today))
        core = seeds | self._targets(seeds, _CORE)
        self._fetch(core)
        core |= self._seated_in(subject) | self._in_domain(subject)
        about = self._about(core, _ABOUT)
        self._fetch(self._targets(about, _NEXT_TO))
        self._second_wave()
        self._firms_for(self._asked_skills())
        self._facts()
        for kind in _REFERENCE:
            self._keep(rows.select(self._raw, kind, "1", ()))
        records = tuple(Reader(self._raw).as_records(self._in_order()))
        return Material(subject, records, period, chosen)

    def _work_of(self, subject: UUID, period: Period) -> set[UUID]:
        """Fetch the work of a mission in a period, where the subject is one; return meetings."""
        if self._found[subject].kind != "mission":
            return set()
        for kind in _WORK:
            self._keep(rows.select(self._raw, kind, "1", ()))
        ends = (period.first.isoformat(), (period.last + timedelta(days=1)).isoformat())
        for kind, field in _DATED.items():
            self._keep(rows.select(self._raw, kind, f't."{field}" BETWEEN ? AND ?', ends))
        where = "t.done IS NULL OR t.done BETWEEN ? AND ?"
        self._keep(rows.select(self._raw, "task", where, ends))
        self._keep(rows.select(self._raw, "tie", "t.may_ask", ()))
        self._fetch(self._targets(self._ids("tie", "task", *_WORK), _NEXT_TO))
        return self._ids("meeting")

    def _in_domain(self, subject: UUID) -> set[UUID]:
        """Fetch the firms at home and the hubs of a dossier's domain."""
        kept = self._found[subject]
        if kept.kind != "dossier":
            return set()
        code = (to_json(str(kept.fields.get("domain", ""))),)
        for kind in ("firm", "hub"):
            self._keep(rows.select(self._raw, kind, "instr(t.domains, ?) > 0", code))
        return self._ids("firm", "hub")

    def _seated_in(self, subject: UUID) -> set[UUID]:
        """Fetch the firms and hubs of a country, where the subject is one."""
        kept = self._found[subject]
        if kept.kind != "country":
            return set()
        code = (str(kept.fields.get("code", "")),)
        for kind in ("firm", "hub"):
            self._keep(rows.select(self._raw, kind, "t.country = ?", code))
        return self._ids("firm", "hub")

    def _second_wave(self) -> None:
        """What hangs on the people, meetings and demands that the first wave met."""
        people = self._ids("person")
        self._about(people, ("position", "consent", "tie", "certificate"))
        self._about(self._ids("meeting"), ("task",))
        self._about(self._ids("demand"), ("demand_line", "consortium", "stage"))
        self._about(self._ids("consortium"), ("member",))
        self._about(self._ids("proposal"), ("reply",))
        self._about(self._ids("paper"), ("note",))
        self._fetch(self._targets(self._ids("member"), ("firm",)))
        self._fetch(self._targets(self._ids("position", "tie"), ("person", "firm", "hub")))
        # Who is named as an acquaintance is named only as far as he agreed.
        self._about(self._ids("person") - people, ("consent",))

    def _asked_skills(self) -> set[str]:
        """Return the skills that demand lines ask for, with those below them in the tree."""
        lines = (self._found[id] for id in self._ids("demand_line"))
        asked = {str(kept.fields["skill"]) for kept in lines if "skill" in kept.fields}
        self._keep(rows.select(self._raw, "skill", "1", ()))
        tree = [self._found[id].fields for id in self._ids("skill")]
        below = {str(node["code"]) for node in tree if node.get("parent") in asked} - asked
        while below:
            asked |= below
            below = {str(node["code"]) for node in tree if node.get("parent") in asked} - asked
        return asked

    def _firms_for(self, skills: set[str]) -> None:
        """Fetch who at home has the skills that are asked for, and what proves it."""
        where = "t.skill IN (SELECT value FROM json_each(?))"
        self._keep(rows.select(self._raw, "capacity", where, (to_json(sorted(skills)),)))
        self._fetch(self._targets(self._ids("capacity"), ("firm",)))
        self._about(self._ids("firm"), ("certificate", "check"))
        self._fetch(self._targets(self._ids("check"), ("officer",)))
        self._keep(rows.select(self._raw, "cohort", where, (to_json(sorted(skills)),)))

    def _facts(self) -> None:
        countries = {
            str(kept.fields.get("country", ""))
            for kept in self._found.values()
            if kept.kind in ("firm", "hub", "person")
        }
        countries |= {str(self._found[id].fields.get("code", "")) for id in self._ids("country")}
        where = "t.country IN (SELECT value FROM json_each(?))"
        asked = to_json(sorted((countries | {HOME}) - {""}))
        for kind in ("fact", "strategy"):
            self._keep(rows.select(self._raw, kind, where, (asked,)))

    def _ids(self, *kinds: str) -> set[UUID]:
        return {id for id, kept in self._found.items() if kept.kind in kinds}

    def _targets(self, ids: Iterable[UUID], kinds: tuple[str, ...]) -> set[UUID]:
        """Return what the records point to through fields that may hold one of `kinds`."""
        found: set[UUID] = set()
        for id in ids:
            kept = self._found[id]
            fields = KINDS[kept.kind].fields
            for name, target in linked(KINDS[kept.kind], kept.fields):
                if set(fields[name].links) & set(kinds):
                    found.add(target)
        stands = survivors.standing(self._raw, found)
        return {stands.get(id, id) for id in found}

    def _about(self, ids: Iterable[UUID], kinds: tuple[str, ...]) -> set[UUID]:
        """Fetch the records of `kinds` that point at any of `ids`."""
        pointing = speaking_of(self._raw, ids)
        missing = rows.kinds_of(self._raw, pointing - self._found.keys())
        self._fetch([id for id, kind in missing.items() if kind in kinds])
        return {id for id in pointing if id in self._found and self._found[id].kind in kinds}

    def _fetch(self, ids: Iterable[UUID]) -> None:
        self._keep(rows.fetch(self._raw, set(ids) - self._found.keys()).values())

    def _keep(self, kepts: Iterable[Kept]) -> None:
        self._found |= {kept.id: kept for kept in kepts}

    def _in_order(self) -> list[Kept]:
        in_use = [kept for kept in self._found.values() if kept.envelope.archived is None]
        return sorted(in_use, key=_order)


def _order(kept: Kept) -> Any:
    return KINDS[kept.kind].number, kept.id.bytes
