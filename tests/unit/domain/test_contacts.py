"""Phone numbers as people type them, and as files hold them."""

import pytest

from desk_app.domain.contacts import HOME, phone, phone_of


@pytest.mark.parametrize(
    ("typed", "countries", "kept"),
    [
        ("01711-000001", ("NL", HOME), "+8801711000001"),
        ("06 12345678", ("NL", HOME), "+31612345678"),
        ("020 7946 0018", ("GB", "NL"), "+442079460018"),
        ("+31 6 12345678", ("BD",), "+31612345678"),
        ("12 34", ("NL", HOME), "12 34"),
        ("0999", (), "0999"),
    ],
)
def test_a_number_of_a_file_is_of_the_first_country_that_gave_it_out(
    typed: str, countries: tuple[str, ...], kept: str
) -> None:
    assert phone_of(typed, countries).kept == kept


def test_a_number_no_country_gave_out_stays_as_it_was_typed() -> None:
    assert phone("01711000001", "NL").possible
    assert phone_of("01711000001", ("NL",)).kept == "01711000001"
