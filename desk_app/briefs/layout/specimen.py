"""A specimen of the briefs' typesetting: strings alone on pages, to compare with other drawings.

Run as `python -m desk_app.briefs.layout.specimen STRINGS.json OUT.pdf`, where STRINGS.json is a
list of strings. Each gets a page of its own, on one line, black on white, at 40 points in the
regular face, 20 points from the left and 60 above the lower edge; the page is as wide as the line
with 20 points on either side, rounded up.
"""

import sys
from datetime import UTC, datetime
from math import ceil
from pathlib import Path

import msgspec

from desk_app.briefs.content import Lang, Span
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.lines import Ink, Line, Setter
from desk_app.briefs.layout.paint import Sheet
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.words import words
from desk_app.briefs.layout.writer import About, pdf_file

SIZE = 40.0
BORDER = 20.0
BASELINE = 60.0
HEIGHT = 140.0

_AT = datetime(2026, 1, 1, tzinfo=UTC)
_BLACK = "0 g"


def specimen(strings: list[str]) -> bytes:
    """A PDF of one page for each of `strings`."""
    fonts, root = DocumentFonts(), Node("Document", None)
    lines = [_line(string) for string in strings]
    sheets = [Sheet(number, fonts, words("en").marks) for number in range(len(lines))]
    for sheet, line in zip(sheets, lines, strict=True):
        node = Node("P", root)
        sheet.begin(node)
        sheet.text(line, BORDER, BASELINE, node, "en")
        sheet.end()
    sizes = [(float(ceil(line.width + 2 * BORDER)), HEIGHT) for line in lines]
    about = About("Specimen", "ICT Desk", "", "en", _AT)
    return pdf_file(sheets, sizes, fonts, root, [], about)


def _line(string: str) -> Line:
    text = one_line(string)
    lang: Lang = "bn" if any("\u0980" <= ch <= "\u09ff" for ch in text) else "en"
    spans = [Span(text, lang=lang)]
    atoms = Setter(even=True).atoms(spans, lambda _: Ink(SIZE, bold=False, fill=_BLACK), lang)
    return Line(atoms, sum(atom.width + atom.gap for atom in atoms), last=True)


def main(arguments: list[str]) -> int:
    """Write the specimen; 2 on wrong usage."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m desk_app.briefs.layout.specimen STRINGS.json OUT.pdf\n")
        return 2
    source, target = arguments
    strings = msgspec.json.decode(Path(source).read_bytes(), type=list[str])
    Path(target).write_bytes(specimen(strings))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
