"""vCard files (2.1, 3.0, 4.0) read into contacts; no URI in them is ever fetched.

What a person reads on a card has a field; every other property is kept as it stands, so that it
can be written back, or told as a problem. Only what speaks of the file and not of the person goes
without a word: VERSION, PRODID and REV, and parameters that sort and number values.
"""

import re
from collections.abc import Callable, Iterator

from desk_app.domain.sentences import Sentence
from desk_app.exchange import cardvalues as values
from desk_app.exchange import charsets
from desk_app.exchange.cardgroups import cards
from desk_app.exchange.cardlines import CardLine, card_lines, narrow
from desk_app.exchange.cardwriting import JOB_GROUP, KNOWN_TYPES, MESSENGERS, escaped
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

_QUIET = {"VERSION", "X-ABLABEL", "BEGIN", "END", "X-ICT-DESK-PROBLEM"}
_STREAM_TYPES = {"PREF", "INTERNET", "VOICE"}
_SAYS_QUOTED = re.compile(rb"(?i)quoted-printable")


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
        _Card(lines, page, problems).contact() for lines in cards(card_lines(narrowed), problems)
    ]
    if not contacts and not problems:
        problems.append(Problem(0, Sentence("There is no visiting card in this file.")))
    return Reading(tuple(contacts), tuple(sorted(problems, key=lambda problem: problem.line)))


