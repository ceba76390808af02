"""`ict-desk` and `python -m desk_app`: the window, or a command."""

import gc
import sys
from pathlib import Path

from desk_app.profile import default_folder


def open_window(folder: Path, picture: Path | None = None, code: str = "") -> int:
    """Show the window on the desk in `folder`, or save a picture of it; return the exit code.

    `code` from paper tells what to show first.
    """
    gc.disable()  # what a start makes stays; `app` collects again once the window is in use
    from desk_app.ui.binding import import_plainly  # Qt: not for commands

    import_plainly()
    from desk_app.app import run_window

    return run_window(folder, picture=picture, code=code)


def main() -> None:
    """Do what the command line says."""
    folder = _window_alone(sys.argv[1:])
    sys.exit(_commanded(sys.argv[1:]) if folder is None else _shown(folder))


def _window_alone(words: list[str]) -> Path | None:
    """Return the profile's folder where the words ask for a window and nothing else."""
    if not words:
        return default_folder()
    alone = len(words) == 2 and words[0] == "--profile" and Path(words[1]).is_dir()
    return Path(words[1]) if alone else None


def _shown(folder: Path) -> int:
    """Open the window without importing what reads commands: that would hold up the start."""
    try:
        return open_window(folder)
    except Exception as error:  # noqa: BLE001  # told the same way as any command's
        return _commanded([], error)


def _commanded(words: list[str], error: Exception | None = None) -> int:
    from desk_app.cli import run  # what reads commands, only for them

    def window(folder: Path, picture: Path | None, code: str = "") -> int:
        if error is not None:
            raise error
        return open_window(folder, picture, code)

    return run(words, window)


if __name__ == "__main__":
    main()
