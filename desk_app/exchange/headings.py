"""What the headings of other programs' tables mean, in the languages their programs speak.

Read from exports of Google, Outlook, Windows Live Mail, Thunderbird, LinkedIn, HubSpot and
Salesforce, and from lists people keep themselves.
"""

import re
import unicodedata
from functools import lru_cache

FIELDS = (
    *("name", "given", "family", "additional", "prefix", "suffix", "nickname"),
    *("email", "phone", "url", "im", "org", "department", "title", "role"),
    *("note", "bday", "bday.year", "bday.month", "bday.day", "categories", "photo", "label"),
    *("street", "street2", "city", "region", "code", "country", "box"),
)
"""The fields of a contact that a column can be; `label` says what its neighbour is for."""

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

_EXACT = {
    "name": "name|full name|display name|contact name|contact|fn|vollstandiger name|anzeigename|"
    "nom complet|nom affiche|nombre completo|nombre para mostrar|nome completo|nome visualizzato|"
    "volledige naam|weergavenaam|naam|person|person name|formatted name|file as|nama|"
    "নাম|পূর্ণ নাম|ব্যক্তির নাম|名前|氏名|имя и фамилия|фио|nome|nombre y apellidos|member name|"
    "name of contact person|contact person|ansprechpartner|kontaktperson|attendee|participant|"
    "name of person|representative|name of representative|name of member",
    "given": "given name|first name|first|forename|firstname|fname|givenname|vorname|prenom|"
    "nombre|nombre de pila|primo nome|voornaam|primeiro nome|fornavn|fornamn|"
    "etunimi|imie|имя|প্রথম নাম|নিজ নাম|名|christian name|ad|jmeno",
    "family": "family name|last name|last|surname|lastname|lname|familyname|nachname|familienname|"
    "nom|nom de famille|apellido|apellidos|cognome|achternaam|sobrenome|apelido|ultimo nome|"
    "efternavn|etternavn|efternamn|sukunimi|nazwisko|фамилия|শেষ নাম|পারিবারিক নাম|姓|soyad|prijmeni",
    "additional": "additional name|middle name|middle|middle initial|2 vorname|zweiter vorname|"
    "weitere vornamen|deuxieme prenom|segundo nombre|"
    "secondo nome|tweede voornaam|middlename|отчество",
    "prefix": "name prefix|prefix|salutation|honorific|anrede|civilite|tratamiento|aanhef|"
    "namenstitel|akademischer titel|titel vor name|সম্বোধন",
    "suffix": "name suffix|suffix|namenszusatz|sufijo|suffisso|suffixe|generation|achtervoegsel",
    "nickname": "nickname|nick name|nick|spitzname|surnom|apodo|bijnaam|soprannome|apelido curto|"
    "alias|ডাকনাম|roepnaam",
    "org": "company|company name|organization|organisation|organization name|organisation name|"
    "firma|firmenname|unternehmen|societe|entreprise|empresa|azienda|societa|bedrijf|bedrijfsnaam|"
    "organisatie|organizzazione|organizacion|organizacao|account|account name|employer|"
    "arbeitgeber|associated company|primary associated company|firm|firm name|name of firm|"
    "name of company|name of the company|name of organization|name of organisation|institution|"
    "business name|org|organization 1 name|current company|"
    "company organization|foretag|virksomhed|"
    "организация|компания|প্রতিষ্ঠান|প্রতিষ্ঠানের নাম|কোম্পানি|会社|会社名|sirket|kurum|spolka|"
    "company organisation|associated company name|workplace|affiliation",
    "department": "department|abteilung|division|service|departamento|reparto|afdeling|unit|"
    "organization 1 department|organization department|বিভাগ|отдел",
    "title": "job title|jobtitle|position|job position|current position|titel|arbeitstitel|"
    "funktion|"
    "stellenbezeichnung|berufsbezeichnung|fonction|poste|titre|cargo|puesto|posizione|qualifica|"
    "functie|functietitel|designation|organization 1 title|organization title|stilling|"
    "должность|পদবি|পদ|役職|position title|occupation title|stanowisko|unvan",
    "role": "role|rolle|function|organization 1 job description",
    "note": "note|notes|notiz|notizen|comment|comments|kommentar|kommentare|bemerkung|bemerkungen|"
    "anmerkung|anmerkungen|remark|remarks|remarques|remarque|commentaire|commentaires|notas|nota|"
    "notities|opmerkingen|annotazioni|description|beschreibung|মন্তব্য|টীকা|примечания|заметки|"
    "observaciones|observacoes|anteckningar|メモ|additional notes|notlar",
    "bday": "birthday|birth date|birthdate|date of birth|dob|bday|geburtstag|geburtsdatum|"
    "anniversaire|date de naissance|cumpleanos|fecha de nacimiento|compleanno|data di nascita|"
    "verjaardag|geboortedatum|aniversario|data de nascimento|fodselsdag|fodselsdato|fodelsedag|"
    "день рождения|дата рождения|জন্মদিন|জন্ম তারিখ|জন্মতারিখ|誕生日|urodziny|dogum tarihi",
    "bday.year": "birth year|geburtsjahr|annee de naissance|ano de nacimiento|geboortejaar|"
    "anno di nascita",
    "bday.month": "birth month|geburtsmonat|mois de naissance|mes de nacimiento|geboortemaand|"
    "mese di nascita",
    "bday.day": "birth day|jour de naissance|dia de nacimiento|geboortedag|giorno di nascita",
    "categories": "categories|category|kategorien|kategorie|tags|labels|group membership|groups|"
    "gruppen|categorias|categorie|categorieen|keywords|group",
    "city": "city|town|ort|stadt|wohnort|ville|ciudad|citta|plaats|stad|cidade|by|locality|শহর",
    "region": "state|province|region|bundesland|state province|provincia|provincie|estado|county",
    "code": "zip|zip code|postal code|postcode|plz|postleitzahl|code postal|codigo postal|cap|"
    "zip postal code|cep",
    "country": "country|land|pays|pais|paese|country region|land region|nation|দেশ|страна",
    "street": "address|adresse|street|strasse|straße|street address|anschrift|rue|calle|direccion|"
    "indirizzo|adres|straat|endereco|ঠিকানা|адрес|full address|mailing address",
    "street2": "address 2|address line 2|street 2",
    "box": "po box|postfach|postbus",
    "photo": "photo|picture|image",
    "im": "screen name|messenger name|im|instant messenger|skype|jabber|aim|icq|messenger",
    "email": "e mail|email|mail|courriel|correo|correo electronico|posta elettronica|"
    "электронная почта|"
    "ই মেইল|ইমেইল|ই মেইল ঠিকানা|メールアドレス|eposta|e posta|adresse electronique|adres e mail|"
    "adresse de messagerie|direccion de correo electronico|indirizzo di posta elettronica",
    "url": "url|web|website|web site|web page|webpage|homepage|home page|webseite|internetseite|"
    "internetadresse|site web|page web|sitio web|pagina web|sito web|webpagina|blog|linkedin|"
    "linkedin url|linkedin profile|profile url|facebook|www|personal website|company website|"
    "website url|ওয়েবসাইট|ওয়েব|сайт|linkedin profile url|public profile url|github|xing|twitter",
}

