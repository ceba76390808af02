"""Words found again: every word of briefs in both languages, by each reader of PDF there is."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from desk_app.briefs.content import Brief
from desk_app.briefs.layout.document import laid_out
from tests.bench.registry import Report, bench
from tests.support.briefs import (
    PRINTED_AT,
    bangla_brief,
    consent_slip,
    delegation_book,
    english_brief,
    large_print,
)
from tests.support.pdf_reading import by_all, missing_words, normal, words_of

BRIEFS = (english_brief(), bangla_brief(), consent_slip(), large_print(), delegation_book())
PDFJS = "pdfjs-dist@5"


@bench("readers")
def words_found_again(folder: Path) -> Report:
    """Poppler, PDFium, MuPDF, pypdf, pdfminer and pdf.js: the share of words each one finds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    pdfjs = _pdfjs(folder)
    wanted = 0
    missed: dict[str, int] = {}
    for brief in BRIEFS:
        words = words_of(brief)
        wanted += len(words)
        for reader, text in _read(brief, folder, pdfjs).items():
            missed[reader] = missed.get(reader, 0) + len(missing_words(words, text))
    del application
    without = "" if pdfjs else " (pdf.js could not be installed here)"
    return Report(
        f"every word of {len(BRIEFS)} briefs{without}",
        {"words": wanted} | {f"{reader}_missing": n for reader, n in missed.items()},
        {f"{reader}_found": 1 - n / wanted for reader, n in missed.items()},
    )


def _read(brief: Brief, folder: Path, pdfjs: Path | None) -> dict[str, str]:
    data = laid_out(brief, printed_at=PRINTED_AT).data
    texts = by_all(data)
    if pdfjs is not None:
        file = folder / "brief.pdf"
        file.write_bytes(data)
        script = Path(__file__).with_name("pdfjs_text.mjs")
        command = ["node", str(script), str(pdfjs), str(file)]
        done = subprocess.run(command, capture_output=True, check=True)
        texts["pdf.js"] = normal(" ".join(json.loads(done.stdout)))
    return texts


def _pdfjs(folder: Path) -> Path | None:
    """The folder of pdf.js, installed for this run; None where it cannot be had."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    quietly = ("--silent", "--no-fund", "--no-audit")
    command = [npm, "install", *quietly, "--prefix", str(folder), PDFJS]
    done = subprocess.run(command, capture_output=True, check=False)
    place = folder / "node_modules" / "pdfjs-dist"
    return place if done.returncode == 0 and place.is_dir() else None
