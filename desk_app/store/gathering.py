"""The records one brief may speak of, fetched in waves: each wave is one query a kind."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from desk_app.domain.errors import NoSuchRecord
from desk_app.domain.kinds import KINDS
from desk_app.domain.material import Material
from desk_app.domain.titles import linked
from desk_app.store import rows, survivors
from desk_app.store.connecting import Driver
from desk_app.store.entries import speaking_of
from desk_app.store.reading import Reader
from desk_app.store.rows import Kept
from desk_app.store.shapes import to_json

HOME = "BD"
"""The country whose facts and firms every brief may speak of."""

_REFERENCE = ("skill", "mission", "country", "sector")
_CORE = ("person", "firm", "hub", "officer", "demand")
_ABOUT = (
    "position",
    "tie",
    "consent",
    "membership",
    "certificate",
    "capacity",
    "demand",
    "demand_line",
    "meeting",
    "task",
    "brief",
)
_NEXT_TO = ("person", "firm", "hub", "officer", "mission", "demand", "meeting")


class Gathering:
    """One collection of records around a subject."""

    def __init__(self, raw: Driver) -> None:
        self._raw = raw
        self._found: dict[UUID, Kept] = {}

    def around(self, subject: UUID) -> Material:
        """Collect what a brief about `subject` may speak of.

        Raises:
            NoSuchRecord: the subject is not here.
        """
        self._fetch([subject])
        if subject not in self._found:
            raise NoSuchRecord("The record this brief is about is not at this desk any more.")
        core = {subject} | self._targets([subject], _CORE)
        self._fetch(core)
        core |= self._seated_in(subject)
        about = self._about(core, _ABOUT)
        self._fetch(self._targets(about, _NEXT_TO))
        self._second_wave()
        self._firms_for(self._asked_skills())
        self._facts()
        for kind in _REFERENCE:
            self._keep(rows.select(self._raw, kind, "1", ()))
        return Material(subject, tuple(Reader(self._raw).as_records(self._in_order())))

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
        self._about(self._ids("demand"), ("demand_line",))
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
        self._about(self._ids("firm"), ("certificate",))

    def _facts(self) -> None:
        countries = {
            str(kept.fields.get("country", ""))
            for kept in self._found.values()
            if kept.kind in ("firm", "hub", "person")
        }
        countries |= {str(self._found[id].fields.get("code", "")) for id in self._ids("country")}
        where = "t.country IN (SELECT value FROM json_each(?))"
        asked = to_json(sorted(countries | {HOME} - {""}))
        self._keep(rows.select(self._raw, "fact", where, (asked,)))

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
