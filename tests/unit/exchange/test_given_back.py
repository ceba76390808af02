"""A row that is given back to be mended holds all that it held."""

from desk_app.exchange.contacts import Address, Contact, Employment, Labelled
from desk_app.exchange.people import cells
from desk_app.exchange.reading import contacts
from desk_app.exchange.tablewriting import Sheet, write_csv

WHOLE = Contact(
    name="Dr. Femke Anna Jansen PhD",
    prefix="Dr.",
    given="Femke",
    additional="Anna",
    family="Jansen",
    suffix="PhD",
    nickname="Fem",
    emails=(Labelled("femke@tulip.example"), Labelled("fj@home.example")),
    phones=(Labelled("+31 6 55512345"),),
    employments=(
        Employment("Tulip Works B.V.", ("Payments",), "Head of Procurement"),
        Employment("Dyke Board", (), "Treasurer"),
    ),
    addresses=(
        Address("", "", "Herengracht 1", "Amsterdam", "NH", "1015 BA", "Netherlands"),
        Address("", "", "Coolsingel 2", "Rotterdam", "", "3011 AD", "Netherlands"),
    ),
    urls=(Labelled("https://tulip.example"),),
    messengers=(Labelled("signal:femke"),),
    categories=("Speakers",),
    note="Met at the round table",
    extra=(("Shoe size", "38"),),
)


def test_a_contact_given_back_as_a_row_and_read_again_has_lost_nothing() -> None:
    given = dict(cells(WHOLE))
    (again,) = contacts(write_csv(Sheet("x", [*given], [[*given.values()]]))).contacts
    for name in ("prefix", "given", "additional", "family", "suffix", "nickname", "note"):
        assert getattr(again, name) == getattr(WHOLE, name), name
    assert [one.value for one in again.emails] == ["femke@tulip.example", "fj@home.example"]
    (job,) = again.employments
    assert (job.org, job.title) == ("Tulip Works B.V.", "Head of Procurement")
    assert job.units == ("Payments",)
    assert [one.value for one in again.messengers] == ["signal:femke"]
    assert again.categories == ("Speakers",)
    assert dict(again.extra) == {
        "Shoe size": "38",
        "Organization 2 - Name": "Dyke Board",
        "Organization 2 - Title": "Treasurer",
    }
    read = {(one.street, one.city, one.code, one.country) for one in again.addresses}
    assert read == {(one.street, one.city, one.code, one.country) for one in WHOLE.addresses}
