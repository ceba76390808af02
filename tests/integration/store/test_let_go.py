"""What was refreshed is let go at once, without Python having to look for cycles."""

import gc
from pathlib import Path

from desk_app.exchange.bringing import Order, bring
from desk_app.exchange.reading import Intake
from desk_app.store.rows import Kept
from tests.integration.store.making import opened


def test_an_import_leaves_none_of_its_records_behind(tmp_path: Path) -> None:
    rows = "\n".join(f"Person{number},Firm {number % 7}" for number in range(300))
    with opened(tmp_path) as store:
        gc.collect()
        gc.disable()
        try:
            bring(Intake(f"Name,Company\n{rows}\n".encode()), Order(), store.filing)
            left = [one for one in gc.get_objects() if isinstance(one, Kept)]
        finally:
            gc.enable()
    assert left == []