def _usual_page(data: bytes) -> str:
    """Name the page of single bytes that lines without a word of theirs are in, if any are."""
    if charsets.is_utf8(data) and not _SAYS_QUOTED.search(data):
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
        self._tell_group()
        names, parts = self._names()
        family, given, additional, prefix, suffix = parts
        photo, link = self._photo()
        return Contact(
            name=names[0],
            given=given,
            family=family,
            additional=additional,
            prefix=prefix,
            suffix=suffix,
            nickname=", ".join(dict.fromkeys([*self._listed("NICKNAME"), *names[1:]])),
            emails=self._labelled("EMAIL", values.email),
            phones=self._labelled("TEL", values.phone),
            employments=self._employments(),
            addresses=self._addresses(),
            note="\n".join(self._texts("NOTE")),
            birthday=self._birthday(),
            urls=self._labelled("URL", str.strip),
            messengers=self._messengers(),
            categories=tuple(dict.fromkeys(self._listed("CATEGORIES"))),
            photo=photo,
            photo_link=link,
            uid=self._only("UID", self._texts("UID")),
            others=self._others(),
            line=self._begin,
        )

    @staticmethod
    def _looks_old(lines: list[CardLine]) -> bool:
        return any(line.one("ENCODING") in ("QUOTED-PRINTABLE", "BASE64") for line in lines)

    def _of(self, name: str) -> list[CardLine]:
        return [line for line in self._lines if line.name == name]

    def _read(self, line: CardLine) -> str:
        return values.whole(self._text(line), old=self._old).strip()

    def _texts(self, name: str) -> list[str]:
        return [text for line in self._of(name) if (text := self._read(line))]

    def _listed(self, name: str) -> list[str]:
        """Return the values of a property that is a list (RFC 6350 §6.2.3)."""
        raw = [p for line in self._of(name) for p in values.split(self._text(line), ",")]
        return [text for part in raw if (text := values.readable(part, old=self._old).strip())]

    def _text(self, line: CardLine) -> str:
        return values.text(line, self._page)

    def _only(self, name: str, found: list[str]) -> str:
        """Return the first of what there can be one of; tell what differs from it."""
        for value in dict.fromkeys(found[1:]):
            if value != found[0]:
                sentence = Sentence(
                    "“{value}” is a further {name}; it is left out.", value=value[:60], name=name
                )
                self._problem(self._of(name)[-1], sentence)
        return next(iter(found), "")

    def _tell_unreadable(self) -> None:
        for line in self._lines:
            if line.name in ("", "BEGIN", "END"):
                raw = f"{line.name}:".encode() + line.value if line.name else line.value
                shown = raw[:60].decode("utf-8", errors="replace").strip()
                sentence = Sentence("“{text}” is no line of a card; it is left out.", text=shown)
                self._problem(line, sentence)
            for charset in line.all("CHARSET"):
                if not charsets.known(charset):
                    sentence = Sentence(
                        "Nobody knows the character set “{name}”.", name=charset[:40]
                    )
                    self._problem(line, sentence)

    def _tell_group(self) -> None:
        for line in (*self._of("KIND"), *self._of("X-ADDRESSBOOKSERVER-KIND")):
            if self._read(line).lower() == "group":
                self._problem(line, Sentence("This card is of a group, not of one person."))

    def _problem(self, line: CardLine, sentence: Sentence) -> None:
        self._problems.append(Problem(line.number, sentence))

    def _names(self) -> tuple[list[str], list[str]]:
        """Return what somebody is called, the best name first, and the five parts of it.

        Further names (ALTID, another language) follow; only the first may be empty.
        """
        lines = sorted(self._of("FN"), key=_preference)
        names = [name for line in lines if (name := " ".join(self._read(line).split()))]
        split = [values.name_parts(line, self._page, old=self._old) for line in self._of("N")]
        split = [parts for parts in split if any(parts)]
        composed = [composed_name(p[3], p[1], p[2], p[0], p[4]) for p in split]
        names += composed[1:] if names else composed
        return (
            list(dict.fromkeys(names)) or [""],
            next(iter(split), [""] * 5),
        )

    def _labelled(self, name: str, tidy: Callable[[str], str]) -> tuple[Labelled, ...]:
        found: list[Labelled] = []
        for line in self._of(name):
            value = tidy(self._read(line))
            if value:
                found.append(Labelled(value, self._label(line), _preference(line) < _UNRANKED))
        return tuple(found)

    def _label(self, line: CardLine) -> str:
        own = self._labels.get(line.group.upper(), "") if line.group else ""
        own = own or next((text for name, text in line.parameters if name == OWN_LABEL), "")
        if own:
            own = _APPLE_LABEL.sub(r"\1", own)
            return own.lower() if own.lower() in KNOWN_TYPES else own
        types = [kind.lower() for kind in line.all("TYPE") if kind.upper() not in _STREAM_TYPES]
        if line.group.lower() in ("home", "work"):
            types = [*types, line.group.lower()]
        return ", ".join(dict.fromkeys(types))

    def _employments(self) -> tuple[Employment, ...]:
        """Pair organisations with titles and roles by their group, or else by their order."""
        orgs = [(line.group, parts) for line in self._of("ORG") if any(parts := self._parts(line))]
        groups = [group for group, _ in orgs]
        titles, roles = (self._paired(name, groups) for name in ("TITLE", "ROLE"))
        jobs: list[Employment] = []
        for place in range(max(len(titles), len(roles))):
            org = orgs[place][1] if place < len(orgs) else [""]
            units = tuple(unit for unit in org[1:] if unit)
            title = titles[place] if place < len(titles) else ""
            role = roles[place] if place < len(roles) else ""
            jobs.append(Employment(org[0], units, title, role))
        return tuple(job for job in jobs if job != Employment())

    def _paired(self, name: str, groups: list[str]) -> list[str]:
        """Return what `name` says of the organisation of each group, then what is of none.

        `groups` grows by the groups that the desk gives to positions without an organisation.
        """
        lines = [(line.group, text) for line in self._of(name) if (text := self._read(line))]
        groups += dict.fromkeys(
            group for group, _ in lines if JOB_GROUP.fullmatch(group) and group not in groups
        )
        found = [""] * len(groups)
        rest: list[str] = []
        for group, text in lines:
            place = groups.index(group) if group and group in groups else -1
            if place < 0 or found[place]:
                rest.append(text)
            else:
                found[place] = text
        free = [n for n, text in enumerate(found) if not (text or JOB_GROUP.fullmatch(groups[n]))]
        for place, text in zip(free, rest, strict=False):
            found[place] = text
        return found + rest[len(free) :]

    def _parts(self, line: CardLine) -> list[str]:
        return values.components(line, self._page, old=self._old)

    def _addresses(self) -> tuple[Address, ...]:
        found: list[Address] = []
        for line in self._of("ADR"):
            parts = dict(zip(_ADDRESS, self._parts(line), strict=False))
            label = values.readable(", ".join(self._delivery(line)))
            if label and not any(parts.values()):
                parts = {"street": label}
            if any(parts.values()):
                found.append(Address(**parts, label=self._label(line)))
        return tuple(found)

    @staticmethod
    def _delivery(line: CardLine) -> list[str]:
        """Return the delivery label that a line of an address may carry (RFC 6350 §6.3.1)."""
        return [value for name, value in line.parameters if name == "LABEL" and value.strip()]

    def _birthday(self) -> str:
        days: list[str] = []
        for line in self._of("BDAY"):
            omitted = next(iter(line.all("X-APPLE-OMIT-YEAR")), "")
            days.append(values.birthday(self._read(line), omitted_year=omitted))
        return self._only("BDAY", [day for day in days if day])

    def _messengers(self) -> tuple[Labelled, ...]:
        return tuple(
            Labelled(value, _network(line))
            for line in self._lines
            if line.name in MESSENGERS and (value := self._read(line))
        )

    def _photo(self) -> tuple[bytes, str]:
        photo, link = b"", ""
        for line in self._of("PHOTO"):
            try:
                data, uri = values.picture(line, self._page)
            except ValueError:
                self._problem(line, Sentence("The picture is damaged; it is left out."))
                continue
            if len(data) > PHOTO_LIMIT:
                self._problem(line, Sentence("The picture is too large; it is left out."))
                continue
            if (photo and data not in (b"", photo)) or (link and uri not in ("", link)):
                self._problem(line, Sentence("A further picture is left out."))
            photo, link = photo or data, link or uri
        return photo, link

    def _others(self) -> tuple[Property, ...]:
        kept = [
            Property(line.name, self._raw(line), self._kept(line), line.group)
            for line in self._lines
            if line.name and line.name not in _TAKEN and not _opens(line)
        ]
        return (*kept, *self._labels_of_places())

    def _labels_of_places(self) -> Iterator[Property]:
        """Keep delivery labels that say more than the parts of their address do."""
        for line in self._of("ADR"):
            said = set(_WORD.findall(" ".join(self._parts(line)).casefold()))
            for label in self._delivery(line):
                text = values.readable(label)
                if said and set(_WORD.findall(text.casefold())) - said:
                    types = tuple(("TYPE", kind) for kind in line.all("TYPE"))
                    yield Property("LABEL", escaped(text), types)

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
        value = self._text(line)
        return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


