"""A record's line says what its declaration says, and is sorted by it."""

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds import KINDS
from desk_app.domain.titles import NO_TITLES, TitleOf
from desk_app.domain.values import Plain
from desk_app.store.indexing import index_words
from desk_app.store.lines import Carried, Composer, Line, key
from desk_app.store.shapes import canonical, layout, read, written
from desk_app.store.states import state

PERSON = KINDS["person"]
TODAY = "2026-11-02"


def test_words_stand_once_each_led_by_two_spaces() -> None:
    assert index_words(["Anna de Vries", "anna", "ANNA  DE"]) == "  anna  de  vries"
    assert index_words(["", "…"]) == ""


def test_a_person_is_found_by_the_position_and_shown_with_it() -> None:
    job = {"person": "p", "organisation": "o", "role": "Director", "since": "2024-01-01"}
    said = _line({"name": "Anna"}, job, lambda id: {"o": "Polder"}.get(id, ""))
    assert (said.title, said.detail) == ("Anna", "Director, Polder")
    assert set(said.words.split()) == {"anna", "director", "polder"}


def _line(fields: Plain, job: Plain, title_of: TitleOf = NO_TITLES) -> Line:
    """Compose the line of a person who has one position."""
    composer = Composer(title_of, TODAY)
    position = KINDS["position"]
    held = composer.spoken(position, job, composer.title(position, job))
    said = composer.spoken(PERSON, fields, composer.title(PERSON, fields))
    return composer.line(PERSON, fields, said, [Carried("position", "person", job, held)])


def test_without_a_current_position_the_line_tells_the_town() -> None:
    job = {"role": "Director", "until": "2020-01-01"}
    said = _line({"name": "Anna", "city": "Delft"}, job)
    assert said.detail == "Delft"


@given(days=st.lists(st.dates().map(str), max_size=20))
def test_newest_first_lists_sort_by_descending_date_and_nothing_last(days: list[str]) -> None:
    meeting = KINDS["meeting"]
    keys = [key(meeting, {"when": day} if day else {}, "x") for day in [*days, ""]]
    order = sorted(zip(keys, [*days, ""], strict=True))
    assert [day for _, day in order] == [*sorted(days, reverse=True), ""]


FIELDS = {
    "name": "Anna",
    "roles": ["student"],
    "skills": [{"skill": "python", "level": "senior"}],
    "do_not_approach": True,
    "verified": "2026-01-01",
    "mood": {"a": [1]},
}


def test_what_is_written_in_columns_is_read_back_the_same() -> None:
    shape = layout("person")
    fields = canonical(PERSON, FIELDS)
    assert fields == FIELDS
    values, extra = written(shape, fields)
    assert extra == {"mood": {"a": [1]}}
    assert read(shape, tuple(values)) | extra == FIELDS


def test_defaults_blanks_and_zones_have_one_form() -> None:
    meeting = KINDS["meeting"]
    given = {"form": "meeting", "where": "", "people": [], "when": "2026-11-02T15:00:00+06:00"}
    assert canonical(meeting, given) == {"when": "2026-11-02T09:00:00Z"}


def test_a_value_of_another_type_does_not_spoil_the_others() -> None:
    assert canonical(PERSON, {"name": "Anna", "verified": ["x"]}) == {"name": "Anna"}


@given(
    stages=st.sets(st.sampled_from(("waiting", "sending", "unconfirmed"))),
    version=st.integers(0, 9),
)
def test_a_record_is_received_only_when_nothing_of_it_waits(
    stages: set[str], version: int
) -> None:
    told = state(local=False, version=version, stages=stages, disputed=False, refused=False)
    assert (told == "received") == (version > 0 and not stages)
    assert told in {"received", "here", *stages}
