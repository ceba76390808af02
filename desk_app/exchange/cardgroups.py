"""The lines of a file put together to cards, also where ends are missing or cards lie in cards."""

from collections.abc import Iterator

from desk_app.domain.sentences import Sentence
from desk_app.exchange.cardlines import CardLine, escaped
from desk_app.exchange.cardwriting import property_line
from desk_app.exchange.contacts import Problem, Property

_DEPTH_LIMIT = 2
"""How deep a card may lie in cards and still be kept."""


def cards(lines: Iterator[CardLine], problems: list[Problem]) -> Iterator[list[CardLine]]:
    """Group lines into cards, each begun by its BEGIN; tell in `problems` what does not fit.

    A card within a card becomes one AGENT line of it, as RFC 2426 §3.5.4 writes it.
    """
    grouping = _Grouping(problems)
    for line in lines:
        if card := grouping.take(line):
            yield card
    if card := grouping.ended():
        yield card


class _Grouping:
    """Holds the cards that are open: the outermost first."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._open: list[list[CardLine]] = []
        self._expects_agent = False
        self._outside = False

    def take(self, line: CardLine) -> list[CardLine]:
        """Take the next line, and give back the card that it ends, or none."""
        ended: list[CardLine] = []
        if _begins(line):
            ended = self._begun(line)
        elif _is(line, "END"):
            ended = self._closed()
        elif self._open:
            self._open[-1].append(line)
        elif not self._outside:
            self._outside = True
            self._tell(line, Sentence("What stands here is outside of any card; left out."))
        self._expects_agent = line.name == "AGENT" and not line.value.strip()
        return ended

    def ended(self) -> list[CardLine]:
        """Give back the card that the file did not end, or none."""
        if self._open:
            self._tell(self._open[0][0], Sentence("The file ends before this card does."))
        while len(self._open) > 1:
            self._closed()
        return self._closed()

    def _begun(self, line: CardLine) -> list[CardLine]:
        within = len(self._open) > 1 or self._expects_agent or line.name == "AGENT"
        ended: list[CardLine] = []
        if self._open and not within:
            first = self._open[0][0]
            self._tell(first, Sentence("The card has no end; the next one begins."))
            ended = self._closed()
        if self._open and self._expects_agent:
            self._open[-1].pop()
        self._open.append([line])
        self._outside = False
        return ended

    def _closed(self) -> list[CardLine]:
        """Close the innermost card: give it back, or put it into the one around it."""
        card = self._open.pop() if self._open else []
        if not self._open:
            return card
        if len(self._open) < _DEPTH_LIMIT:
            sentence = Sentence("A card within this card is kept with it; it does not come in.")
            self._tell(card[0], sentence)
            self._open[-1].append(_agent(card))
        else:
            self._tell(card[0], Sentence("A card deep within other cards is left out."))
        return []

    def _tell(self, line: CardLine, sentence: Sentence) -> None:
        self._problems.append(Problem(line.number, sentence))


def _is(line: CardLine, name: str) -> bool:
    return line.name == name and line.value.strip().upper() == b"VCARD"


def _begins(line: CardLine) -> bool:
    return _is(line, "BEGIN") or (
        line.name == "AGENT" and line.value.strip().upper() == b"BEGIN:VCARD"
    )


def _agent(card: list[CardLine]) -> CardLine:
    """Return a card as the value of one line: escaped, its line ends too."""
    lines = [b"BEGIN:VCARD", *map(_line, card[1:]), b"END:VCARD", b""]
    value = b"\n".join(lines).replace(b"\r", b"")
    return CardLine(card[0].number, "", "AGENT", (), escaped(value))


def _line(line: CardLine) -> bytes:
    if not line.name:
        return line.value
    head = property_line(Property(line.name, "", line.parameters, line.group))
    return head.encode("utf-8", errors="replace") + line.value