_UNRANKED = 1000
_WORD = re.compile(r"\w+")
_APPLE_LABEL = re.compile(r"_?\$!<(.*)>!\$_?")
_BLANKS = "".join(map(chr, range(33))) + "\x7f"
_ADDRESS = ("box", "extended", "street", "city", "region", "code", "country")
_TAKEN = (
    _QUIET
    | MESSENGERS
    | {"FN", "N", "NICKNAME", "EMAIL", "TEL", "ORG", "TITLE", "ROLE", "ADR", "NOTE", "BDAY"}
    | {"URL", "CATEGORIES", "PHOTO", "UID", "PRODID", "REV"}
)


def _opens(line: CardLine) -> bool:
    """Tell whether a line would begin a card if it were written back: it holds none itself."""
    return values.readable(line.value.decode("latin-1")).strip(_BLANKS).upper() == "BEGIN:VCARD"


def _network(line: CardLine) -> str:
    """Name the messenger's network: by the property, or as Apple and Google say beside it."""
    service = next(iter(line.all("X-SERVICE-TYPE")), "") if line.name == "IMPP" else ""
    return (service or line.name.removeprefix("X-")).lower()


def _preference(line: CardLine) -> int:
    if "PREF" in (kind.upper() for kind in line.all("TYPE")):
        return 1
    rank = line.one("PREF")
    return int(rank) if rank.isascii() and rank.isdecimal() and len(rank) < 4 else _UNRANKED
