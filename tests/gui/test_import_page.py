"""The page of an import: what it says of the rows, the columns, and what was given up."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app import i18n
from desk_app.store.store import Store
from desk_app.ui.importing.columns import LEFT_OUT, OPEN, ValuesDialog
from desk_app.ui.importing.page import ImportPage
from desk_app.ui.kit import Kit
from tests.integration.store.making import person
from tests.support.workbooks import write_workbook

PATIENCE = 30_000
START, PLAN, OUTCOME = range(3)


@pytest.fixture
def page(qtbot: QtBot, kit: Kit) -> ImportPage:
    made = ImportPage(kit)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def opened(qtbot: QtBot, page: ImportPage, file: Path, kind: str = "person") -> ImportPage:
    page.order_form.kind.setCurrentIndex(page.order_form.kind.findData(kind))
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        page.open(file)
    return page


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def brought(qtbot: QtBot, page: ImportPage) -> None:
    with qtbot.waitSignal(page.over, timeout=PATIENCE):
        page.bring()


def cell(page: ImportPage, line: int, place: int) -> str:
    return str(page.model.data(page.model.index(line, place)))


def test_a_line_of_capacity_is_called_by_its_firm_also_where_the_firm_is_new(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    table = "Firm,Skill,Level\nNobody Knows Ltd,java,senior\n"
    opened(qtbot, page, written(tmp_path, "capacity.csv", table), "capacity")
    assert "Nobody Knows Ltd" in cell(page, 0, 1)


def test_the_main_button_and_the_counts_follow_what_is_decided(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    person(store, "Rahima Khatun", city="Dhaka")
    table = "Name,City\nMst. Rahima Khatun,Delft\nMd Karim,Leiden\nSufia Kamal,Delft\n"
    opened(qtbot, page, written(tmp_path, "people.csv", table))
    assert page.plan.go.text() == "Bring in 2 rows"
    assert "1 row waits for your word" in page.plan.note.text()
    asked = page.model.at(0)  # what wants a word is looked at first
    assert page.rows.currentIndex().row() == 0
    assert page.model.chosen(asked) == "ask"
    (fill,) = [way for way in page.detail.ways if way.text() == "Fill in blanks"]
    fill.click()
    assert page.model.chosen(asked) == "fill"
    assert page.plan.go.text() == "Bring in 3 rows"
    assert page.plan.note.text() == ""
    assert "ask" not in page.plan.summary.counts
    assert page.rows.currentIndex().row() == 1
    page.rows.selectRow(0)
    assert [way.text() for way in page.detail.ways if way.isChecked()] == ["Fill in blanks"]


def test_a_word_for_all_that_may_be_known_needs_no_new_comparison(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    person(store, "Rahima Khatun", city="Dhaka")
    opened(qtbot, page, written(tmp_path, "a.csv", "Name,City\nMst. Rahima Khatun,Delft\n"))
    assert not page.plan.go.isEnabled()
    page.order_form.unsure.setCurrentIndex(page.order_form.unsure.findData("create"))
    assert cell(page, 0, 2) == "New"
    assert page.plan.go.text() == "Bring in 1 row"


def test_columns_that_no_field_takes_are_left_out_by_one_word(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    table = "Company,Hat colour,Shoe size\nTulip Works,red,42\n"
    opened(qtbot, page, written(tmp_path, "firms.csv", table), "firm")
    assert page.columns.undecided() == ["Hat colour", "Shoe size"]
    assert page.columns.open.text().startswith("2 columns are taken by no field")
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        page.columns.leave.click()
    assert page.columns.undecided() == []
    assert not page.columns.leave.isVisible()
    said = page.columns.said()
    assert said is not None
    assert said.mapping["Hat colour"] == LEFT_OUT


def test_words_that_the_desk_does_not_know_are_given_a_meaning(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    table = "Company,Side\nPadma Soft,Local\nTulip Works,foreign\n"
    opened(qtbot, page, written(tmp_path, "firms.csv", table), "firm")
    assert "“Local” is not one of" in cell(page, 0, 3)
    page.columns._ask_values("Side")
    (asking,) = page.columns.findChildren(ValuesDialog)
    shown = {word: combo.currentText() for word, combo in asking.combos.items()}
    assert shown == {"Local": "Not said yet", "foreign": "Foreign firm"}
    local = asking.combos["Local"]
    local.setCurrentIndex(local.findData("bangladeshi"))
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        asking.accept()
    brought(qtbot, page)
    (row,) = store.search("Padma Soft", kinds=("firm",))
    assert store.record(row.id).content.side == "bangladeshi"  # type: ignore[attr-defined]  # a Firm


def test_one_sheet_comes_in_at_a_time_and_the_next_is_offered(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "members.xlsx"
    head = ["Name", "E-mail"]
    write_workbook(
        file,
        {
            "Members": [head, ["Sufia Kamal", "sufia@example.org"]],
            "Guests": [head, ["Femke Jansen", "femke@example.org"]],
        },
    )
    before = store.count("person")
    opened(qtbot, page, file)
    assert page.model.rowCount() == 1
    brought(qtbot, page)
    assert store.count("person") == before + 1
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        page.outcome.sheet_wanted.emit("Guests")
    assert page.stack.currentIndex() == PLAN
    assert cell(page, 0, 1) == "Femke Jansen"


def test_one_person_that_came_in_is_shown_at_once(
    qtbot: QtBot, page: ImportPage, kit: Kit, tmp_path: Path
) -> None:
    opened(qtbot, page, written(tmp_path, "a.csv", "Name,Company\nSufia Kamal,Begum Press\n"))
    brought(qtbot, page)
    assert page.outcome.main is not None
    with qtbot.waitSignal(kit.ways.record, timeout=PATIENCE) as gone:
        page.outcome.main.click()
    assert (gone.args or [])[0] == "person"


def long_file(folder: Path) -> Path:
    rows = (f"Person{n} Long,p{n}@firm{n % 50}.example,Firm {n % 50}" for n in range(6_000))
    return written(folder, "long.csv", "\n".join(("Name,E-mail,Company", *rows)))


def test_the_first_rows_of_a_long_file_are_there_before_all_are_compared(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.begun, timeout=PATIENCE):
        page.open(long_file(tmp_path))
    assert cell(page, 0, 1) == "Person0 Long  ·  Firm 0"
    assert cell(page, 0, 2) == "…"
    assert not page.plan.go.isEnabled()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE):
        pass
    assert cell(page, 0, 2) == "New"
    assert page.plan.go.text() == "Bring in 6,000 rows"


def test_a_file_that_is_given_up_while_it_is_read_leaves_the_page_ready_for_another(
    qtbot: QtBot, page: ImportPage, kit: Kit, tmp_path: Path
) -> None:
    said: list[str] = []
    kit.acts.said.connect(said.append)
    with qtbot.waitSignal(page.begun, timeout=PATIENCE):
        page.open(long_file(tmp_path))
    page._on_escape()
    assert page.stack.currentIndex() == START
    assert said == ["Stopped. Nothing was brought in."]
    opened(qtbot, page, written(tmp_path, "b.csv", "Name\nSufia Kamal\n"))
    assert page.model.rowCount() == 1


def test_work_that_was_given_up_never_takes_the_place_of_another_file(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    before = store.count("person")
    long, short = long_file(tmp_path), written(tmp_path, "b.csv", "Name\nSufia Kamal\n")
    with qtbot.waitSignal(page.begun, timeout=PATIENCE):
        page.open(long)
    opened(qtbot, page, short)  # the long one is still being read
    assert page.model.rowCount() == 1
    brought(qtbot, page)
    assert store.count("person") == before + 1


def test_what_is_wrong_is_said_in_bangla_to_who_reads_bangla(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    i18n.use("bn")
    opened(qtbot, page, written(tmp_path, "f.csv", "Company,Side\nPadma,Local\n"), "firm")
    why = cell(page, 0, 3)
    assert "Local" in why
    assert "এগুলোর কোনোটি নয়" in why
    assert "Bangladeshi firm" not in why


def test_a_new_person_is_seen_as_they_will_be_saved(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    opened(qtbot, page, written(tmp_path, "a.csv", "Name,E-mail\nSufia Kamal,sufia@@wrong\n"))
    texts = [one.text() for one in page.detail.findChildren(type(page.plan.note))]
    assert "As it will be saved" in texts
    assert "E-mail: sufia@@wrong" in texts
    assert OPEN not in page.columns.undecided()


def test_a_file_comes_in_by_the_keyboard_alone(
    qtbot: QtBot, page: ImportPage, store: Store, tmp_path: Path
) -> None:
    person(store, "Rahima Khatun", city="Dhaka")
    before = store.count("person")
    with qtbot.waitActive(page):
        page.activateWindow()
    table = "Name,City\nMst. Rahima Khatun,Delft\nMd Karim,Leiden\n"
    opened(qtbot, page, written(tmp_path, "people.csv", table))
    assert page.rows.hasFocus()
    qtbot.keyClick(page.rows, Qt.Key.Key_Return)
    fill = page.detail.ways[0]
    assert fill.hasFocus()
    qtbot.keyClick(fill, Qt.Key.Key_Space)
    assert page.rows.hasFocus()
    assert page.rows.currentIndex().row() == 1
    with qtbot.waitSignal(page.over, timeout=PATIENCE):
        qtbot.keyClick(page.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.outcome.main is not None
    assert page.outcome.main.hasFocus()
    assert store.count("person") == before + 1
