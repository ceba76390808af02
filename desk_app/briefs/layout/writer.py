"""Drawn sheets, their structure and bookmarks, made into one archival, accessible PDF file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from desk_app.briefs.content import Lang
from desk_app.briefs.layout.archive import colour_profile, xmp
from desk_app.briefs.layout.embed import DocumentFonts
from desk_app.briefs.layout.lines import Target
from desk_app.briefs.layout.objects import File, Raw, Stream
from desk_app.briefs.layout.paint import Link, Sheet
from desk_app.briefs.layout.tags import LANGUAGE_TAGS, Annotation, Node, described, pdf_text

PRODUCER = "ICT Desk"


class Bookmark(NamedTuple):
    """An outline entry: words, page index, height on the page in points, how deep it stands."""

    title: str
    page: int
    top: float
    level: int = 0


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
    links = _links(file, sheets, numbers)
    resources = file.add(Raw(f"<</Font<<{fonts.write(file)}>>>>".encode()))
    for sheet, page, size in zip(sheets, pages, sizes, strict=True):
        page.content = _page(file, sheet, parent, size, resources, links)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    tree.content = f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>".encode()
    structure = _structure(file, root, sheets, numbers, links)
    entries = f"/Pages {parent} 0 R/StructTreeRoot {structure}"
    if bookmarks:
        entries += f"/Outlines {_outlines(file, bookmarks, numbers)}/PageMode/UseOutlines"
    catalogue = f"<</Type/Catalog{entries}{_archival(about, file)}>>"
    return file.written(Raw(catalogue.encode()), _info(about))


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


def _links(file: File, sheets: Sequence[Sheet], pages: list[int]) -> dict[Link, int]:
    """Link annotations: their object numbers. Each knows its place in the parent tree."""
    numbers: dict[Link, int] = {}
    for link in (link for sheet in sheets for link in sheet.links):
        rect = " ".join(f"{edge:.2f}" for edge in link.rect)
        annotation = Raw(
            f"<</Type/Annot/Subtype/Link/Rect[{rect}]/F 4/Border[0 0 0]"
            f"/StructParent {len(sheets) + len(numbers)}{_leading_to(link.to, pages)}>>".encode()
        )
        numbers[link] = file.number(annotation)
        link.node.kids.append(Annotation(link.page, numbers[link]))
    return numbers


def _leading_to(to: str | Target, pages: list[int]) -> str:
    if isinstance(to, Target):
        return f"/Contents{pdf_text(to.title)}/Dest{_destination(pages, to.page, to.top)}"
    return f"/Contents{pdf_text(to)}/A<</Type/Action/S/URI/URI({_escaped(to)})>>"


def _destination(pages: list[int], page: int, top: float) -> str:
    return f"[{pages[page]} 0 R/XYZ 0 {top:.2f} null]"


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
    """Write the outline; the reference to its root. Only its first level is shown open."""
    top = Raw()
    root = file.number(top)
    things = [Raw() for _ in bookmarks]
    numbers = [file.number(thing) for thing in things]
    parents = _parents(bookmarks)
    kids: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        kids.setdefault(parent, []).append(place)
    for place, (mark, thing) in enumerate(zip(bookmarks, things, strict=True)):
        parent = parents[place]
        beside = kids[parent]
        at = beside.index(place)
        before = f"/Prev {numbers[beside[at - 1]]} 0 R" if at else ""
        after = f"/Next {numbers[beside[at + 1]]} 0 R" if at + 1 < len(beside) else ""
        below = _ends(kids.get(place, ()), numbers, closed=True)
        above = root if parent < 0 else numbers[parent]
        thing.content = (
            f"<</Title{pdf_text(mark.title)}/Parent {above} 0 R{before}{after}{below}"
            f"/Dest{_destination(pages, mark.page, mark.top)}>>"
        ).encode()
    top.content = f"<</Type/Outlines{_ends(kids[-1], numbers)}>>".encode()
    return f"{root} 0 R"


def _ends(kids: Sequence[int], numbers: list[int], *, closed: bool = False) -> str:
    if not kids:
        return ""
    count = -len(kids) if closed else len(kids)
    return f"/First {numbers[kids[0]]} 0 R/Last {numbers[kids[-1]]} 0 R/Count {count}"


def _parents(bookmarks: Sequence[Bookmark]) -> list[int]:
    """For each bookmark the place of the one it stands under, -1 for the root."""
    parents: list[int] = []
    path: list[tuple[int, int]] = []
    for place, mark in enumerate(bookmarks):
        while path and path[-1][0] >= mark.level:
            path.pop()
        parents.append(path[-1][1] if path else -1)
        path.append((mark.level, place))
    return parents


def _archival(about: About, file: File) -> str:
    """The entries of the catalogue that make the file an archival and accessible one."""
    profile = file.add(Stream(colour_profile(), "/N 3"))
    language = LANGUAGE_TAGS[about.lang]
    packet = xmp(about.title, about.author, about.subject, language, about.at, PRODUCER)
    metadata = file.add(Stream(packet, "/Type/Metadata/Subtype/XML", plain=True))
    return (
        f"/Lang({language})/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
        f"/Metadata {metadata}/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
        "/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile}>>]"
    )


def _info(about: About) -> Raw:
    when = about.at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    said = {"Title": about.title, "Author": about.author, "Producer": PRODUCER}
    if about.subject:
        said["Subject"] = about.subject
    texts = "".join(f"/{name}{pdf_text(words)}" for name, words in said.items())
    return Raw(f"<<{texts}/CreationDate({when})/ModDate({when})>>".encode())
