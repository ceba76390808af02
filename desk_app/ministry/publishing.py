"""Publishing to every desk, and replies to the mission that they answer.

What was published under the same identifier, or kind and name, is changed: nothing is doubled.
A reply moves the proposal or question on that it answers.
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import msgspec
from msgspec import Struct

from desk_app.domain.edits import Edit
from desk_app.domain.errors import WrongInput
from desk_app.domain.ids import named_id
from desk_app.ministry.manuscripts import Item, identifier
from desk_app.ministry.service import Service
from desk_app.ministry.values import State

_NAMED = {
    "dossier": ("name",),
    "paper": ("dossier", "name"),
    "strategy": ("name",),
    "fact": ("country", "topic", "statement"),
    "cohort": ("skill", "level", "body"),
    "reply": ("about", "on"),
}
"""The fields that tell one record from another where no identifier is given."""


class Published(Struct, frozen=True):
    """How many records are new, were changed, and are as they were."""

    new: int
    changed: int
    same: int


def publish(service: Service, given: Iterable[Item]) -> Published:
    """Publish records, all of them or none.

    Raises:
        WrongInput: one of them does not fit.
    """
    chosen = _told_apart(given, service.of_kind("dossier"))
    held = service.states(chosen)
    group = service.new_id()
    edits: dict[UUID, Edit] = {}
    for id, item in chosen.items():
        edit = _creation(service, id, item, group)
        if id in held:
            edit = _correction(edit, held[id])
        if edit.fields:
            edits[edit.id] = edit
    replies = [chosen[edit.record] for edit in edits.values() if edit.kind == "reply"]
    moved = list(_moved_on(service, replies, group))
    for verdict in service.take(None, [*edits.values(), *moved]).verdicts:
        if verdict.outcome == "refused" and verdict.reason != "group":
            what = f"{verdict.reason} {verdict.field}".strip()
            told = edits.get(verdict.edit)
            where = chosen[told.record].where if told else replies[0].where
            raise WrongInput(f"{where}: {what}. Nothing was published.")
    changed = sum(edit.operation == "set" for edit in edits.values())
    return Published(len(edits) - changed, changed, len(chosen) - len(edits))


def _told_apart(given: Iterable[Item], dossiers: Iterable[State]) -> dict[UUID, Item]:
    """Give each record its identifier; papers may name their dossier."""
    every = list(given)
    names = {str(state.fields.get("name")): state.id for state in dossiers}
    for item in every:
        if item.kind == "dossier":
            name = str(item.fields.get("name"))
            names[name] = item.id or names.get(name) or _made(item)
    return dict(_named(item, names) for item in every)


def _named(item: Item, dossiers: Mapping[str, UUID]) -> tuple[UUID, Item]:
    if item.kind == "dossier":
        return dossiers[str(item.fields.get("name"))], item
    name = str(item.fields.get("dossier"))
    if item.kind == "paper" and name in dossiers:
        fields = item.fields | {"dossier": str(dossiers[name])}
        item = msgspec.structs.replace(item, fields=fields)
    return item.id or _made(item), item


def _made(item: Item) -> UUID:
    told = (str(item.fields.get(name, "")) for name in _NAMED[item.kind])
    return named_id("published", item.kind, *told)


def _creation(service: Service, id: UUID, item: Item, group: UUID) -> Edit:
    owner = _owner(service, item)
    return Edit(
        id=service.new_id(),
        group=group,
        record=id,
        kind=item.kind,
        operation="create",
        at=service.clock(),
        by="",
        fields=item.fields,
        owner=owner,
        audience="all" if owner is None else "ministry",
    )


def _correction(edit: Edit, before: State) -> Edit:
    """Return what makes a record that was published say the new; without fields: it does."""
    changed = {name: v for name, v in edit.fields.items() if before.fields.get(name) != v}
    return msgspec.structs.replace(
        edit,
        operation="set",
        fields=changed,
        was={name: before.fields.get(name) for name in changed},
        base=before.version,
        owner=None,
        audience=None,
    )


def _owner(service: Service, item: Item) -> UUID | None:
    """Return the mission a reply is for: whose proposal or question it answers."""
    if item.kind != "reply":
        return None
    about = identifier(item.where, str(item.fields.get("about", "")))
    state = None if about is None else service.states([about]).get(about)
    owner = None if state is None else state.owner
    if owner is None:
        raise WrongInput(f"{item.where}: no mission's proposal or question is answered by it.")
    return owner


def _moved_on(service: Service, replies: Iterable[Item], group: UUID) -> Iterator[Edit]:
    """Set the state of what is answered to what the newest reply says of it."""
    decisions: dict[UUID, str] = {}
    for item in sorted(replies, key=lambda item: str(item.fields.get("on", ""))):
        about = identifier(item.where, str(item.fields.get("about", "")))
        if about is not None:
            decisions[about] = str(item.fields.get("decision", "answered"))
    for state in service.states(decisions).values():
        said = "answered" if state.kind == "question" else decisions[state.id]
        if said != state.fields.get("state") and (state.kind == "question" or said != "answered"):
            yield Edit(
                id=service.new_id(),
                group=group,
                record=state.id,
                kind=state.kind,
                operation="set",
                at=service.clock(),
                by="",
                fields={"state": said},
                was={"state": state.fields.get("state")},
                base=state.version,
            )
