"""Sentences about files: plain English to everybody, Bangla where the window speaks it."""

import json
from collections.abc import Iterator

import msgspec
import pytest

from desk_app import i18n
from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Label
from desk_app.domain.sentences import Sentence, labelled, named
from desk_app.exchange.contacts import Problem
from desk_app.exchange.fieldtexts import Unfit, value_of


@pytest.fixture
def bangla() -> Iterator[None]:
    i18n.use("bn")
    yield
    i18n.use("en")


def test_a_sentence_is_a_plain_text_that_any_writer_takes() -> None:
    found = Problem(3, Sentence("“{text}” is no country.", text="Atlantis"))
    assert str(found) == "Line 3: “Atlantis” is no country."
    whole = Problem(0, Sentence("The file is empty."))
    assert json.loads(msgspec.json.encode(str(whole))) == "The file is empty."


@pytest.mark.parametrize(("count", "words"), [(1, "1 more row is"), (7, "7 more rows are")])
def test_a_sentence_has_a_form_for_one_and_one_for_many(count: int, words: str) -> None:
    made = Sentence(
        "{count} more row is longer than the headings.",
        "{count} more rows are longer than the headings.",
        count=count,
    )
    assert made.startswith(words)
    assert i18n.said(made) == made


@pytest.mark.usefixtures("bangla")
def test_a_sentence_is_said_in_bangla_with_its_values() -> None:
    said = i18n.said(Sentence("“{text}” is no country.", text="Atlantis"))
    assert "Atlantis" in said
    assert "দেশ" in said
    assert i18n.said(labelled(Label("Needed", "আবশ্যক"))) == "আবশ্যক"
    assert i18n.said("as typed") == "as typed"


@pytest.mark.usefixtures("bangla")
def test_the_words_of_a_list_are_those_of_the_language() -> None:
    with pytest.raises(Unfit) as unfit:
        value_of(KINDS["firm"].fields["side"], "Local", lambda _kinds, _title: None)
    assert "Bangladeshi firm" in str(unfit.value)
    assert "বাংলাদেশি প্রতিষ্ঠান" in i18n.said(unfit.value.sentence)


def test_many_headings_are_counted_rather_than_listed() -> None:
    assert named(["Sl.", "Type"]) == "“Sl.”, “Type”"
    assert named([str(number) for number in range(15)]).endswith("“11” (+3)")
