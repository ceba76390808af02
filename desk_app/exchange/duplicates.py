"""Which persons and firms are likely the same: found by keys, judged with reasons.

Nothing is merged here. A suggestion says whom, why, and how sure it is; a person decides.
"""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import Literal

from msgspec import Struct

from desk_app.domain.words import fold
from desk_app.exchange.firmnames import firm_alike, firm_frames
from desk_app.exchange.names import LIGHT, person_alike, person_frames, person_words

SUGGESTED = 0.75
"""The confidence from which two are suggested as one."""

_KEY_LIMIT = 60
"""How many parties a key may find; what more share tells nobody apart.

Whoever has the name of so many is still found by e-mail, phone, or name and firm together.
"""

_SHARED_WORDS = (
    "info contact office mail admin sales hello support hr jobs career careers kontakt team"
    " secretary secretariat enquiry inquiry marketing accounts reception help service"
)
_FREE_HOSTS = (
    "gmail.com yahoo.com hotmail.com outlook.com live.com icloud.com aol.com gmx.de gmx.net web.de"
    " proton.me protonmail.com ymail.com googlemail.com msn.com me.com mail.com yandex.com"
)
_SHARED = frozenset(_SHARED_WORDS.split(" "))
_FREE_MAIL = frozenset(_FREE_HOSTS.split(" "))

Reason = Literal[
    "same record",
    "same name",
    "name sounds alike",
    "same e-mail",
    "same phone",
    "same organisation",
    "same birthday",
    "same web site",
    "different birthdays",
    "different organisations",
]


class Party(Struct, frozen=True, gc=False):
    """A person or firm as it is compared; `names` are all its names, in any script.

    An entry is a record without a name of its own, known by the one text in `names`.
    """

    key: Hashable
    kind: Literal["person", "firm", "entry"]
    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    birthday: str = ""
    sites: tuple[str, ...] = ()


class Suggestion(Struct, frozen=True, gc=False):
    """That two may be one: how sure (0 to 1), and the reasons for and against."""

    one: Hashable
    other: Hashable
    confidence: float
    reasons: tuple[Reason, ...]


def compare(one: Party, other: Party) -> Suggestion:
    """Judge whether two parties are the same."""
    confidence, reasons = _JUDGES[one.kind](one, other) if one.kind == other.kind else (0.0, [])
    return Suggestion(one.key, other.key, round(confidence, 3), tuple(reasons))


def _name_likeness(one: Party, other: Party) -> float:
    alike = person_alike if one.kind == "person" else firm_alike
    return max((alike(a, b) for a in one.names for b in other.names if a and b), default=0.0)


def _persons(one: Party, other: Party) -> tuple[float, list[Reason]]:
    name = _name_likeness(one, other)
    reasons = _name_reasons(name)
    email, phone = _same_email(one, other), _same_phone(one, other)
    if email:
        reasons.append("same e-mail")
    if phone:
        reasons.append("same phone")
    if name < 0.65 and not (email or phone):
        return 0.75 * name, reasons
    org = max((firm_alike(a, b) for a in one.orgs for b in other.orgs), default=-1.0)
    birthdays = _birthdays(one, other)
    confidence = _person_confidence(one, other, name, email=email, phone=phone, org=org)
    if org >= 0.85:
        reasons.append("same organisation")
    elif 0 <= org < 0.5 and reasons:
        reasons.append("different organisations")
    if birthdays:
        reasons.append("same birthday" if birthdays > 0 else "different birthdays")
        confidence = confidence + 0.1 if birthdays > 0 else confidence - 0.35
    return min(max(confidence, 0.0), 0.99), reasons


def _person_confidence(
    one: Party, other: Party, name: float, *, email: bool, phone: bool, org: float
) -> float:
    """Weigh the name with what else is the same; a whole name is worth more than one word."""
    words = min(_significant(one), _significant(other))
    if email:
        return 0.9 + 0.09 * name if name >= 0.45 or not other.names or not one.names else 0.6
    if phone:
        if name >= 0.6:
            return 0.86 + 0.12 * name
        # One number and one given name: somebody who married, or a namesake in the house.
        return 0.78 if name >= 0.45 else 0.35 + 0.3 * name
    if name < 0.8:
        return 0.78 + 0.1 * name if name >= 0.65 and org >= 0.85 else 0.75 * name
    whole = 0.86 if words >= 2 else 0.6
    confidence = whole * name
    if org >= 0.85:
        return max(confidence, 0.8) + 0.12
    return confidence - (0.04 if 0 <= org < 0.5 else 0.0)


def _significant(party: Party) -> int:
    counts = (
        sum(word.weight > LIGHT and len(word.text) > 1 for word in person_words(name))
        for name in party.names
    )
    return max(counts, default=0)


def _name_reasons(name: float) -> list[Reason]:
    if name >= 0.995:
        return ["same name"]
    return ["name sounds alike"] if name >= 0.65 else []


def _firms(one: Party, other: Party) -> tuple[float, list[Reason]]:
    name = _name_likeness(one, other)
    reasons = _name_reasons(name)
    site = bool(_domains(one) & _domains(other))
    phone = _same_phone(one, other)
    if site:
        reasons.append("same web site")
    if phone:
        reasons.append("same phone")
    confidence = 0.95 * name
    if site:
        confidence = max(confidence, 0.8 if name >= 0.4 else 0.5) + 0.1 * name
    if phone:
        confidence = max(confidence, 0.78 if name >= 0.5 else 0.4) + 0.08 * name
    return min(confidence, 0.99), reasons


