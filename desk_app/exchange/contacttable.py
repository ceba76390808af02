"""Contacts as a table, in the layout of Google's contacts, which most programs take."""

from collections.abc import Sequence

from desk_app.exchange.contacts import Address, Contact, Employment, Labelled
from desk_app.exchange.tablewriting import Sheet

_NAMES = ("Name", "Given Name", "Additional Name", "Family Name", "Name Prefix", "Name Suffix")


def contact_sheet(contacts: Sequence[Contact], name: str = "Contacts") -> Sheet:
    """Return a table that `rows.contacts_of` reads back: a row for every contact.

    Pictures, properties of cards that no field took, and further details are not in it.
    """
    emails = max((len(contact.emails) for contact in contacts), default=1)
    phones = max((len(contact.phones) for contact in contacts), default=1)
    places = max((len(contact.addresses) for contact in contacts), default=0)
    urls = max((len(contact.urls) for contact in contacts), default=0)
    headings = [
        *_NAMES,
        *("Nickname", "Birthday", "Notes", "Categories"),
        *("Organization 1 - Name", "Organization 1 - Title", "Organization 1 - Department"),
        *_numbered("E-mail", emails),
        *_numbered("Phone", phones),
        *_numbered("Website", urls),
        *(f"Address {n} - {part}" for n in range(1, places + 1) for part in _PARTS),
    ]
    rows = [_row(contact, emails, phones, urls, places) for contact in contacts]
    return Sheet(name, headings, rows)


_PARTS = (
    "Type",
    "Street",
    "Extended Address",
    "PO Box",
    "City",
    "Region",
    "Postal Code",
    "Country",
)


def _numbered(what: str, count: int) -> list[str]:
    parts = ("Type", "Value")
    return [f"{what} {n} - {part}" for n in range(1, count + 1) for part in parts]


def _row(contact: Contact, emails: int, phones: int, urls: int, places: int) -> list[str]:
    job = contact.employments[0] if contact.employments else Employment()
    return [
        *(contact.name, contact.given, contact.additional, contact.family),
        *(contact.prefix, contact.suffix, contact.nickname, contact.birthday, contact.note),
        "; ".join(contact.categories),
        *(job.org, job.title, ", ".join(job.units)),
        *_labelled(contact.emails, emails),
        *_labelled(contact.phones, phones),
        *_labelled(contact.urls, urls),
        *_address_cells(contact.addresses, places),
    ]


def _labelled(items: Sequence[Labelled], count: int) -> list[str]:
    cells = [cell for item in items for cell in (item.label, item.value)]
    return cells + [""] * (2 * count - len(cells))


def _address_cells(addresses: Sequence[Address], count: int) -> list[str]:
    cells = [
        part
        for a in addresses
        for part in (a.label, a.street, a.extended, a.box, a.city, a.region, a.code, a.country)
    ]
    return cells + [""] * (len(_PARTS) * count - len(cells))
