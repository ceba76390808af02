"""Search finds a name however it is spelled: in the other script, by its sound, with a slip."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.acts import Act, Archive, Erase
from desk_app.store.store import Store
from tests.integration.store.making import changed, created, names, opened, person

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as store:
        yield store


@pytest.mark.parametrize("typed", ["rahman", "Rehman", "রহমান", "RAHMAN", "রেহমান", "রহ\u200dমান"])
def test_a_family_name_is_found_in_either_script_and_spelling(store: Store, typed: str) -> None:
    for name in ("Abdur Rahman", "Tariq Rehman", "রহমান মিয়া", "Rumana Haque", "Rahima Khatun"):
        person(store, name)
    assert sorted(names(store, words=typed)) == ["Abdur Rahman", "Tariq Rehman", "রহমান মিয়া"]


@pytest.mark.parametrize(
    ("typed", "name"), [("wahid", "ওয়াহিদুজ্জামান"), ("waheed", "ওয়াহিদুজ্জামান"), ("wahid", "ওয়াহিদ")]
)
def test_a_name_in_the_other_script_may_be_the_beginning_of_a_longer_one(
    store: Store, typed: str, name: str
) -> None:
    for one in (name, "Kamal Hossain", "করিম"):
        person(store, one)
    assert names(store, words=typed) == [name]


@pytest.mark.parametrize("typed", ["মোহাম্মদ", "Mohammad", "md", "Md.", "Muhammed", "মোঃ"])
def test_every_way_to_write_mohammad_finds_all_others(store: Store, typed: str) -> None:
    sought = ["Md. Kamal", "Mohammad Ali", "Muhammed Yunus", "মোঃ শহীদুল"]
    for name in (*sought, "Mahmuda Akter", "Medina Begum"):
        person(store, name)
    assert sorted(names(store, words=typed)) == sought


def test_what_is_spelled_as_typed_comes_first_then_what_sounds_so_then_slips(store: Store) -> None:
    found = ["Zaman Rahman", "Abdur Rehman", "Aklima Rahmsan", "Babul Kahman"]
    for name in found:
        person(store, name)
    assert names(store, words="rahman") == found
    assert store.count("person", words="rahman") == 4
    assert [row.title for row in store.search("rahman")] == found


def test_pages_of_a_search_join_without_a_gap_or_a_row_twice(store: Store) -> None:
    for number in range(7):
        for name in ("Rahman", "Rehman", "রহমান", "Kahman"):
            person(store, f"{'nmlkjih'[number]} {name}")
    whole = names(store, words="rahman")
    assert len(whole) == len(set(whole)) == 28
    for size in (1, 3, 5, 8, 27):
        stretches = [
            store.page("person", words="rahman", first=first, count=size).rows
            for first in range(0, 30, size)
        ]
        assert [row.title for some in stretches for row in some] == whole
        walked, after = list[str](), None
        while rows := store.page("person", words="rahman", after=after, count=size).rows:
            walked += [row.title for row in rows]
            after = rows[-1].place
        assert walked == whole


@pytest.mark.parametrize(
    ("typed", "finds"),
    [
        ("tanvr", True),  # a letter too few
        ("tanvirr", True),  # too many
        ("tanvit", True),  # another one
        ("tavnir", True),  # two in the wrong order
        ("tamgir", False),  # two slips in a word of six letters
        ("shahdullaj", True),  # two in one of eleven
        ("shahdulajj", False),
        ("kaisr", True),
        ("kasr", False),  # words of four letters are taken as they sound
    ],
)
def test_one_slip_is_forgiven_in_words_of_five_letters_and_two_in_words_of_eight(
    store: Store, typed: str, finds: bool
) -> None:
    person(store, "Tanvir Shahidullah Kaiser")
    assert bool(names(store, words=typed)) is finds


@QUICK
@given(word=st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12), data=st.data())
def test_any_word_with_one_letter_lost_still_finds_the_name(
    store: Store, word: str, data: st.DataObject
) -> None:
    id = person(store, word.title())
    place = data.draw(st.integers(0, len(word) - 1))
    typed = word[:place] + word[place + 1 :]
    assert id in {row.id for row in store.page("person", words=typed, count=500).rows}


def test_each_word_of_a_query_may_be_spelled_otherwise(store: Store) -> None:
    person(store, "ফারহানা চৌধুরী")
    person(store, "Farhana Hossain")
    assert names(store, words="farhana choudhury") == ["ফারহানা চৌধুরী"]
    assert names(store, words="frahana chowdhuri") == ["ফারহানা চৌধুরী"]
    assert names(store, words="hosen ফারহানা") == ["Farhana Hossain"]
    assert names(store, words="farhana zzzz") == []


def test_a_name_is_found_by_its_sound_while_it_is_being_typed(store: Store) -> None:
    person(store, "শহীদুল্লাহ কায়সার")
    for typed in ("shahid", "shahidul", "shahidullah", "shahidullah kais"):
        assert names(store, words=typed) == ["শহীদুল্লাহ কায়সার"], typed


def test_nothing_is_found_where_no_word_is_like_it(store: Store) -> None:
    person(store, "Tanvir Hossain")
    assert names(store, words="xylophone") == []
    assert store.count("person", words="xylophone") == 0
    assert store.search("xylophone") == ()


@pytest.mark.parametrize(
    "typed",
    [
        *("+8801711234567", "8801711234567", "008801711234567", "01711234567", "1711234567"),
        *("+880 1711 234567", "+880 (0)1711-234567", "01711 234-567", "01711", "1711 234"),
        *("234567", "2345", "০১৭১১২৩৪৫৬৭"),
    ],
)
def test_a_phone_is_found_by_any_part_however_it_is_grouped(store: Store, typed: str) -> None:
    person(store, "Kept whole", phones=["+8801711234567"])
    person(store, "Another one", phones=["+8801811765432"])
    assert names(store, words=typed) == ["Kept whole"]


@pytest.mark.parametrize("typed", ["01711-234 567", "01711234567", "+8801711234567", "234567"])
def test_a_phone_that_no_plan_explains_is_found_by_its_digits(store: Store, typed: str) -> None:
    person(store, "As typed", phones=["01711-234 567 (office)"])
    assert names(store, words=typed) == ["As typed"]


def test_a_long_number_must_be_there_whole_not_only_its_end(store: Store) -> None:
    person(store, "One", phones=["+31201234567"])
    person(store, "Two", phones=["+31701234567"])
    assert names(store, words="0201234567") == ["One"]
    assert store.count("person", words="0201234567") == 1
    assert [row.title for row in store.search("+31 70 1234567")] == ["Two"]


def test_a_word_leaves_the_vocabulary_with_the_last_record_that_has_it(store: Store) -> None:
    one, other = person(store, "Tanvir Hossain"), person(store, "Kamal Hossain")
    changed(store, one, name="Selim Hossain")
    assert heard(store) == {"selim", "kamal", "hossain"}
    store.do(Act((Erase(other),), "Erase"))
    assert heard(store) == {"selim", "hossain"}


@QUICK
@given(
    texts=st.lists(st.text("abকখা-.1 ", min_size=1, max_size=8), min_size=1, max_size=8),
    data=st.data(),
)
def test_the_vocabulary_knows_every_word_whatever_is_written_and_dropped(
    store: Store, texts: list[str], data: st.DataObject
) -> None:
    ids = [person(store, "x " + text) for text in texts]
    gone = data.draw(st.sampled_from(ids))
    changed(store, data.draw(st.sampled_from(ids)), name="y " + data.draw(st.sampled_from(texts)))
    store.do(Act((Erase(gone),), "Erase"))
    assert store.check().sound


def test_a_vocabulary_that_lacks_words_is_noticed_and_made_anew(store: Store) -> None:
    person(store, "Tanvir Hossain")
    store._raw.execute("DELETE FROM heard")
    assert not store.check().sound
    assert store.check(repair=True).repaired
    assert names(store, words="তানভীর") == ["Tanvir Hossain"]


def test_an_archived_record_is_not_found_by_its_sound_either(store: Store) -> None:
    id = person(store, "Tanvir Hossain")
    store.do(Act((Archive(id, "Left"),), "Archive"))
    assert names(store, words="তানভীর") == []
    assert store.count("person", words="তানভীর") == 0
    assert store.search("তানভীর") == ()
    assert store.count("person", words="তানভীর", archived=True) == 1


def test_a_firm_is_found_across_scripts_among_all_kinds(store: Store) -> None:
    created(store, "firm", name="Padma Software", side="bangladeshi")
    person(store, "Padma Begum")
    found = [(row.kind, row.title) for row in store.search("পদ্মা")]
    assert found == [("person", "Padma Begum"), ("firm", "Padma Software")]


def heard(store: Store) -> set[str]:
    return {word for (word,) in store._raw.execute("SELECT word FROM heard")}
