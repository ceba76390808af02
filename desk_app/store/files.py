"""What the files of a profile's store are called."""

from pathlib import Path


class Files:
    """The names of the files in a profile's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "desk.db"
        self.journal = folder / "journal"
        self.backups = folder / "backups"
        self.lock = folder / "lock"
