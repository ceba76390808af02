"""E-mail addresses and phone numbers as people type them, checked as strictly as is fair.

The libraries that know them (email-validator, phonenumbers) are imported at the first question.
"""

from collections.abc import Iterable

from msgspec import Struct

HOME = "BD"
"""Where the people a desk keeps come from: whose plan explains a number that no other does."""


class Phone(Struct, frozen=True):
    """A number as it is kept (E.164 where it is complete), as it is read, and whether it exists.

    `kept` is the text as typed where no country's plan explains it; such numbers are not refused.
    """

    kept: str
    shown: str
    possible: bool


def phone(typed: str, country: str = "") -> Phone:
    """Read a number typed in `country` (ISO 3166-1 alpha-2; empty where unknown)."""
    import phonenumbers

    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return Phone(typed.strip(), typed.strip(), possible=False)
    if not phonenumbers.is_possible_number(number):
        return Phone(typed.strip(), typed.strip(), possible=False)
    formats = phonenumbers.PhoneNumberFormat
    kept = phonenumbers.format_number(number, formats.E164)
    if number.extension:
        kept += f" ext. {number.extension}"
    return Phone(kept, phonenumbers.format_number(number, formats.INTERNATIONAL), possible=True)


def phone_of(typed: str, countries: Iterable[str]) -> Phone:
    """Read a number of a file, which need not be of the country of whoever reads it.

    It is taken for one of the first of `countries` (ISO 3166-1 alpha-2) whose plan has given such
    numbers out; where none has, it stays as typed, for nobody looks at each number of a file.
    """
    import phonenumbers

    for country in dict.fromkeys(countries):
        try:
            number = phonenumbers.parse(typed, country or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phone(typed, country)
    return phone(typed)


def email_is_valid(typed: str) -> bool:
    """Tell whether `typed` can be an e-mail address (RFC 5322, RFC 6531); nothing is looked up."""
    import email_validator

    try:
        email_validator.validate_email(
            typed, check_deliverability=False, globally_deliverable=False, allow_quoted_local=True
        )
    except email_validator.EmailNotValidError:
        return False
    return True
