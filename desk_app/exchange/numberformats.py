"""Numbers as their cell's format shows them, where that says more than the number alone.

What is told by a format and by nothing else is kept: leading zeros, a plus, the signs within a
phone number, a percent, a currency, a unit (ECMA-376 part 1, §18.8.31). Digits are never rounded
away, whatever the format hides, and thousands get no separators, for a figure is read again.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|(\[(?:<=|>=|<>|<|>|=)[^\]]*\])|(\[[^\]]*\])|_.|\*.|'
    r"(General)|([0#?])|([.,%])|(.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_BY_VALUE = "EeYyMmDdHhSs/@"
"""Letters of exponents, dates, fractions and texts, which are shown otherwise."""

_BUILT_IN = {9: "0%", 10: "0.00%"}
"""Formats that every workbook has and that say more than the number."""


_PLACES = dict.fromkeys(map(ord, "0#?"))


class Shape(Struct, frozen=True):
    """One section of a format: what stands before, among (`digits`) and after the digits.

    `digits` holds placeholders (0 # ?) and the signs among them; `plain` tells that a point or
    separators are among them, so that the number is written as it is.
    """

    before: str
    digits: str
    after: str
    percent: bool
    plain: bool

    @property
    def tells(self) -> bool:
        """Whether it shows more than the number."""
        among = self.digits.translate(_PLACES)
        padded = not self.plain and len(self.digits.lstrip("#?")) > 1
        around = (self.before + self.after).strip()
        return bool(around not in ("", "()") or among or self.percent or padded)


def built_in(number: int) -> str:
    """Return the format that a number stands for by itself, where it tells more."""
    return _BUILT_IN.get(number, "")


def telling(code: str) -> bool:
    """Tell whether a format shows more than the number."""
    return any(shape.tells for _, shape in _sections(code) if shape is not None)


def formatted(value: float, code: str) -> str | None:
    """Return `value` as `code` shows it, or None where the number alone says all."""
    sections = _sections(code)
    shape, negative = _chosen(value, sections)
    if shape is None or not shape.tells:
        return None
    sign = "-" if negative else ""
    number = abs(value)
    if shape.percent:
        return f"{shape.before}{sign}{_general(number * 100)}%{shape.after}"
    if shape.plain or not number.is_integer():
        return f"{shape.before}{sign}{_general(number)}{shape.after}"
    return f"{sign}{shape.before}{_placed(str(int(number)), shape.digits)}{shape.after}"


def _chosen(
    value: float, sections: tuple[tuple[str, Shape | None], ...]
) -> tuple[Shape | None, bool]:
    """Return the section that is meant for `value`, and whether a minus must be added."""
    for condition, shape in sections:
        if told := _CONDITION.fullmatch(condition):
            if _holds(value, told[1], float(told[2])):
                return shape, value < 0
        elif any(other for other, _ in sections):
            return shape, value < 0
    place = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    shape = sections[place][1] if place < len(sections) else None
    return shape, value < 0 and place != 1


def _holds(value: float, sign: str, limit: float) -> bool:
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _general(value: float) -> str:
    return str(int(value)) if value.is_integer() and value < 1e21 else f"{value:.12g}"


def _placed(number: str, digits: str) -> str:
    """Put the digits of a number into the places of a format, from the right.

    From the first 0 on every place shows a digit.
    """
    shown: list[str] = []
    left = number
    first = digits.find("0")
    digits = digits[:first] + digits[first:].replace("#", "0") if first >= 0 else digits
    places = sum(sign in "0#?" for sign in digits)
    for sign in reversed(digits):
        if sign not in "0#?":
            shown.append(sign)
            continue
        places -= 1
        take = left[-1:] if places else left
        left = left[:-1] if places else ""
        shown.append(take or ("0" if sign == "0" else " " if sign == "?" else ""))
    return "".join(reversed(shown))


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[str, Shape | None], ...]:
    return tuple(_section(part) for part in _split(code))


def _split(code: str) -> list[str]:
    """Cut a format at its semicolons, those in quotes apart."""
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;])+|(?<=;)(?=;|$)', code, re.DOTALL)
    return parts or [""]


def _section(part: str) -> tuple[str, Shape | None]:
    """Return a section's condition and shape; None for dates, fractions and the like."""
    condition = ""
    before: list[str] = []
    among: list[str] = []
    percent = plain = False
    for kind, text in _tokens(part):
        if kind == "condition":
            condition = text
        elif kind == "digit":
            among.append(text)
        elif kind == "point":
            percent = percent or text == "%"
            plain = plain or text != "%"
        elif kind == "general":
            plain = True
            among.append("#")
        elif kind == "other":
            return condition, None
        else:
            (among if among else before).append(text)
    digits = "".join(among)
    end = max((digits.rfind(sign) for sign in "0#?"), default=-1) + 1
    if not end:
        return condition, None
    return condition, Shape("".join(before), digits[:end], digits[end:], percent, plain)


def _tokens(part: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(part):
        quoted, escaped, currency, condition, _bracket, general, digit, point, other = (
            found.groups()
        )
        if condition:
            yield "condition", condition
        elif digit:
            yield "digit", digit
        elif point:
            yield "point", point
        elif general:
            yield "general", general
        elif other and other in _BY_VALUE:
            yield "other", other
        elif told := quoted or escaped or currency or other:
            yield "literal", told
