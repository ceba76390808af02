"""What stays here when records go out: consent and audience, of a record and of what it names.

For the desk itself, a person who does not want their details kept stays out, and one who does
not want to be contacted goes without details. Outside the mission only those people go who agreed
to it, without the fields that never leave the desk; to other missions only what is for all of
them. What a record names by a link follows the same rule: it is not named, and a record that
says nothing without it stays here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, Protocol
from uuid import UUID

from msgspec.structs import replace

from desk_app.domain import consent
from desk_app.domain.kinds import KINDS, Consent, Person
from desk_app.domain.labels import Label
from desk_app.domain.records import Record
from desk_app.domain.registry import Content, plain
from desk_app.domain.values import Plain
from desk_app.exchange.mailing import may_be_written_to

Readers = Literal["desk", "missions", "firms"]
"""Who a file is for: the desk itself, other missions, or firms."""

Reason = Literal[
    "keep", "share", "approach", "audience", "confidential", "about", "write", "address"
]

REASONS: Mapping[Reason, Label] = {
    "keep": Label("details not to be kept", "তথ্য সংরক্ষণে অসম্মত"),
    "share": Label("no agreement to be shared", "অন্যকে জানাতে সম্মতি দেননি"),
    "approach": Label("not to be approached", "যোগাযোগ করা যাবে না"),
    "audience": Label("not meant for these readers", "এই পাঠকদের জন্য নয়"),
    "confidential": Label("confidential", "গোপনীয়"),
    "about": Label("about what is withheld itself", "যা নিজেই বাদ, তার সম্পর্কে"),
    "write": Label("no agreement to be written to", "চিঠি পেতে সম্মতি নেই"),
    "address": Label("neither e-mail nor address known", "ই-মেইল বা ঠিকানা জানা নেই"),
}
"""Why records are withheld."""

_DETAILS = ("emails", "phones", "website", "address", "birthday", "photo", "card")
_PURPOSES: Mapping[str, consent.Purpose] = {"missions": "share_missions", "firms": "share_firms"}


class Source(Protocol):
    """Keeps the records: `desk_app.store.filing.Filing`."""

    def all(self, kind: str) -> list[Record[Content]]:
        """Return the records in use of a kind."""
        ...

    def every(self) -> list[Record[Content]]:
        """Return every record, those put away too."""
        ...

    def titled(self, kind: str) -> dict[UUID, str]:
        """Return the titles of the records of a kind."""
        ...


class Withholding:
    """Decides which records of a kind may go to some readers, and with what."""

    def __init__(
        self,
        kind: str,
        readers: Readers,
        source: Source,
        today: date,
        *,
        mailing: bool = False,
    ) -> None:
        self._kind = KINDS[kind]
        self._readers: Readers = readers
        self._source = source
        self._today = today
        self._mailing = mailing
        self.withheld: Counter[Reason] = Counter()
        self.bared = 0

    def allowed(self, records: Iterable[Record[Content]]) -> list[Record[Content]]:
        """Return the records that may go, bared of what may not."""
        going: list[Record[Content]] = []
        for record in records:
            why = self.why_not(record)
            bare = None if why else self._bared(record)
            if bare is None:
                self.withheld[why or "about"] += 1
            else:
                going.append(bare)
        return going

    @property
    def _outside(self) -> bool:
        return self._readers != "desk"

    @cached_property
    def _consents(self) -> dict[UUID | None, tuple[Consent, ...]]:
        of_people = self._kind.name == "person" or bool(self._kind.subject)
        return consents_by_person(self._source.all("consent")) if of_people else {}

    def why_not(self, record: Record[Content]) -> Reason | Literal[""]:
        """Tell why a record stays here, whatever it names; nothing where it may go."""
        if self._outside and not self._is_for(record):
            return "audience"
        if self._outside and getattr(record.content, "confidential", False):
            return "confidential"
        if self._kind.name == "person":
            return self._why_not_person(record.id, record.content)
        if not self._kind.subject or (self._kind.name == "consent" and not self._outside):
            return ""
        return self._unanswered(getattr(record.content, self._kind.subject))

    def _is_for(self, record: Record[Content]) -> bool:
        """Tell whether the audience reaches so far; firms are told what Dhaka may know."""
        if self._readers == "missions" and not self._kind.reference:
            return record.envelope.audience == "all"
        return record.envelope.audience != "mission"

    def _why_not_person(self, id: UUID, person: Content) -> Reason | Literal[""]:
        if self._outside and getattr(person, "do_not_approach", False):
            return "approach"
        if why := self._unanswered(id):
            return why
        if not self._mailing or not isinstance(person, Person):
            return ""
        if not may_be_written_to(person, self._consents.get(id, ()), self._today):
            return "write"
        return "" if person.emails or person.address else "address"

    def _unanswered(self, person: UUID | None) -> Reason | Literal[""]:
        answers = self._consents.get(person, ())
        if not consent.may_show_details(answers, self._today):
            return "keep"
        purpose = _PURPOSES.get(self._readers)
        return "share" if purpose and not consent.allows(answers, purpose, self._today) else ""

    def _bared(self, record: Record[Content]) -> Record[Content] | None:
        """Return a record without what may not go; None where it says nothing without it."""
        fields = plain(record.content)
        gone: set[str] = set()
        if self._outside:
            gone = {name for name, field in self._kind.fields.items() if field.seen == "desk"}
        if self._kind.name == "person" and self._no_contact(record.id):
            self.bared += 1
            gone |= {*_DETAILS}
        left: Plain = {name: value for name, value in fields.items() if name not in gone}
        if self._outside:
            left |= self._named(left)
            left = {name: value for name, value in left.items() if value not in (None, [])}
            if any(name not in left for name in self._needed if name in fields):
                return None
        return record if left == fields else replace(record, content=self._kind.read(left))

    def _no_contact(self, person: UUID) -> bool:
        answers = self._consents.get(person, ())
        return consent.standing(answers, "contact", self._today) in ("refused", "withdrawn")

    # What is named by links

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        links = self._kind.links()
        return tuple(name for name in links if self._kind.fields[name].required)

    def _named(self, fields: Plain) -> Plain:
        """Return the links of a record as far as what they lead to may go as well."""
        named: Plain = {}
        for name in self._kind.links():
            value: Any = fields.get(name)
            if isinstance(value, list):
                links: list[str] = value  # pyright: ignore[reportUnknownVariableType]  # JSON
                named[name] = [link for link in links if self._may_go(name, link)]
            elif value is not None and not self._may_go(name, value):
                named[name] = None
        return named

    def _may_go(self, field: str, link: str) -> bool:
        return any(link in self._going(kind) for kind in self._kind.fields[field].links)

    def _going(self, kind: str) -> frozenset[str]:
        """Return the records of a kind that may be named to these readers."""
        if kind not in self._known:
            asked = Withholding(kind, self._readers, self._source, self._today)
            found = (record for record in self._source.all(kind) if not asked.why_not(record))
            self._known[kind] = frozenset(str(record.id) for record in found)
        return self._known[kind]

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        return {}


def consents_by_person(
    records: Iterable[Record[Content]],
) -> dict[UUID | None, tuple[Consent, ...]]:
    """Return what people answered."""
    found: dict[UUID | None, list[Consent]] = {}
    for record in records:
        if isinstance(record.content, Consent):
            found.setdefault(record.content.person, []).append(record.content)
    return {person: tuple(answers) for person, answers in found.items()}
