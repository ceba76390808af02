"""QR codes: what they hold is read back from the page by a reader of codes."""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.briefs.content import Brief, QrCode, plain
from desk_app.briefs.layout.codes import modules
from desk_app.briefs.layout.document import pdf
from tests.support.briefs import PRINTED_AT, bangla_brief, brief_of, english_brief, large_print

PAYLOADS = (
    "HAG-7K3F-9Q2M",
    "https://desk.example/o/HAG-7K3F-9Q2M",
    "BEGIN:VCARD\nVERSION:3.0\nFN:ফারিদা ইয়াসমিন\nTEL:+31 70 000 0000\nEND:VCARD",
    "x" * 500,
)


def scanned(data: bytes, folder: Path) -> list[str]:
    """The lines of all codes that ZBar reads from `data`, printed at 250 dots an inch in grey."""
    for tool, package in (("zbarimg", "zbar-tools"), ("pdftoppm", "poppler-utils")):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed (package {package})")
    file = folder / "brief.pdf"
    file.write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "250", "-gray", file, folder / "page"], check=True)
    pictures = sorted(folder.glob("page-*.pgm"))
    # ZBar tells by its exit code that some page has none.
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", *pictures], capture_output=True, check=False
    )
    return sorted(read.stdout.decode().splitlines())


def lines(payloads: Iterable[str]) -> list[str]:
    """The lines of all `payloads`, sorted, for codes are read in no order."""
    return sorted(line for payload in payloads for line in payload.splitlines())


@pytest.mark.parametrize("payload", PAYLOADS, ids=["code", "link", "card", "long"])
def test_a_code_is_read_from_the_page(payload: str, tmp_path: Path) -> None:
    brief = brief_of(QrCode(payload, "a code", plain("Scan it")))
    assert scanned(pdf(brief, printed_at=PRINTED_AT), tmp_path) == lines([payload])


@pytest.mark.parametrize("brief", [english_brief(), bangla_brief(), large_print()])
def test_every_code_of_a_brief_is_read_from_the_page(brief: Brief, tmp_path: Path) -> None:
    wanted = [payload for payload in _payloads(brief) if payload]
    assert wanted
    assert scanned(pdf(brief, printed_at=PRINTED_AT), tmp_path) == lines(wanted)


def _payloads(value: object) -> list[str]:
    """Every payload in a brief."""
    if isinstance(value, tuple):
        return [found for inside in value for found in _payloads(inside)]
    names: tuple[str, ...] = getattr(value, "__struct_fields__", ())
    own = [getattr(value, "payload", "")]
    return own + [found for name in names for found in _payloads(getattr(value, name))]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_a_code_is_a_square_with_its_three_corners(payload: str) -> None:
    rows = modules(payload)
    corner = ["1111111", "1000001", *["1011101"] * 3, "1000001", "1111111"]
    last = len(rows) - 7
    for down, right in ((0, 0), (0, last), (last, 0)):
        seen = [
            "".join("01"[dark] for dark in row[right : right + 7]) for row in rows[down : down + 7]
        ]
        assert seen == corner
    assert all(len(row) == len(rows) for row in rows)
