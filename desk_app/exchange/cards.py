"""vCard files (2.1, 3.0, 4.0) read into contacts; no URI in them is ever fetched."""

import re
from collections.abc import Callable, Iterator

from desk_app.exchange import cardvalues as values
from desk_app.exchange import charsets
from desk_app.exchange.cardlines import CardLine, card_lines, narrow
from desk_app.exchange.codepages import WESTERN
from desk_app.exchange.contacts import (
    Address,
    Contact,
    Employment,
    Labelled,
    Problem,
    Property,
    Reading,
    composed_name,
)
from desk_app.exchange.files import refuse_if_huge

PHOTO_LIMIT = 20 * 1024 * 1024
"""Bytes of one picture that are kept."""

OWN_LABEL = "X-LABEL"
"""The parameter in which the desk keeps the label that Apple writes in a line beside."""

DEPTH_LIMIT = 8
"""How deep cards may lie in cards (AGENT) before they are passed over."""

_MESSENGERS = {
    "IMPP",
    "X-AIM",
    "X-GTALK",
    "X-ICQ",
    "X-JABBER",
    "X-MSN",
    "X-QQ",
    "X-SKYPE",
    "X-SKYPE-USERNAME",
    "X-YAHOO",
    "X-MS-IMADDRESS",
    "X-TWITTER",
}
_QUIET = {"VERSION", "N", "X-ABLABEL", "BEGIN", "END", "X-ICT-DESK-PROBLEM"}
_STREAM_TYPES = {"PREF", "INTERNET", "VOICE"}
_HIGH_ESCAPE = re.compile(rb"=[89A-Fa-f][0-9A-Fa-f]")


def read_cards(data: bytes) -> Reading:
    """Read every card of a file.

    Damage is told as a problem with its line; a card is kept with whatever could be read.

    Raises:
        FileTrouble: the file is larger than any file of cards can be.

    """
    refuse_if_huge(len(data))
    narrowed = narrow(data)
    page = values.Page(_usual_page(narrowed))
    problems: list[Problem] = []
    contacts = [
        _Card(lines, page, problems).contact() for lines in _cards(card_lines(narrowed), problems)
    ]
    if not contacts and not problems:
        problems.append(Problem(0, "There is no visiting card in this file."))
    return Reading(tuple(contacts), tuple(problems))


def _usual_page(data: bytes) -> str:
    """Name the page of single bytes that lines without a word of theirs are in, if any are."""
    if charsets.is_utf8(data) and not _HIGH_ESCAPE.search(data):
        return WESTERN
    stated: list[str] = []
    telling: list[bytes] = []
    for line in card_lines(data):
        stated += map(charsets.known, line.all("CHARSET"))
        if len(line.value) < 5_000 and not line.all("CHARSET"):
            value = values.octets(line)
            telling += [] if charsets.is_utf8(value) else [value]
    if not telling:
        return WESTERN
    return charsets.page_of(b"\n".join(telling), [page for page in stated if page], data)


def _cards(lines: Iterator[CardLine], problems: list[Problem]) -> Iterator[list[CardLine]]:
    """Group lines into cards; a card within a card becomes one AGENT line's matter."""
    card: list[CardLine] = []
    depth = 0
    agent = False
    for line in lines:
        begins, ends = _begins(line), _is(line, "END")
        agent = agent or line.name == "AGENT"
        if begins and depth and not agent:
            problems.append(Problem(card[0].number, "The card has no end; the next one begins."))
            yield card
            depth = 0
        if begins:
            depth += 1
            if depth > 1:
                problems.append(Problem(line.number, "A card within the card is left out."))
            card = [line] if depth == 1 else card
        elif ends:
            depth = max(0, depth - 1)
            if depth == 0 and card:
                yield card
                card = []
        elif depth == 1:
            card.append(line)
        elif depth == 0:
            problems.append(Problem(line.number, "This stands outside of any card; left out."))
        agent = depth > 1 or (line.name == "AGENT" and not line.value.strip())
    if card and depth:
        problems.append(Problem(card[0].number, "The file ends before this card does."))
        yield card


