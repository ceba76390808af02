"""What a visiting card says beyond a person's fields: kept as its lines, and put back again.

A line is a property of RFC 6350, unfolded. A phone, address or link with a label stands there
once more, so that a card that is written says again what each is for.
"""

import base64
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from desk_app.domain.fields import Field
from desk_app.domain.kinds import KINDS
from desk_app.domain.places import country_name
from desk_app.domain.problems import LIST_LIMIT, clean_text, pictured
from desk_app.domain.sentences import Sentence
from desk_app.domain.values import Plain
from desk_app.domain.words import fold
from desk_app.exchange.cards import OWN_LABEL, read_cards
from desk_app.exchange.cardvalues import readable, split
from desk_app.exchange.cardwriting import escaped, messenger_line, property_line
from desk_app.exchange.contacts import Address, Contact, Employment, Labelled, Property
from desk_app.exchange.fieldtexts import country_codes

_JOB = "X-ICT-DESK-JOB"
"""The line that keeps a position whole: organisation, title, role, units."""

_CARD = KINDS["person"].fields["card"]
_PHOTO = KINDS["person"].fields["photo"]
_HONORIFICS = KINDS["person"].fields["honorific"]


def remaining(contact: Contact, fields: Plain) -> tuple[list[str], list[str]]:
    """Return the lines that `fields` of a person leave over, and what is too long to keep."""
    kept: list[str] = []
    lost: list[str] = []
    for line in _lines(contact, fields):
        cleaned = clean_text(line, lines=False)
        if len(cleaned) <= _CARD.limit:
            kept.append(cleaned)
        else:
            name = line.partition(":")[0][:40]
            sentence = Sentence(
                "{name}: too long, {count} characters left out.", name=name, count=len(line)
            )
            lost.append(sentence)
    different = list(dict.fromkeys(kept))
    if len(different) > LIST_LIMIT:
        sentence = Sentence(
            "{count} detail beyond the first {most} left out.",
            "{count} details beyond the first {most} left out.",
            count=len(different) - LIST_LIMIT,
            most=LIST_LIMIT,
        )
        lost.append(sentence)
    return different[:LIST_LIMIT], lost


def _lines(contact: Contact, fields: Plain) -> Iterator[str]:
    said = _honorific(_HONORIFICS, fields.get("honorific", ""))
    if contact.additional or contact.suffix or contact.prefix != said:
        parts = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
        yield "N:" + ";".join(map(escaped, parts))
    yield from _labelled("EMAIL", contact.emails)
    for phone in contact.phones:
        if phone.label or phone.preferred:
            yield _labelled_line("TEL", phone)
    for url in contact.urls:
        if url.label or url.preferred or not _same_site(url.value, fields.get("website", "")):
            yield _labelled_line("URL", url)
    for address in contact.addresses:
        if len(contact.addresses) > 1 or address.label or _has_more(address):
            yield _address_line(address)
    for job in contact.employments:
        yield from _job_lines(job)
    for messenger in contact.messengers:
        yield messenger_line(messenger)
    if contact.categories:
        yield "CATEGORIES:" + ",".join(map(escaped, contact.categories))
    yield from _picture_lines(contact)
    if contact.uid:
        yield f"UID:{escaped(contact.uid)}"
    yield from map(property_line, contact.others)


def _labelled(name: str, items: Iterable[Labelled]) -> Iterator[str]:
    return (_labelled_line(name, item) for item in items if item.label or item.preferred)


def _labelled_line(name: str, item: Labelled) -> str:
    parameters = ((OWN_LABEL, item.label),) if item.label else ()
    preferred = (("PREF", "1"),) if item.preferred else ()
    return property_line(Property(name, escaped(item.value), (*parameters, *preferred)))


def _address_line(address: Address) -> str:
    parts = (
        *(address.box, address.extended, address.street, address.city),
        *(address.region, address.code, address.country),
    )
    return _labelled_line("ADR", Labelled("", address.label)) + ";".join(map(escaped, parts))


def _job_lines(job: Employment) -> Iterator[str]:
    """Keep what a position has no field for: units, a role beside a title, a title alone."""
    if not job.org or job.units or (job.title and job.role):
        parts = (job.org, job.title, job.role, *job.units)
        yield f"{_JOB}:" + ";".join(map(escaped, parts))


def _job_of(line: Property) -> Employment:
    parts = [readable(part) for part in split(line.value, ";")]
    org, title, role, *units = (*parts, "", "", "")[: max(3, len(parts))]
    return Employment(org, tuple(units), title, role)


def _picture_lines(contact: Contact) -> Iterator[str]:
    if contact.photo and not picture_of(contact):
        data = base64.b64encode(contact.photo).decode("ascii")
        yield f"PHOTO;ENCODING=b:{data}"
    if contact.photo_link:
        yield f"PHOTO;VALUE=uri:{contact.photo_link}"


