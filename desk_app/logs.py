"""The program's log: what happened to which identifiers, never what a record holds.

`report` is the one place for errors that nobody foresaw. It writes down where they happened and
of what kind they are, not their text: that may quote what an officer typed.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG = logging.getLogger("desk_app")
LOG.addHandler(
    logging.NullHandler()
)  # without a file nothing is written, least of all to a terminal
SIZE = 512 * 1024
KEPT = 3


def start_log(folder: Path) -> None:
    """Write the program's log to `folder`, rotating, readable by its owner alone.

    A disk that takes no log is no reason not to work: then nothing is logged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / "desk.log", maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    stop_log()
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def stop_log() -> None:
    """Close the log's file."""
    for handler in list(LOG.handlers):
        if isinstance(handler, RotatingFileHandler):
            LOG.removeHandler(handler)
            handler.close()


def report(error: BaseException) -> str:
    """Log an error that nobody foresaw and return what was logged, fit to be sent to somebody.

    It names the error's kind and the lines that led to it, and no value.
    """
    text = crash_text(error)
    LOG.error("%s", text)
    return text


def crash_text(error: BaseException) -> str:
    """Describe an error without any value: its kind, and the program's lines, outermost first."""
    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += _places(error.__traceback__)
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines.append("because of " + crash_text(cause))
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    return found


def _short(name: str) -> str:
    """Leave out the folders that tell whose machine this is."""
    return "/".join(Path(name).parts[-3:])
