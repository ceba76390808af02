"""The dossier of a domain: who leads it, what the law says, what Bangladesh's line is."""

from collections.abc import Sequence
from uuid import UUID

from desk_app.briefs.compose.facts import facts, sourced
from desk_app.briefs.compose.integrity import integrity, not_named
from desk_app.briefs.compose.offer import certificates, is_ours
from desk_app.briefs.compose.options import Options
from desk_app.briefs.compose.reading import Reading
from desk_app.briefs.compose.sheet import (
    Head,
    Sheet,
    assembled,
    bullets,
    lead,
    opened,
    prose,
    seat,
    tabled,
)
from desk_app.briefs.content import (
    Block,
    Brief,
    Callout,
    Fact,
    Paragraph,
    Section,
    SourceNote,
    Span,
    Spans,
    plain,
)
from desk_app.domain.kinds import Dossier, Firm, Hub, Meeting, Note, Paper
from desk_app.domain.kinds.lists import DOMAINS
from desk_app.domain.material import Material
from desk_app.domain.records import Record

_DOMAINS = {choice.code: choice.label for choice in DOMAINS}
_MOST_FIRMS = 8


class _Named:
    """Firms that are left out because their checks are not passed."""

    def __init__(self, barred: Sequence[UUID]) -> None:
        self.barred = tuple(barred)


def dossier(material: Material, options: Options) -> Brief:
    """Compose the dossier of a domain, as it was published and as the desk annotated it.

    Raises:
        NoSuchRecord: the dossier is not among the records.

    """
    reading, subject = opened(Dossier, material, options)
    content, titles = subject.content, reading.words.say.sections
    told = _told(reading)
    front = [
        Section("care", "", _care(reading, content)),
        Section("objective", titles.about, lead(reading, content.summary, content.summary_bn)),
        Section("line", titles.line, prose(reading, content.line, content.line_bn), share=1.5),
        Section("legal", titles.legal, prose(reading, content.legal, content.legal_bn)),
    ]
    sections = [
        Section("forces", titles.forces, prose(reading, content.forces, content.forces_bn)),
        Section("firms", titles.firms_of_domain, told),
        Section("facts", titles.facts, facts(reading, Meeting(), (), codes=("BD",))),
        Section("papers", titles.papers, _papers(reading, subject)),
    ]
    if options.internal:
        risks = prose(reading, content.risks, content.risks_bn)
        front.append(Section("risks", titles.risks, risks, share=0.8))
        sections[1:1] = [
            Section("experts", titles.experts, prose(reading, content.experts)),
            Section("hubs", titles.hubs_of_domain, _hubs(reading)),
        ]
        passed = [id for id in _firms(reading) if reading.passed(id)]
        folio = tuple(integrity(reading, passed))
        sections.append(Section("integrity", titles.integrity, folio))
        sections.append(Section("own_notes", titles.own_notes, _notes(reading, subject)))
    if options.whole:
        sections += _texts(reading, subject)
    sections.append(Section("sources", titles.sources, _sources(reading, content)))
    label = _DOMAINS.get(content.domain)
    sheet = Sheet(
        form="dossier",
        title=reading.pick(content.name, content.name_bn),
        subtitle=reading.words.label(label) if label else "",
        front=front,
        sections=sections,
        facts=_masthead(reading, content),
    )
    return assembled(reading, sheet)


def is_old(reading: Reading, dossier: Dossier) -> bool:
    """Tell whether a dossier is past the day until which it may be relied on."""
    return dossier.until is not None and dossier.until < reading.today


def _care(reading: Reading, dossier: Dossier) -> tuple[Block, ...]:
    if not is_old(reading, dossier) or dossier.until is None:
        return ()
    day = reading.words.day(dossier.until)
    return (Callout(reading.words.say.dossier_old.format(date=day), (), kind="warning"),)


