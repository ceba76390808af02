"""Handing a finished PDF to a printer.

Where CUPS serves the printers the PDF itself is handed over: text stays text and both sides are
honoured. Elsewhere each page is drawn at the printer's resolution, 600 dpi at most.
"""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from desk_app.domain.errors import PrinterTrouble

NO_PRINTER = (
    "This workstation has no printer. The brief is not lost: save it as PDF, "
    "or set up a printer in the system's settings and print again."
)
_PATIENCE = 60
_MOST_DPI = 600


class Job(Struct, frozen=True):
    """What the print dialog decided; pages count from 1, none means all."""

    printer: str
    copies: int = 1
    pages: tuple[tuple[int, int], ...] = ()
    sides: str = "one-sided"
    file: str = ""


def job_of(printer: QPrinter) -> Job:
    """Read what was chosen in the dialog."""
    sides = {
        QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
        QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
        QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
    }
    pages: tuple[tuple[int, int], ...] = ()
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        pages = ((printer.fromPage(), printer.toPage()),)
    return Job(
        printer.printerName(),
        max(1, printer.copyCount()),
        pages,
        sides.get(printer.duplex(), "one-sided"),
        printer.outputFileName(),
    )


def print_pdf(pdf: bytes, job: Job, printer: QPrinter) -> None:
    """Print `pdf`; blocks until the system has taken it, so it is called off the main thread.

    Raises:
        PrinterTrouble: there is no such printer, or it did not take the document.

    """
    if job.file:
        write_pdf(Path(job.file), pdf)
    elif not job.printer:
        raise PrinterTrouble(NO_PRINTER)
    elif (lp := shutil.which("lp")) is not None:
        _hand_over(lp, pdf, job)
    else:
        _draw(pdf, job, printer)


def write_pdf(file: Path, pdf: bytes) -> None:
    """Write the document to a file.

    Raises:
        PrinterTrouble: the file cannot be written there.

    """
    try:
        file.write_bytes(pdf)
    except OSError as error:
        raise PrinterTrouble(
            "The file could not be written. Choose another folder and save again."
        ) from error


def lp_words(lp: str, job: Job) -> list[str]:
    """Return the command that hands a document on standard input to CUPS."""
    words = [lp, "-d", job.printer, "-n", str(job.copies), "-o", f"sides={job.sides}"]
    if job.pages:
        words += ["-P", ",".join(f"{first}-{last}" for first, last in job.pages)]
    return [*words, "-t", "brief"]


def _hand_over(lp: str, pdf: bytes, job: Job) -> None:
    try:
        done = subprocess.run(  # noqa: S603  (a fixed program, its words are a printer's name and numbers)
            lp_words(lp, job), input=pdf, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _not_taken(job) from error
    if done.returncode != 0:
        raise _not_taken(job)


def _not_taken(job: Job) -> PrinterTrouble:
    return PrinterTrouble(
        "The printer {name} did not take the brief. It may be switched off or gone. "
        "Nothing is lost: choose another printer, or save the brief as PDF.",
        name=job.printer,
    )


def _draw(pdf: bytes, job: Job, printer: QPrinter) -> None:
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer.setResolution(min(printer.resolution(), _MOST_DPI))
    painter = QPainter()
    if not painter.begin(printer):
        raise _not_taken(job)
    try:
        _draw_pages(document, wanted(document.pageCount(), job.pages), printer, painter)
    finally:
        painter.end()


def wanted(count: int, ranges: Sequence[tuple[int, int]]) -> list[int]:
    """Return the pages to print, counted from 0."""
    every = range(count)
    if not ranges:
        return list(every)
    return [page for page in every if any(low <= page + 1 <= high for low, high in ranges)]


def _draw_pages(
    document: QPdfDocument, pages: list[int], printer: QPrinter, painter: QPainter
) -> None:
    for place, page in enumerate(pages):
        if place:
            printer.newPage()
        points = document.pagePointSize(page)
        dots = printer.resolution() / 72
        size = QSize(round(points.width() * dots), round(points.height() * dots))
        painter.drawImage(painter.viewport().topLeft(), document.render(page, size))
