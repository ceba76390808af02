"""The client's confirmation card: A5, in both languages, to sign and send back."""

from msgspec.structs import replace

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, opened
from desk_app.briefs.content import (
    Brief,
    Bullets,
    Fact,
    FillIn,
    Item,
    KeyFacts,
    Lang,
    Paragraph,
    QrCode,
    Section,
    Span,
    Spans,
    plain,
)
from desk_app.briefs.wording import wording
from desk_app.domain.codes import code_of
from desk_app.domain.kinds import Win
from desk_app.domain.kinds.result import WITHOUT_US
from desk_app.domain.material import Material
from desk_app.domain.records import Record
from desk_app.domain.values import Figure

_OTHER: dict[Lang, Lang] = {"en": "bn", "bn": "en"}
_SAID_BY_THEM = tuple(choice for choice in WITHOUT_US if choice.code != "unknown")


def win(material: Material, options: Options) -> Brief:
    """Compose the card on which a client confirms business; nothing is ticked beforehand.

    Raises:
        NoSuchRecord: the win is not among the records.

    """
    reading, subject = opened(Win, material, replace(options, marking="handout"))
    first = options.language
    sheet = Sheet(
        form="win",
        title=reading.words.say.card_title,
        subtitle=reading.title(subject.content.client),
        front=[
            Section("facts", "", (_text(first), _facts(reading, subject.content))),
            Section("text", "", (_text(_OTHER[first]),), lang=_OTHER[first]),
            Section(
                "confirm",
                "",
                (_boxes(reading), _heading(reading), _without_us(reading)),
            ),
            Section("sign", "", _signed(reading, subject)),
        ],
    )
    card = assembled(reading, sheet)
    return replace(
        card, classification="", length="points", paper="a5", large_print=False, as_of=""
    )


def _text(lang: Lang) -> Paragraph:
    return Paragraph(plain(wording(lang).say.card_text))


def _facts(reading: Reading, win: Win) -> KeyFacts:
    heads, words = reading.words.say.columns, reading.words
    firms = [reading.title(id) for id in win.firms if reading.title(id)]
    told = [
        (heads.what, (reading.said(win.name, win.name_bn),)),
        (heads.firms, (reading.span(words.listed(firms)),)),
        (heads.signed_on, plain(_signed_on(reading, win))),
        (heads.value_by_year, plain(_values(reading, win))),
    ]
    facts = tuple(Fact(label, spans) for label, spans in told if any(s.text for s in spans))
    return KeyFacts(facts)


def _signed_on(reading: Reading, win: Win) -> str:
    words = reading.words
    parts = [words.day(win.on)] if win.on else []
    parts += [words.count(words.say.for_heads, win.heads)] if win.heads else []
    return words.say.comma.join(parts)


def years(win: Win) -> list[Figure | None]:
    """Return the values of the five years."""
    return [win.year_1, win.year_2, win.year_3, win.year_4, win.year_5]


def _values(reading: Reading, win: Win) -> str:
    words = reading.words
    told = [
        f"{words.say.years[n]}: {words.figure(value)}"
        for n, value in enumerate(years(win))
        if value is not None
    ]
    return "; ".join(told)


def _boxes(reading: Reading) -> Bullets:
    say, other_say = reading.words.say, wording(_OTHER[reading.options.language]).say
    return Bullets((Item(_both(reading, say.card_right, other_say.card_right)),), "tick")


def _heading(reading: Reading) -> Paragraph:
    say, other_say = reading.words.say, wording(_OTHER[reading.options.language]).say
    return Paragraph(_both(reading, say.card_without, other_say.card_without))


def _without_us(reading: Reading) -> Bullets:
    lang = reading.options.language
    pairs = ((c.label.text(lang), c.label.text(_OTHER[lang])) for c in _SAID_BY_THEM)
    return Bullets(tuple(Item(_both(reading, *pair)) for pair in pairs), "tick")


def _both(reading: Reading, first: str, second: str) -> Spans:
    return (reading.span(first, bold=True), *plain(" · "), reading.span(second))


def _signed(reading: Reading, subject: Record[Win]) -> tuple[FillIn, QrCode]:
    say, code = reading.words.say, code_of(subject.id)
    labels = (say.columns.name, say.columns.role, say.slip_date, say.slip_signature)
    square = QrCode(
        f"ict-desk:win/{code}",
        f"QR: {code}",
        (Span(f"{code}\n", bold=True), Span(say.slip_note)),
        size_mm=13,
    )
    return (FillIn(labels, 2), square)