def _is(line: CardLine, name: str) -> bool:
    return line.name == name and line.value.strip().upper() == b"VCARD"


def _begins(line: CardLine) -> bool:
    return _is(line, "BEGIN") or (
        line.name == "AGENT" and line.value.strip().upper() == b"BEGIN:VCARD"
    )


class _Card:
    """Collects one contact from the lines of its card."""

    def __init__(self, lines: list[CardLine], page: values.Page, problems: list[Problem]) -> None:
        self._lines = lines[1:]
        self._begin = lines[0].number
        self._page = page
        self._problems = problems
        version = next((line.value.strip() for line in lines if line.name == "VERSION"), b"")
        self._old = version.startswith(b"2") or (not version and self._looks_old(lines))
        self._labels = {
            line.group.upper(): self._read(line)
            for line in lines
            if line.name == "X-ABLABEL" and line.group
        }

    def contact(self) -> Contact:
        """Return what the card says."""
        self._tell_unreadable()
        family, given, additional, prefix, suffix = self._name_parts()
        photo, link = self._photo()
        composed = composed_name(prefix, given, additional, family, suffix)
        return Contact(
            name=self._full_name() or composed,
            given=given,
            family=family,
            additional=additional,
            prefix=prefix,
            suffix=suffix,
            nickname=", ".join(self._texts("NICKNAME")),
            emails=self._labelled("EMAIL", values.email),
            phones=self._phones(),
            employments=self._employments(),
            addresses=self._addresses(),
            note="\n".join(self._texts("NOTE")),
            birthday=self._birthday(),
            urls=self._labelled("URL", str.strip),
            messengers=self._messengers(),
            categories=self._categories(),
            photo=photo,
            photo_link=link,
            uid=next(iter(self._texts("UID")), ""),
            others=self._others(),
            line=self._begin,
        )

    @staticmethod
    def _looks_old(lines: list[CardLine]) -> bool:
        return any(line.one("ENCODING") in ("QUOTED-PRINTABLE", "BASE64") for line in lines)

    def _of(self, name: str) -> list[CardLine]:
        return [line for line in self._lines if line.name == name]

    def _read(self, line: CardLine) -> str:
        return values.readable(values.text(line, self._page), old=self._old).strip()

    def _texts(self, name: str) -> list[str]:
        return [text for line in self._of(name) if (text := self._read(line))]

    def _tell_unreadable(self) -> None:
        for line in self._lines:
            if not line.name:
                shown = line.value[:60].decode("utf-8", errors="replace").strip()
                self._problem(line, f"“{shown}” is no line of a card; it is left out.")
            for charset in line.all("CHARSET"):
                if not charsets.known(charset):
                    self._problem(line, f"Nobody knows the character set “{charset[:40]}”.")

    def _problem(self, line: CardLine, sentence: str) -> None:
        self._problems.append(Problem(line.number, sentence))

    def _full_name(self) -> str:
        lines = sorted(self._of("FN"), key=_preference)
        names = (" ".join(self._read(line).split()) for line in lines)
        return next((name for name in names if name), "")

    def _name_parts(self) -> list[str]:
        for line in self._of("N"):
            parts = values.name_parts(line, self._page, old=self._old)
            if any(parts):
                return parts
        return [""] * 5

    def _labelled(self, name: str, tidy: Callable[[str], str]) -> tuple[Labelled, ...]:
        found: list[Labelled] = []
        for line in self._of(name):
            value = tidy(self._read(line))
            if value:
                found.append(Labelled(value, self._label(line), _preference(line) < _UNRANKED))
        return tuple(found)

    def _phones(self) -> tuple[Labelled, ...]:
        found = self._labelled("TEL", values.phone)
        return tuple(phone for phone in found if phone.value[:4].lower() != "sip:")

    def _label(self, line: CardLine) -> str:
        own = self._labels.get(line.group.upper(), "") if line.group else ""
        own = own or next((text for name, text in line.parameters if name == OWN_LABEL), "")
        if own:
            return own.removeprefix("_$!<").removesuffix(">!$_")
        types = [kind for kind in line.all("TYPE") if kind.upper() not in _STREAM_TYPES]
        return ", ".join(kind.lower() for kind in types)

    def _employments(self) -> tuple[Employment, ...]:
        """Pair organisations with titles and roles by their order, as phones write them."""
        orgs = [self._parts(line) for line in self._of("ORG")]
        orgs = [parts for parts in orgs if any(parts)]
        titles, roles = self._texts("TITLE"), self._texts("ROLE")
        jobs: list[Employment] = []
        for place in range(max(len(orgs), len(titles), len(roles))):
            org = orgs[place] if place < len(orgs) else [""]
            units = tuple(unit for unit in org[1:] if unit)
            title = titles[place] if place < len(titles) else ""
            role = roles[place] if place < len(roles) else ""
            jobs.append(Employment(org[0], units, title, role))
        return tuple(jobs)

    def _parts(self, line: CardLine) -> list[str]:
        return values.components(line, self._page, old=self._old)

    def _addresses(self) -> tuple[Address, ...]:
        found: list[Address] = []
        for line in self._of("ADR"):
            parts = dict(zip(_ADDRESS, self._parts(line), strict=False))
            if any(parts.values()):
                found.append(Address(**parts, label=self._label(line)))
        return tuple(found)

    def _birthday(self) -> str:
        for line in self._of("BDAY"):
            omitted = next(iter(line.all("X-APPLE-OMIT-YEAR")), "")
            if value := values.birthday(self._read(line), omitted_year=omitted):
                return value
        return ""

    def _messengers(self) -> tuple[Labelled, ...]:
        found = [
            Labelled(value, line.name.removeprefix("X-").lower())
            for line in self._lines
            if line.name in _MESSENGERS and (value := self._read(line))
        ]
        calls = [self._read(line) for line in self._of("TEL")]
        found += [Labelled(call, "sip") for call in calls if call[:4].lower() == "sip:"]
        return tuple(found)

    def _categories(self) -> tuple[str, ...]:
        found: list[str] = []
        for line in self._of("CATEGORIES"):
            raw = values.split(values.text(line, self._page), ",")
            found += [values.readable(part, old=self._old).strip() for part in raw]
        return tuple(dict.fromkeys(part for part in found if part))

    def _photo(self) -> tuple[bytes, str]:
        photo, link = b"", ""
        for line in self._of("PHOTO"):
            try:
                data, uri = values.picture(line, self._page)
            except ValueError:
                self._problem(line, "The picture is damaged; it is left out.")
                continue
            if len(data) > PHOTO_LIMIT:
                self._problem(line, "The picture is too large; it is left out.")
                continue
            photo, link = photo or data, link or uri
        return photo, link

    def _others(self) -> tuple[Property, ...]:
        return tuple(
            Property(line.name, self._raw(line), self._kept(line), line.group)
            for line in self._lines
            if line.name and line.name not in _TAKEN
        )

    def _kept(self, line: CardLine) -> tuple[tuple[str, str], ...]:
        """Return the parameters that still hold once the value is text, and Apple's label."""
        kept = tuple(
            (name, value)
            for name, value in line.parameters
            if name != "CHARSET" and value.upper() not in ("QUOTED-PRINTABLE", "8BIT", "7BIT")
        )
        own = self._labels.get(line.group.upper(), "") if line.group else ""
        return (*kept, (OWN_LABEL, own)) if own else kept

    def _raw(self, line: CardLine) -> str:
        value = values.text(line, self._page)
        return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


_UNRANKED = 1000
_ADDRESS = ("box", "extended", "street", "city", "region", "code", "country")
_TAKEN = (
    _QUIET
    | _MESSENGERS
    | {"FN", "NICKNAME", "EMAIL", "TEL", "ORG", "TITLE", "ROLE", "ADR", "NOTE", "BDAY"}
    | {"URL", "CATEGORIES", "PHOTO", "UID", "PRODID", "REV"}
)


def _preference(line: CardLine) -> int:
    if "PREF" in (kind.upper() for kind in line.all("TYPE")):
        return 1
    rank = line.one("PREF")
    return int(rank) if rank.isascii() and rank.isdecimal() and len(rank) < 4 else _UNRANKED
