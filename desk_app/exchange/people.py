"""Contacts of a file as persons of the desk: what has a field goes there, the rest into notes."""

import re

from msgspec import Struct

from desk_app.domain import contacts as reading
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES, clean, problems
from desk_app.domain.values import Plain
from desk_app.domain.words import fold
from desk_app.exchange.contacts import Address, Contact, Property
from desk_app.exchange.fieldtexts import country_codes
from desk_app.exchange.kindtables import Wrong

_BANGLA = re.compile("[\u0980-\u09ff]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_LONG = 500
_COMPLETE = re.compile(r"\+(?:880[1-9]\d{9}|31[1-9]\d{8}|44[1-9]\d{9}|1[2-9]\d{9})")
"""Numbers that are E.164 as they stand, which need no asking."""

_HONORIFICS = {
    "mr": "mr",
    "herr": "mr",
    "জনাব": "mr",
    "ms": "ms",
    "mrs": "ms",
    "miss": "ms",
    "frau": "ms",
    "জনাবা": "ms",
    "dr": "dr",
    "ড": "dr",
    "ডঃ": "dr",
    "prof": "prof",
    "অধ্যাপক": "prof",
    "he": "he",
}


class Job(Struct, frozen=True, gc=False):
    """A position to be made: the organisation's name, the role, and the firm's side if known."""

    org: str
    role: str = ""
    side: str = ""


class Draft(Struct, frozen=True, gc=False):
    """A contact as a person: fields, positions, and what keeps it from coming in."""

    line: int
    fields: Plain
    jobs: tuple[Job, ...]
    wrong: tuple[Wrong, ...]


def draft(contact: Contact, country: str = "") -> Draft:
    """Return `contact` as a person; phones are read as dialled in `country`.

    A phone or address that cannot be one is kept in the notes, with its label.
    """
    notes = [contact.note] if contact.note else []
    fields: Plain = {"name": contact.called(), "given": contact.given, "family": contact.family}
    if _BANGLA.search(contact.name):
        fields["name_bn"] = contact.name
    fields["honorific"] = _HONORIFICS.get(fold(contact.prefix).replace(".", "").strip(), "")
    fields["emails"] = _emails(contact, notes)
    fields["phones"] = _phones(contact, country, notes)
    fields["website"] = _website(contact, notes)
    fields |= _place(contact.addresses)
    notes += _further(contact)
    fields["notes"] = "\n".join(notes)
    fields = clean(KINDS["person"], {k: v for k, v in fields.items() if v not in ("", [], None)})
    wrong = [
        Wrong(found.field, KINDS["person"].fields[found.field].label.en, SENTENCES[found.code].en)
        for found in problems("person", fields)
    ]
    return Draft(contact.line, fields, _jobs(contact), tuple(wrong))


def _emails(contact: Contact, notes: list[str]) -> list[str]:
    good = [email.value for email in contact.emails if _EMAIL.fullmatch(email.value)]
    notes += [f"E-mail: {e.value}" for e in contact.emails if not _EMAIL.fullmatch(e.value)]
    return list(dict.fromkeys(good))


def _phones(contact: Contact, country: str, notes: list[str]) -> list[str]:
    good: list[str] = []
    for phone in contact.phones:
        digits = sum(character.isdecimal() for character in phone.value)
        if 3 <= digits <= 20 and len(phone.value) <= 60:
            plain = _COMPLETE.fullmatch(phone.value)
            good.append(phone.value if plain else reading.phone(phone.value, country).kept)
        else:
            notes.append(
                f"Phone ({phone.label}): {phone.value}" if phone.label else f"Phone: {phone.value}"
            )
    return list(dict.fromkeys(good))


def _website(contact: Contact, notes: list[str]) -> str:
    sites = [url.value for url in contact.urls]
    full = [site if "://" in site else f"https://{site}" for site in sites]
    good = [site for site in full if re.fullmatch(r"https?://[^\s]+", site, re.IGNORECASE)]
    notes += [f"Web: {site}" for site in full if site not in good[:1]]
    return good[0] if good else ""


def _place(addresses: tuple[Address, ...]) -> Plain:
    for address in addresses:
        country = country_codes().get(fold(address.country).strip(" ."), "")
        if address.city or country:
            return {"city": address.city, "country": country}
    return {}


def _further(contact: Contact) -> list[str]:
    """Return what a person has no field for as lines of notes."""
    lines = [f"Address{_of(a.label)}: {_one_line(a)}" for a in contact.addresses]
    lines += [f"Birthday: {contact.birthday}"] if contact.birthday else []
    lines += [f"Nickname: {contact.nickname}"] if contact.nickname else []
    lines += [f"Suffix: {contact.suffix}"] if contact.suffix else []
    lines += [f"{m.label or 'Messenger'}: {m.value}" for m in contact.messengers]
    lines += [f"Categories: {', '.join(contact.categories)}"] if contact.categories else []
    lines += [f"Title: {job.title or job.role}" for job in contact.employments if not job.org]
    lines += [f"Department: {', '.join(job.units)}" for job in contact.employments if job.units]
    lines += [f"{name}: {value}" for name, value in contact.extra]
    lines += [_property(other) for other in contact.others if other.value]
    return lines


def _property(other: Property) -> str:
    """Return a property nobody knows as a line; pictures, sounds and keys only by their size."""
    size = len(other.value)
    return f"{other.name}: {other.value if size <= _LONG else f'({size:,} characters left out)'}"


def _of(label: str) -> str:
    return f" ({label})" if label else ""


def _one_line(address: Address) -> str:
    parts = (
        address.street,
        address.extended,
        address.box,
        address.code,
        address.city,
        address.region,
        address.country,
    )
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _jobs(contact: Contact) -> tuple[Job, ...]:
    country = {country_codes().get(fold(a.country).strip(" ."), "") for a in contact.addresses}
    side = "bangladeshi" if "BD" in country else ""
    return tuple(
        Job(job.org, job.title or job.role, "bangladeshi" if _BANGLA.search(job.org) else side)
        for job in contact.employments
        if job.org
    )


def cells(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Return a contact as headed texts, so that a row that fails can be given back."""
    shown = contact.shown()
    headed = [
        ("Name", contact.name),
        ("Given Name", contact.given),
        ("Family Name", contact.family),
        *((f"E-mail {n} - Value", value) for n, value in enumerate(shown["emails"], 1)),
        *((f"Phone {n} - Value", value) for n, value in enumerate(shown["phones"], 1)),
        ("Organization", contact.org),
        ("Job Title", contact.title),
        ("Birthday", contact.birthday),
        *((f"Website {n} - Value", value) for n, value in enumerate(shown["urls"], 1)),
        ("Notes", contact.note),
        *contact.extra,
    ]
    return tuple((heading, text) for heading, text in headed if text)
