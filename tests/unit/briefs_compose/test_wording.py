"""How numbers, money, days and names are said in both languages."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.briefs.wording import wording
from desk_app.briefs.wording.glossary import GLOSSARY
from desk_app.briefs.wording.phrases import Phrases, Plural
from desk_app.domain.kinds import Person
from desk_app.domain.kinds.fact import CERTAINTIES
from desk_app.domain.numerals import indian_groups
from desk_app.domain.values import Figure

EN, BN = wording("en"), wording("bn")


@pytest.mark.parametrize(
    ("number", "english", "bangla"),
    [
        (0, "0", "০"),
        (999, "999", "৯৯৯"),
        (1_000, "1,000", "১,০০০"),
        (150_000, "150,000", "১,৫০,০০০"),
        (12_345_678, "12,345,678", "১,২৩,৪৫,৬৭৮"),
    ],
)
def test_numbers_are_grouped_as_the_reader_expects(number: int, english: str, bangla: str) -> None:
    assert EN.number(number) == english
    assert BN.number(number) == bangla


@given(st.integers(-(10**14), 10**14))
def test_grouping_changes_no_digit(number: int) -> None:
    assert int(indian_groups(number).replace(",", "")) == number
    assert re.fullmatch(r"-?\d{1,3}|-?\d{1,2}(,\d\d)*,\d{3}", indian_groups(number))


@pytest.mark.parametrize(
    ("figure", "english", "bangla"),
    [
        (Figure(45, 45), "45", "৪৫"),
        (Figure(40, 46), "40–46", "৪০–৪৬"),
        (Figure(850, 900, estimated=True), "850–900 (estimate)", "৮৫০–৯০০ (প্রাক্কলিত)"),
        (Figure(8_000_000, 9_500_000, unit="EUR"), "EUR 8–9.5 million", "৮০–৯৫ লাখ ইউরো"),
        (Figure(5 * 10**9, 5 * 10**9, unit="USD"), "USD 5 billion", "৫০০ কোটি মার্কিন ডলার"),
        (Figure(320_000, 320_000, unit="EUR"), "EUR 320,000", "৩.২ লাখ ইউরো"),
        (Figure(7, 7, unit="XTS"), "XTS 7", "৭ XTS"),
    ],
)
def test_figures_say_range_currency_and_doubt(figure: Figure, english: str, bangla: str) -> None:
    assert EN.figure(figure) == english
    assert BN.figure(figure) == bangla


def test_money_says_its_year() -> None:
    money = Figure(1_000_000, 1_000_000, unit="EUR")
    assert EN.figure(money, 2026) == "EUR 1 million (2026)"
    guess = msgspec.structs.replace(money, estimated=True)
    assert EN.figure(guess, 2026) == "EUR 1 million (estimate of 2026)"
    assert BN.figure(guess, 2026) == "১০ লাখ ইউরো (২০২৬ সালের প্রাক্কলন)"


def test_days_are_said_in_both_languages() -> None:
    day = date(2026, 11, 21)
    assert EN.day(day) == "21 November 2026"
    assert EN.short_day(day) == "21 Nov 2026"
    assert BN.day(day) == "২১ নভেম্বর ২০২৬"
    assert EN.month(day) == "Nov 2026"


def test_a_day_loses_its_year_only_near_today() -> None:
    today = date(2026, 12, 30)
    assert EN.near_day(date(2027, 1, 4), today) == "4 Jan"
    assert EN.near_day(date(2026, 1, 4), today) == "4 Jan 2026"


@pytest.mark.parametrize(
    ("first", "last", "english", "bangla"),
    [
        (date(2026, 10, 3), date(2026, 10, 3), "3 Oct 2026", "৩ অক্টোবর ২০২৬"),
        (date(2026, 10, 3), date(2026, 10, 9), "3–9 Oct 2026", "৩–৯ অক্টোবর ২০২৬"),
        (
            date(2026, 10, 30),
            date(2026, 11, 2),
            "30 Oct – 2 Nov 2026",
            "৩০ অক্টোবর – ২ নভেম্বর ২০২৬",
        ),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "30 Dec 2026 – 2 Jan 2027",
            "৩০ ডিসেম্বর ২০২৬ – ২ জানুয়ারি ২০২৭",
        ),
    ],
)
def test_a_stretch_of_days_names_month_and_year_once(
    first: date, last: date, english: str, bangla: str
) -> None:
    assert EN.days(first, last) == english
    assert BN.days(first, last) == bangla


def test_a_moment_names_its_zone() -> None:
    utc = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert EN.moment(utc) == "Monday, 23 Nov 2026, 10:00 UTC"
    hague = utc.astimezone(timezone(timedelta(hours=1)))
    assert EN.moment(hague) == "Monday, 23 Nov 2026, 11:00 UTC+1"
    delhi = utc.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert EN.moment(delhi).endswith("15:30 UTC+5:30")
    assert BN.moment(utc) == "সোমবার, ২৩ নভেম্বর ২০২৬, ১০:০০ (UTC)"


def test_names_carry_their_form_of_address() -> None:
    person = Person(name="Nusrat Jonaki", name_bn="নুসরাত জোনাকি", honorific="dr")
    assert EN.name(person) == "Dr Nusrat Jonaki"
    assert BN.name(person) == "ড. নুসরাত জোনাকি"
    assert BN.name(Person(name="Anke Beispiel", honorific="ms")) == "জনাবা Anke Beispiel"
    assert EN.name(Person(name="X", honorific="of a later version")) == "X"


def test_lists_are_joined_with_and() -> None:
    assert EN.listed([]) == ""
    assert EN.listed(["a"]) == "a"
    assert EN.listed(["a", "b", "c"]) == "a, b and c"
    assert BN.listed(["ক", "খ"]) == "ক ও খ"
    assert EN.listed(["a", "b"], final=False) == "a, b"


def test_tenure_is_a_year_unless_it_is_the_first() -> None:
    today = date(2026, 11, 21)
    assert EN.tenure(date(2024, 3, 1), today) == "2024"
    assert EN.tenure(date(2026, 10, 1), today) == "Oct 2026"


def texts(phrases: object) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, value in msgspec.structs.asdict(phrases).items():  # type: ignore[arg-type]  # a Struct
        match value:
            case str():
                found[name] = (value,)
            case Plural(one, other):
                found[name] = (one, other)
            case tuple():
                found[name] = value
            case dict():
                found[name] = tuple(value.values())
            case _:
                found |= {f"{name}.{key}": text for key, text in texts(value).items()}
    return found


def test_both_languages_fill_the_same_places_of_every_phrase() -> None:
    places = re.compile(r"\{(\w*)\}")
    english, bangla = texts(EN.say), texts(BN.say)
    assert english.keys() == bangla.keys()
    for name, said in english.items():
        if name != "currencies":
            wanted = {place for text in said for place in places.findall(text)}
            given_ = {place for text in bangla[name] for place in places.findall(text)}
            assert wanted - {"n"} == given_ - {"n"}, name


def test_bangla_phrases_hold_no_english_and_english_ones_no_bangla() -> None:
    for name, said in texts(BN.say).items():
        for text in said:
            assert not re.search("[A-Za-z]", re.sub(r"\{\w*\}", "", text)), name
    for name, said in texts(EN.say).items():
        assert not re.search("[\u0980-\u09ff]", " ".join(said)), name


def test_the_glossary_is_kept_to() -> None:
    said = " ".join(text for words in texts(BN.say).values() for text in words)
    for term in GLOSSARY:
        assert term.note
        assert re.search("[\u0980-\u09ff]", term.bn)
        for other in term.avoid:
            assert other not in said, (term.en, other)
    assert len({term.bn for term in GLOSSARY}) == len(GLOSSARY)


def test_glossary_and_declarations_call_certainty_the_same() -> None:
    labels = {choice.code: choice.label.bn for choice in CERTAINTIES}
    terms = {term.en: term.bn for term in GLOSSARY}
    assert labels["official"] == terms["official count"] == BN.say.figure_official
    assert labels["industry"] == terms["industry's count"] == BN.say.figure_industry
    assert labels["estimate"] == terms["estimate"]


def test_every_phrase_is_said_somewhere() -> None:
    from desk_app.resources import root

    code = "".join(
        file.read_text("utf-8")
        for folder in ("compose", "wording")
        for file in (root().parent / "desk_app" / "briefs" / folder).glob("*.py")
        if file.stem not in ("en", "bn", "phrases")
    )
    names = msgspec.structs.fields(Phrases)
    silent = [
        field.name
        for field in names
        if not re.search(rf"say\.{field.name}\b|phrases\.{field.name}\b", code)
    ]
    assert silent == []
