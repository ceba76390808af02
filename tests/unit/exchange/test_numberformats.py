"""Numbers are shown as their formats show them where that says more than the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange.numberformats import formatted, telling


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (4315, "00000", "04315"),
        (1711000000, "0##########", "01711000000"),
        (1711000000, '"+880"0', "+8801711000000"),
        (8801711000000, "\\+0", "+8801711000000"),
        (1711000000, "0000 000000", "1711 000000"),
        (5551234567, "[<=9999999]###-####;(###) ###-####", "(555) 123-4567"),
        (5551234, "[<=9999999]###-####;(###) ###-####", "555-1234"),
        (0.15, "0%", "15%"),
        (-0.5, "0.0%", "-50%"),
        (0.1234, "0%", "12.34%"),
        (1234.5, "[$€-407] #,##0", "€ 1234.5"),
        (1500, '_-"৳"* #,##0_-;-"৳"* #,##0_-', "৳1500"),
        (-1500, '"৳"#,##0;-"৳"#,##0', "-৳1500"),
        (5, '0" years"', "5 years"),
        (12, 'General" pcs"', "12 pcs"),
    ],
)
def test_what_only_the_format_tells_is_shown(value: float, code: str, text: str) -> None:
    assert telling(code)
    assert formatted(float(value), code) == text


@pytest.mark.parametrize(
    "code",
    [
        "",
        "General",
        "0",
        "0.00",
        "#,##0",
        "#,##0.00;(#,##0.00)",
        "yyyy-mm-dd",
        "# ?/?",
        "0E+00",
        "@",
    ],
)
def test_other_formats_leave_the_number_alone(code: str) -> None:
    assert formatted(44000.0, code) is None


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text('0#?,.%;"[]\\_*-+aE$<=>1', max_size=20),
)
def test_no_format_makes_the_reader_fall(value: float, code: str) -> None:
    formatted(value, code)
    telling(code)
