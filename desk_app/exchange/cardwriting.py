"""Contacts written as vCard 3.0 (RFC 2426) or 4.0 (RFC 6350).

Lines end with CR LF and are folded before 75 octets, never within a character. What the reader
did not understand is written back as it stood.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from desk_app.exchange.cardlines import without_controls
from desk_app.exchange.cardvalues import birthday as read_birthday
from desk_app.exchange.contacts import Address, Contact, Employment, Labelled, Property

Version = Literal["3.0", "4.0"]

MESSENGERS = {
    "IMPP",
    "X-AIM",
    "X-GTALK",
    "X-ICQ",
    "X-JABBER",
    "X-MSN",
    "X-QQ",
    "X-SKYPE",
    "X-SKYPE-USERNAME",
    "X-YAHOO",
    "X-MS-IMADDRESS",
    "X-TWITTER",
}
"""Properties that name somebody in a messenger's network."""

_FOLD = 75
JOB_GROUP = re.compile(r"job\d+", re.IGNORECASE)
"""Groups in which the desk writes a position: what is of one group is of one position."""

_BIRTHDAY = re.compile(r"(\d{4}-|--)(\d\d)-(\d\d)")
_NO_YEAR = "1604"
KNOWN_TYPES = {"home", "work", "cell", "fax", "pager", "voice", "text", "video", "main", "other"}
_NATURES = ((b"\xff\xd8", "jpeg"), (b"\x89PNG", "png"), (b"GIF8", "gif"), (b"RIFF", "webp"))


def write_cards(contacts: Iterable[Contact], version: Version = "4.0") -> bytes:
    """Return a file of cards; one that phones, Outlook and Thunderbird take."""
    lines = (line for contact in contacts for line in _Writer(contact, version).lines())
    return b"".join(folded(line) for line in lines)


def folded(line: str) -> bytes:
    """Return `line` as UTF-8 with its line ends, folded (RFC 6350 §3.2)."""
    pieces: list[bytes] = []
    current = b""
    for character in without_controls(line):
        encoded = character.encode("utf-8")
        if len(current) + len(encoded) > _FOLD:
            pieces.append(current)
            current = b" "
        current += encoded
    return b"\r\n".join([*pieces, current]) + b"\r\n"


_SEPARATING = re.compile(r"[\\,;\r\n]")


def escaped(text: str) -> str:
    """Return `text` with the signs that separate values escaped (RFC 6350 §3.4)."""
    if not _SEPARATING.search(text):  # most texts
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


