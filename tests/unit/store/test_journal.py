"""The second journal: whole lines survive any cut, nothing forged or swapped is read."""

import os
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from desk_app.domain.edits import Edit
from desk_app.store.journal import Journal
from desk_app.store.values import Desk

KEY = bytes(range(48))
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DESK = Desk(device=UUID(int=4), device_name="Front desk", officer="Rahima")


def edit(number: int) -> Edit:
    fields = {"name": f"Person {number}"}
    return Edit(
        UUID(int=number), UUID(int=9), UUID(int=8), "person", "set", AT, "R", fields=fields
    )


def journal(folder: Path) -> Journal:
    return Journal(folder / "journal", KEY, Random(3).randbytes)


def test_edits_come_back_in_their_order_with_the_desk(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.rewrite(DESK, [edit(1)])
    one.append([edit(2), edit(3)])
    told = journal(tmp_path).read()
    assert told.edits == (edit(1), edit(2), edit(3))
    assert told.desk == DESK


def test_a_journal_cut_at_any_byte_gives_the_lines_before_the_cut(tmp_path: Path) -> None:
    one = journal(tmp_path)
    ends: list[int] = []
    for number in range(1, 5):
        one.append([edit(number)])
        ends.append(one.size())
    whole = (tmp_path / "journal").read_bytes()
    for cut in range(len(whole)):
        (tmp_path / "journal").write_bytes(whole[:cut])
        whole_lines = sum(end <= cut for end in ends)
        assert len(journal(tmp_path).read().edits) == whole_lines


def test_after_a_cut_the_next_line_takes_the_torn_ones_place(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append([edit(1)])
    one.append([edit(2)])
    whole = (tmp_path / "journal").read_bytes()
    for cut in range(0, len(whole), 7):
        (tmp_path / "journal").write_bytes(whole[:cut])
        left = journal(tmp_path).read().edits
        again = journal(tmp_path)
        again.append([edit(5)])
        assert journal(tmp_path).read().edits == (*left, edit(5))


def test_no_flipped_bit_makes_an_edit_of_another_content(tmp_path: Path) -> None:
    one = journal(tmp_path)
    for number in range(1, 4):
        one.append([edit(number)])
    whole = (tmp_path / "journal").read_bytes()
    random = Random(2)
    for _ in range(300):
        text = bytearray(whole)
        text[random.randrange(len(text))] ^= 1 << random.randrange(8)
        (tmp_path / "journal").write_bytes(bytes(text))
        found = journal(tmp_path).read().edits
        assert found == (edit(1), edit(2), edit(3))[: len(found)]


def test_lines_of_another_journal_or_another_place_are_not_read(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append([edit(1)])
    one.append([edit(2)])
    head, first, second = (tmp_path / "journal").read_bytes().splitlines(keepends=True)
    (tmp_path / "journal").write_bytes(head + second + first)
    assert journal(tmp_path).read().edits == ()
    other = Journal(tmp_path / "journal", KEY, os.urandom)
    other.rewrite(DESK, [])
    with (tmp_path / "journal").open("ab") as file:
        file.write(first)
    assert other.read().edits == ()


def test_two_programs_write_one_after_the_other_into_one_journal(tmp_path: Path) -> None:
    one, two = journal(tmp_path), Journal(tmp_path / "journal", KEY, os.urandom)
    one.append([edit(1)])
    two.append([edit(2)])
    one.append([edit(3)])
    two.rewrite(DESK, [edit(3)])
    one.append([edit(4)])
    assert two.read().edits == (edit(3), edit(4))


def test_an_edit_that_was_taken_back_is_not_read(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append([edit(1)])
    one.append([edit(2)])
    one.void([edit(2)])
    assert one.read().edits == (edit(1),)


def test_nothing_of_the_content_stands_in_the_file(tmp_path: Path) -> None:
    one = journal(tmp_path)
    one.append([edit(1)])
    assert b"Person" not in (tmp_path / "journal").read_bytes()


def test_no_journal_holds_nothing(tmp_path: Path) -> None:
    assert journal(tmp_path).read().edits == ()
    assert journal(tmp_path).size() == 0
