"""Search finds every record by each of its words, in display order, whatever is typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.problems import clean_text
from desk_app.domain.words import search_words, sort_key
from desk_app.store.store import Store
from tests.integration.store.making import created, names, opened, person

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TEXT = st.text(
    st.characters(codec="utf-8") | st.sampled_from("আকখগঘচছজঝটঠডঢণতথদধনপফবভমযরলশষসহ্াি০১২"),
    min_size=1,
    max_size=40,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


@QUICK
@given(name=TEXT)
def test_a_record_is_found_by_each_of_its_words_and_their_beginnings(
    store: Store, name: str
) -> None:
    if not clean_text(name, lines=False):
        return
    id = person(store, name)
    for word in search_words(clean_text(name, lines=False)):
        for length in {1, 2, 3, len(word)}:
            asked = word[:length]
            if search_words(asked) != (asked,):
                continue  # a letter torn from its accent is another letter
            found = [row.id for row in store.page("person", words=asked, count=500).rows]
            assert id in found, (name, asked)


@QUICK
@given(
    text=st.text(st.characters() | st.characters(categories=["Cs", "Cc"]), max_size=60)
    | st.sampled_from(['"', "AND", "a*", "^b", "NEAR("])
)
def test_no_text_makes_a_search_fail(store: Store, text: str) -> None:
    store.search(text)
    store.page("person", words=text)
    store.count("person", words=text)


def test_fragments_of_names_and_phones_find_a_person_in_either_script(store: Store) -> None:
    person(store, "Shahidullah Kaiser", name_bn="শহীদুল্লাহ কায়সার", phones=["+31201234567"])
    person(store, "Somebody Else")
    for words in ("idul", "KAIS", "234567", "শহীদ", "কায়", "কা", "sh ka", "kaiser শহীদুল্লাহ"):
        assert names(store, words=words) == ["Shahidullah Kaiser"], words
    assert names(store, words="kaiser else") == []


def test_a_firm_is_found_by_what_it_is_known_for_and_a_person_by_the_firm(store: Store) -> None:
    who = person(store)
    firm = created(store, "firm", name='AT&T (C++) O"Brien', side="foreign")
    created(store, "position", person=str(who), organisation=str(firm), role="Engineer")
    for words in ("at&t", "c++", 'o"brien', "brien"):
        assert [row.kind for row in store.search(words)] == ["person", "firm", "position"], words


def test_results_come_in_display_order_page_after_page(store: Store) -> None:
    made = [f"{letter}. Rahman {n}" for n, letter in enumerate("qwertyuiopasdfghjklzxcvbnm")]
    for name in made:
        person(store, name)
    first = store.page("person", words="rahman", count=10)
    rest = store.page("person", words="rahman", after=first.rows[-1].place, count=100)
    shown = [row.title for row in (*first.rows, *rest.rows)]
    assert shown == sorted(made, key=sort_key)
    assert store.count("person", words="rahman") == len(made)
    again = store.page("person", words="rahman", first=10, count=100)
    assert again.rows == rest.rows


def test_one_kind_never_crowds_out_the_others(store: Store) -> None:
    for number in range(30):
        person(store, f"Delta {number}")
    created(store, "firm", name="Delta Systems", side="foreign")
    kinds = [row.kind for row in store.search("delta")]
    assert kinds.count("firm") == 1
    assert len(store.search("delta", kinds=("person",), limit=30)) == 30
