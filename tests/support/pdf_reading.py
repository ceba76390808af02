"""A finished PDF read back: words by several readers, marked content, structure, ink."""

import io
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from msgspec import to_builtins
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from desk_app.briefs.content import Brief


def normal(text: str) -> str:
    """`text` in one normal form, white space run together, joiners left out."""
    bare = text.replace("\u200c", "").replace("\u200d", "")
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def by_pypdf(data: bytes) -> list[str]:
    """The text of each page, read by pypdf."""
    return [normal(page.extract_text()) for page in PdfReader(io.BytesIO(data)).pages]


def by_pdfminer(data: bytes) -> list[str]:
    """The text of each page, read by pdfminer."""
    return [
        normal("".join(box.get_text() for box in page if isinstance(box, LTTextContainer)))
        for page in extract_pages(io.BytesIO(data))
    ]


def by_poppler(data: bytes) -> list[str] | None:
    """The text of each page, read by Poppler's pdftotext; None where it is not installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return None
    done = subprocess.run([tool, "-", "-"], input=data, capture_output=True, check=True)
    return [normal(page) for page in done.stdout.decode().split("\f")[:-1]]


def by_mupdf(data: bytes) -> list[str] | None:
    """The text of each page, read by MuPDF's mutool; None where it is not installed."""
    tool = shutil.which("mutool")
    if tool is None:
        return None
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [tool, "draw", "-q", "-F", "text", file.name]
        done = subprocess.run(command, capture_output=True, check=True)
    return [normal(page) for page in done.stdout.decode().split("\f")[:-1]]


def by_pdfium(data: bytes) -> list[str]:
    """The text of each page, read by PDFium through Qt (an application must exist)."""
    document = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = [normal(document.getAllText(n).text()) for n in range(document.pageCount())]
    document.close()
    return pages


def by_all(data: bytes) -> dict[str, str]:
    """The whole text by each reader there is on this machine, by its name."""
    read = {
        "pypdf": by_pypdf(data),
        "pdfminer": by_pdfminer(data),
        "PDFium": by_pdfium(data),
        "Poppler": by_poppler(data),
        "MuPDF": by_mupdf(data),
    }
    return {name: " ".join(pages) for name, pages in read.items() if pages is not None}


def missing_words(wanted: Iterable[str], text: str) -> list[str]:
    """Those of `wanted` that a search in `text` does not find.

    A word parted at a hyphen is joined by readers in their own ways.
    """
    joined = text.replace(" ", "").replace("-", "").replace("\ufffe", "")
    return [w for w in wanted if w not in text and w.replace("-", "") not in joined]


def words_of(brief: Brief) -> set[str]:
    """Every word that `brief` has on paper: of page 1, of its sections, of its parts."""
    printed = (brief.front, brief.sections, [part.sections for part in brief.parts])
    words = {word for text in _texts(to_builtins(printed)) for word in normal(text).split()}
    inside = [words_of(one) for part in brief.parts for one in part.briefs]
    return words.union(*inside)


_NOT_PRINTED = {"payload", "alt", "key", "type", "link", "mark", "align", "lang", "kind"} | {
    "role",
    "size",
    "page",
    "style",
}


def _texts(value: object) -> list[str]:
    """Every text of spans, titles and labels in a brief as plain data."""
    if isinstance(value, dict):
        inner = [each for key, each in value.items() if key not in _NOT_PRINTED]
        return [text for each in inner for text in _texts(each)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


@dataclass(frozen=True)
class Letter:
    """A character code as drawn: text, page, left, right, bottom, size, baseline.

    `mcid` is the number of its marked content, -1 in artifacts.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    base: float
    mcid: int


class _Pages(PDFLayoutAnalyzer):
    """Collects every drawn code with the marked content it stands in."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self.letters: list[Letter] = []
        self._numbers: list[int] = []
        self.number = 0

    def begin_tag(self, tag: object, props: object = None) -> None:
        around = self._numbers[-1] if self._numbers else -1
        self._numbers.append(props.get("MCID", around) if isinstance(props, dict) else around)

    def end_tag(self) -> None:
        self._numbers.pop()

    def render_char(self, matrix: Any, *rest: Any, **named: Any) -> float:
        advance = super().render_char(matrix, *rest, **named)
        drawn: Any = self.cur_item
        char: LTChar = drawn._objs[-1]
        place = (self.number, char.x0, char.x1, char.y0, char.size, float(matrix[5]))
        self.letters.append(Letter(char.get_text(), *place, self._numbers[-1]))
        return advance


def letters(data: bytes) -> list[Letter]:
    """Every drawn code with its place, in drawing order."""
    resources = PDFResourceManager()
    device = _Pages(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data))):
        device.number = number
        interpreter.process_page(page)
    return device.letters


@dataclass
class Element:
    """A structure element: tag, language, attributes, kids that are elements, content numbers."""

    tag: str
    lang: str
    alt: str
    attributes: dict[str, object]
    kids: list["Element"] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    objects: int = 0

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def structure(pdf: pikepdf.Pdf) -> Element:
    """The structure tree of `pdf`."""
    return _element(pdf.Root.StructTreeRoot.K, _page_numbers(pdf), None)


def contents(pdf: pikepdf.Pdf, node: Any) -> list[tuple[int, int]]:
    """The content (page, number) of one structure element object."""
    return _element(node, _page_numbers(pdf), None).content


def _page_numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    numbers: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages):
        place: Any = page.objgen
        numbers[place] = number
    return numbers


def _element(node: Any, pages: dict[tuple[int, int], int], home: int | None) -> Element:
    home = pages[node.Pg.objgen] if "/Pg" in node else home
    attributes = dict(node.A.items()) if "/A" in node else {}
    element = Element(
        str(node.S)[1:], str(node.get("/Lang", "")), str(node.get("/Alt", "")), attributes
    )
    for kid in node.K:
        if isinstance(kid, int):
            assert home is not None
            element.content.append((home, kid))
        elif kid.get("/Type") == "/MCR":
            element.content.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            element.objects += 1
        else:
            element.kids.append(_element(kid, pages, home))
    return element


_SHOWS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}


def unmarked_drawing(page: pikepdf.Page) -> list[str]:
    """Operators of `page` that draw outside any marked content, and unbalanced marks."""
    depth = 0
    found: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            depth += 1
        elif operator == "EMC":
            depth -= 1
        elif operator in _SHOWS and depth == 0:
            found.append(operator)
    return found + (["unbalanced"] if depth else [])


def marked_numbers(page: pikepdf.Page) -> list[int]:
    """The marked content numbers of `page`, in drawing order."""
    return [
        int(properties.MCID)
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) == "BDC"
        and isinstance(properties := instruction.operands[1], pikepdf.Dictionary)
        and "/MCID" in properties
    ]
