"""A profile's small files: written whole or not at all, read with defaults."""

import logging
from datetime import time
from pathlib import Path

import pytest

from desk_app.domain.errors import DiskFull, StoreDamaged
from desk_app.logs import LOG, report, start_log, stop_log
from desk_app.profile import Binding, Profile, default_folder, write_whole
from desk_app.settings import QuietHours, Settings, read_settings, write_settings
from tests.support.logs import LogWatch


def test_a_profile_remembers_how_it_reaches_the_ministry(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "deep" / "profile")
    profile.make()
    assert profile.binding is None
    binding = Binding("p", "passphrase", "https://ministry.example", "PEM", skew=-3)
    profile.bind(binding)
    assert profile.binding == binding
    assert profile.folder.stat().st_mode & 0o077 == 0
    assert profile.binding_file.stat().st_mode & 0o077 == 0


def test_a_binding_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    profile = Profile(tmp_path)
    profile.binding_file.write_text("{", encoding="utf-8")
    with pytest.raises(StoreDamaged, match=r"profile\.json"):
        _ = profile.binding


def test_the_environment_names_the_profile(tmp_path: Path) -> None:
    assert default_folder({"ICT_DESK_PROFILE": str(tmp_path)}) == tmp_path
    assert default_folder({}).name == "profile"


def test_a_file_that_cannot_be_replaced_keeps_what_it_held(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(DiskFull):
        write_whole(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_settings_are_kept_and_default_where_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    assert read_settings(file) == Settings()
    settings = Settings(language="bn", theme="dark", quiet=QuietHours(time(22), time(6)))
    write_settings(file, settings)
    assert read_settings(file) == settings
    file.write_bytes(b"[" * 100_000)
    assert read_settings(file) == Settings()


def test_quiet_hours_may_span_midnight() -> None:
    night = QuietHours(time(22), time(6))
    assert [night.cover(time(hour)) for hour in (21, 22, 0, 5, 6)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    noon = QuietHours(time(12), time(13))
    assert [noon.cover(time(hour)) for hour in (11, 12, 13)] == [False, True, False]


def test_an_unforeseen_error_is_logged_without_what_an_officer_typed(
    tmp_path: Path, logged: LogWatch
) -> None:
    logged.expect("ValueError")
    start_log(tmp_path)
    text = ""
    try:
        int("Rahima Khatun")
    except ValueError as error:
        text = report(error)
    stop_log()
    kept = (tmp_path / "desk.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in kept
    assert "test_profile.py" in kept
    assert "Rahima" not in kept + text


def test_a_folder_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    start_log(file / "logs")
    assert not any(isinstance(h, logging.FileHandler) for h in LOG.handlers)
