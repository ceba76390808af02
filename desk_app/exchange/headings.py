"""What the headings of other programs' tables mean, in the languages their programs speak."""

import re
import unicodedata
from functools import cache, lru_cache

from desk_app.exchange.headwords import EXACT

FIELDS = (
    *("name", "given", "family", "additional", "prefix", "suffix", "nickname"),
    *("email", "phone", "url", "im", "org", "department", "title", "role"),
    *("note", "bday", "bday.year", "bday.month", "bday.day", "categories", "photo", "label"),
    *("street", "street2", "city", "region", "code", "country", "box"),
)
"""The fields of a contact that a column can be; `label` says what its neighbour is for."""

ADDRESS = frozenset({"street", "street2", "city", "region", "code", "country", "box"})
"""The fields that are parts of an address."""

USUAL = {
    "name": "Name",
    "given": "First Name",
    "family": "Last Name",
    "email": "E-mail",
    "phone": "Phone",
    "url": "Website",
    "org": "Company",
    "title": "Job Title",
    "note": "Notes",
    "bday": "Birthday",
}
"""What the columns of a list without headings may be called."""

WORDED = {
    "emails": "email",
    "e-mail": "email",
    "mail": "email",
    "phones": "phone",
    "tel": "phone",
    "urls": "url",
    "website": "url",
    "notes": "note",
    "birthday": "bday",
    "first": "given",
    "given name": "given",
    "first name": "given",
    "last": "family",
    "last name": "family",
    "family name": "family",
    "full name": "name",
    "organisation": "org",
    "organization": "org",
    "company": "org",
    "job title": "title",
    "position": "title",
}
"""Other words for a field that a mapping may use."""

_SIDE = (
    r"type|typ|label|rel|status|owner|id|ids|consent|opt|opted|source|verified|bounce\w*|quality|"
    r"yomi|phonetic|phonetisch|service|display name|angezeigter name|nom d affichage|gmt|date|"
    r"count|valid\w*|unsubscribed|domain|key|ext|extension|country code|server|directory|"
    r"lower|unique|ip|weergegeven naam|mailtype|latitude|longitude"
)
_LABEL = re.compile(
    r"(e ?mail|phone|address|website|im|organization|telefon|tel)( \d+)? (type|typ|label)"
)
_ASIDE = re.compile(
    rf"\b({_SIDE})\b|^(tipo|type) (de |d )?(correo|messagerie|email|e mail|posta)\b|"
    r"^nom complet de l|^nombre de pantalla de|^nome visualizzato (posta|e ?mail)|"
    r"^(photo|image|picture|foto)|\bdo not modify\b|^(father|mother|spouse|husband|wife)\b|"
    r"^(পিতা|মাতা|স্বামী|স্ত্রী)"
)
_EMAIL = re.compile(
    r"\be ?mails?\b|\bcourriels?\b|\bcorreo( e| electronico)?\b|\bposta elettronica\b|"
    r"\be ?mailadres\w*|^mail \d|^mail address|adresse (electronique|de messagerie)\b|"
    r"ইমেইল|ই মেইল"
)
_PHONE = re.compile(
    r"\b(tele?phone?s?|phones?|tel|telef\w*|\w*tele?foon\w*|\w+telefon\w*|mobile?s?|mobil\w*|"
    r"mobiel\w*|handy\w*|cellular|cellphone|celular|cellulare|movil|portable|gsm|\w*fax\w*|"
    r"telecopie|pager\w*|pieper\w*|isdn|rnis|rdsi|telex|callback|ruckmeldung|rappel|"
    r"terugbellen|devolucion de llamada|localizador|radiomessagerie|radiotelef\w*|whats ?app|"
    r"viber|tty|landline|hotline|festnetz\w*|fone|puhelin|numer telefonu|contact nos?|"
    r"contact numbers?|mobilnummer|teldienstlich|radio phone|\w*rufnummer|mob|ph|phn|phone no|"
    r"pabx)\b|ফোন|মোবাইল|হোয়াটসঅ্যাপ|হোয়াটস্যাপ|телефон|電話|携帯"
)
_CELL = re.compile(
    r"^cell\b(?! (name|id|type))|\bcell (phone|no|number|tel)\b|"
    r"\b(work|home|business|personal|private|office|other|primary|company) cell$"
)
_BARE = frozenset(
    (
        *("home", "work", "other", "primary", "main", "direct", "office", "off", "res"),
        *("residence", "ufficio", "abitazione", "altro", "particular", "domicile", "bureau"),
        *("privat", "geschaftlich", "dienstlich", "thuis", "werk"),
    )
)
"""Headings under which some programs put nothing but phone numbers."""

