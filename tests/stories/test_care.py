"""What the program does for the officer's records without being asked."""

from desk_app.ui.start.trouble import TroublePage
from tests.stories.conftest import Officer
from tests.stories.test_window import enrol
from tests.support.trial import Trial


def test_backups_are_made_while_the_desk_is_open(officer: Officer, trial: Trial) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Careful mission")))
    for copy in (officer.folder / "backups").iterdir():
        copy.unlink()
    officer.program.look_through()
    officer.sees(lambda: list((officer.folder / "backups").iterdir()))


def test_damage_found_while_the_desk_is_open_is_said_and_mended(
    officer: Officer, trial: Trial
) -> None:
    enrol(officer, trial.address, trial.code(trial.mission("Rotting mission")))
    for number in range(30):
        officer.writes("firm", {"name": f"Firm {number}"}, {"side": "foreign"})
    officer.asks(lambda desk: desk._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    file = officer.folder / "desk.db"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)

    officer.program.look_through()
    officer.sees(lambda: officer.window.findChildren(TroublePage))
    officer.clicks(officer.window, "Rescue my records")
    officer.sees(lambda: not officer.window.findChildren(TroublePage))
    officer.sees(lambda: officer.asks(lambda desk: desk.count("firm")) == 30)
