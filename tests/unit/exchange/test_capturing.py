"""A person and a firm proposed from what was pasted."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desk_app.exchange.bringing import Order, survey
from desk_app.exchange.capturing import Proposal, intake_of, propose

SIGNATURE = """Best regards,
Dr. Kamal Hossain
Chief Technology Officer
Padma Soft Ltd.
House 12, Road 5, Dhanmondi
Dhaka 1205, Bangladesh
T: +880 2 9123456 | M: +880 1711-000001
E: kamal@padma.example | www.padmasoft.example
"""


def proposed(text: str) -> Proposal:
    found = propose(text, "BD")
    assert found is not None
    return found


def test_a_signature_names_a_person_a_role_and_a_firm() -> None:
    found = proposed(SIGNATURE)
    contact = found.contact
    assert (contact.name, contact.prefix, contact.given, contact.family) == (
        "Dr. Kamal Hossain",
        "Dr.",
        "Kamal",
        "Hossain",
    )
    assert found.role == "Chief Technology Officer"
    assert found.firm == {"name": "Padma Soft Ltd.", "website": "https://www.padmasoft.example"}
    assert [email.value for email in contact.emails] == ["kamal@padma.example"]
    assert [(phone.value, phone.label) for phone in contact.phones] == [
        ("+880 2 9123456", ""),
        ("+880 1711-000001", "cell"),
    ]
    (address,) = contact.addresses
    assert (address.city, address.code, address.country) == ("Dhaka", "1205", "Bangladesh")
    assert found.row.fields["phones"] == ["+88029123456", "+8801711000001"]
    assert found.rest == ()


def test_one_line_may_hold_name_role_and_firm() -> None:
    found = proposed(
        "Jan de Vries | Senior Manager at Vrij BV\nKerkstraat 12, 1234 AB Amsterdam, Netherlands"
    )
    assert (found.contact.given, found.contact.family) == ("Jan", "de Vries")
    assert (found.role, found.firm["name"]) == ("Senior Manager", "Vrij BV")
    assert found.row.fields["city"] == "Amsterdam"


def test_bangla_is_understood_with_its_digits() -> None:
    found = proposed("ড. রহিমা খাতুন\nঅধ্যাপক\nঢাকা বিশ্ববিদ্যালয়\nফোন: ০১৭১১-০০০০০২\nইমেইল: r@du.example")
    assert (found.contact.family, found.role) == ("খাতুন", "অধ্যাপক")
    assert found.firm["name"] == "ঢাকা বিশ্ববিদ্যালয়"
    assert found.row.fields["phones"] == ["+8801711000002"]


def test_a_card_sent_by_message_is_read_as_the_card_it_is() -> None:
    found = proposed(
        "Here you are:\nBEGIN:VCARD\nVERSION:3.0\nFN:Wahid Khan\n"
        "TEL;type=CELL;waid=8801711000004:+880 1711-000004\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Ana Sen\nEND:VCARD\n"
    )
    assert found.contact.name == "Wahid Khan"
    assert [other.name for other in found.others] == ["Ana Sen"]
    assert found.rest == ("Here you are:",)


def test_what_is_proposed_goes_the_way_of_a_file() -> None:
    planned = survey(intake_of(proposed(SIGNATURE)), Order(country="BD"), None).plan
    (item,) = planned.rows
    assert item.choice == "create"
    assert [(job.org, job.role) for job in item.row.jobs] == [
        ("Padma Soft Ltd.", "Chief Technology Officer")
    ]


@pytest.mark.parametrize("text", ["", "hello there how are you", "--\n==\n", "12"])
def test_a_text_that_names_nobody_proposes_nobody(text: str) -> None:
    assert propose(text) is None


@example("0000,0@0.0")
@given(
    st.text(max_size=400) | st.lists(st.sampled_from(SIGNATURE.split()), max_size=40).map(" ".join)
)
def test_no_text_makes_it_fall(text: str) -> None:
    propose(text, "NL")
