"""What a person's record says and no visiting card has a place for, as properties of a card.

Languages go out as LANG (RFC 6350 §6.4.4) and skills by name as CATEGORIES, which phones and mail
programs show; the skill itself with its level, the roles and the name in Bangla go beside them
as properties of the desk's own, so that a card that comes back says the same as before.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.exchange.cardvalues import readable
from desk_app.exchange.cardwriting import escaped
from desk_app.exchange.contacts import Contact, Property
from desk_app.exchange.fieldtexts import Unfit, text_of, value_of

_FIELDS = KINDS["person"].fields
_OWN = {"name_bn": "X-ICT-DESK-NAME-BN", "roles": "X-ICT-DESK-ROLES"}
_SKILL = "X-ICT-DESK-SKILL"
_NAME = "X-NAME"
"""The parameter with a skill's name, by which its category is told from others."""

_LISTS = {name for name, field in _FIELDS.items() if field.many}
_READ = {"LANG": "languages", _SKILL: "skills", **{own: name for name, own in _OWN.items()}}


def with_fields(contact: Contact, fields: Plain, skills: Mapping[str, str]) -> Contact:
    """Return `contact` with what `fields` of a person say beyond it.

    `skills` gives the names of skills by their codes.
    """
    claims: list[Plain] = fields.get("skills", [])
    names = [skills.get(claim["skill"], claim["skill"]) for claim in claims]
    own = [
        *(Property("LANG", code) for code in fields.get("languages", ())),
        *_texts(fields, contact.name),
        *map(_skill, claims, names),
    ]
    return replace(
        contact,
        categories=tuple(dict.fromkeys((*contact.categories, *names))),
        others=(*contact.others, *own),
    )


def _texts(fields: Plain, name: str) -> Iterator[Property]:
    for field, own in _OWN.items():
        text = text_of(_FIELDS[field], fields.get(field), str)
        if text and text != name:
            yield Property(own, escaped(text))


def _skill(claim: Plain, name: str) -> Property:
    text = text_of(_FIELDS["skills"], [claim], str).rstrip(";")
    return Property(_SKILL, escaped(text), ((_NAME, name),))


def taken(contact: Contact) -> tuple[Plain, Contact]:
    """Return what the properties of `with_fields` say, and the contact without them.

    A property that says nothing the field can hold stays with the contact.
    """
    fields: Plain = {}
    left: list[Property] = []
    names: set[str] = set()
    for other in contact.others:
        value = _value(other)
        if not value:
            left.append(other)
            continue
        field = _READ[other.name]
        fields[field] = _joined(fields.get(field, []), value) if field in _LISTS else value
        names.update(name for key, name in other.parameters if key == _NAME)
    if not fields:
        return fields, contact
    categories = tuple(one for one in contact.categories if one not in names)
    return fields, replace(contact, others=tuple(left), categories=categories)


def _value(other: Property) -> Any:
    field = _READ.get(other.name, "")
    if not field or (other.parameters and other.name != _SKILL):
        return None
    try:
        return value_of(_FIELDS[field], readable(other.value), _nobody)
    except Unfit:
        return None


def _nobody(_kinds: tuple[str, ...], _title: str) -> UUID | None:
    return None


def _joined(before: list[Any], more: list[Any]) -> list[Any]:
    return [*before, *(one for one in more if one not in before)]
