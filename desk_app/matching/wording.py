"""Remarks in words, in both languages; names of firms and people come from the caller."""

from collections.abc import Mapping
from uuid import UUID

from desk_app.domain.labels import LANGUAGES, Label, Language
from desk_app.domain.numerals import whole
from desk_app.matching.remarks import Remark, Said

_TEXTS: dict[Said, tuple[str, str]] = {
    Said.NOTHING_ASKED: ("Nothing is asked for.", "কিছুই চাওয়া হয়নি।"),
    Said.NO_HEADS: ("The line asks for no heads.", "ধারাটিতে কোনো জনবল চাওয়া হয়নি।"),
    Said.STARTS_IN_PAST: (
        "The start lies {number} days back; planned from today.",
        "শুরুর তারিখ {number} দিন আগের; আজ থেকে পরিকল্পনা করা হয়েছে।",
    ),
    Said.IS_OVER: ("The line's time is over.", "ধারাটির সময় শেষ।"),
    Said.NO_START: ("No start is given; planned from today.", "শুরু বলা নেই; আজ থেকে ধরা হয়েছে।"),
    Said.NO_LENGTH: (
        "No length is given; planned for {number} weeks.",
        "মেয়াদ বলা নেই; {number} সপ্তাহ ধরা হয়েছে।",
    ),
    Said.TOO_LONG: ("Only {number} months are planned.", "কেবল {number} মাস পরিকল্পনা করা হয়েছে।"),
    Said.UNKNOWN_SKILL: (
        "The skill is not in the tree. Near: {words}.",
        "দক্ষতাটি তালিকায় নেই। কাছাকাছি: {words}।",
    ),
    Said.NOBODY_HAS: (
        "Nobody offers what this line asks ({number} heads).",
        "এই ধারায় যা চাওয়া হয়েছে ({number} জন) তা কেউ দিতে পারছে না।",
    ),
    Said.WOULD_BE_CONFIRMED: (
        "{number} heads stand in lapsed lines; ask the firms to confirm them.",
        "{number} জন মেয়াদোত্তীর্ণ তথ্যে আছে; প্রতিষ্ঠানকে নিশ্চিত করতে বলুন।",
    ),
    Said.MANY_LINES: (
        "{about} has {number} capacity lines; they were added up.",
        "{about}-এর {number}টি সক্ষমতার বিবরণ আছে; সেগুলো যোগ করা হয়েছে।",
    ),
    Said.PINNED_IDLE: (
        "{about} must take part but has nothing free that is asked for; left out.",
        "{about}-কে রাখতে বলা হয়েছে, কিন্তু চাওয়া কিছু দিতে পারছে না; বাদ রাখা হয়েছে।",
    ),
    Said.FAILED_CHECK: (
        "Not proposed, because a check failed or was refused ({number}): {about}.",
        "যাচাইয়ে অনুত্তীর্ণ বা অসম্মত, তাই প্রস্তাব করা হয়নি ({number}): {about}।",
    ),
    Said.COVERS_ALL: ("Covers all that must be covered.", "আবশ্যিক সবটুকু পূরণ করে।"),
    Said.COVERS_PART: (
        "Covers {number} of {of} head-months that must be covered.",
        "আবশ্যিক {of} জন-মাসের {number} জন-মাস পূরণ করে।",
    ),
    Said.FEWEST_FIRMS: ("Few firms: {number}.", "অল্প প্রতিষ্ঠান: {number}টি।"),
    Said.SUREST: (
        "Evidence and passed checks first: {number} firms.",
        "প্রমাণ ও উত্তীর্ণ যাচাই আগে: {number}টি প্রতিষ্ঠান।",
    ),
    Said.OTHER_FIRMS: (
        "Without {about}: {number} firms.",
        "{about} ছাড়া: {number}টি প্রতিষ্ঠান।",
    ),
    Said.EVIDENCED: (
        "{number} of {of} heads are evidenced and fresh.",
        "{of} জনের মধ্যে {number} জনের হালনাগাদ প্রমাণ আছে।",
    ),
    Said.PASSED: (
        "{number} of {of} firms have passed their checks.",
        "{of}টির মধ্যে {number}টি প্রতিষ্ঠান যাচাইয়ে উত্তীর্ণ।",
    ),
    Said.LEADS: (
        "{about} leads, with {number} of {of} head-months.",
        "{about} নেতৃত্বে, {of} জন-মাসের {number} জন-মাস নিয়ে।",
    ),
    Said.PINNED: ("{about} takes part as asked.", "চাহিদামতো {about} অংশ নিচ্ছে।"),
    Said.CLAIMED: (
        "{number} of {of} heads are only claimed.",
        "{of} জনের মধ্যে {number} জন কেবল দাবি করা।",
    ),
    Said.UNCHECKED: (
        "{number} of {of} firms have no passed check.",
        "{of}টির মধ্যে {number}টি প্রতিষ্ঠানের উত্তীর্ণ যাচাই নেই।",
    ),
    Said.STALE: (
        "{number} of {of} heads were told long ago.",
        "{of} জনের মধ্যে {number} জনের তথ্য পুরোনো।",
    ),
    Said.LEVEL_UNKNOWN: (
        "The level of {number} of {of} heads is not told.",
        "{of} জনের মধ্যে {number} জনের স্তর বলা নেই।",
    ),
    Said.RATE_UNKNOWN: (
        "The day rate of {number} of {of} heads cannot be compared.",
        "{of} জনের মধ্যে {number} জনের দৈনিক হার তুলনা করা যায় না।",
    ),
    Said.SAME_HEADS: (
        "{number} firms of unknown size may offer the same people twice.",
        "আকার অজানা {number}টি প্রতিষ্ঠান একই জনবল দুবার দেখিয়ে থাকতে পারে।",
    ),
    Said.LEANS_ON_ONE: (
        "{about} does {number} of {of} head-months.",
        "{of} জন-মাসের {number} জন-মাস {about}-এর।",
    ),
    Said.LATE: (
        "{number} of {of} heads join after the start.",
        "{of} জনের মধ্যে {number} জন শুরুর পরে যোগ দেবে।",
    ),
    Said.NOT_BEST: (
        "Another choice might be better by up to {number} in {of}.",
        "অন্য বাছাই {of}-এ সর্বোচ্চ {number} ভালো হতে পারে।",
    ),
    Said.KNOWS: (
        "Knows {about} (strength {number} of {of}).",
        "{about}-কে চেনেন (ঘনিষ্ঠতা {of}-এ {number})।",
    ),
    Said.WORKS_TOGETHER: ("Both are at {about}.", "দুজনেই {about}-এ আছেন।"),
    Said.SHARED_ORGANISATION: ("Both have to do with {about}.", "দুজনেই {about}-এর সঙ্গে যুক্ত।"),
    Said.WORKS_THERE: ("Works at {about}.", "{about}-এ কর্মরত।"),
    Said.WORKED_THERE: ("Worked at {about}.", "{about}-এ কর্মরত ছিলেন।"),
    Said.MAY_BE_ASKED: ("May be asked about it.", "এ বিষয়ে অনুরোধ করা যাবে।"),
    Said.NOT_SAID_IF_ASKED: (
        "Nobody has said whether to ask about it.",
        "এ বিষয়ে অনুরোধ করা যাবে কি না বলা নেই।",
    ),
    Said.ASKED_LATELY: (
        "Was asked {number} days ago, {of} times in a year.",
        "{number} দিন আগে অনুরোধ করা হয়েছে, বছরে {of} বার।",
    ),
    Said.HEARD_LONG_AGO: (
        "Nobody has confirmed it for {number} years.",
        "{number} বছর কেউ নিশ্চিত করেননি।",
    ),
    Said.NOT_TO_BE_APPROACHED: (
        "{about} is not to be approached.",
        "{about}-এর সঙ্গে যোগাযোগ করা যাবে না।",
    ),
    Said.NOBODY_KNOWS: (
        "Nobody who may be asked leads to {about}.",
        "অনুরোধ করা যায় এমন কেউ {about} পর্যন্ত পৌঁছান না।",
    ),
    Said.NOT_HERE: ("This desk does not know them.", "এই ডেস্ক তাঁদের চেনে না।"),
}


def worded(remark: Remark, names: Mapping[UUID, str]) -> Label:
    """Return `remark` as a sentence; `names` gives firms and people their titles."""
    about = ", ".join(names.get(id, "?") for id in remark.about)
    words = ", ".join(remark.words) or "–"
    said: dict[Language, str] = {}
    for language, text in zip(LANGUAGES, _TEXTS[remark.said], strict=True):
        number, of = whole(remark.number, language), whole(remark.of, language)
        filled = text.format(about=about, words=words, number=number, of=of)
        said[language] = filled.replace("..", ".")
    return Label(said["en"], said["bn"])
