"""A person and a firm proposed from any text: a signature, a web page, a card sent by message.

Nothing is fetched and nothing is kept: what is proposed goes the way of every file, by a survey
that finds who is known already, and one import that one undo takes back.
"""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from desk_app.domain.values import Plain
from desk_app.domain.words import fold
from desk_app.exchange.cards import read_cards
from desk_app.exchange.cardwriting import write_cards
from desk_app.exchange.contacts import Address, Contact, Employment, Labelled
from desk_app.exchange.fieldtexts import country_codes
from desk_app.exchange.planning import Row, contact_row
from desk_app.exchange.reading import Intake

PASTED = "pasted text"
"""The name under which the register of imports knows what was pasted."""

TEXT_LIMIT = 20_000
"""Characters of a pasted text that are looked at."""

_LINES = 60
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>|]+", re.IGNORECASE)
_SITE = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|nl|bd|de|uk|eu|io|info|gov|edu)\b", re.I)
_PHONE = re.compile(r"(?<![\w@./])\+?\(?[\d০-৯][\d০-৯\s().\u2010-\u2013/-]{5,22}[\d০-৯]")
_LABEL = re.compile(
    r"^(e-?mail|mail|tele?phone|tel|phone|mobile|mob|cell|fax|direct|office|web(?:site)?|url|"
    r"linkedin|skype|whatsapp|address|addr|name|company|title|organi[sz]ation|ফোন|মোবাইল|ইমেইল|ই-মেইল|"
    r"ওয়েব|ঠিকানা|নাম|t|m|e|w|f|p|a)\s*[:.|]\s*",
    re.IGNORECASE,
)
_KINDS = {"m": "cell", "mob": "cell", "mobile": "cell", "cell": "cell", "মোবাইল": "cell"} | {
    "f": "fax",
    "fax": "fax",
    "whatsapp": "cell",
}
_CLOSING = re.compile(
    r"^(((kind|best|warm|many)?\s*(regards|greetings|wishes|thanks)|sincerely|yours|cheers|"
    r"thank you|met vriendelijke groet\w*|mit freundlichen .*|cordialement|ধন্যবাদ|শুভেচ্ছা\w*|"
    r"sent from)\b.*|--+|__+)$",
    re.IGNORECASE,
)
_ORG = re.compile(
    r"\b(ltd|limited|inc|llc|llp|gmbh|plc|b\.?v|n\.?v|ag|s\.?a|pvt|corp(oration)?|company|group|"
    r"technolog(y|ies)|tech|soft(ware)?|solutions?|systems?|consult(ing|ancy|ants)|bank|university|"
    r"universiteit|institute|association|chamber|ministry|embassy|authority|foundation|agency|labs?|"
    r"digital|studio|services|partners)\b\.?|লিমিটেড|লিঃ|কোম্পানি|বিশ্ববিদ্যালয়|মন্ত্রণালয়|দূতাবাস|সমিতি|ব্যাংক|টেক",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(chief|officer|director|manager|engineer|developer|head|lead|president|vice|ceo|cto|cfo|coo|"
    r"cio|founder|partner|consultant|analyst|architect|professor|lecturer|researcher|secretary|"
    r"counsellor|attach[eé]|ambassador|minister|advis[eo]r|specialist|executive|coordinator|"
    r"assistant|associate|designer|student|owner|chair(man|woman|person)?|sales|marketing|"
    r"recruiter|programmer|scientist|representative|intern|dean|teacher|administrator|expert)\b|"
    r"পরিচালক|কর্মকর্তা|প্রকৌশলী|ব্যবস্থাপক|সচিব|অধ্যাপক|প্রধান|উপদেষ্টা|সভাপতি|প্রতিষ্ঠাতা",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(street|str\.?|road|rd\.?|avenue|ave\.?|lane|house|floor|level|suite|plot|block|sector|"
    r"straat|weg|laan|plein|kade|gracht|platz|rue|box|building|tower)\b|straat|strasse|straße|"
    r"weg\b|laan\b|রোড|সড়ক|বাড়ি|ভবন|তলা",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(\d{4}\s?[A-Z]{2}|\d{4,6})\b")
_NAME = re.compile(r"[^\W\d_][\w.'’\u0980-\u09ff-]*", re.UNICODE)
_PARTS = re.compile(r"\s*(?:[|•·▪]|\s[–—-]\s|\t)\s*")
_TITLES = {*("dr", "prof", "mr", "mrs", "ms", "engr", "ir", "ড", "ডঃ", "জনাব", "অধ্যাপক")}
_PARTICLES = {
    *("de", "van", "von", "der", "den", "du", "di", "la", "bin", "ibn", "al", "ten", "ter")
}


class Proposal(Struct, frozen=True):
    """Who a text speaks of: a contact, the firm, and the lines that nobody understood.

    `row` is the contact as a row of an import; `others` are further cards of the text.
    """

    contact: Contact
    firm: Plain
    role: str
    row: Row
    rest: tuple[str, ...] = ()
    others: tuple[Contact, ...] = ()


def propose(text: str, country: str = "") -> Proposal | None:
    """Return the person and firm that `text` speaks of, or None where it names nobody.

    Phones are read as dialled in `country`.
    """
    text = text[:TEXT_LIMIT]
    if "BEGIN:VCARD" in text.upper():
        return _from_cards(text, country)
    found = _Capture()
    for line in text.splitlines()[:_LINES]:
        found.take(line)
    contact = found.contact()
    if not (contact.name or contact.emails or contact.phones):
        return None
    return _proposal(contact, country, tuple(found.rest))


def intake_of(proposal: Proposal) -> Intake:
    """Return the proposal as a file to be surveyed and brought in like any other."""
    return Intake(write_cards((proposal.contact, *proposal.others)), PASTED)


def _from_cards(text: str, country: str) -> Proposal | None:
    start = text.upper().index("BEGIN:VCARD")
    contacts = read_cards(text[start:].encode("utf-8", errors="replace")).contacts
    if not contacts:
        return None
    rest = tuple(line.strip() for line in text[:start].splitlines() if line.strip())
    return replace(_proposal(contacts[0], country, rest), others=contacts[1:])


def _proposal(contact: Contact, country: str, rest: tuple[str, ...]) -> Proposal:
    firm: Plain = {"name": contact.org} if contact.org else {}
    own = _own_site(contact)
    if firm and own:
        firm["website"] = own
    return Proposal(contact, firm, contact.title, contact_row(contact, country, 1), rest)


def _own_site(contact: Contact) -> str:
    """Return the web site that is written there, unless it is the person's own page."""
    own = (url.value for url in contact.urls if "linkedin" not in url.value.lower())
    site = next(own, "")
    return site if not site or "://" in site else f"https://{site}"


class _Capture:
    """Collects what the lines of a text say."""

    def __init__(self) -> None:
        self.rest: list[str] = []
        self._emails: list[Labelled] = []
        self._phones: list[Labelled] = []
        self._urls: list[Labelled] = []
        self._name = ""
        self._org = ""
        self._role = ""
        self._address: list[str] = []

    def take(self, line: str) -> None:
        """Take what one line says; what is left of it is kept as the rest."""
        line = " ".join(line.replace("\u00a0", " ").split()).strip(" ,;*>")
        if not line or _CLOSING.match(line):
            return
        for part in _PARTS.split(line):
            self._part(part.strip(" ,;"))

    def _part(self, text: str) -> None:
        said = _LABEL.match(text)
        label = said[1].lower() if said else ""
        text = text[said.end() :] if said else text
        text = self._reached(text, label)
        if not any(map(str.isalnum, text)):
            return
        if label in ("name", "নাম"):
            self._name = self._name or text
        elif label in ("company", "organisation", "organization"):
            self._org = self._org or text
        elif label == "title":
            self._role = self._role or text
        elif label in ("address", "addr", "a", "ঠিকানা") or _is_address(text):
            self._address.append(text)
        else:
            self._worded(text)

    def _reached(self, text: str, label: str) -> str:
        """Take addresses, links and phones out of `text` and return what is left."""
        for found in _EMAIL.findall(text):
            self._emails.append(Labelled(found))
        text = _EMAIL.sub(" ", text)
        self._urls += [Labelled(link.rstrip(".,;)")) for link in _LINK.findall(text)]
        text = _LINK.sub(" ", text)
        if not re.search(r"[^\w.-]", text.strip()):
            self._urls += [Labelled(site) for site in _SITE.findall(text) and [text.strip()]]
            text = "" if self._urls and self._urls[-1].value == text.strip() else text
        phones = [] if _is_address(text) and not label else _PHONE.findall(text)
        for phone in phones:
            if 7 <= sum(map(str.isdecimal, phone)) <= 15:
                self._phones.append(Labelled(phone.strip(), _KINDS.get(label, "")))
                text = text.replace(phone, " ")
        return " ".join(text.split()).strip(" ,;:()<>")

    def _worded(self, text: str) -> None:
        """Decide whether words are a name, a role or a firm; a role may name its firm too."""
        role, comma, org = (
            re.split(r"(\s+at\s+|\s*@\s*|,\s*)", text, maxsplit=1)
            if (_ROLE.search(text) and re.search(r"\sat\s|@|,", text))
            else (text, "", "")
        )
        if _ROLE.search(role) and not (_ORG.search(role) and self._role):
            self._role = self._role or role.strip()
            if comma and org.strip():
                self._org = self._org or (
                    org.strip() if _ORG.search(org) or "," not in comma else ""
                )
                self._role = text if comma.startswith(",") and not self._org else self._role
        elif not self._name and _is_name(text):
            self._name = text
        elif _ORG.search(text) or (self._name and not self._org and _is_title_case(text)):
            self._org = self._org or text
        else:
            self.rest.append(text)

    def contact(self) -> Contact:
        """Return what was collected."""
        prefix, given, family = _halves(self._name)
        jobs = (Employment(self._org, (), self._role),) if self._org or self._role else ()
        place = _address(self._address)
        return Contact(
            name=self._name or _named_by(self._emails),
            prefix=prefix,
            given=given,
            family=family,
            emails=tuple(dict.fromkeys(self._emails)),
            phones=tuple(dict.fromkeys(self._phones)),
            urls=tuple(dict.fromkeys(self._urls)),
            employments=jobs,
            addresses=(place,) if place else (),
            line=1,
        )


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or _ORG.search(text):
        return False
    plain = [word.strip(".,()") for word in words]
    if not all(_NAME.fullmatch(word) for word in plain if word):
        return False
    return _is_title_case(text)


def _is_title_case(text: str) -> bool:
    """Tell whether most words begin like names; scripts without capitals always do."""
    words = [word for word in text.split() if word[:1].isalpha()]
    capital = [word for word in words if not word[0].islower()]
    return bool(words) and len(capital) * 2 > len(words) and len(words) <= 8


def _is_address(text: str) -> bool:
    if _STREET.search(text) and re.search(r"[\d০-৯]", text):
        return True
    last = text.rpartition(",")[2].split()[-1:]
    if _CODE.search(text) and last and fold(last[0]) in country_codes():
        return True
    return fold(text.strip(" .")) in _long_countries()


def _long_countries() -> set[str]:
    return {name for name in country_codes() if len(name) > 3}


def _address(lines: Sequence[str]) -> Address | None:
    """Return lines as an address: the country if named, the town beside its post code."""
    parts = [part.strip() for line in lines for part in line.split(",") if part.strip()]
    if not parts:
        return None
    country = parts.pop() if fold(parts[-1].strip(" .")) in country_codes() else ""
    city, code = "", ""
    street: list[str] = []
    for part in parts:
        found = _CODE.search(part)
        if found and not _STREET.search(part) and not city:
            code = found[1]
            city = part.replace(found[0], "").strip(" -")
        else:
            street.append(part)
    if not city and len(street) > 1:
        city = street.pop()
    return Address(street=", ".join(street), city=city, code=code, country=country)


def _halves(name: str) -> tuple[str, str, str]:
    """Return the form of address, the given and the family name."""
    words = name.split()
    titles: list[str] = []
    while len(words) > 1 and fold(words[0]).strip(".ঃ") in _TITLES:
        titles.append(words.pop(0))
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in _PARTICLES:
        last -= 1
    if len(words) < 2:
        return " ".join(titles), " ".join(words), ""
    return " ".join(titles), " ".join(words[:last]), " ".join(words[last:])


def _named_by(emails: Sequence[Labelled]) -> str:
    """Return the name an address is made of, such as kamal.hossain."""
    local = emails[0].value.partition("@")[0] if emails else ""
    words = [word for word in re.split(r"[._-]", local) if word.isalpha()]
    return " ".join(word.capitalize() for word in words) if len(words) > 1 else ""
