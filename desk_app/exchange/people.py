"""Contacts of a file as persons of the desk: what has a field goes there, the rest into notes."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain import contacts as reading
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES, clean, clean_text, problems
from desk_app.domain.sentences import labelled
from desk_app.domain.values import Plain
from desk_app.domain.words import fold
from desk_app.exchange import cardfields, remainders
from desk_app.exchange.contacts import Address, Contact, Employment, Labelled
from desk_app.exchange.fieldtexts import country_codes
from desk_app.exchange.kindtables import Job, Wrong

_BANGLA = re.compile("[\u0980-\u09ff]")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}")
_SITE = re.compile(r"https?://[^\s]+", re.IGNORECASE)
_PERSON = KINDS["person"]
_NAME_LIMIT = KINDS["firm"].fields["name"].limit
_LIMITS = {name: field.limit for name, field in _PERSON.fields.items()}
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


DO_NOT_APPROACH = "X-ICT-DESK-DO-NOT-APPROACH"
"""The property of a card that marks whom nobody may approach."""


class Draft(Struct, frozen=True, gc=False):
    """A contact as a person: fields, positions, what keeps it from coming in, and what is lost."""

    line: int
    fields: Plain
    jobs: tuple[Job, ...]
    wrong: tuple[Wrong, ...]
    lost: tuple[str, ...] = ()


def draft(contact: Contact, country: str = "") -> Draft:
    """Return `contact` as a person; phones are read as dialled where it is, or in `country`.

    A phone or address that cannot be one is kept in the notes, with its label; what else has no
    field is kept as lines of the card.
    """
    notes = [contact.note] if contact.note else []
    own, contact = cardfields.taken(contact)
    fields: Plain = {"name": contact.called(), "given": contact.given, "family": contact.family}
    if _BANGLA.search(contact.name):
        fields["name_bn"] = contact.name
    fields |= own
    fields["honorific"] = _HONORIFICS.get(fold(contact.prefix).replace(".", "").strip(), "")
    others = (name.strip() for name in contact.nickname.split(", "))
    fields["other_names"] = [name for name in others if name and name != fields["name"]]
    fields["birthday"] = contact.birthday
    fields["photo"] = remainders.picture_of(contact) if contact.photo else ""
    fields["emails"] = _emails(contact, notes)
    phones = _phones(contact, (*_countries(contact), country, reading.HOME), notes)
    fields["phones"] = list(dict.fromkeys(phone.value for phone in phones))
    fields["website"] = _website(contact)
    if contact.addresses:
        fields |= remainders.town(contact.addresses)
        fields["address"] = remainders.addresses_text(contact.addresses)
    notes += _further(contact) + _too_long(fields)
    fields["notes"] = "\n".join(n for n in notes if n is contact.note or n not in contact.note)
    marks = [other for other in contact.others if other.name == DO_NOT_APPROACH]
    if marks:
        fields["do_not_approach"] = True
        unmarked = tuple(other for other in contact.others if other not in marks)
        contact = replace(contact, others=unmarked)
    lost: list[str] = []
    if _has_more(contact):
        fields["card"], lost = remainders.remaining(replace(contact, phones=phones), fields)
    fields = clean(_PERSON, {k: v for k, v in fields.items() if v not in ("", [], None)})
    wrong = tuple(
        Wrong(found.field, _PERSON.fields[found.field].label.en, labelled(SENTENCES[found.code]))
        for found in problems("person", fields)
    )
    return Draft(contact.line, fields, _jobs(contact), wrong, tuple(lost))


def _has_more(contact: Contact) -> bool:
    """Tell whether the contact may say more than a person has fields for."""
    return bool(
        contact.additional
        or contact.prefix
        or contact.suffix
        or contact.urls
        or contact.addresses
        or contact.messengers
        or contact.categories
        or contact.photo
        or contact.photo_link
        or contact.uid
        or contact.others
        or any(email.label or email.preferred for email in contact.emails)
        or any(phone.label or phone.preferred for phone in contact.phones)
        or any(job.units or job.role or not job.org for job in contact.employments)
    )


def _emails(contact: Contact, notes: list[str]) -> list[str]:
    good = [email.value for email in contact.emails if _EMAIL.fullmatch(email.value)]
    notes += [f"E-mail: {e.value}" for e in contact.emails if not _EMAIL.fullmatch(e.value)]
    return list(dict.fromkeys(good))


def _countries(contact: Contact) -> list[str]:
    """Return the countries of a contact's addresses."""
    known = country_codes()
    codes = (known.get(fold(address.country).strip(" ."), "") for address in contact.addresses)
    return [code for code in codes if code]