def _entries(one: Party, other: Party) -> tuple[float, list[Reason]]:
    return (0.99, ["same name"]) if one.names and one.names == other.names else (0.0, [])


_JUDGES = {"person": _persons, "firm": _firms, "entry": _entries}


def _domains(party: Party) -> set[str]:
    mail = {email.rpartition("@")[2].lower() for email in party.emails if "@" in email}
    return {_host(site) for site in party.sites if site} | (mail - _FREE_MAIL)


def _host(site: str) -> str:
    host = site.lower().partition("://")[2] or site.lower()
    return host.partition("/")[0].removeprefix("www.")


def _same_email(one: Party, other: Party) -> bool:
    shared = set(map(email_key, one.emails)) & set(map(email_key, other.emails)) - {""}
    return any(address.partition("@")[0] not in _SHARED for address in shared)


def _same_phone(one: Party, other: Party) -> bool:
    return bool(set(map(phone_key, one.phones)) & set(map(phone_key, other.phones)) - {""})


def _birthdays(one: Party, other: Party) -> int:
    if not (one.birthday and other.birthday):
        return 0
    return 1 if one.birthday == other.birthday else -1


def email_key(address: str) -> str:
    """Return an address as it is compared: without case, tags, or the dots Gmail passes over."""
    local, at, domain = address.strip().casefold().rpartition("@")
    local = local.partition("+")[0] or local
    domain = "gmail.com" if domain == "googlemail.com" else domain
    return (
        f"{local.replace('.', '') if domain == 'gmail.com' else local}{at}{domain}" if at else ""
    )


@lru_cache(maxsize=30_000)
def phone_key(number: str) -> str:
    """Return the last nine digits, which country codes and trunk zeros leave alone."""
    digits = "".join(c for c in fold(number.partition("ext")[0]) if c.isascii() and c.isdecimal())
    return digits[-9:] if len(digits) >= 7 else ""


class Index:
    """Parties under the keys by which their likes are found.

    A `sure` one finds only those of whom more than the name is the same, as a match that nobody
    is asked about must be; it needs much less room.
    """

    def __init__(self, parties: Iterable[Party] = (), *, sure: bool = False) -> None:
        self._keys = sure_keys if sure else keys
        self._parties: list[Party] = []
        self._found: dict[int, int | list[int]] = {}  # by hash; most find one: no list for it
        for party in parties:
            self.add(party)

    def add(self, party: Party) -> None:
        """Take one more party in."""
        place = len(self._parties)
        self._parties.append(party)
        for key in map(hash, self._keys(party)):
            found = self._found.setdefault(key, place)
            if isinstance(found, list):
                found.append(place)
            elif found != place:
                self._found[key] = [found, place]

    def like(self, party: Party, least: float = SUGGESTED) -> list[Suggestion]:
        """Return the parties that may be `party`, the surest first."""
        places = self._candidates(party)
        if not places:
            return []
        found = [compare(party, self._parties[place]) for place in places]
        found = [s for s in found if s.confidence >= least and s.other != party.key]
        return sorted(found, key=lambda suggestion: -suggestion.confidence)

    def _candidates(self, party: Party) -> set[int]:
        places: set[int] = set()
        if not self._parties:
            return places
        for key in map(hash, self._keys(party)):
            found = self._found.get(key)
            if isinstance(found, int):
                places.add(found)
            elif found and len(found) <= _KEY_LIMIT:
                places.update(found)
        return places

    def pairs(self, least: float = SUGGESTED) -> Iterator[Suggestion]:
        """Return every pair that may be one, each once."""
        compared: set[tuple[int, int]] = set()
        for found in self._found.values():
            if isinstance(found, int) or len(found) > _KEY_LIMIT:
                continue
            for pair in combinations(found, 2):
                if pair in compared:
                    continue
                compared.add(pair)
                suggestion = compare(self._parties[pair[0]], self._parties[pair[1]])
                if suggestion.confidence >= least:
                    yield suggestion


@lru_cache(maxsize=16)
def keys(party: Party) -> frozenset[str]:
    """Return what a party is found under: e-mails, phones, and its names by sound."""
    if party.kind == "entry":
        return frozenset(party.names)
    found = _reached(party)
    if party.kind == "firm":
        return found.union(*(firm_frames(name) for name in party.names if name))
    named = frozenset[str]().union(*(person_frames(name) for name in party.names if name))
    return found.union(named, _held(party, named))


@lru_cache(maxsize=16)
def sure_keys(party: Party) -> frozenset[str]:
    """Return the keys under which only such are found as may surely be the same."""
    if party.kind == "entry":
        return frozenset(party.names)
    if party.kind == "firm":
        whole = (key for name in party.names for key in firm_frames(name) if key[1] == "=")
        return _reached(party).union(whole)
    if not party.orgs and not party.birthday:
        return _reached(party)
    named = frozenset[str]().union(*(person_frames(name) for name in party.names if name))
    born = (
        {f"{n}*{party.birthday}" for n in named if n[0] == "="} if party.birthday else set[str]()
    )
    return _reached(party).union(_held(party, named), born)


def _reached(party: Party) -> frozenset[str]:
    found = [f"@{key}" for email in party.emails if (key := email_key(email))]
    found += [f"#{key}" for number in party.phones if (key := phone_key(number))]
    if party.kind == "firm":
        found += [f"/{domain}" for domain in _domains(party)]
    return frozenset(found)


def _held(party: Party, named: frozenset[str]) -> list[str]:
    firms = [key for org in party.orgs[:3] for key in firm_frames(org) if key[1] == "="]
    return [f"{name}&{firm}" for name in named if name[0] == "=" for firm in firms]
