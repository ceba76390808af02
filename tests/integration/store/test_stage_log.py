"""Every change of a demand's stage leaves a line in its log, in the same act."""

from pathlib import Path

import pytest

from desk_app.domain.acts import Act, Change
from desk_app.domain.errors import WrongInput
from desk_app.domain.kinds.stage import Stage
from tests.integration.store.making import created, opened


def test_a_changed_stage_is_logged_and_undone_with_its_act(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        demand = created(store, "demand", name="300 developers")
        store.do(Act((Change(demand, {"stage": "qualified"}),)))
        store.do(Act((Change(demand, {"name": "310 developers"}),)))
        (line,) = store.all("stage")
        assert isinstance(line.content, Stage)
        assert line.content.demand == demand
        assert (line.content.before, line.content.after) == ("identified", "qualified")
        store.undo()
        store.undo()
        assert store.all("stage") == []
        assert store.record(demand).content.stage == "identified"  # type: ignore[attr-defined]  # a demand


def test_a_loss_without_reasons_is_not_saved(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        demand = created(store, "demand", name="300 developers")
        with pytest.raises(WrongInput, match="Lost because of"):
            store.do(Act((Change(demand, {"stage": "lost"}),)))
        assert store.all("stage") == []
