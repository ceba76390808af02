"""The few words layout itself puts on paper, in both languages, with their digits and dates."""

from datetime import datetime
from typing import NamedTuple

from desk_app.briefs.content import Lang, Mark
from desk_app.domain import numerals

_MONTHS: dict[Lang, str] = {
    "en": "January February March April May June July August September October November December",
    "bn": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
}


class Words(NamedTuple):
    """Sentences of layout; the braces take numbers in the language's own digits."""

    page_of: str
    printed: str
    continued: str
    more: str
    in_full: str
    heading_in_full: str
    substituted: str
    warning: str
    at_a_glance: str
    time: str
    programme: str
    place: str
    who: str
    all_join: str
    marks: dict[Mark, str]


_WORDS: dict[Lang, Words] = {
    "en": Words(
        page_of="Page {} of {}",
        printed="Printed {}",
        continued="… continued on page {}",
        more="Also on page {}:",
        in_full="{} (in full, from page {})",
        heading_in_full="Heading in full",
        substituted=(
            "Letters that these typefaces do not have are given in Latin letters between ‹ and ›."
        ),
        warning="Warning: ",
        at_a_glance="At a glance",
        time="Time",
        programme="Programme",
        place="Place",
        who="Who",
        all_join="all",
        marks={
            "declared": "declared only",
            "document": "document seen",
            "visited": "visited",
            "reference": "reference given",
            "expired": "expired",
            "joins": "takes part",
        },
    ),
    "bn": Words(
        page_of="পৃষ্ঠা {} / {}",
        printed="মুদ্রণ: {}",
        continued="… বাকি অংশ পৃষ্ঠা {}-এ",
        more="আরও দেখুন পৃষ্ঠা {}-এ:",
        in_full="{} (পৃষ্ঠা {} থেকে, সম্পূর্ণ)",
        heading_in_full="সম্পূর্ণ শিরোনাম",
        substituted="এই হরফে নেই এমন অক্ষর ‹ ও › চিহ্নের মধ্যে রোমান হরফে দেওয়া হলো।",
        warning="সতর্কতা: ",
        at_a_glance="এক নজরে",
        time="সময়",
        programme="কর্মসূচি",
        place="স্থান",
        who="অংশগ্রহণকারী",
        all_join="সবাই",
        marks={
            "declared": "কেবল ঘোষিত",
            "document": "দলিল দেখা হয়েছে",
            "visited": "সরেজমিনে দেখা",
            "reference": "সূত্রের সমর্থন আছে",
            "expired": "মেয়াদোত্তীর্ণ",
            "joins": "অংশ নেবেন",
        },
    ),
}


def words(lang: Lang) -> Words:
    """Layout's own words in `lang`."""
    return _WORDS[lang]


def digits(number: int, lang: Lang) -> str:
    """`number` in the digits of `lang`."""
    return numerals.digits(str(number), lang)


def moment(at: datetime, lang: Lang) -> str:
    """`at` (aware) as printed in the footer, in its own zone."""
    offset = at.strftime("%z")
    zone = "UTC" if offset in ("", "+0000") else f"UTC{offset[:3]}:{offset[3:5]}"
    text = f"{at.day} {_MONTHS[lang].split()[at.month - 1]} {at.year}, {at:%H:%M} {zone}"
    return numerals.digits(text, lang)
