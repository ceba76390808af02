"""What the program carries beside its code is found."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.resources import resource, root, text


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]  # pytest calls it
    root.cache_clear()
    yield
    root.cache_clear()


def test_a_checkout_has_its_resources_beside_the_program() -> None:
    assert resource("sample", "README.md").is_file()
    assert text("sample", "README.md").startswith("# Sample data")


def test_a_bundle_brings_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "word.txt").write_text("শব্দ", encoding="utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert text("word.txt") == "শব্দ"
