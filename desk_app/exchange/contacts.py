"""What the readers give and the writers take: contacts as values, and what was wrong.

Nothing here decides what becomes of a contact; that is a plan's (`planning`) and an officer's.
"""

import hashlib
from typing import Any

from msgspec import Struct, field

from desk_app.domain.errors import WrongInput


class FileTrouble(WrongInput):
    """The file handed in cannot be read as what it seems to be."""


class Problem(Struct, frozen=True, gc=False):
    """Something in a file that an officer should know: where it is, and a sentence.

    `line` counts from 1 (a row of a table counts as one line); 0 means the whole file.
    """

    line: int
    text: str

    def __str__(self) -> str:
        """Return the sentence with its place."""
        return f"Line {self.line}: {self.text}" if self.line else str(self.text)


class Labelled(Struct, frozen=True, gc=False, omit_defaults=True):
    """A phone, address or link with what it is for: `label` is the file's own words.

    `preferred` tells that its owner would rather be reached here.
    """

    value: str
    label: str = ""
    preferred: bool = False


class Address(Struct, frozen=True, gc=False, omit_defaults=True):
    """A postal address in the parts of RFC 6350 §6.3.1."""

    box: str = ""
    extended: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    code: str = ""
    country: str = ""
    label: str = ""


class Employment(Struct, frozen=True, gc=False, omit_defaults=True):
    """What somebody is, and where: an organisation, its units, a title and a role."""

    org: str = ""
    units: tuple[str, ...] = ()
    title: str = ""
    role: str = ""


class Property(Struct, frozen=True, gc=False, omit_defaults=True):
    """A line of a card that the desk has no field for, kept so that it can be written back.

    `value` stands as in the card, escapes included; `group` is what stood before a dot.
    """

    name: str
    value: str
    parameters: tuple[tuple[str, str], ...] = ()
    group: str = ""


class Contact(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One person (or firm) of a file.

    `birthday` is ISO 8601 (`--02-03` without a year) or, where it is no date, the file's words.
    `photo_link` is a URI that nobody fetches. `extra` holds columns of a table that no field
    took, with their headings. `line` is where the contact begins.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    employments: tuple[Employment, ...] = ()
    addresses: tuple[Address, ...] = ()
    note: str = ""
    birthday: str = ""
    urls: tuple[Labelled, ...] = ()
    messengers: tuple[Labelled, ...] = ()
    categories: tuple[str, ...] = ()
    photo: bytes = b""
    photo_link: str = ""
    uid: str = ""
    others: tuple[Property, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    line: int = 0

    @property
    def org(self) -> str:
        """Return the first organisation's name."""
        return next((job.org for job in self.employments if job.org), "")

    @property
    def title(self) -> str:
        """Return the first title."""
        return next((job.title for job in self.employments if job.title), "")

    def called(self) -> str:
        """Return the best name there is, so that a list can show the contact."""
        first_email = self.emails[0].value if self.emails else ""
        first_phone = self.phones[0].value if self.phones else ""
        return self.name or self.org or self.nickname or first_email or first_phone

    def shown(self) -> dict[str, Any]:
        """Return the contact as `import --json` prints it; values as a person reads them."""
        return {
            "name": self.name,
            "given": self.given,
            "family": self.family,
            "emails": [email.value for email in self.emails],
            "phones": [phone.value for phone in self.phones],
            "org": self.org,
            "title": self.title,
            "note": self.note,
            "bday": self.birthday,
            "urls": [url.value for url in self.urls],
            "photo_sha256": hashlib.sha256(self.photo).hexdigest() if self.photo else "",
        }


class Reading(Struct, frozen=True):
    """What came out of a file, and what an officer should know about it."""

    contacts: tuple[Contact, ...]
    problems: tuple[Problem, ...] = field(default=())


def composed_name(prefix: str, given: str, additional: str, family: str, suffix: str) -> str:
    """Join the parts of a name as they are read aloud."""
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)
