"""Memory of a process as the system counts it, in bytes (Linux)."""

from pathlib import Path


def pss(pid: int | str = "self") -> int:
    """Proportional set size: private pages, and a fair share of pages shared with others."""
    return _kilobytes(Path(f"/proc/{pid}/smaps_rollup"), "Pss:")


def resident(pid: int | str = "self") -> int:
    """Resident set size now."""
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmRSS:")


def peak_resident(pid: int | str = "self") -> int:
    """The largest resident set size since the process started."""
    return _kilobytes(Path(f"/proc/{pid}/status"), "VmHWM:")


def _kilobytes(file: Path, line: str) -> int:
    lines = file.read_text(encoding="ascii").splitlines()
    return next(int(text.split()[1]) * 1024 for text in lines if text.startswith(line))
