"""`ict-desk` and `python -m desk_app`: the window, or a command."""

import sys
from pathlib import Path

from desk_app.cli import run


def open_window(folder: Path, picture: Path | None = None) -> int:
    """Show the window on the desk in `folder`, or save a picture of it; return the exit code."""
    from desk_app.app import run_window  # Qt: not for commands

    return run_window(folder, picture=picture)


def main() -> None:
    """Do what the command line says."""
    sys.exit(run(sys.argv[1:], open_window))


if __name__ == "__main__":
    main()
