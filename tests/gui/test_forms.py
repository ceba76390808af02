"""Forms made from the declarations: what is loaded comes back, what is wrong is said."""

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.domain.fields import Field, Shape
from desk_app.domain.kinds import KINDS
from desk_app.domain.problems import SENTENCES, problems
from desk_app.ui.forms.chips import ChipsInput
from desk_app.ui.forms.form import Form
from desk_app.ui.forms.inputs import LineInput, read_number
from desk_app.ui.forms.links import LinksInput
from desk_app.ui.jobs import Jobs
from desk_app.ui.kit import Kit
from desk_app.ui.lookups import Lookups
from tests.support.clock import Clock

WRITABLE = [name for name, kind in KINDS.items() if not kind.reference]
WORD = st.text("abcdefghijkমনপরস", min_size=1, max_size=12)
DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1)).map(date.isoformat)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(  # noqa: DTZ001 - in UTC below
    lambda m: m.replace(second=0, microsecond=0, tzinfo=UTC).isoformat().replace("+00:00", "Z")
)
FIGURES = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9), st.booleans()).map(
    lambda f: {"low": min(f[:2]), "high": max(f[:2])} | ({"estimated": True} if f[2] else {})
)
CLAIMS = st.lists(
    st.tuples(WORD, st.sampled_from(["", "senior"]), st.sampled_from(["declared", "visited"])),
    unique_by=lambda claim: claim[0],
    min_size=1,
    max_size=4,
).map(lambda claims: [_claim(*claim) for claim in claims])


def _claim(skill: str, level: str, evidence: str) -> dict[str, str]:
    claim = {"skill": skill}
    if level:
        claim["level"] = level
    return claim if evidence == "declared" else claim | {"evidence": evidence}


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, unique=True, min_size=1, max_size=4)


def values(field: Field) -> st.SearchStrategy[Any]:
    codes = st.sampled_from([choice.code for choice in field.choices] or ["x"])
    ids = st.uuids().map(str)
    return {
        Shape.LINE: WORD,
        Shape.PROSE: st.lists(WORD, min_size=1, max_size=5).map("\n".join),
        Shape.URL: WORD.map(lambda word: f"https://{word}.example"),
        Shape.CHOICE: codes,
        Shape.CHOICES: some(codes),
        Shape.COUNTRY: st.sampled_from(["BD", "NL", "SG"]),
        Shape.LANGUAGES: some(st.sampled_from(["bn", "en", "nl"])),
        Shape.NUMBER: st.integers(0, 10**9),
        Shape.FIGURE: FIGURES,
        Shape.YES_NO: st.just(value=True),
        Shape.DATE: DAYS,
        Shape.MOMENT: MOMENTS,
        Shape.WORDS: some(WORD),
        Shape.EMAILS: some(WORD.map(lambda word: f"{word}@person.example")),
        Shape.PHONES: some(st.integers(10**6, 10**9).map(lambda n: f"+31{n}")),
        Shape.SKILLS: CLAIMS,
        Shape.SKILL: WORD,
        Shape.PICTURE: st.just(b64encode(b"\x89PNG\r\n\x1a\n").decode()),
        Shape.LINK: ids,
        Shape.LINKS: some(ids),
    }[field.shape]


