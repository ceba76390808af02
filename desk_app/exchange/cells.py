"""The cells of one row that speak of one thing: texts put together, lists cut, parts gathered."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from desk_app.exchange import cardvalues, headings
from desk_app.exchange.columns import Column
from desk_app.exchange.contacts import Address, Employment, Labelled

_ODD = re.compile(r"[\s:;,<]")
_GAPS = re.compile(r"[\s;,]+")
_LINES = re.compile(r":::|\n")
_LISTED = re.compile(r"[;,]")
_STROKE = re.compile(r"/")
_ANY = re.compile(r"[;,/]|:::|\n")
_LEAST, _WHOLE = 5, 9
"""Digits of a piece that may be a phone: in a list, and after a stroke."""


def joined(cells: Sequence[str], places: Sequence[int], between: str = " ") -> str:
    """Return the filled cells at `places` as one text, each text once."""
    if len(places) == 1:
        return cells[places[0]]
    if not places:
        return ""
    return between.join(dict.fromkeys(filter(None, (cells[place] for place in places))))


def text_at(places: Sequence[int], between: str = " ") -> Callable[[list[str]], str]:
    """Return what `joined` does for the cells at `places`."""
    return itemgetter(places[0]) if len(places) == 1 else lambda c: joined(c, places, between)


def each(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    """Return the filled cells at `places`, each text once."""
    return list(dict.fromkeys(filter(None, (cells[place] for place in places))))


def emails(text: str) -> Sequence[str]:
    """Cut a cell of several addresses; one is what it is."""
    if not _ODD.search(text):
        return (text,)
    found: list[str] = []
    for line in _LINES.split(text):
        found += _GAPS.split(line) if line.count("@") > 1 else (line.rstrip("; "),)
    several = sum("@" in piece for piece in found) > 1
    return [
        cardvalues.email(piece.strip("<> ") if several and "@" in piece else piece)
        for piece in found
        if "@" in piece or not several
    ]


def phones(text: str) -> Sequence[str]:
    """Cut a cell of several numbers: each piece must have the digits of one."""
    if not _ANY.search(text):
        return (text,)
    found: list[str] = []
    for line in _LINES.split(text):
        found += _apart(_apart([line.strip()], _LISTED, _LEAST), _STROKE, _WHOLE)
    return found


def _apart(texts: Sequence[str], at: re.Pattern[str], least: int) -> list[str]:
    pieces: list[str] = []
    for text in texts:
        cut = [piece.strip() for piece in at.split(text)]
        sound = all(sum(map(str.isdecimal, piece)) >= least for piece in cut)
        pieces += cut if sound else [text]
    return pieces


def links(text: str) -> Sequence[str]:
    """Cut a cell of several links."""
    pieces = _GAPS.split(text) if len(text) < _LONGEST_LIST else [text]
    if len(pieces) > 1 and all(piece.startswith(_LINK) for piece in pieces):
        return pieces
    return [line.strip() for line in _LINES.split(text)]


_LINK = ("http://", "https://", "www.")
_LONGEST_LIST = 10_000


class Several:
    """The columns of a row that hold one list, such as its phones, with what each is for."""

    def __init__(
        self,
        columns: Sequence[Column],
        labels: Mapping[int, int],
        cut: Callable[[str], Sequence[str]],
    ) -> None:
        self._columns = [
            (c.place, labels.get(c.place, -1), headings.nature(c.heading)) for c in columns
        ]
        self._cut = cut

    def of(self, cells: Sequence[str]) -> tuple[Labelled, ...]:
        """Return the values of a row."""
        found: list[Labelled] = []
        for place, stated, nature in self._columns:
            if not (text := cells[place]):
                continue
            label, preferred = nature, False
            if stated >= 0 and (said := cells[stated]):
                label, preferred = said.lstrip("* ").lower(), said[0] == "*"
            for piece in self._cut(text):
                if piece:
                    found.append(Labelled(piece, label, preferred))
        return tuple(found)


class Work:
    """The columns that tell where somebody works, and as what."""

    def __init__(self, places: Mapping[str, Sequence[int]]) -> None:
        parts = ("org", "title", "role", "department")
        self._orgs, self._titles, self._roles, self._units = (places.get(p, ()) for p in parts)
        ones = len(self._orgs) == 1 == len(self._titles)
        self._simple = ones and not self._roles and not self._units

    def of(self, cells: Sequence[str]) -> tuple[Employment, ...]:
        """Return the employments of a row; the n-th organisation goes with the n-th title."""
        if self._simple:
            org, title = cells[self._orgs[0]], cells[self._titles[0]]
            return (Employment(org, (), title),) if org or title else ()
        orgs, titles = each(cells, self._orgs), each(cells, self._titles)
        roles, units = each(cells, self._roles), tuple(each(cells, self._units))
        count = max(len(orgs), len(titles), len(roles), 1 if units else 0)
        return tuple(
            Employment(
                orgs[place] if place < len(orgs) else "",
                units if place == 0 else (),
                titles[place] if place < len(titles) else "",
                roles[place] if place < len(roles) else "",
            )
            for place in range(count)
        )


class Places:
    """The columns that are parts of addresses, gathered by the place their headings speak of."""

    def __init__(self, columns: Sequence[Column], labels: Sequence[Column]) -> None:
        grouped: dict[str, list[tuple[int, str]]] = {}
        for column in columns:
            name = "extended" if column.field == "street2" else column.field
            grouped.setdefault(headings.place(column.heading), []).append((column.place, name))
        said = ((headings.labelled(c.heading).rpartition(" "), c.place) for c in labels)
        stated = {number: place for (what, _, number), place in said if what == "address"}
        self._groups = [
            (label, stated.get(label, -1) if label.isdigit() else -1, parts)
            for label, parts in sorted(grouped.items())
        ]

    def of(self, cells: Sequence[str]) -> tuple[Address, ...]:
        """Return the addresses of a row."""
        return tuple(self._filled(cells))

    def _filled(self, cells: Sequence[str]) -> Iterator[Address]:
        for label, stated, places in self._groups:
            parts: dict[str, str] = {}
            for place, name in places:
                if text := cells[place]:
                    parts[name] = f"{parts[name]}, {text}" if name in parts else text
            if parts:
                said = cells[stated].lstrip("* ").lower() if stated >= 0 else ""
                yield Address(**parts, label=said or ("" if label.isdigit() else label))
