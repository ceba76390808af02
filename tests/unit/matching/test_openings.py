"""Who is suggested for work abroad, and who may be named."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.kinds.consent import Consent
from desk_app.domain.kinds.opening import Opening
from desk_app.domain.kinds.person import Person
from desk_app.domain.values import SkillClaim
from desk_app.matching.openings import Reason, Why, may_be_named, suggested
from tests.support.market import TREE

TODAY = date(2026, 11, 21)
A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)


def person(*skills: SkillClaim, **fields: object) -> Person:
    return Person(name="Somebody", roles=("diaspora",), skills=skills, **fields)  # type: ignore[arg-type]  # fields of a person


JAVA = Opening(name="Java", skills=(SkillClaim("java", "senior"),), whom=("expatriate",))


def names(opening: Opening, people: dict[UUID, Person], **consents: Consent) -> list[UUID]:
    own = {UUID(int=int(key[1:])): (consent,) for key, consent in consents.items()}
    return [s.person for s in suggested(opening, people, own, TREE, today=TODAY)]


def test_a_narrower_skill_serves_and_a_lower_level_comes_after() -> None:
    people = {
        A: person(SkillClaim("java", "junior")),
        B: person(SkillClaim("spring", "senior")),
        C: person(SkillClaim("react", "senior")),
    }
    assert names(JAVA, people) == [B, A]


def test_proof_goes_before_a_claim() -> None:
    people = {
        A: person(SkillClaim("java", "senior")),
        B: person(SkillClaim("java", "senior", "document")),
    }
    found = suggested(JAVA, people, {}, TREE, today=TODAY)
    assert [s.person for s in found] == [B, A]
    assert found[0].reasons[0] == Reason(Why.PROVEN, "java")


def test_nobody_is_suggested_who_must_not_be_approached_or_refused_contact() -> None:
    people = {
        A: person(SkillClaim("java", "senior"), do_not_approach=True),
        B: person(SkillClaim("java", "senior")),
    }
    refused = Consent(person=B, purpose="contact", answer="refused", on=date(2026, 1, 1))
    assert names(JAVA, people) == [B]
    assert names(JAVA, people, p2=refused) == []


def test_an_opening_for_students_is_not_for_officials() -> None:
    student = Person(name="S", roles=("student",), skills=(SkillClaim("java"),))
    official = Person(name="O", roles=("official",), skills=(SkillClaim("java"),))
    anybody = Opening(name="Java", skills=(SkillClaim("java"),))
    students = Opening(name="Java", skills=(SkillClaim("java"),), whom=("student",))
    assert names(anybody, {A: student, B: official}) == [A]
    assert names(students, {A: student, B: person(SkillClaim("java"))}) == [A]


def test_languages_and_nearness_are_told() -> None:
    opening = Opening(
        name="Java", skills=(SkillClaim("java"),), languages=("nl",), city="Delft", country="NL"
    )
    near = person(SkillClaim("java"), languages=("nl",), city="delft", country="NL")
    far = person(SkillClaim("java"), city="Berlin", country="DE")
    found = suggested(opening, {A: far, B: near}, {}, TREE, today=TODAY)
    assert [s.person for s in found] == [B, A]
    assert {r.why for r in found[0].reasons} == {Why.SKILL, Why.SPEAKS, Why.TOWN}
    assert {r.why for r in found[1].reasons} == {Why.SKILL, Why.NOT_SPOKEN, Why.MOVE}


def test_only_a_standing_agreement_lets_a_name_go_out() -> None:
    agreed = Consent(purpose="share_firms", answer="agreed", on=date(2026, 1, 1))
    lapsed = Consent(
        purpose="share_firms", answer="agreed", on=date(2024, 1, 1), until=date(2025, 1, 1)
    )
    assert may_be_named([agreed], TODAY) == "agreed"
    assert may_be_named([lapsed], TODAY) == "expired"
    assert may_be_named([], TODAY) == "unknown"


SKILLS = st.sampled_from(["java", "spring", "react", "ai", "cobol", ""])
CLAIMS = st.builds(
    SkillClaim, SKILLS, st.sampled_from(["", "junior", "senior"]), st.sampled_from(["declared"])
)
PEOPLE = st.dictionaries(
    st.integers(1, 9).map(lambda i: UUID(int=i)),
    st.builds(
        Person,
        roles=st.tuples(st.sampled_from(["diaspora", "student", "official"])),
        skills=st.lists(CLAIMS, max_size=3).map(tuple),
        do_not_approach=st.booleans(),
    ),
)


@given(PEOPLE, st.lists(CLAIMS, min_size=1, max_size=3))
def test_every_suggestion_has_a_skill_and_the_order_of_people_makes_no_difference(
    people: dict[UUID, Person], asked: list[SkillClaim]
) -> None:
    opening = Opening(name="Any", skills=tuple(asked))
    found = suggested(opening, people, {}, TREE, today=TODAY)
    other = suggested(opening, dict(reversed(people.items())), {}, TREE, today=TODAY)
    assert found == other
    for one in found:
        assert not people[one.person].do_not_approach
        assert {Why.SKILL, Why.PROVEN, Why.BELOW} & {reason.why for reason in one.reasons}
