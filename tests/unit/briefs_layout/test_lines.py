"""Where text breaks into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.briefs.content import Lang, Span
from desk_app.briefs.layout.lines import Ink, Line, Setter

INK = Ink(10.0, bold=False, fill="0 g")


def broken(text: str, width: float, lang: Lang = "en") -> list[str]:
    """`text` in lines of `width` points at 10 points."""
    return [_said(line) for line in lines_of(text, width, lang)]


def lines_of(text: str, width: float, lang: Lang = "en") -> list[Line]:
    setter = Setter()
    return setter.lines(setter.atoms([Span(text)], lambda _: INK, lang), width)


def _said(line: Line) -> str:
    words = ("".join(w.text for _, w in atom.parts) + " " * bool(atom.gap) for atom in line.atoms)
    return "".join(words).rstrip()


def test_text_breaks_at_spaces() -> None:
    assert broken("one two three", 40) == ["one two", "three"]


def test_no_break_spaces_hold() -> None:
    assert broken("one EUR\u00a0411 two", 48) == ["one", "EUR 411", "two"]


def test_hyphens_between_letters_break_and_those_in_numbers_do_not() -> None:
    assert broken("Vice-President", 46) == ["Vice-", "President"]
    assert broken("a 2026-11-21", 54) == ["a", "2026-11-21"]


def test_a_bangla_ending_may_leave_its_latin_stem() -> None:
    assert broken("Java-ভিত্তিক", 40, "bn") == ["Java-", "ভিত্তিক"]


def test_a_danda_stays_with_its_sentence() -> None:
    assert broken("তাঁরা আসবেন। পরে", 75, "bn") == ["তাঁরা আসবেন।", "পরে"]


def test_a_line_feed_ends_the_line() -> None:
    assert broken("one\ntwo\n\nthree", 200) == ["one", "two", "", "three"]


def test_an_address_too_long_breaks_at_its_signs() -> None:
    lines = broken("farida.yasmin@mission-of-bangladesh.example", 90)
    assert "".join(lines) == "farida.yasmin@mission-of-bangladesh.example"
    assert all(line[-1] in "@.-" for line in lines[:-1])


@pytest.mark.parametrize("word", ["ক্ষত্রিয়বিশ্ববিদ্যালয়প্রকৌশলী", "আন্তর্জাতিককর্তৃপক্ষ", "কোটিকোটিকোটি"])
def test_an_overlong_bangla_word_never_breaks_inside_a_syllable(word: str) -> None:
    lines = broken(word, 30, "bn")
    assert "".join(lines) == word
    assert len(lines) > 1
    for line in lines:
        assert not "\u09bc" <= line[0] <= "\u09cd"  # no vowel sign and no virama begins a line
        assert not line.endswith("\u09cd")  # and none is left open


@given(
    st.text(alphabet="abcdefgh ক্ষি্ র্কা।.-/@\n–王", max_size=120),
    st.floats(min_value=25, max_value=400),
)
def test_no_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = lines_of(text, width)
    for line in lines:
        assert line.width <= width + 0.02 or len(line.atoms) == 1
    said = "".join(_said(line) for line in lines)
    assert said.replace(" ", "") == "".join(text.split())


def test_the_width_of_a_line_is_what_its_words_and_gaps_take() -> None:
    for line in lines_of("several words, ক্ষমতা এবং numbers 12 345", 90):
        taken = sum(atom.width + atom.gap for atom in line.atoms) - line.atoms[-1].gap
        assert line.width == pytest.approx(taken)


def test_a_letter_whose_substitute_is_too_wide_is_spelt_over_lines() -> None:
    setter = Setter()
    atoms = setter.atoms([Span("\ufdfd")], lambda _: INK, "en")
    lines = setter.lines(atoms, 40.0)
    assert len(lines) > 1
    assert all(line.width <= 40.0 for line in lines)
    words = [word for line in lines for atom in line.atoms for _, word in atom.parts]
    assert "".join(word.text for word in words) == "\ufdfd"
    drawn = "".join(run.text for word in words for run in word.runs)
    assert drawn.startswith("\u2039bismillah")
    assert drawn.endswith("\u203a")