_LOOKUP = {word: field for field, words in _EXACT.items() for word in words.split("|")}

_SIDE = (
    r"type|typ|label|rel|status|owner|id|ids|consent|opt|opted|source|verified|bounce\w*|quality|"
    r"yomi|phonetic|phonetisch|service|display name|angezeigter name|nom d affichage|gmt|date|"
    r"count|valid\w*|unsubscribed|domain|key|ext|extension|country code|server|directory|"
    r"lower|unique"
)
_LABEL = re.compile(
    r"(e ?mail|phone|address|website|im|organization|telefon|tel)( \d+)? (type|typ|label)"
)
_ASIDE = re.compile(rf"\b({_SIDE})\b")
_EMAIL = re.compile(
    r"\be ?mails?\b|\bcourriel\b|\bcorreo( electronico)?\b|\bposta elettronica\b|\bemailadres\w*"
    r"|^mail \d|^mail address|ইমেইল|ই মেইল"
)
_PHONE = re.compile(
    r"\b(tele?phone?s?|phones?|tel|telef\w*|tele?foon\w*|mobile?s?|mobil\w*|handy\w*|cell|cellular|"
    r"cellphone|celular|cellulare|movil|portable|gsm|fax\w*|telefax|pager\w*|isdn|telex|callback|"
    r"ruckmeldung|autotelefon|haupttelefon|whatsapp|viber|tty|landline|hotline|festnetz\w*|"
    r"telephone|fone|puhelin|numer telefonu|contact no|contact number|phone number|mobilnummer|"
    r"teldienstlich|car|radio phone|rufnummer)\b|ফোন|মোবাইল|телефон|電話|携帯"
)
_URL = re.compile(
    r"\b(web ?sites?|web ?pages?|webseiten?|website|homepage|url|site web|sito web)\b"
)
_ADDRESS = (
    ("box", re.compile(r"\b(po box|postfach|postbus|boite postale|apartado)\b")),
    (
        "code",
        re.compile(r"\b(zip|zipcode|postal code|postcode|plz|postleitzahl|code postal|cap)\b"),
    ),
    ("country", re.compile(r"\b(country|land|pays|pais|paese)\b")),
    ("city", re.compile(r"\b(city|town|ort|stadt|ville|ciudad|citta|plaats|locality|wohnort)\b")),
    ("region", re.compile(r"\b(state|province|region|bundesland|provincia|county|departement)\b")),
    ("street2", re.compile(r"\b(street|address|adresse|strasse)( line)? [23]$|extended address")),
    ("street", re.compile(r"\b(street|strasse|straße|rue|calle|straat|address|adresse|via)\b")),
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
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading.strip())
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFC", text).replace("ß", "ss")
    text = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)
    return " ".join(text.split())


@lru_cache(maxsize=8192)
def meaning(heading: str) -> str:
    """Return the field that `heading` names, or an empty text for one nobody knows."""
    words = plain(heading)
    if not words:
        return ""
    if exact := _LOOKUP.get(words):
        return exact
    if _LABEL.fullmatch(words):
        return "label"
    return _by_rule(words)


def _by_rule(words: str) -> str:
    if _ASIDE.search(words) and not re.search(r"\bvalue$", words):
        return ""
    bare = re.sub(r"( value)?( \d+)?$", "", re.sub(r"^(contact|person|primary|main) ", "", words))
    if (exact := _LOOKUP.get(bare)) and not exact.startswith("street"):
        return exact
    if _EMAIL.search(words):
        return "email"
    if _PHONE.search(words) and not re.search(r"\b(name|address|website)\b", words):
        return "phone"
    if _URL.search(words):
        return "url"
    if re.fullmatch(r"im( \d+)? value", words):
        return "im"
    if "formatted" in words or re.match(r"(e ?mail|custom|user|benutzer|relation|event)\b", words):
        return ""
    return next((field for field, rule in _ADDRESS if rule.search(words)), "")


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
