"""What is refused, what is cleaned, and what is kept as it was typed."""

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.fields import Shape
from desk_app.domain.problems import SENTENCES, FieldProblem, clean, problems
from desk_app.domain.registry import KINDS

PERSON, FIRM = KINDS["person"], KINDS["firm"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_a_person_needs_a_name() -> None:
    assert problems("person", {"city": "Delft"}) == [FieldProblem("name", "required")]


def test_a_change_need_not_repeat_what_is_required_but_may_not_clear_it() -> None:
    assert problems("person", {"city": "Delft"}, whole=False) == []
    assert problems("person", {"name": ""}, whole=False) == [FieldProblem("name", "required")]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("emails", ["nobody"], "email"),
        ("emails", "a@example.org", "form"),
        ("phones", ["call me"], "phone"),
        ("website", "javascript:alert(1)", "url"),
        ("country", "Netherlands", "country"),
        ("languages", ["English"], "language"),
        ("verified", "yesterday", "date"),
        ("honorific", "king", "choice"),
        ("roles", ["diaspora", "spy"], "choice"),
        ("name", 7, "form"),
        ("name", "x" * 301, "too-long"),
        ("emails", ["a@example.org"] * 501, "too-many"),
        ("do_not_approach", "yes", "form"),
    ],
)
def test_a_value_that_does_not_fit_is_named(field: str, value: Any, code: str) -> None:
    assert problems("person", {"name": "A"} | {field: value}) == [FieldProblem(field, code)]


def test_a_range_that_runs_backwards_is_refused() -> None:
    fields = {"name": "A", "side": "foreign", "headcount": {"low": 9, "high": 3}}
    assert problems("firm", fields) == [FieldProblem("headcount", "range")]


def test_a_moment_without_a_zone_is_refused() -> None:
    assert problems("meeting", {"subject": "A", "when": "2026-11-23T10:00:00"}) == [
        FieldProblem("when", "date")
    ]


def test_every_code_has_a_sentence_in_both_languages() -> None:
    assert all(sentence.en and sentence.bn for sentence in SENTENCES.values())


def test_text_is_cleaned_of_what_no_reader_sees() -> None:
    fields = clean(
        PERSON,
        {"name": "  A\u202eB\x00 \r\n C ", "notes": "one\r\ntwo\x07", "emails": ["", "a@b.c"]},
    )
    assert fields == {"name": "AB C", "notes": "one\ntwo", "emails": ["a@b.c"]}


def test_markup_is_text_and_kept_as_typed() -> None:
    typed = '<b>R&D</b> <img src="file:///etc/passwd">'
    assert clean(PERSON, {"name": typed}) == {"name": typed}


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_what_passes_can_be_read_as_a_value(kind_name: str, data: st.DataObject) -> None:
    kind = KINDS[kind_name]
    names = st.sampled_from(sorted(kind.fields))
    fields = clean(kind, data.draw(st.dictionaries(names, json_values, max_size=4)))
    if not problems(kind_name, fields, whole=False):
        present = {name: value for name, value in fields.items() if value is not None}
        blank = {n for n, v in present.items() if v in ("", [], {})}
        kind.read({n: v for n, v in present.items() if n not in blank})


def test_every_declared_default_fits_its_field() -> None:
    for kind in KINDS.values():
        content = kind.content()
        assert msgspec.to_builtins(content) == {}


def test_every_field_has_both_names_and_every_choice_list_is_closed() -> None:
    for kind in KINDS.values():
        for field in kind.fields.values():
            assert field.label.en
            assert field.label.bn
            assert bool(field.choices) == (field.shape in (Shape.CHOICE, Shape.CHOICES))
            assert all(name in KINDS for name in field.links)


def test_kind_numbers_are_unlike() -> None:
    numbers = [kind.number for kind in KINDS.values()]
    assert len(numbers) == len(set(numbers))


def test_a_needed_field_that_says_something_when_left_out_may_be_left_out() -> None:
    told = {"firm": str(UUID(int=1)), "skill": "java", "as_of": "2026-11-01"}
    assert problems("capacity", told) == []
    assert [p.field for p in problems("capacity", told | {"evidence": ""})] == ["evidence"]
    assert [p.field for p in problems("capacity", {"skill": "java"})] == ["firm", "as_of"]