_COUNTS = frozenset(
    (
        *("sl", "sl no", "s l", "s l no", "sl nr", "sr", "sr no", "s n", "s no", "sno", "serial"),
        *("serial no", "serial number", "no", "nr", "num", "lfd nr", "lfd", "n", "row", "row no"),
        *("ক্রম", "ক্রমিক", "ক্রমিক নং", "ক্রমিক নম্বর", "ক্র নং", "ক্রঃ নং", "ক্রনং", "নং"),
    )
)
_FILLER = re.compile(
    r"^(your|current|present|the|official|name of the|name of|applicant s?|participant s?|"
    r"delegate s?|member s?|alternate|alternative|secondary|second|first|personal|business) "
)
_NAME_OF = re.compile(
    r"(?:full )?names? of (?:the |an? )?(?:contact |authori[sz]ed |company )?(?:person|persons|"
    r"officer|officers|official|employee|participant|delegate|member|representative|contact|"
    r"candidate|applicant|student|individual|attendee|guest|invitee|owner|ceo|director|chairman|"
    r"president|expert|trainee|nominee|entrepreneur)|"
    r"(?:ceo|director|chairman|chairperson|president|guest|nominee|expert)(?: s)? name"
)
_ADVICE = re.compile(r"\b(with|incl\w*|in) (the )?(country code|bangla|english|capital letters)\b")
_KNIT = re.compile(r"\s*(?:[/&(),;|\n]|\band\b|\bor\b|\bও\b|\bএবং\b)\s*")
_URL = re.compile(
    r"\b(web ?sites?|web ?pages?|webseiten?|website|homepage|url|site web|sito web)\b"
)
_ADDRESS = (
    ("box", re.compile(r"\b(po box|\w*postfach|postbus|boite postale|apartado|b p)\b")),
    (
        "code",
        re.compile(
            r"\b(zip|zipcode|postal code|\w*postcode|plz|postleitzahl|code postal|codigo postal|"
            r"cap)\b"
        ),
    ),
    ("country", re.compile(r"\b(country|\w{0,4}land|pays|pais|paese)\b")),
    ("city", re.compile(r"\b(city|town|ort|stadt|ville|ciudad|citta|plaats|locality|wohnort)\b")),
    (
        "region",
        re.compile(
            r"\b(state|province|\w*provincie|region|bundesland|provincia|county|departement)\b"
        ),
    ),
    (
        "street2",
        re.compile(
            r"\b(street|\w*adres|address|adresse|strasse|rue)\b.* [23]$|extended address|"
            r"^(\w*adres|calle|rue|strasse) [23]\b"
        ),
    ),
    (
        "street",
        re.compile(
            r"\b(street|strasse|straße|rue|rua|calle|straat|address|\w*adresse?|via|direccion|"
            r"indirizzo|endereco)\b"
        ),
    ),
)
_WORK = re.compile(
    r"\b(business|work|geschaftlich|dienstlich|office|mailing|company|bureau|zakelijk|trabajo|"
    r"lavoro|ufficio|beruflich|professionnel\w*|organization|firmen\w*)\b"
)
_HOME = re.compile(r"\b(home|privat\w*|personal|prive|casa|domicile|abitazione|particulier)\b")
_OTHER = re.compile(r"\b(other|andere\w*|weitere\w*|autre|otr[ao]|altr[oi]|overig\w*)\b")


@lru_cache(maxsize=8192)
def plain(heading: str) -> str:
    """Return a heading as it is compared: words, without case, marks and punctuation."""
    heading = heading[: 3 * _LONGEST].strip()
    return _plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFC", text).replace("ß", "ss")
    text = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)
    return " ".join(text.split())


