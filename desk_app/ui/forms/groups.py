"""The parts a form and a record's page are divided into, with their headings."""

from desk_app.domain.registry import Kind
from desk_app.i18n import t


def grouped(kind: Kind) -> dict[str, list[str]]:
    """Return the field names of `kind` by group, in the order of the declaration."""
    groups: dict[str, list[str]] = {}
    for name, field in kind.fields.items():
        groups.setdefault(field.group, []).append(name)
    return groups


def group_name(group: str) -> str:
    """Return the heading of a group; the first of a kind needs none."""
    return {
        "contact": t("Contact"),
        "professional": t("Profession"),
        "care": t("Care"),
        "standing": t("Standing"),
        "story": t("In words"),
        "who": t("Who"),
        "what": t("What about"),
        "outcome": t("Outcome"),
    }.get(group, "")
