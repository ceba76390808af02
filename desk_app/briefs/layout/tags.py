"""The logical structure of a document: what is a heading, a list, a cell, and what only decorates.

Nodes hang themselves into the tree when something of theirs is first drawn, so the tree is in
reading order and has no empty branches. ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1).
"""

from desk_app.briefs.content import Lang

LANGUAGE_TAGS: dict[Lang, str] = {"en": "en-GB", "bn": "bn-BD"}


class Node:
    """A structure element.

    `kids` are nodes, (page, marked content number) pairs, or annotations as (page, object number).
    """

    __slots__ = ("alt", "box", "hung", "kids", "lang", "number", "parent", "scope", "span", "tag")

    def __init__(
        self,
        tag: str,
        parent: "Node | None",
        *,
        lang: Lang | None = None,
        alt: str = "",
        scope: str = "",
        span: int = 1,
    ) -> None:
        self.tag, self.parent = tag, parent
        self.lang: Lang | None = lang
        self.alt, self.scope, self.span = alt, scope, span
        self.kids: list[Node | Content | Annotation] = []
        self.box: tuple[float, float, float, float] | None = None
        self.hung = parent is None
        self.number = 0

    def hang(self) -> None:
        """Take the place in the tree that is next in reading order; once."""
        if not self.hung and self.parent is not None:
            self.parent.hang()
            self.parent.kids.append(self)
            self.hung = True


class Content:
    """Marked content number `mcid` on page `page`."""

    __slots__ = ("mcid", "page")

    def __init__(self, page: int, mcid: int) -> None:
        self.page, self.mcid = page, mcid


class Annotation:
    """The annotation with object number `number` on page `page`."""

    __slots__ = ("number", "page")

    def __init__(self, page: int, number: int) -> None:
        self.page, self.number = page, number


def pdf_text(text: str) -> str:
    """`text` as a PDF text string in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def described(node: Node, pages: list[int], root: int) -> bytes:
    """The dictionary of `node`; `pages` are the object numbers of the pages."""
    on = {kid.page for kid in node.kids if isinstance(kid, Content)}
    home = on.pop() if len(on) == 1 else None
    kids = " ".join(_kid(kid, home, pages) for kid in node.kids)
    parent = node.parent.number if node.parent else root
    page = f"/Pg {pages[home]} 0 R" if home is not None else ""
    language = f"/Lang({LANGUAGE_TAGS[node.lang]})" if node.lang else ""
    alt = f"/Alt{pdf_text(node.alt)}" if node.alt else ""
    return (
        f"<</S/{node.tag}/P {parent} 0 R{page}{language}{alt}{_attributes(node)}/K[{kids}]>>"
    ).encode()


def _attributes(node: Node) -> str:
    if node.scope or node.span > 1:
        scope = f"/Scope/{node.scope}" if node.scope else ""
        span = f"/ColSpan {node.span}" if node.span > 1 else ""
        return f"/A<</O/Table{scope}{span}>>"
    if node.box is not None:
        box = " ".join(f"{edge:.2f}" for edge in node.box)
        return f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"
    return "/A<</O/List/ListNumbering/None>>" if node.tag == "L" else ""


def _kid(kid: Node | Content | Annotation, home: int | None, pages: list[int]) -> str:
    if isinstance(kid, Node):
        return f"{kid.number} 0 R"
    if isinstance(kid, Annotation):
        return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {pages[kid.page]} 0 R>>"
    if kid.page == home:
        return str(kid.mcid)
    return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>"
