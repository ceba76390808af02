"""A list saved for other programs: what goes, what is withheld, and that it is noted."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.exchange.reading import Intake
from desk_app.store.store import Store
from desk_app.ui.exporting.dialog import ExportDialog, Listed, told_of
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
    assert any("have not agreed" in sentence for sentence in told_of(written))


def test_a_filtered_list_goes_out_as_it_is_filtered(
    qtbot: QtBot, kit: Kit, window: Window, tmp_path: Path
) -> None:
    made = chosen(dialog(qtbot, kit, window, "person", "anika"), "csv")
    with qtbot.waitSignal(made.written, timeout=PATIENCE) as out:
        made.write(tmp_path / "people.csv")
    assert (out.args or [])[0].count == 1


@pytest.mark.parametrize(
    ("kind", "forms"),
    [("person", ["vcard", "xlsx", "csv", "json"]), ("firm", ["xlsx", "csv", "json"])],
)
def test_the_forms_are_those_that_fit(
    qtbot: QtBot, kit: Kit, window: Window, kind: str, forms: list[str]
) -> None:
    made = dialog(qtbot, kit, window, kind)
    assert [made.form.itemData(n) for n in range(made.form.count())] == forms
    made.kind.setCurrentIndex(1)
    assert [made.form.itemData(n) for n in range(made.form.count())] == ["json"]
