"""Who is likely whom: on 500 and more pairs labelled by hand, and one by one."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange.duplicates import (
    SUGGESTED,
    Index,
    Party,
    compare,
    email_key,
    keys,
    phone_key,
)
from desk_app.exchange.firmnames import firm_alike
from desk_app.exchange.names import person_alike
from desk_app.exchange.planning import SURE

HERE = Path(__file__).parent
MORE = ("more_same.txt", "more_other.txt")


def labelled(*files: str) -> Iterator[tuple[Party, Party]]:
    """Read pairs; {mail=…; tel=…; org=…; born=…} after a name is what else the record tells."""
    kind = ""
    for line in (line for file in files for line in (HERE / file).read_text("utf-8").splitlines()):
        if line.startswith("["):
            kind = line.strip("[]").removesuffix("s")
        elif line and not line.startswith("#"):
            yield from combinations((entry(kind, text) for text in line.split("|")), 2)


def entry(kind: str, text: str) -> Party:
    name, _, told = text.strip().removesuffix("}").partition("{")
    more = dict(item.strip().split("=") for item in told.split(";") if item)
    return Party(
        text,
        "firm" if kind == "firm" else "person",
        (name.strip(),),
        emails=(more["mail"],) if "mail" in more else (),
        phones=(more["tel"],) if "tel" in more else (),
        orgs=(more["org"],) if "org" in more else (),
        birthday=more.get("born", ""),
    )


def suggested(one: Party, other: Party) -> bool:
    """Tell whether the two are found and suggested as one."""
    return bool(keys(one) & keys(other)) and compare(one, other).confidence >= SUGGESTED


@pytest.mark.parametrize("kind", ["person", "firm"])
@pytest.mark.parametrize("names", [("same_names.txt", "other_names.txt"), MORE])
def test_labelled_pairs_are_told_apart(names: tuple[str, str], kind: str) -> None:
    same, others = ([pair for pair in labelled(file) if pair[0].kind == kind] for file in names)
    missed = [pair for pair in same if not suggested(*pair)]
    wrong = [pair for pair in others if suggested(*pair)]
    found = len(same) - len(missed)
    assert found / len(same) >= 0.97, missed
    assert found / (found + len(wrong)) >= 0.97, wrong


def test_enough_pairs_are_labelled_of_both_sorts() -> None:
    assert len([*labelled("same_names.txt", MORE[0])]) >= 1_000
    assert len([*labelled("other_names.txt", MORE[1])]) >= 500


@pytest.mark.parametrize("aside", ["(Pvt.) Ltd", "(Dhaka)", "(Singapore) Pte"])
def test_firms_of_one_town_or_legal_form_are_not_one(aside: str) -> None:
    assert firm_alike(f"Alpha {aside}", f"Beta {aside}") < 0.5
    assert firm_alike(f"Alpha {aside}", "Alpha Limited") > 0.9


def test_an_association_is_known_by_its_abbreviation_in_either_script() -> None:
    for short in ("BCC", "বিসিসি", "Bangladesh Computer Council (BCC)"):
        assert firm_alike("Bangladesh Computer Council", short) >= 0.85
        assert firm_alike("Bangladesh Computer Samity", short) < 0.75
        assert firm_alike("BCS", short) < 0.75


def person(key: int, name: str, **more: list[str] | str) -> Party:
    return msgspec.convert({"key": key, "kind": "person", "names": [name], **more}, Party)


RAHIMA = person(1, "Rahima Khatun", emails=["r@padma.example"], phones=["+880 1700-000001"])


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (person(2, "R. Khatun", emails=["R@Padma.example"]), "same e-mail"),
        (person(2, "রহিমা খাতুন", phones=["01700000001"]), "same phone"),
        (person(2, "রহিমা খাতুন", phones=["০১৭০০-০০০০০১"]), "same phone"),
    ],
)
def test_addresses_make_a_name_sure(other: Party, reason: str) -> None:
    found = compare(RAHIMA, other)
    assert found.confidence >= 0.9
    assert reason in found.reasons


def test_a_shared_mailbox_or_telephone_makes_nobody_the_same() -> None:
    office: dict[str, list[str] | str] = {
        "emails": ["info@padma.example"],
        "phones": ["+880 2 0000001"],
    }
    found = compare(person(1, "Rahima Khatun", **office), person(2, "Kamal Hasan", **office))
    assert found.confidence < SUGGESTED


def test_one_number_and_given_name_are_asked_about_never_taken_for_one() -> None:
    married = person(2, "Rahima Sultana", phones=["+8801700000001"])
    assert SUGGESTED <= compare(RAHIMA, married).confidence < SURE
    sister = person(3, "Salma Khatun", phones=["+8801700000001"])
    assert compare(RAHIMA, sister).confidence < SURE


def test_different_birthdays_speak_against_a_name() -> None:
    a, b = (person(n, "Kamal Hossain", birthday=f"198{n}-01-01") for n in (1, 2))
    assert compare(a, b).confidence < SUGGESTED
    assert "different birthdays" in compare(a, b).reasons


def test_one_common_word_is_no_name_but_with_the_firm_it_is_one() -> None:
    assert compare(person(1, "Rahman"), person(2, "Md. Rahman")).confidence < SUGGESTED
    a, b = (
        person(1, "Rahman", orgs=["Padma Soft"]),
        person(2, "Md. Rahman", orgs=["Padma Soft Ltd"]),
    )
    assert compare(a, b).confidence >= SUGGESTED


def test_a_firm_is_known_by_its_web_site_and_its_mail() -> None:
    a = Party(1, "firm", ("Padma Soft",), sites=("https://www.padma.example/en",))
    b = Party(2, "firm", ("Padma Software and Data",), emails=("info@padma.example",))
    found = compare(a, b)
    assert found.confidence >= SUGGESTED
    assert "same web site" in found.reasons


def test_a_firm_and_a_person_are_never_one() -> None:
    assert compare(person(1, "Padma"), Party(2, "firm", ("Padma",))).confidence == 0


def test_the_index_finds_the_likes_of_a_person_surest_first() -> None:
    index = Index([RAHIMA, person(2, "রহিমা খাতুন"), person(3, "Kamal Hasan")])
    found = index.like(person(9, "Khatun, Rahima", emails=["r@padma.example"]))
    assert [suggestion.other for suggestion in found] == [1, 2]
    assert {(s.one, s.other) for s in index.pairs()} == {(1, 2)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("A.B@Gmail.com", "ab+news@googlemail.com"), ("x+tag@firm.example", "X@FIRM.example")],
)
def test_one_mailbox_written_in_two_ways_is_one(one: str, other: str) -> None:
    assert email_key(one) == email_key(other)


@pytest.mark.parametrize("other", ["01700-000001", "(+880) 1700 000 001", "008801700000001"])
def test_one_number_written_in_two_ways_is_one(other: str) -> None:
    assert phone_key("+8801700000001") == phone_key(other)


NAMES = st.text(max_size=30) | st.sampled_from(["মোঃ", "Md.", "A. K. M.", "Ltd", "()", "ঃ", "্"])


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_a_name_is_like_itself(one: str, other: str) -> None:
    for alike in (person_alike, firm_alike):
        assert 0 <= alike(one, other) <= 1
        assert alike(one, one) in (0.0, pytest.approx(1.0))