def _phones(contact: Contact, countries: Iterable[str], notes: list[str]) -> tuple[Labelled, ...]:
    good: list[Labelled] = []
    for phone in contact.phones:
        digits = sum(map(str.isdecimal, phone.value))
        if not (3 <= digits <= 20 and len(phone.value) <= 60):
            told = f"Phone ({phone.label})" if phone.label else "Phone"
            notes.append(f"{told}: {phone.value}")
        elif _COMPLETE.fullmatch(phone.value):
            good.append(phone)
        else:
            kept = reading.phone_of(phone.value, countries).kept
            good.append(Labelled(kept, phone.label, phone.preferred))
    return tuple(good)


def _website(contact: Contact) -> str:
    for url in contact.urls:
        site = url.value if "://" in url.value else f"https://{url.value}"
        if _SITE.fullmatch(site) and len(site) <= _PERSON.fields["website"].limit:
            return site
    return ""


def _too_long(fields: Plain) -> list[str]:
    """Take out what is longer than its field keeps, and return it as lines of notes."""
    long = [n for n in ("address", "birthday") if len(fields.get(n, "")) > _LIMITS[n]]
    lines = [f"{_PERSON.fields[name].label.en}: {fields.pop(name)}" for name in long]
    if any(len(name) > _LIMITS["other_names"] for name in fields.get("other_names", ())):
        lines.append(f"Other names: {', '.join(fields.pop('other_names'))}")
    return lines


def _further(contact: Contact) -> list[str]:
    """Return as lines of notes what an officer reads but a person has no field for."""
    lines = [f"Title: {job.title or job.role}" for job in contact.employments if not job.org]
    lines += [f"Department: {', '.join(job.units)}" for job in contact.employments if job.units]
    lines += [
        f"{word}: {text}"
        for job in contact.employments
        for word, text in (("Organisation", job.org), ("Title", job.title or job.role))
        if len(text) > _NAME_LIMIT and job.org
    ]
    return lines + [f"{name}: {value}" for name, value in contact.extra]


def _jobs(contact: Contact) -> tuple[Job, ...]:
    """Return the positions of a contact, with names and titles as they can be kept."""
    if not contact.employments:
        return ()
    side = "bangladeshi" if reading.HOME in _countries(contact) else ""
    found: list[Job] = []
    for job in contact.employments:
        org, role = (clean_text(text, lines=False) for text in (job.org, job.title or job.role))
        if org and len(org) <= _NAME_LIMIT:
            bangla = "bangladeshi" if _BANGLA.search(org) else side
            found.append(Job(org, role if len(role) <= _NAME_LIMIT else "", bangla))
    return tuple(found)


def cells(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Return a contact as headed texts, so that a row that fails can be given back whole."""
    shown = contact.shown()
    headed = [
        ("Name", contact.name),
        ("Name Prefix", contact.prefix),
        ("Given Name", contact.given),
        ("Additional Name", contact.additional),
        ("Family Name", contact.family),
        ("Name Suffix", contact.suffix),
        ("Nickname", contact.nickname),
        *((f"E-mail {n} - Value", value) for n, value in enumerate(shown["emails"], 1)),
        *((f"Phone {n} - Value", value) for n, value in enumerate(shown["phones"], 1)),
        ("Organization", contact.org),
        ("Job Title", contact.title),
        *_more_jobs(contact),
        *(pair for n, one in enumerate(contact.addresses, 1) for pair in _address_cells(one, n)),
        ("Birthday", contact.birthday),
        *((f"Website {n} - Value", value) for n, value in enumerate(shown["urls"], 1)),
        *((f"IM {n} - Value", one.value) for n, one in enumerate(contact.messengers, 1)),
        ("Group Membership", "; ".join(contact.categories)),
        ("Notes", contact.note),
        *contact.extra,
    ]
    return tuple((heading, text) for heading, text in headed if text)


def _more_jobs(contact: Contact) -> Iterator[tuple[str, str]]:
    first = next((job for job in contact.employments if job.org), Employment())
    yield "Organization Department", ", ".join(first.units)
    others = [job for job in contact.employments if job.org and job is not first]
    for n, job in enumerate(others, 2):
        yield f"Organization {n} - Name", job.org
        yield f"Organization {n} - Title", job.title


def _address_cells(one: Address, n: int) -> Iterator[tuple[str, str]]:
    yield f"Address {n} - PO Box", one.box
    yield f"Address {n} - Street", " ".join(filter(None, (one.extended, one.street)))
    yield f"Address {n} - City", one.city
    yield f"Address {n} - Region", one.region
    yield f"Address {n} - Postal Code", one.code
    yield f"Address {n} - Country", one.country