class _Writer:
    def __init__(self, contact: Contact, version: Version) -> None:
        self._contact = contact
        self._new = version == "4.0"
        self._version = version
        self._groups = 0
        self._taken = {other.group.lower() for other in contact.others if other.group}

    def lines(self) -> Iterator[str]:
        contact = self._contact
        yield "BEGIN:VCARD"
        yield f"VERSION:{self._version}"
        yield f"FN:{escaped(contact.name or ' '.join(contact.called().split()) or '?')}"
        yield from self._name()
        if contact.nickname:
            yield "NICKNAME:" + ",".join(map(escaped, contact.nickname.split(", ")))
        for email in contact.emails:
            yield from self._reached("EMAIL", email, escaped(email.value))
        for phone in contact.phones:
            yield from self._reached("TEL", phone, escaped(phone.value))
        yield from self._jobs()
        for address in contact.addresses:
            yield from self._address(address)
        for url in contact.urls:
            yield from self._reached("URL", url, self._uri(url.value))
        yield from self._messengers()
        yield from self._birthday()
        yield from _plain("NOTE", contact.note)
        if contact.categories:
            yield "CATEGORIES:" + ",".join(map(escaped, contact.categories))
        yield from self._photo()
        yield from _plain("UID", contact.uid)
        for other in contact.others:
            yield property_line(other)
        yield "END:VCARD"

    def _name(self) -> Iterator[str]:
        contact = self._contact
        parts = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
        if any(parts) or not self._new:
            yield "N:" + ";".join(map(escaped, parts))

    def _reached(self, name: str, item: Labelled, value: str) -> Iterator[str]:
        """Write one phone, address or link; words that are no types go into Apple's label."""
        words = [word.strip() for word in item.label.split(",") if word.strip()]
        types = [word.lower() for word in words if word.lower() in KNOWN_TYPES]
        own = ", ".join(words) if len(types) < len(words) else ""
        types = [] if own else types
        if name == "EMAIL" and not self._new:
            types = ["internet", *types]
        if item.preferred and not self._new:
            types = [*types, "pref"]
        parameters = "".join(f";TYPE={kind}" for kind in types)
        parameters += ";PREF=1" * (item.preferred and self._new)
        group = self._group() if own else ""
        yield f"{group}{name}{parameters}:{value}"
        if own:
            yield f"{group}X-ABLabel:{escaped(own)}"

    def _group(self) -> str:
        self._groups += 1
        while f"item{self._groups}" in self._taken:
            self._groups += 1
        return f"item{self._groups}."

    @staticmethod
    def _uri(value: str) -> str:
        return value.replace("\r", "").replace("\n", "").replace("\\", "%5C")

    def _jobs(self) -> Iterator[str]:
        """Write positions in order; in groups where the order would not pair them again."""
        jobs = [job for job in self._contact.employments if job != Employment()]
        grouped = not _in_step(jobs)
        groups = [f"job{place}." * grouped for place in range(1, len(jobs) + 1)]
        for group, job in zip(groups, jobs, strict=True):
            if job.org or job.units:
                yield f"{group}ORG:" + ";".join(map(escaped, (job.org, *job.units)))
        for name in ("TITLE", "ROLE"):
            for group, job in zip(groups, jobs, strict=True):
                if text := job.title if name == "TITLE" else job.role:
                    yield f"{group}{name}:{escaped(text)}"

    def _address(self, address: Address) -> Iterator[str]:
        parts = (
            address.box,
            address.extended,
            address.street,
            address.city,
            address.region,
            address.code,
            address.country,
        )
        value = ";".join(map(escaped, parts))
        yield from self._reached("ADR", Labelled("", address.label), value)

    def _messengers(self) -> Iterator[str]:
        for messenger in self._contact.messengers:
            yield messenger_line(messenger)

    def _birthday(self) -> Iterator[str]:
        """Write a date as its version does: RFC 6350 §4.3.1, or as Apple does without a year."""
        birthday = self._contact.birthday
        found = _BIRTHDAY.fullmatch(birthday)
        compact = f"{found[1].replace('-', '') or '--'}{found[2]}{found[3]}" if found else ""
        if found is None or read_birthday(compact) != birthday:
            yield from _plain("BDAY", birthday, ";VALUE=text")
        elif self._new:
            yield f"BDAY:{compact}"
        elif found[1] == "--":
            yield f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{found[2]}-{found[3]}"
        else:
            yield f"BDAY:{birthday}"

    def _photo(self) -> Iterator[str]:
        photo = self._contact.photo
        if photo:
            nature = next((name for mark, name in _NATURES if photo.startswith(mark)), "jpeg")
            data = base64.b64encode(photo).decode("ascii")
            yield (
                f"PHOTO:data:image/{nature};base64,{data}"
                if self._new
                else f"PHOTO;ENCODING=b;TYPE={nature.upper()}:{data}"
            )
        if self._contact.photo_link:
            yield f"PHOTO;VALUE=uri:{self._uri(self._contact.photo_link)}"


def messenger_line(messenger: Labelled) -> str:
    """Return the line that names somebody in a messenger's network (RFC 4770)."""
    network = messenger.label.lower()
    own = f"X-{network.upper()}"
    parameters: tuple[tuple[str, str], ...] = ()
    if own not in MESSENGERS:
        parameters = (("X-SERVICE-TYPE", network),) if network not in ("", "impp") else ()
        own = "IMPP"
    return property_line(Property(own, escaped(messenger.value), parameters))


def _plain(name: str, text: str, parameters: str = "") -> Iterator[str]:
    if text:
        yield f"{name}{parameters}:{escaped(text)}"


def _in_step(jobs: list[Employment]) -> bool:
    """Tell whether organisations, titles and roles pair by their order alone."""
    lacking: set[str] = set()
    for job in jobs:
        said = {"org": job.org or job.units, "title": job.title, "role": job.role}
        if any(said[name] for name in lacking):
            return False
        lacking |= {name for name, text in said.items() if not text}
    return True


def property_line(other: Property) -> str:
    """Return a property as its line, unfolded; its value stands as in the card."""
    group = f"{other.group}." if other.group else ""
    parameters = "".join(f";{name}={_quoted(value)}" for name, value in other.parameters)
    value = other.value.replace("\r", "").replace("\n", "\\n")
    return f"{group}{other.name}{parameters}:{value}"


def _quoted(value: str) -> str:
    """Return a parameter's value, in quotes where its signs need them (RFC 6868 for the rest)."""
    value = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{value}"' if re.search(r"[:;,]", value) else value
