"""Material for a brief of any form from a seed: least, typical or most of everything."""

from datetime import timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from desk_app.briefs.compose import COMPOSERS, Options
from desk_app.domain.fields import Field, Shape
from desk_app.domain.material import Material, Period
from desk_app.domain.records import Record
from desk_app.domain.registry import KINDS, Content
from tests.support.material import NOW, TODAY, World, id_of
from tests.support.sample import records

SIZES = ("least", "typical", "most")
_MANY = 14
_TEXTS = (
    "Long words of a long sentence that goes on and on, as minutes of meetings do. " * 4,
    "বাংলা নাম ও দীর্ঘ বর্ণনা, যাতে যুক্তাক্ষর আছে: ক্ষমতা, প্রকৌশলী, আন্তর্জাতিক সম্পর্ক। " * 3,
    "One\nTwo\n- Three",
    "R&D <b>Ltd</b> (a\\b) – “quoted”",
    "Java-ভিত্তিক B2B-ক্ষেত্রে ১২,৩৪৫ টাকা",
    "王小明 · محمد بن سلمان · Ольга · \ufdfd 🙋",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 3,
    "https://example.org/a/very/long/address?of=something&that=never&ends=" + "x" * 90,
    "Halvorsen, Sørlie & Østby",
    "",
)


class Case(NamedTuple):
    """One brief to be made."""

    size: str
    material: Material
    options: Options


def case(seed: int) -> Case:
    """The brief of `seed`: sizes, forms and languages in turn, the rest by chance."""
    random = Random(seed)
    size = SIZES[seed % 3]
    forms = sorted(COMPOSERS)
    form = forms[seed // 3 % len(forms)]
    kind, _ = COMPOSERS[form]
    material = {"least": _least, "typical": _typical, "most": _most}[size](random, kind)
    period = Period(TODAY - timedelta(days=30), TODAY + timedelta(days=30))
    options = Options(
        printed_at=NOW,
        form=form,
        language=random.choice(("en", "bn")),
        length=random.choice(("points", "brief", "brief", "book")),
        marking=random.choice(("internal", "handout")),
        large_print=random.random() < 0.15,
        mission="Embassy of Bangladesh, The Hague" if size != "least" else "",
        officer="Farida Yasmin" if size != "least" else "",
        exchanged=NOW if random.random() < 0.8 else None,
        period=period if random.random() < 0.7 else None,
    )
    return Case(size, msgspec.structs.replace(material, period=options.period), options)


@cache
def _sample() -> tuple[Record[Content], ...]:
    return tuple(records(NOW.date()))


def _least(_: Random, kind: str) -> Material:
    world = World()
    world.add(f"{kind} 0", KINDS[kind].read({}))
    return world.material(f"{kind} 0")


def _typical(random: Random, kind: str) -> Material:
    subjects = [record.id for record in _sample() if record.kind == kind]
    if not subjects:
        return _most(random, kind)
    meetings = [record.id for record in _sample() if record.kind == "meeting"]
    chosen = tuple(random.sample(meetings, min(3, len(meetings)))) if kind == "mission" else ()
    return Material(random.choice(subjects), _sample(), chosen=chosen)


def _most(random: Random, kind: str) -> Material:
    """Many records of every kind, all pointing at each other, nothing left empty."""
    world = World()
    for name in KINDS:
        for n in range(_MANY):
            world.add(f"{name} {n}", _content(random, name))
    for n in range(_MANY // 2):
        world.passes(f"firm {n}")
    chosen = tuple(id_of(f"meeting {n}") for n in range(3)) if kind == "mission" else ()
    return msgspec.structs.replace(world.material(f"{kind} 0"), chosen=chosen)


def _content(random: Random, kind: str) -> Content:
    fields = KINDS[kind].fields
    told = {name: _value(random, field) for name, field in fields.items()}
    return KINDS[kind].read({name: value for name, value in told.items() if value is not None})


def _value(random: Random, field: Field) -> Any:
    if not field.many:
        return _single(random, field)
    count = 9 if field.shape in (Shape.LINK, Shape.LINKS) else 4
    values = [_single(random, field) for _ in range(count)]
    return list({str(value): value for value in values if value}.values())


def _single(random: Random, field: Field) -> Any:  # noqa: C901 - one arm for each shape
    match field.shape:
        case Shape.CHOICE | Shape.CHOICES:
            return random.choice([choice.code for choice in field.choices] or [""])
        case Shape.LINK | Shape.LINKS:
            return str(_linked(random, field))
        case Shape.COUNTRY:
            return random.choice(("BD", "NL", "NO"))
        case Shape.YES_NO:
            return random.random() < 0.2
        case Shape.NUMBER:
            return random.choice((0, 7, 240, 12_345, 98_765_432))
        case Shape.DATE:
            return _day(random)
        case Shape.MOMENT:
            return (NOW + timedelta(days=random.randint(-400, 60))).isoformat()
        case Shape.FIGURE:
            low = random.randint(1, 10**9)
            return {"low": low, "high": 2 * low, "estimated": True, "unit": "EUR"}
        case Shape.LANGUAGES:
            return random.choice(("nl", "bn", "en"))
        case Shape.SKILL:
            return random.choice(("java", "react", "unknown"))
        case Shape.SKILLS | Shape.PICTURE:
            return None
        case Shape.EMAILS:
            return f"somebody{random.randint(0, 10**6)}@a-rather-long-domain.example.org"
        case Shape.PHONES:
            return f"+4722{random.randint(100_000, 999_999)}"
        case _:
            return _text(random, field)


def _linked(random: Random, field: Field) -> UUID:
    return id_of(f"{random.choice(field.links)} {random.randrange(_MANY)}")


def _day(random: Random) -> str:
    return (TODAY + timedelta(days=random.randint(-400, 400))).isoformat()


def _text(random: Random, field: Field) -> str:
    return random.choice(_TEXTS)[: field.limit or None]
