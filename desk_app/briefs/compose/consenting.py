"""The consent slip: A5, in both languages, one box to tick for each purpose, and a code."""

from msgspec.structs import replace

from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import Sheet, assembled, opened
from desk_app.briefs.content import (
    Brief,
    Bullets,
    FillIn,
    Item,
    Lang,
    Paragraph,
    QrCode,
    Section,
    Span,
    plain,
)
from desk_app.briefs.wording import wording
from desk_app.domain.codes import code_of
from desk_app.domain.kinds import Person
from desk_app.domain.kinds.consent import PURPOSES
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_OTHER: dict[Lang, Lang] = {"en": "bn", "bn": "en"}


def consent_slip(material: Material, options: Options) -> Brief:
    """Compose the slip that a person ticks and signs; nothing is ticked beforehand.

    Raises:
        NoSuchRecord: the person is not among the records.

    """
    reading, subject = opened(Person, material, options)
    first = options.language
    sheet = Sheet(
        form="consent",
        title=reading.words.say.slip_title,
        subtitle=reading.words.name(subject.content),
        front=[
            _asked(reading, first),
            _asked(reading, _OTHER[first]),
            _signed(reading, subject),
        ],
    )
    slip = assembled(reading, sheet)
    return replace(
        slip, classification="", length="points", paper="a5", large_print=False, as_of=""
    )


def _asked(reading: Reading, lang: Lang) -> Section:
    """Return question and boxes in one language; with the boxes in the first language alone.

    Two sets of boxes could be ticked differently.
    """
    words = wording(lang)
    text = Paragraph(plain(words.say.slip_text))
    if lang != reading.options.language:
        return Section(f"text-{lang}", words.say.slip_title, (text,), lang=lang)
    boxes = Bullets(
        tuple(_box(reading, choice.label.en, choice.label.bn) for choice in PURPOSES), "tick"
    )
    return Section(f"text-{lang}", "", (text, boxes))


def _box(reading: Reading, en: str, bn: str) -> Item:
    first, second = (bn, en) if reading.options.language == "bn" else (en, bn)
    return Item((reading.span(first, bold=True), *plain(" · "), reading.span(second)))


def _signed(reading: Reading, subject: Record[Person]) -> Section:
    say, code = reading.words.say, code_of(subject.id)
    heads = say.columns
    labels = (heads.name, say.slip_date, say.slip_signature, say.slip_officer)
    square = QrCode(
        f"ict-desk:consent/{code}",
        f"QR: {code}",
        (Span(f"{code}\n", bold=True), Span(say.slip_note)),
        size_mm=18,
    )
    return Section("sign", "", (FillIn(labels, 2), square))