def picture_of(contact: Contact) -> str:
    """Return the card's picture as the desk keeps it, or nothing where it does not fit."""
    if 0 < len(contact.photo) <= _PHOTO.limit * 3 // 4:
        data = base64.b64encode(contact.photo).decode("ascii")
        return data if pictured(data) else ""
    return ""


def contact_of(fields: Plain, jobs: Sequence[Employment] = ()) -> Contact:
    """Return a person of the desk as a contact, with what its card said beyond the fields."""
    card = _card(fields.get("card", ()))
    emails: list[str] = fields.get("emails", [])
    phones: list[str] = fields.get("phones", [])
    site: str = fields.get("website", "")
    names = card if (card.given, card.family) == _halves(fields) else Contact()
    return replace(
        card,
        name=fields.get("name", ""),
        given=fields.get("given", ""),
        family=fields.get("family", ""),
        additional=names.additional,
        prefix=names.prefix or _honorific(_HONORIFICS, fields.get("honorific", "")),
        suffix=names.suffix,
        nickname=", ".join(fields.get("other_names", ())),
        emails=_with_labels(emails, card.emails),
        phones=_with_labels(phones, card.phones),
        urls=_sites(site, card.urls),
        addresses=_addresses(fields, card.addresses),
        employments=_employments(jobs, [_job_of(o) for o in card.others if o.name == _JOB]),
        others=tuple(other for other in card.others if other.name != _JOB),
        note=fields.get("notes", ""),
        birthday=fields.get("birthday", ""),
        photo=pictured(fields.get("photo", "")) or card.photo,
    )


def _card(lines: Sequence[str]) -> Contact:
    if not lines:
        return Contact()
    text = "\n".join(("BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD", ""))
    return next(iter(read_cards(text.encode()).contacts), Contact())


def _halves(fields: Plain) -> tuple[str, str]:
    return fields.get("given", ""), fields.get("family", "")


def _honorific(field: Field, code: str) -> str:
    return field.choice(code).en if code else ""


def _with_labels(values: Sequence[str], known: Sequence[Labelled]) -> tuple[Labelled, ...]:
    by_value = {item.value: item for item in known}
    return tuple(by_value.get(value, Labelled(value)) for value in values)


def _same_site(url: str, site: str) -> bool:
    return (
        url.partition("://")[2] == site.partition("://")[2]
        if "://" in url
        else (url == site.partition("://")[2])
    )


def _sites(site: str, known: Sequence[Labelled]) -> tuple[Labelled, ...]:
    """Return the web page with its label, and the card's further links."""
    own = next((url for url in known if _same_site(url.value, site)), Labelled(site))
    return ((own,) if site else ()) + tuple(url for url in known if url is not own)


def _addresses(fields: Plain, known: tuple[Address, ...]) -> tuple[Address, ...]:
    """Return the card's addresses while they still say what the fields say."""
    same = fields.get("address", "") == clean_text(addresses_text(known), lines=True)
    if same and _town(known) == _named(fields):
        return known
    code = fields.get("country", "")
    own = Address(
        street=fields.get("address", ""),
        city=fields.get("city", ""),
        country=country_name(code).en if code else "",
    )
    return (own,) if own != Address() else ()


def _named(fields: Plain) -> tuple[str, str]:
    return fields.get("city", ""), fields.get("country", "")


def _town(addresses: Iterable[Address]) -> tuple[str, str]:
    found = town(addresses)
    return found.get("city", ""), found.get("country", "")


def town(addresses: Iterable[Address]) -> Plain:
    """Return the town and country of the first address that names either."""
    for address in addresses:
        country = country_codes().get(fold(address.country).strip(" ."), "")
        if address.city or country:
            return {"city": clean_text(address.city, lines=False), "country": country}
    return {}


def addresses_text(addresses: Iterable[Address]) -> str:
    """Return addresses as lines; one that says no more than the town and country is none."""
    return "\n".join(
        f"{a.label}: {one_line(a)}" if a.label else one_line(a) for a in addresses if _has_more(a)
    )


def _has_more(address: Address) -> bool:
    """Tell whether an address says more than a town and a country that everybody knows."""
    a = address
    named = fold(a.country).strip(" .") in country_codes() if a.country else True
    return bool(a.street or a.extended or a.box or a.code or a.region) or not named


def one_line(address: Address) -> str:
    """Return an address as a reader takes it in."""
    parts = (
        *(address.street, address.extended, address.box, address.code),
        *(address.city, address.region, address.country),
    )
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _employments(
    jobs: Sequence[Employment], known: Sequence[Employment]
) -> tuple[Employment, ...]:
    """Give positions the units and roles their card told, and keep what is no position."""
    by_org = {job.org: job for job in known if job.org}
    told = [
        replace(job, units=by_org[job.org].units, role=by_org[job.org].role or job.role)
        if job.org in by_org
        else job
        for job in jobs
    ]
    return (*told, *(job for job in known if not job.org))
