"""A sample of the generated briefs of every form and size: read back, they keep every rule.

The whole thousand is a bench (`brief-1000`).
"""

import pytest

from desk_app.briefs.compose import COMPOSERS, compose
from desk_app.briefs.layout.document import laid_out
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds import Meeting
from tests.support.brief_checks import faults
from tests.support.brief_material import SIZES, case
from tests.support.material import NOW

SEEDS = range(len(SIZES) * len(COMPOSERS))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_brief_of_any_form_and_size_keeps_every_rule(seed: int) -> None:
    _, material, options = case(seed)
    try:
        brief = compose(material, options)
    except WrongInput:
        assert options.form == "delegation"  # a book without any meeting is refused
        assert not material.all(Meeting)
        return
    assert faults(brief, laid_out(brief, printed_at=NOW)) == []


def test_every_form_and_size_is_among_them() -> None:
    cases = [case(seed) for seed in SEEDS]
    assert {c.options.form for c in cases} == set(COMPOSERS)
    assert {c.size for c in cases} == set(SIZES)
