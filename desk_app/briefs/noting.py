"""What is noted of a printing, so that the next brief can say what changed since."""

from hashlib import sha256

import msgspec

from desk_app.briefs.compose import Options, form_of
from desk_app.briefs.compose.delegation import meeting_part
from desk_app.briefs.content import Brief
from desk_app.domain.kinds import KINDS, Meeting
from desk_app.domain.material import Material
from desk_app.domain.registry import plain
from desk_app.domain.titles import linked
from desk_app.domain.values import Plain

_NAME_LIMIT = KINDS["brief"].fields["name"].limit
_SAID_LIMIT = KINDS["brief"].fields["said"].limit


def noted(brief: Brief, pdf: bytes, pages: int, options: Options, material: Material) -> Plain:
    """Return the fields of the `brief` record that notes this printing."""
    fields: Plain = {
        "name": brief.title[:_NAME_LIMIT],
        "form": form_of(material, options),
        "length": options.length,
        "language": options.language,
        "classification": options.marking,
        "about": _about(brief, material),
        "printed": options.printed_at.isoformat(),
        "pages": pages,
        "sha256": sha256(pdf).hexdigest(),
    }
    if material.kind() == "meeting":
        fields["meeting"] = str(material.subject)
    said = msgspec.json.encode(brief).decode()
    if len(said) <= _SAID_LIMIT:
        fields["said"] = said
    return fields


def _about(brief: Brief, material: Material) -> list[str]:
    """List what the subject points to and a printing may be about.

    A book is also about those whom the meetings in it are with.
    """
    subject = next((r for r in material.records if r.id == material.subject), None)
    if subject is None:
        return []
    fit = set(KINDS["brief"].fields["about"].links)
    kinds = {record.id: record.kind for record in material.records}
    pairs = linked(KINDS[subject.kind], plain(subject.content))
    about = [subject.id] if subject.kind in fit else []
    about += [id for _field, id in pairs if kinds.get(id) in fit]
    about += [id for meeting in _meetings(brief, material) for id in meeting.organisations]
    return [str(id) for id in dict.fromkeys(about)]


def _meetings(brief: Brief, material: Material) -> list[Meeting]:
    """Return the meetings that have a part of their own in a book."""
    keys = {part.key for part in brief.parts}
    return [r.content for r in material.all(Meeting) if meeting_part(r.id) in keys]