@cache
def _lookup() -> dict[str, str]:
    return {_plain(word): field for field, words in EXACT.items() for word in words.split("|")}


@lru_cache(maxsize=8192)
def meaning(heading: str) -> str:
    """Return the field that `heading` names, or an empty text for one nobody knows."""
    if len(heading) > 3 * _LONGEST:
        return ""
    words = plain(heading)
    if not words or len(words) > _LONGEST:
        return ""
    known = _lookup()
    if exact := known.get(words) or known.get(_plain(heading)):
        return exact
    if _LABEL.fullmatch(words):
        return "label"
    return _by_rule(words) or _by_parts(heading)


_LONGEST = 80
"""Characters of the longest heading that is one; above stand sentences."""


def counts_rows(heading: str) -> bool:
    """Tell whether a heading is one of those under which people number their rows."""
    return plain(heading) in _COUNTS or heading.strip() in ("#", "№", "Nº", "N°")


def bare(heading: str) -> bool:
    """Tell whether a heading means phones where what stands below looks like phones."""
    return plain(heading) in _BARE


def _by_rule(words: str) -> str:
    words = _ADVICE.sub("", words).strip()
    if _NAME_OF.fullmatch(words):
        return "name"
    if _ASIDE.search(words) and not re.search(r"\bvalue$", words):
        return ""
    core = re.sub(
        r"( value)?( \d+)?$", "", re.sub(r"^(contact|person|primary|main)( \d+)? ", "", words)
    )
    if (exact := _lookup().get(core)) and not exact.startswith("street"):
        return exact
    if _EMAIL.search(words):
        return "email"
    if _PHONE.search(words) and not re.search(r"\b(name|address|website|adres)\b", words):
        return "phone"
    if _CELL.search(words):
        return "phone"
    if _URL.search(words):
        return "url"
    if re.fullmatch(r"im( \d+)? value", words):
        return "im"
    if "formatted" in words or re.match(r"(e ?mail|custom|user|benutzer|relation|event)\b", words):
        return ""
    if found := next((field for field, rule in _ADDRESS if rule.search(words)), ""):
        return found
    shorter = _FILLER.sub("", words)
    return _lookup().get(shorter, "") if shorter != words else ""


def _by_parts(heading: str) -> str:
    """Read a heading of several words for one thing: “Company / Firm”, “Name (in English)”.

    Of a name and something else it is the name; of two other things nobody knows which.
    """
    if _ASIDE.search(plain(heading)):
        return ""
    parts = [part for part in _KNIT.split(heading) if part]
    found = [field for part in parts if (field := _of_part(part))]
    return found[0] if found and len(parts) > 1 else ""


def _of_part(part: str) -> str:
    words = _plain(part)
    known = _lookup()
    return known.get(words) or known.get(_FILLER.sub("", words), "")


@lru_cache(maxsize=8192)
def place(heading: str) -> str:
    """Tell which address or phone a heading speaks of: work, home, other, a number or nothing."""
    words = plain(heading)
    for name, rule in (("work", _WORK), ("home", _HOME), ("other", _OTHER)):
        if rule.search(words):
            return name
    number = re.search(r"\b(?:address|adresse) (\d+)\b(?=.* )", words)
    return number[1] if number else ""


@lru_cache(maxsize=8192)
def nature(heading: str) -> str:
    """Tell what a phone column is for, in the words of a card, such as `work, fax`."""
    words = plain(heading)
    kind = ""
    if re.search(r"\bfax|telefax", words):
        kind = "fax"
    elif re.search(r"\b(pager)", words):
        kind = "pager"
    elif re.search(r"\b(mobil|handy|cell|gsm|movil|portable|whatsapp)", words):
        kind = "cell"
    return ", ".join(part for part in (place(heading), kind) if part and not part.isdigit())


@lru_cache(maxsize=8192)
def labelled(heading: str) -> str:
    """Return what a column of labels labels, such as `phone 2`; empty for other columns."""
    words = plain(heading)
    return words.rpartition(" ")[0] if _LABEL.fullmatch(words) else ""