def _masthead(reading: Reading, dossier: Dossier) -> tuple[Fact, ...]:
    heads, words, old = reading.words.say.columns, reading.words, is_old(reading, dossier)
    checked = words.short_day(dossier.checked) if dossier.checked else ""
    until = words.short_day(dossier.until) if dossier.until else ""
    return (
        Fact(heads.publisher, (reading.span(dossier.publisher),)),
        Fact(heads.checked, plain(checked), expired=old),
        Fact(heads.valid, plain(until), expired=old),
    )


def _firms(reading: Reading) -> list[UUID]:
    ours = [r for r in reading.all(Firm) if is_ours(r.content) and _of_domain(reading, r.content)]
    return [record.id for record in sorted(ours, key=lambda r: r.content.name)]


def _of_domain(reading: Reading, of: Firm | Hub) -> bool:
    subject = reading.find(Dossier, reading.material.subject)
    return subject is not None and subject.content.domain in of.domains


def _told(reading: Reading) -> tuple[Block, ...]:
    """Return the firms at home that may be named, and how many may not."""
    heads, words = reading.words.say.columns, reading.words
    known = _firms(reading)
    passed = [id for id in known if reading.passed(id)]
    unnamed = not_named(reading, [_Named([id for id in known if id not in passed])])
    most = len(passed) if reading.options.whole else _MOST_FIRMS
    rows: list[Sequence[Spans]] = []
    for record in reading.some(Firm, passed[:most]):
        staff = words.figure(record.content.headcount) if record.content.headcount else ""
        name = reading.span(reading.short_title(record.id), bold=True)
        rows.append(((name,), plain(staff), certificates(reading, record.id)))
    left = len(passed) - most
    more = words.count(words.say.lines_more, left) if left > 0 else ""
    columns = [Head(heads.firm, 2.2), Head(heads.headcount, 1), Head(heads.certificates, 4)]
    blocks: list[Block] = [*tabled(columns, rows, more)]
    return (*blocks, Paragraph(unnamed)) if unnamed else tuple(blocks)


def _hubs(reading: Reading) -> tuple[Block, ...]:
    known = [r for r in reading.all(Hub) if _of_domain(reading, r.content)]
    known.sort(key=lambda r: r.content.name)
    items: list[Spans] = []
    for record in known[: len(known) if reading.options.whole else _MOST_FIRMS]:
        said = reading.span(reading.title(record.id), bold=True)
        place = seat(reading, record.content.city, record.content.country)
        items.append((said, Span(reading.words.say.comma), *place))
    return bullets(items)


def _of(reading: Reading, subject: Record[Dossier]) -> list[Record[Paper]]:
    return [r for r in reading.all(Paper) if r.content.dossier == subject.id]


def _papers(reading: Reading, subject: Record[Dossier]) -> tuple[Block, ...]:
    heads, words = reading.words.say.columns, reading.words
    rows = [
        (
            (Span(p.content.name, bold=True, link=p.content.url or None),),
            (reading.span(p.content.author),),
            plain(words.short_day(p.content.on) if p.content.on else ""),
        )
        for p in _of(reading, subject)
    ]
    columns = [Head(heads.paper, 4), Head(heads.author, 2), Head(heads.dated, 1.2)]
    return tuple(tabled(columns, rows))


def _texts(reading: Reading, subject: Record[Dossier]) -> list[Section]:
    """Return the papers whole, each in a section of its own."""
    return [
        Section(f"paper-{paper.id}", paper.content.name, prose(reading, paper.content.text))
        for paper in _of(reading, subject)
    ]


def _notes(reading: Reading, subject: Record[Dossier]) -> tuple[Block, ...]:
    about = {subject.id, *(paper.id for paper in _of(reading, subject))}
    words = reading.words
    return bullets(
        [
            (
                reading.span(note.content.text),
                Span(f" ({words.short_day(note.content.on)})" if note.content.on else ""),
            )
            for note in reading.all(Note)
            if note.content.about in about
        ]
    )


def _sources(reading: Reading, dossier: Dossier) -> tuple[Block, ...]:
    lines = reading.lines(dossier.sources)
    return tuple(SourceNote(tuple(sourced(reading, line))) for line in lines)
