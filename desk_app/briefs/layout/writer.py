"""Drawn sheets, their structure and bookmarks, made into one archival, accessible PDF file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from desk_app.briefs.content import Lang
from desk_app.briefs.layout.archive import colour_profile, xmp
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.objects import File, Raw, Stream
from desk_app.briefs.layout.paint import Link, Sheet
from desk_app.briefs.layout.tags import LANGUAGE_TAGS, Annotation, Node, described, pdf_text

PRODUCER = "ICT Desk"


class Bookmark(NamedTuple):
    """An outline entry: words, page index, height on the page in points."""

    title: str
    page: int
    top: float


class About(NamedTuple):
    """What the file says of itself. `at` is aware and is the only moment in the file."""

    title: str
    author: str
    subject: str
    lang: Lang
    at: datetime


def pdf_file(
    sheets: Sequence[Sheet],
    sizes: Sequence[tuple[float, float]],
    fonts: DocumentFonts,
    root: Node,
    bookmarks: Sequence[Bookmark],
    about: About,
) -> bytes:
    """The bytes of a tagged PDF/A-2a and PDF/UA-1 file of `sheets`; `sizes` are in points."""
    file = File()
    pages = [Raw() for _ in sheets]
    tree = Raw()
    numbers = [file.number(page) for page in pages]
    parent = file.number(tree)
    links = _links(file, sheets)
    resources = file.add(Raw(f"<</Font<<{fonts.write(file)}>>>>".encode()))
    for sheet, page, size in zip(sheets, pages, sizes, strict=True):
        page.content = _page(file, sheet, parent, size, resources, links)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    tree.content = f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>".encode()
    catalogue = _catalogue(about, file)
    catalogue["Pages"] = Raw(f"{parent} 0 R".encode())
    catalogue["StructTreeRoot"] = Raw(_structure(file, root, sheets, numbers, links).encode())
    if bookmarks:
        catalogue["Outlines"] = Raw(_outlines(file, bookmarks, numbers).encode())
        catalogue["PageMode"] = "/UseOutlines"
    return file.written(catalogue, _info(about))


def _page(
    file: File,
    sheet: Sheet,
    parent: int,
    size: tuple[float, float],
    resources: str,
    links: dict[Link, int],
) -> bytes:
    contents = file.add(Stream("\n".join(sheet.code).encode("ascii")))
    annotations = " ".join(f"{links[link]} 0 R" for link in sheet.links)
    return (
        f"<</Type/Page/Parent {parent} 0 R/MediaBox[0 0 {size[0]:.2f} {size[1]:.2f}]"
        f"/Resources {resources}/Contents {contents}/StructParents {sheet.number}/Tabs/S"
        f"{f'/Annots[{annotations}]' if annotations else ''}>>"
    ).encode()


def _links(file: File, sheets: Sequence[Sheet]) -> dict[Link, int]:
    """Link annotations: their object numbers. Each knows its place in the parent tree."""
    numbers: dict[Link, int] = {}
    for link in (link for sheet in sheets for link in sheet.links):
        rect = " ".join(f"{edge:.2f}" for edge in link.rect)
        annotation = Raw(
            f"<</Type/Annot/Subtype/Link/Rect[{rect}]/F 4/Border[0 0 0]"
            f"/Contents{pdf_text(link.url)}/StructParent {len(sheets) + len(numbers)}"
            f"/A<</Type/Action/S/URI/URI({_escaped(link.url)})>>>>".encode()
        )
        numbers[link] = file.number(annotation)
        link.node.kids.append(Annotation(link.page, numbers[link]))
    return numbers


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _structure(
    file: File, root: Node, sheets: Sequence[Sheet], pages: list[int], links: dict[Link, int]
) -> str:
    """Write the structure tree; the reference to its root."""
    nodes = list(_all_nodes(root))
    objects = [Raw() for _ in nodes]
    for node, thing in zip(nodes, objects, strict=True):
        node.number = file.number(thing)
    top = Raw()
    number = file.number(top)
    for node, thing in zip(nodes, objects, strict=True):
        thing.content = described(node, pages, number)
    owners = [" ".join(f"{node.number} 0 R" for node in sheet.owners) for sheet in sheets]
    entries = [f"{n} {file.add(Raw(f'[{owned}]'.encode()))}" for n, owned in enumerate(owners)]
    entries += [f"{len(sheets) + n} {link.node.number} 0 R" for n, link in enumerate(links)]
    top.content = (
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree<</Nums[{' '.join(entries)}]>>"
        f"/ParentTreeNextKey {len(entries)}>>"
    ).encode()
    return f"{number} 0 R"


def _all_nodes(node: Node) -> list[Node]:
    found = [node]
    for kid in node.kids:
        if isinstance(kid, Node):
            found += _all_nodes(kid)
    return found


def _outlines(file: File, bookmarks: Sequence[Bookmark], pages: list[int]) -> str:
    top = Raw()
    entries = [Raw() for _ in bookmarks]
    root = file.number(top)
    numbers = [file.number(entry) for entry in entries]
    for place, (mark, entry) in enumerate(zip(bookmarks, entries, strict=True)):
        before = f"/Prev {numbers[place - 1]} 0 R" if place else ""
        after = f"/Next {numbers[place + 1]} 0 R" if place + 1 < len(numbers) else ""
        entry.content = (
            f"<</Title{pdf_text(mark.title)}/Parent {root} 0 R{before}{after}"
            f"/Dest[{pages[mark.page]} 0 R/XYZ 0 {mark.top:.2f} null]>>"
        ).encode()
    top.content = (
        f"<</Type/Outlines/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {len(numbers)}>>"
    ).encode()
    return f"{root} 0 R"


def _catalogue(about: About, file: File) -> pdfdoc.PDFDictionary:
    profile = file.add(Stream(colour_profile(), "/N 3"))
    metadata = xmp(
        about.title, about.author, about.subject, LANGUAGE_TAGS[about.lang], about.at, PRODUCER
    )
    intent = (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]"
    )
    return pdfdoc.PDFDictionary(
        {
            "Type": "/Catalog",
            "Lang": pdfdoc.PDFString(LANGUAGE_TAGS[about.lang]),
            "MarkInfo": Raw(b"<</Marked true>>"),
            "ViewerPreferences": Raw(b"<</DisplayDocTitle true>>"),
            "Metadata": Raw(
                file.add(Stream(metadata, "/Type/Metadata/Subtype/XML", plain=True)).encode()
            ),
            "OutputIntents": Raw(intent.encode()),
        }
    )


def _info(about: About) -> pdfdoc.PDFDictionary:
    when = about.at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    said = {"Title": about.title, "Author": about.author, "Producer": PRODUCER}
    if about.subject:
        said["Subject"] = about.subject
    return pdfdoc.PDFDictionary(
        {name: Raw(pdf_text(words).encode()) for name, words in said.items()}
        | {"CreationDate": pdfdoc.PDFString(when), "ModDate": pdfdoc.PDFString(when)}
    )
