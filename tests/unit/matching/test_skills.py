"""The skill tree."""

import pytest

from desk_app.domain.kinds.reference import Skill
from desk_app.matching.skills import SkillTree
from tests.support.market import TREE


@pytest.mark.parametrize("typed", ["react", "React.js", "ReactJS", "REACT", "react js", "Réact"])
def test_all_spellings_of_a_skill_meet(typed: str) -> None:
    assert TREE.code(typed) == "react"


def test_signs_that_make_a_skill_another_one_count() -> None:
    assert (TREE.code("C#"), TREE.code("c++"), TREE.code("C")) == ("csharp", "cpp", "")


def test_a_bangla_name_is_known() -> None:
    assert TREE.code("কৃত্রিম বুদ্ধিমত্তা") == "ai"


def test_a_child_serves_and_a_sibling_does_not() -> None:
    assert TREE.serving("java") == {"java", "spring"}
    assert TREE.serving("spring") == {"spring"}
    assert TREE.ancestors("spring") == ("java", "software")


def test_an_unknown_skill_is_served_by_itself_alone() -> None:
    assert TREE.serving("cobol") == {"cobol"}
    assert TREE.serving("") == {""}


def test_a_misspelt_skill_has_neighbours() -> None:
    assert "react" in TREE.near("reakt")
    assert TREE.near("zzzzzz") == ()


def test_parents_in_a_circle_end() -> None:
    tree = SkillTree(
        [Skill(code="a", name="A", parent="b"), Skill(code="b", name="B", parent="a")]
    )
    assert tree.ancestors("a") == ("b",)
    assert tree.serving("a") == {"a", "b"}


def test_notes_suggest_the_skills_they_speak_of() -> None:
    notes = "They go for Go and React Native; later Spring Boot, then C++. We said go ahead."
    assert TREE.spoken_of(notes) == ("go", "react-native", "spring", "cpp")


def test_notes_without_skills_suggest_nothing() -> None:
    assert TREE.spoken_of("They want to go and see the port.") == ()
