"""Texts that a reader takes as the same are the same to the search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.words import dialled, fold, search_words, sort_key, spoken


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "muller"),
        ("RAHMAN", "rahman"),
        ("০১৭১১", "01711"),
        ("\u09dc", "\u09a1\u09bc"),
        ("ক্\u200dষ", "ক্ষ"),
        ("co\u00adoperate", "cooperate"),
        ("Łukasz Sørensen", "lukasz sorensen"),
        ("Æsir", "aesir"),
        ("\u09a4\u09cd\u200d", "\u09ce"),
        ("\u09af\u09bc", "\u09df"),
        ("\u09ac\u09bc", "\u09b0"),
        ("\u09c7\u09be", "\u09cb"),
        ("ক\u200cষ", "কষ"),
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


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("abdur-rahman", ["abdur", "rahman"]),
        ("md.", ["md"]),
        ("মোঃ", ["মোঃ"]),
        ("চৌধুরী", ["চৌধুরী"]),
        ("al-haq", ["al", "haq"]),
        ("haq-al", ["haq"]),
        ("a.k.m.", []),
        ("b2b", []),
        ("rahman@example.org", []),
        ("c++", []),
    ],
)
def test_what_is_said_aloud_of_a_word_are_its_runs_of_letters(word: str, parts: list[str]) -> None:
    assert list(spoken(word)) == parts


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("+880", "880"),
        ("123-4567", "1234567"),
        ("020", "020"),
        ("b2b", ""),
        ("-", ""),
        ("rahman", ""),
    ],
)
def test_a_number_is_dialled_by_its_digits(word: str, digits: str) -> None:
    assert dialled(word) == digits


@given(st.text())
def test_the_words_of_a_text_are_those_of_the_folded_text(text: str) -> None:
    assert search_words(text) == search_words(fold(text))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_a_list_does_not_sort_by_quotation_marks() -> None:
    assert sort_key("“Padma” Soft").startswith("padma")
