"""The Bangla terms of the desk: one word for one thing, with the reason for the choice.

`avoid` lists words that would say the same and must not stand beside the chosen one.
"""

from msgspec import Struct


class Term(Struct, frozen=True):
    """One English term, its Bangla, and why it is said so."""

    en: str
    bn: str
    note: str
    avoid: tuple[str, ...] = ()


GLOSSARY = (
    Term(
        "brief",
        "সারপত্র",
        "Short paper put before a superior; the secretariat's সারসংক্ষেপ is a file summary.",
        ("ব্রিফ",),
    ),
    Term(
        "other side",
        "অপর পক্ষ",
        "Neutral, as in records of discussions; প্রতিপক্ষ is an opponent.",
        ("প্রতিপক্ষ",),
    ),
    Term(
        "partnership",
        "অংশীদারত্ব",
        "Bangla Academy spelling; অংশীদারিত্ব is common but not the standard form.",
        ("অংশীদারিত্ব",),
    ),
    Term(
        "meeting",
        "সভা",
        "Used by the government for formal and informal meetings alike.",
        ("মিটিং", "বৈঠক"),
    ),
    Term(
        "objective",
        "উদ্দেশ্য",
        "What we want to have when we leave; লক্ষ্য is kept for targets in figures.",
    ),
    Term("ask", "প্রত্যাশা", "Softer than দাবি (claim) and clearer than চাওয়া."),
    Term("offer", "প্রস্তাব", "What Bangladesh puts on the table."),
    Term(
        "promise",
        "প্রতিশ্রুতি",
        "Said to somebody, with a date; কাজ is a task nobody outside was told of.",
        ("ওয়াদা",),
    ),
    Term("overdue", "বিলম্বিত", "Neutral in tone, on our side as on theirs."),
    Term(
        "firm",
        "প্রতিষ্ঠান",
        "Covers companies of every legal form, and bodies.",
        ("কোম্পানি", "ফার্ম "),
    ),
    Term(
        "staff, heads",
        "জনবল",
        "The official word for number of people; লোকবল is colloquial.",
        ("লোকবল",),
    ),
    Term("capacity", "সক্ষমতা", "What a firm can deliver, in people and dates.", ("ক্যাপাসিটি",)),
    Term(
        "capacity book",
        "সক্ষমতা-খাতা",
        "A book kept up from day to day, as the mission's visitors' book.",
    ),
    Term("free (of staff)", "প্রাপ্য", "Available to be named; খালি would sound idle."),
    Term(
        "demand",
        "চাহিদা",
        "The client's need, in the sense of the article that asks for a clear sense of demand.",
        ("ডিমান্ড",),
    ),
    Term("demand line", "চাহিদার ধারা", "One line of a need; ধারা as a clause of a paper."),
    Term("gap", "ঘাটতি", "The official word for shortfall."),
    Term("evidence", "প্রমাণ", "What stands behind a claim."),
    Term(
        "declared",
        "ঘোষণা",
        "The firm's own word, not checked; noun, so that it fits beside the other marks.",
    ),
    Term(
        "document seen",
        "নথি দেখা হয়েছে",
        "নথি is the official word for papers on file.",
        ("ডকুমেন্ট",),
    ),
    Term("visited", "পরিদর্শন", "An official visit to see for oneself."),
    Term(
        "reference",
        "সুপারিশদাতার কাছে যাচাই",
        "Somebody who worked with the firm was asked; রেফারেন্স is avoided.",
        ("রেফারেন্স",),
    ),
    Term("out of date", "মেয়াদোত্তীর্ণ", "Past the date until which it may be said."),
    Term(
        "consent",
        "সম্মতি",
        "As in the data protection drafts; অনুমতি is permission by an authority.",
    ),
    Term("withheld", "দেওয়া হলো না", "Plain; গোপন would sound secret."),
    Term("introducer", "পরিচয়দাতা", "Who makes two people known to each other."),
    Term("do not approach", "যোগাযোগ করা যাবে না", "An instruction, as on official papers."),
    Term("tie", "সম্পর্ক", "Who knows whom."),
    Term(
        "diaspora",
        "প্রবাসী",
        "The everyday and official word; অভিবাসী is a migrant in law.",
        ("ডায়াসপোরা",),
    ),
    Term("mission", "মিশন", "Used by the ministry of foreign affairs itself."),
    Term("hub", "হাব", "No Bangla word covers cluster, park, chamber and association together."),
    Term("certificate", "সনদ", "Official; সার্টিফিকেট is colloquial.", ("সার্টিফিকেট",)),
    Term("source", "উৎস", "Where a fact is from.", ("সোর্স",)),
    Term("checked", "যাচাই", "Looked at again by the desk on that day."),
    Term(
        "official count",
        "সরকারি হিসাব",
        "Figures of the Export Promotion Bureau or the central bank.",
    ),
    Term(
        "industry's count",
        "শিল্পসংগঠনের হিসাব",
        "Figures of an association; never put in one series with official ones.",
    ),
    Term("estimate", "প্রাক্কলন", "The budget documents' word.", ("আনুমানিক হিসাব",)),
    Term("next step", "পরবর্তী পদক্ষেপ", "As in minutes of meetings."),
    Term("outcome", "ফলাফল", "What came of it, good or not."),
    Term("handed out", "হস্তান্তরযোগ্য", "May be given to the other side."),
    Term("internal", "অভ্যন্তরীণ", "For the mission and the ministry only."),
    Term(
        "lakh, crore",
        "লাখ, কোটি",
        (
            "Amounts in Bangla are grouped by lakh and crore; chart axes keep মিলিয়ন so that"
            " figures match their sources."
        ),
    ),
    Term("pilot", "পরীক্ষামূলক দল", "Describes what it is; পাইলট is avoided.", ("পাইলট",)),
    Term("engineer", "প্রকৌশলী", "Official word for the profession.", ("ইঞ্জিনিয়ার",)),
    Term(
        "data protection",
        "তথ্য সুরক্ষা",
        "As in the draft law; ডেটা stays for data as a field of work.",
    ),
    Term("agenda", "আলোচ্যসূচি", "The word on notices of official meetings.", ("এজেন্ডা",)),
    Term("participant", "অংশগ্রহণকারী", "Neutral as to side; অতিথি would make hosts of us."),
    Term("delegation", "প্রতিনিধিদল", "As in the ministry's press notes.", ("ডেলিগেশন",)),
    Term("programme", "কর্মসূচি", "Both the programme of a visit and those of a hub.", ("প্রোগ্রাম",)),
    Term("contents", "সূচিপত্র", "The usual heading in books."),
    Term("dossier", "ডোসিয়ার", "নথি is any file and কার্যপত্র a working paper; the loan is in use."),
    Term("paper (of a dossier)", "নিবন্ধ", "A signed text; প্রবন্ধ is an essay."),
    Term("legal position", "আইনি অবস্থান", "What the law says today, not advice."),
    Term(
        "Bangladesh's line", "বাংলাদেশের অবস্থান", "What we say on it; নীতি would be a policy decided."
    ),
    Term("expert", "বিশেষজ্ঞ", "Official.", ("এক্সপার্ট",)),
    Term("risk", "ঝুঁকি", "Official.", ("রিস্ক",)),
    Term(
        "strategy",
        "কৌশল",
        "What is wanted of a country and how it is argued there.",
        ("স্ট্র্যাটেজি",),
    ),
    Term(
        "consortium",
        "কনসোর্টিয়াম",
        "The word of procurement papers; জোট is an alliance of states.",
        ("জোট",),
    ),
    Term("lead firm", "প্রধান প্রতিষ্ঠান", "Who signs and answers for the others."),
    Term("version", "সংস্করণ", "Of a consortium as of a paper."),
    Term("head-month", "জন-মাস", "One person for one month, as in project papers."),
    Term(
        "debarment list",
        "নিষিদ্ধ-তালিকা",
        "Firms barred from public contracts, by any list.",
        ("কালো তালিকা", "ব্ল্যাকলিস্ট"),
    ),
    Term("registration (of a firm)", "নিবন্ধন", "In the companies' register.", ("রেজিস্ট্রেশন",)),
    Term(
        "nothing found",
        "আপত্তিকর কিছু নেই",
        "Says what the search found; পরিষ্কার would praise the firm.",
        ("পরিষ্কার",),
    ),
    Term("failed (a check)", "অনুত্তীর্ণ", "Official, without blame.", ("ফেল",)),
    Term(
        "searched",
        "অনুসন্ধান",
        "Looking a firm up in a list; তদন্ত is an inquiry into a wrong.",
        ("তদন্ত",),
    ),
    Term("left out", "বাদ", "Not named; বাতিল would be struck off."),
    Term("report", "প্রতিবেদন", "Official.", ("রিপোর্ট",)),
    Term("stage", "পর্যায়", "Of a demand, in the order of the list.", ("স্টেজ",)),
    Term("won", "অর্জিত", "Business that came about; জয় belongs to contests."),
    Term("lost", "হাতছাড়া", "Gone to somebody else; ব্যর্থ would blame.", ("ব্যর্থ",)),
    Term("target", "লক্ষ্যমাত্রা", "A figure set for a year; উদ্দেশ্য is an aim in words.", ("টার্গেট",)),
    Term("client", "গ্রাহক", "Who buys; মক্কেল is a lawyer's.", ("ক্লায়েন্ট", "মক্কেল")),
    Term("confirmation", "নিশ্চয়তা", "The client's own word on figures; গ্যারান্টি is a bank's."),
    Term("credit for a win", "কৃতিত্ব", "The part each mission had in it.", ("ক্রেডিট",)),
    Term("successor", "উত্তরসূরি", "Who takes the desk over."),
    Term(
        "handed on", "হস্তান্তরিত", "Given to another mission or to Dhaka to go on with.", ("রেফার",)
    ),
    Term("note", "টীকা", "What the desk adds to what others wrote."),
    Term("signature", "স্বাক্ষর", "Official; সই is colloquial.", ("সই ",)),
)
"""Every term, in no order that matters."""
