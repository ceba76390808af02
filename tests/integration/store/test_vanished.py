"""A store whose file was emptied or taken away, while what was typed still lies beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.domain.errors import StoreDamaged
from desk_app.store.rescue import rescue
from desk_app.sync.desks import Machine, has_desk, make_desk, open_desk
from tests.integration.store.making import KEY, NOW, names, opened, person


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("spoil", [empty, Path.unlink])
def test_a_file_that_lost_everything_is_not_taken_for_a_new_desk(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    with opened(tmp_path) as store:
        person(store, "Typed and never sent")
    spoil(tmp_path / "desk.db")
    with pytest.raises(StoreDamaged, match="repair"), opened(tmp_path):
        pass
    assert rescue(tmp_path, KEY, now=NOW).edits == 1
    with opened(tmp_path) as store:
        assert names(store) == ["Typed and never sent"]


def test_a_desk_without_its_file_is_a_damaged_one_not_none(tmp_path: Path) -> None:
    machine = Machine()
    with make_desk(tmp_path, machine, hint="demo") as desk:
        person(desk.store, "Typed and never sent")
    (tmp_path / "desk.db").unlink()
    assert has_desk(tmp_path)
    for opening in (open_desk, make_desk):
        with pytest.raises(StoreDamaged):
            opening(tmp_path, machine)


def test_a_vault_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    asked: list[bool] = []

    def ask(new: bool) -> str:
        asked.append(new)
        return "new"

    make_desk(tmp_path, Machine(), hint="demo").close()
    (tmp_path / "vault").unlink()
    with pytest.raises(StoreDamaged, match="vault"):
        open_desk(tmp_path, Machine(ask=ask))
    assert not asked
    assert not (tmp_path / "vault").exists()
