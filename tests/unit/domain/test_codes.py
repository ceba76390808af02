"""Codes that people read from paper and type."""

from uuid import UUID

from hypothesis import assume, given
from hypothesis import strategies as st

from desk_app.domain.codes import code_of, is_code, same_code

ids = st.uuids()


@given(ids)
def test_a_code_finds_its_record_however_it_is_typed(id: UUID) -> None:
    code = code_of(id)
    assert len(code) == 9
    assert is_code(code)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert is_code(typed)
    assert same_code(typed, id)


@given(ids, st.integers(0, 6), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_is_seen(id: UUID, place: int, other: str) -> None:
    letters = code_of(id).replace("-", "")
    assume(
        abs(
            "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(other)
            - "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letters[place])
        )
        not in (0, 31)
    )
    assert not is_code(letters[:place] + other + letters[place + 1 :])


@given(ids, st.integers(0, 5))
def test_two_letters_swapped_are_seen(id: UUID, place: int) -> None:
    letters = list(code_of(id).replace("-", ""))
    alike = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index
    assume((alike(letters[place]) - alike(letters[place + 1])) % 31 != 0)
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    assert not is_code("".join(letters))


def test_rubbish_is_no_code() -> None:
    for text in ("", "-", "ABCD", "১২৩৪-৫৬৭৮", "ABCD-EFG!", "AAAA-AAAAA"):
        assert not is_code(text)
