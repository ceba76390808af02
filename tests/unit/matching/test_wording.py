"""Remarks in words."""

import pytest

from desk_app.matching.remarks import Remark, Said
from desk_app.matching.wording import worded
from tests.support.market import firm


@pytest.mark.parametrize("said", Said)
def test_everything_that_can_be_said_has_words_in_both_languages(said: Said) -> None:
    label = worded(Remark(said, about=(firm(1),), number=3, of=7), {firm(1): "Acme"})
    assert label.en.endswith(".")
    assert label.bn.endswith("।")
    assert ("Acme" in label.en) == ("Acme" in label.bn)
    assert ("3" in label.en) == ("৩" in label.bn)
