"""What a card says beyond a person's fields is kept, and written back."""

import base64
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import clean, problems
from desk_app.domain.registry import plain
from desk_app.exchange.cardfields import with_fields
from desk_app.exchange.cards import read_cards
from desk_app.exchange.cardwriting import Version, write_cards
from desk_app.exchange.contacts import Address, Contact, Employment, Labelled, Property
from desk_app.exchange.people import draft
from desk_app.exchange.remainders import contact_of
from tests.unit.exchange.test_cards import contacts as some_contacts

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WHOLE = Contact(
    name="Dr. Kamal Hossain",
    given="Kamal",
    family="Hossain",
    additional="Uddin",
    prefix="Dr.",
    suffix="PhD",
    nickname="Kam",
    emails=(Labelled("k@x.example", "work", preferred=True), Labelled("k@y.example")),
    phones=(Labelled("+8801711000001", "cell"),),
    employments=(Employment("Padma Soft", ("Research",), "CTO", "Head"), Employment(title="Poet")),
    addresses=(Address(street="House 1", city="Dhaka", country="Bangladesh", label="home"),),
    note="Met; in, Delft",
    birthday="--04-26",
    urls=(Labelled("https://x.example", "work"), Labelled("https://y.example")),
    messengers=(Labelled("kamal", "skype"),),
    categories=("friends", "IT, Dhaka"),
    photo=PNG,
    uid="urn:uuid:1",
    others=(Property("X-HOBBY", "chess\\, go", (("LEVEL", "expert"),)),),
)


def kept(contact: Contact) -> Contact:
    """A contact once it was a person of the desk, read again from the card the desk writes."""
    made = draft(contact)
    assert made.wrong == ()
    jobs = [Employment(job.org, (), job.role) for job in made.jobs]
    return contact_of(made.fields, jobs)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_goes_through_the_desk_without_loss(version: Version) -> None:
    (once,) = read_cards(write_cards([WHOLE], version)).contacts
    (again,) = read_cards(write_cards([kept(once)], version)).contacts
    assert again == replace(once, note=again.note)
    assert once.note in again.note


def test_the_person_shows_what_has_a_field() -> None:
    fields = draft(WHOLE).fields
    assert fields["birthday"] == "--04-26"
    assert fields["other_names"] == ["Kam"]
    assert fields["address"] == "home: House 1, Dhaka, Bangladesh"
    assert base64.b64decode(fields["photo"]) == PNG
    assert problems("person", fields) == []


def test_a_field_that_an_officer_changed_is_what_the_card_says_then() -> None:
    fields = draft(WHOLE).fields | {"phones": ["+8801711000009"], "city": "Delft", "country": "NL"}
    contact = contact_of(fields)
    assert [phone.value for phone in contact.phones] == ["+8801711000009"]
    (address,) = contact.addresses
    assert (address.city, address.country) == ("Delft", "Netherlands")


KNOWN: dict[str, Any] = {
    "name": "Rahima Khatun",
    "name_bn": "রহিমা খাতুন",
    "other_names": ["Rima", "রিমা"],
    "roles": ["diaspora", "student"],
    "languages": ["bn", "nl"],
    "skills": [
        {"skill": "python", "level": "senior", "evidence": "document"},
        {"skill": "embedded, c", "level": "", "evidence": "declared"},
    ],
    "card": ["CATEGORIES:friends", "LANG;PREF=1:en", "X-ICT-DESK-ROLES:pirate"],
}


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_skills_roles_and_languages_go_out_with_a_card_and_come_back(version: Version) -> None:
    person = KINDS["person"]
    known = plain(person.read(clean(person, KNOWN)))
    contact = with_fields(contact_of(known), known, {"python": "Python, the language"})
    data = write_cards([contact], version)
    (read,) = read_cards(data).contacts
    assert read.categories == ("friends", "Python, the language", "embedded, c")
    assert b"\r\nLANG:nl\r\n" in data
    made = draft(read)
    assert made.fields == known
    assert (made.wrong, made.lost) == ((), ())


def test_a_card_may_not_claim_what_no_field_can_hold() -> None:
    lines = ("X-ICT-DESK-SKILL:", "X-ICT-DESK-ROLES:a;b", "LANG:klingon", "LANG:bn")
    parted = (line.partition(":") for line in lines)
    others = tuple(Property(name, value) for name, _, value in parted)
    contact = Contact(name="A Sen", others=others)
    made = draft(contact)
    assert made.wrong == ()
    assert made.fields["languages"] == ["bn"]
    assert "roles" not in made.fields
    assert made.fields["card"] == [*lines[:3]]


def test_a_picture_too_large_is_told_and_the_card_comes_in() -> None:
    made = draft(Contact(name="A Sen", photo=PNG + bytes(KINDS["person"].fields["photo"].limit)))
    assert "photo" not in made.fields
    assert made.wrong == ()
    assert any("PHOTO" in told for told in made.lost)


@given(some_contacts())
def test_no_contact_becomes_a_person_that_cannot_be_kept(contact: Contact) -> None:
    made = draft(contact)
    fields: dict[str, Any] = made.fields
    assert bool(problems("person", fields)) == bool(made.wrong)
    if not made.wrong:
        again = draft(contact_of(fields)).fields
        for name in ("name", "emails", "phones", "birthday", "given", "family"):
            assert again.get(name) == fields.get(name)
