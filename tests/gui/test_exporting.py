"""A list saved for other programs: what goes, what is withheld, and that it is noted."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desk_app.exchange.reading import Intake
from desk_app.store.store import Store
from desk_app.ui.exporting.dialog import ExportDialog, Listed
from desk_app.ui.exporting.words import going_words, told_of
from desk_app.ui.kit import Kit
from desk_app.ui.shell.window import Window
from tests.integration.store.making import created, person

PATIENCE = 30_000


def dialog(qtbot: QtBot, kit: Kit, window: Window, kind: str, words: str = "") -> ExportDialog:
    made = ExportDialog(Listed(kind, words), kit, window)
    qtbot.addWidget(made)
    return made


def chosen(made: ExportDialog, form: str, readers: str = "desk") -> ExportDialog:
    made.form.setCurrentIndex(made.form.findData(form))
    made.readers.setCurrentIndex(made.readers.findData(readers))
    return made


def test_people_go_out_as_cards_and_the_register_knows(
    qtbot: QtBot, kit: Kit, window: Window, store: Store, tmp_path: Path
) -> None:
    made = chosen(dialog(qtbot, kit, window, "person"), "vcard")
    file = tmp_path / "people.vcf"
    with qtbot.waitSignal(made.written, timeout=PATIENCE):
        made.write(file)
    names = {row.fields["name"] for row in Intake(file.read_bytes(), file.name).rows()}
    assert {"Anika Chowdhury", "Johan de Vries"} <= names
    (noted,) = store.filing.exports()
    assert (noted.name, noted.count) == ("people.vcf", len(names))


def test_who_agreed_to_nothing_does_not_go_to_firms(
    qtbot: QtBot, kit: Kit, window: Window, store: Store, tmp_path: Path
) -> None:
    willing = person(store, "Femke Jansen")
    created(
        store,
        "consent",
        person=str(willing),
        purpose="share_firms",
        answer="agreed",
        on="2026-01-01",
    )
    made = chosen(dialog(qtbot, kit, window, "person"), "csv", "firms")
    file = tmp_path / "people.csv"
    with qtbot.waitSignal(made.written, timeout=PATIENCE) as out:
        made.write(file)
    (written,) = out.args or []
    assert written.count == 1
    assert "Femke Jansen" in file.read_text("utf-8-sig")
    assert any("no agreement to be shared" in sentence for sentence in told_of(written))


def test_what_stays_out_is_said_before_anything_is_written(
    qtbot: QtBot, kit: Kit, window: Window, store: Store
) -> None:
    person(store, "Femke Jansen")
    made = dialog(qtbot, kit, window, "person")
    with qtbot.waitSignal(made.counted, timeout=PATIENCE):
        pass
    with qtbot.waitSignal(made.counted, timeout=PATIENCE) as out:
        made.readers.setCurrentIndex(made.readers.findData("firms"))
    (going,) = out.args or []
    assert going.count == 0
    assert made.going.text().splitlines() == going_words(going)
    assert not made.agree.isEnabled()


def test_a_list_whose_filter_finds_nobody_is_not_taken_for_everybody(
    qtbot: QtBot, kit: Kit, window: Window, tmp_path: Path, store: Store
) -> None:
    made = chosen(dialog(qtbot, kit, window, "person", "nobodyhasthisname"), "csv")
    qtbot.waitUntil(lambda: "No record has these words" in made.note.text(), timeout=PATIENCE)
    assert not made.agree.isEnabled()
    made.write(tmp_path / "people.csv")
    qtbot.waitUntil(lambda: bool(made.findChildren(QMessageBox)), timeout=PATIENCE)
    made.findChildren(QMessageBox)[0].close()
    assert list(tmp_path.glob("*.csv")) == []
    assert store.filing.exports() == ()


def test_a_filtered_list_says_so_and_offers_all(qtbot: QtBot, kit: Kit, window: Window) -> None:
    made = dialog(qtbot, kit, window, "person", "anika")
    texts = [made.kind.itemText(n) for n in range(made.kind.count())]
    assert texts == [
        "The list as it is filtered: “anika”",
        "All people",
        "Everything the desk holds",
    ]


def test_cards_go_out_in_the_form_that_phones_and_outlook_read(
    qtbot: QtBot, kit: Kit, window: Window, tmp_path: Path
) -> None:
    made = dialog(qtbot, kit, window, "person")
    for form, version in (("vcard", b"VERSION:3.0"), ("vcard4", b"VERSION:4.0")):
        with qtbot.waitSignal(made.written, timeout=PATIENCE):
            chosen(made, form).write(tmp_path / "people.vcf")
        assert version in (tmp_path / "people.vcf").read_bytes()


def test_a_mailing_list_counts_the_letters_and_says_who_gets_none(
    qtbot: QtBot, kit: Kit, window: Window, store: Store, tmp_path: Path
) -> None:
    shy = person(store, "Femke Jansen", emails=["femke@example.org"])
    fields = {"purpose": "contact", "answer": "refused", "on": "2026-01-01"}
    created(store, "consent", person=str(shy), **fields)
    made = chosen(dialog(qtbot, kit, window, "person"), "csv")
    made.mailing.setChecked(True)
    file = tmp_path / "letters.csv"
    with qtbot.waitSignal(made.written, timeout=PATIENCE) as out:
        made.write(file)
    (written,) = out.args or []
    text = file.read_text("utf-8-sig")
    assert "femke@example.org" not in text
    assert written.withheld["write"] >= 1
    assert text.count("Dear ") == written.count


def test_a_filtered_list_goes_out_as_it_is_filtered(
    qtbot: QtBot, kit: Kit, window: Window, tmp_path: Path
) -> None:
    made = chosen(dialog(qtbot, kit, window, "person", "anika"), "csv")
    with qtbot.waitSignal(made.written, timeout=PATIENCE) as out:
        made.write(tmp_path / "people.csv")
    assert (out.args or [])[0].count == 1


@pytest.mark.parametrize(
    ("kind", "forms"),
    [("person", ["vcard", "vcard4", "xlsx", "csv", "json"]), ("firm", ["xlsx", "csv", "json"])],
)
def test_the_forms_are_those_that_fit(
    qtbot: QtBot, kit: Kit, window: Window, kind: str, forms: list[str]
) -> None:
    made = dialog(qtbot, kit, window, kind)
    assert [made.form.itemData(n) for n in range(made.form.count())] == forms
    made.kind.setCurrentIndex(1)
    assert [made.form.itemData(n) for n in range(made.form.count())] == ["json"]
