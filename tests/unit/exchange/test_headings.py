"""What headings mean, as other programs and people write them."""

import pytest

from desk_app.exchange import headings


def test_headings_mean_what_their_programs_mean() -> None:
    meant = {
        "Teléfono móvil": "phone",
        "Prénom": "given",
        "Nom de famille": "family",
        "Contact owner": "",
        "Lead Status": "",
        "Mailing Street": "street",
        "Land/Region (geschäftlich)": "country",
        "E-mail Display Name": "",
        "Mobile Phone Number": "phone",
        "companyName": "org",
        "পদবি": "title",
        "Email Opt Out": "",
        "Website URL": "url",
    }
    assert {heading: headings.meaning(heading) for heading in meant} == meant


HEADINGS = {
    "Works at": "org",
    "given": "given",
    "family": "family",
    "urls": "url",
    "Company / Firm": "org",
    "Organisation/Company Name": "org",
    "Name of the Firm": "org",
    "Name of Officer": "name",
    "Name (as in passport)": "name",
    "Name & Designation": "name",
    "Cell no.": "phone",
    "WhatsApp": "phone",
    "Ph. (Off)": "phone",
    "Mob. No.": "phone",
    "Target cell": "",
    "Email ID": "email",
    "E-mail & Mobile": "email",
    "E-mailadres": "email",
    "Adresse de messagerie 2": "email",
    "Type de messagerie": "",
    "Tipo de correo electrónico": "",
    "LinkedIn Profile": "url",
    "Phone number (with country code)": "phone",
    "Rue (bureau) 2": "street2",
    "Télécopie (bureau)": "phone",
    "সদস্যের নাম": "name",
    "কোম্পানির নাম": "org",
    "পদবী": "title",
    "হোয়াটসঅ্যাপ নম্বর": "phone",
    "পিতার নাম": "",
    "Father's name": "",
    "(Do Not Modify) Contact": "",
    "Person - Open deals": "",
}


@pytest.mark.parametrize(("heading", "field"), HEADINGS.items())
def test_headings_people_write_are_understood(heading: str, field: str) -> None:
    assert headings.meaning(heading) == field
