"""Whole numbers as each language of the desk writes them."""

from desk_app.domain.labels import Language

_BANGLA_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def digits(text: str, language: Language) -> str:
    """Return `text` with its European digits replaced by those of `language`."""
    return text.translate(_BANGLA_DIGITS) if language == "bn" else text


def whole(number: int, language: Language) -> str:
    """Return a whole number grouped by thousands, or as lakh and crore in Bangla."""
    grouped = indian_groups(number) if language == "bn" else f"{number:,}"
    return digits(grouped, language)


def indian_groups(number: int) -> str:
    """Group the last three digits and then by twos: 12,34,567."""
    text = str(abs(number))
    head, tail = text[:-3], text[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    sign = "-" if number < 0 else ""
    return sign + ",".join([*groups, tail])