@cache
def contents(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = {name: values(field) for name, field in KINDS[kind].fields.items()}
    return st.fixed_dictionaries({}, optional=fields)


def form_of(kind: str, kit: Kit) -> Form:
    return Form(KINDS[kind], kit.lookups, kit.clock)


def whole(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields, with the defaults of those left out, as a form shows them."""
    content = KINDS[kind].content()
    usual = {name: msgspec.to_builtins(getattr(content, name)) for name in KINDS[kind].fields}
    both = {**usual, **fields}
    return {name: value for name, value in both.items() if not blank(value)}


def blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [], ())


@pytest.mark.parametrize("kind", WRITABLE)
def test_what_is_loaded_into_a_form_comes_back_unchanged(kind: str, qtbot: QtBot) -> None:
    form = Form(KINDS[kind], Lookups(Jobs()), Clock())
    qtbot.addWidget(form)

    @settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(contents(kind))
    def round_trip(fields: dict[str, Any]) -> None:
        form.load(fields)
        assert form.draft() == whole(kind, fields)
        assert form.changes() == {}
        wrong = {p.field: p.code for p in form.problems()}
        assert wrong == {p.field: p.code for p in problems(kind, whole(kind, fields))}

    round_trip()


def slot_line(form: Form, field: str) -> QLineEdit:
    made = form.slots[field].input
    line = made.findChild(QLineEdit)
    assert line is not None
    return line


@pytest.fixture
def person_form(qtbot: QtBot, kit: Kit) -> Form:
    form = form_of("person", kit)
    qtbot.addWidget(form)
    form.load({"name": "Anika"})
    form.show()
    return form


def test_only_what_was_changed_is_given_back(qtbot: QtBot, person_form: Form) -> None:
    qtbot.keyClicks(slot_line(person_form, "city"), "Delft")
    assert person_form.changes() == {"city": "Delft"}


def test_a_cleared_field_is_given_back_as_nothing(person_form: Form) -> None:
    slot_line(person_form, "name").clear()
    assert person_form.changes() == {"name": None}
    assert [p.code for p in person_form.problems()] == ["required"]


def test_a_wrong_address_is_said_under_its_field_once_the_typing_rests(
    qtbot: QtBot, person_form: Form
) -> None:
    slot = person_form.slots["emails"]
    qtbot.keyClicks(slot_line(person_form, "emails"), "anika at home")
    qtbot.waitUntil(lambda: slot.problem.text() == SENTENCES["email"].en)
    assert not slot.problem.isHidden()


def test_a_chip_ends_with_enter_and_goes_with_backspace(qtbot: QtBot, person_form: Form) -> None:
    line = slot_line(person_form, "emails")
    qtbot.keyClicks(line, "a@x.example")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, "b@x.example,")
    assert person_form.draft()["emails"] == ["a@x.example", "b@x.example"]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert person_form.draft()["emails"] == ["a@x.example"]


def test_a_date_typed_freely_is_read_back_in_words(
    qtbot: QtBot, kit: Kit, person_form: Form
) -> None:
    qtbot.keyClicks(slot_line(person_form, "verified"), "tomorrow")
    assert person_form.draft()["verified"] == "2026-11-03"
    input_ = person_form.slots["verified"].input
    assert "Tuesday, 3 November 2026" in [
        label.text() for label in input_.findChildren(type(person_form.slots["verified"].problem))
    ]


def test_a_linked_record_is_found_by_a_few_letters(
    qtbot: QtBot, kit: Kit, settled: Callable[[], None]
) -> None:
    form = form_of("position", kit)
    qtbot.addWidget(form)
    form.load({})
    form.show()
    made = form.slots["person"].input
    assert isinstance(made, LinksInput)
    made.edit.setFocus()
    qtbot.keyClicks(made.edit, "anik")
    assert made.problem() == "choice"
    settled()
    made.edit.setFocus()
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.value() is not None
    assert made.problem() == ""


def test_a_text_longer_than_a_field_holds_is_refused_in_words(qtbot: QtBot) -> None:
    made = LineInput(KINDS["person"].fields["name"])
    qtbot.addWidget(made)
    made.load("x" * 400)
    assert made.problem() == "too-long"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("", None), ("12", 12), ("1,200", 1200), ("১২০০", 1200), ("12 000", 12000), ("many", "many")],
)
def test_numbers_are_read_in_either_script(typed: str, read: int | str | None) -> None:
    assert read_number(typed) == read


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("NL", "070 123 4567", "+31701234567"),
        ("BD", "01711-123456", "+8801711123456"),
        ("NL", "+880 1711 123456", "+8801711123456"),
        ("", "020 123 4567", "+31201234567"),
    ],
)
def test_a_number_is_read_as_dialled_in_the_records_country_or_the_desks(
    qtbot: QtBot, kit: Kit, country: str, typed: str, kept: str
) -> None:
    kit.lookups.home = "NL"
    form = form_of("person", kit)
    qtbot.addWidget(form)
    form.load({"name": "Rahima", "country": country})
    phones = form.slots["phones"].input
    assert isinstance(phones, ChipsInput)
    qtbot.keyClicks(phones.edit, typed)
    assert form.changes() == {"phones": [kept]}
    assert form.problems() == []


def test_a_wrong_address_is_said_but_an_old_one_does_not_stand_in_the_way(
    qtbot: QtBot, kit: Kit
) -> None:
    form = form_of("person", kit)
    qtbot.addWidget(form)
    form.load({"name": "Rahima", "phones": ["ext. 123"], "emails": ["old..one@example.org"]})
    assert form.problems() == []
    for name, typed in (("phones", "12"), ("emails", "a..b@example.org")):
        made = form.slots[name].input
        assert isinstance(made, ChipsInput)
        qtbot.keyClicks(made.edit, typed)
    assert {(p.field, p.code) for p in form.problems()} == {
        ("phones", "phone"),
        ("emails", "email"),
    }
