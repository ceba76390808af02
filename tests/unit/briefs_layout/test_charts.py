"""Charts: every figure is on the paper, in the picture or in a table under it."""

import msgspec
import pytest

from desk_app.briefs.content import Chart, Point, Series
from desk_app.briefs.layout.document import pdf
from tests.support.briefs import PRINTED_AT, brief_of
from tests.support.pdf_reading import by_pypdf


def chart(places: int, series: int, large: int = 1) -> Chart:
    """A chart whose figures are all different."""
    return Chart(
        "Exports",
        "USD million",
        tuple(
            Series(
                f"Series {n}",
                tuple(
                    Point(f"{2000 + p}", large * (100 * n + p), f"{large * (100 * n + p):,}")
                    for p in range(places)
                ),
            )
            for n in range(1, series + 1)
        ),
        "Exports by year",
    )


def shown(content: Chart, **changed: bool) -> str:
    brief = msgspec.structs.replace(brief_of(content), **changed)
    return by_pypdf(pdf(brief, printed_at=PRINTED_AT))[1]


@pytest.mark.parametrize("kind", ["bars", "lines"])
@pytest.mark.parametrize(("places", "series"), [(1, 1), (8, 2), (30, 3), (70, 1), (4, 6)])
def test_every_figure_is_on_the_paper(places: int, series: int, kind: str) -> None:
    content = msgspec.structs.replace(chart(places, series), kind=kind)
    brief = brief_of(content)
    text = " ".join(by_pypdf(pdf(brief, printed_at=PRINTED_AT))[1:])
    for one in content.series:
        for point in one.points:
            assert point.at in text
            assert point.shown in text


def test_a_picture_with_room_for_its_figures_needs_no_table() -> None:
    assert "USD million 2000" not in shown(chart(6, 2))
    assert shown(chart(6, 2)).count("Series 1") == 1


def test_figures_in_large_letters_that_would_collide_stand_in_a_table() -> None:
    text = shown(chart(10, 2, large=1000), large_print=True)
    assert text.count("Series 1") == 2
    assert text.count("105,000") == 1
