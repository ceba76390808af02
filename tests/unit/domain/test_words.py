"""Texts that a reader takes as the same are the same to the search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.words import fold, search_words, sort_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "muller"),
        ("RAHMAN", "rahman"),
        ("০১৭১১", "01711"),
        ("\u09dc", "\u09a1\u09bc"),
        ("ক্\u200dষ", "ক্ষ"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_spellings_of_one_text_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_bangla_vowel_signs_are_kept() -> None:
    assert fold("কি") != fold("কে")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('O"Brien', ("o", "brien")),
        ("AT&T", ("at&t",)),
        ("C++", ("c++",)),
        ("রহমান, ঢাকা", ("রহমান", "ঢাকা")),
        ("  ", ()),
        ("NEAR(a b)*", ("near", "a", "b")),
    ],
)
def test_a_query_is_split_into_words(typed: str, words: tuple[str, ...]) -> None:
    assert search_words(typed) == words


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_a_list_does_not_sort_by_quotation_marks() -> None:
    assert sort_key("“Padma” Soft").startswith("padma")
