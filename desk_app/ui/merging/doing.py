"""Merging, parting and taking apart: written as one act, told in a sentence."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds import KINDS
from desk_app.domain.merging import Take
from desk_app.i18n import label, n, t
from desk_app.store import merging
from desk_app.ui.desk import DeskStore
from desk_app.ui.kit import Kit

Failed = Callable[[DeskError], None]


def merge(
    owner: QObject,
    kit: Kit,
    kind: str,
    pair: tuple[UUID, UUID],
    takes: Mapping[str, Take],
    failed: Failed,
    done: Callable[[Changes], None],
) -> None:
    """Merge the second of `pair` into the first."""
    keep, gone = pair
    kit.acts.perform(
        owner,
        t("Merge: {kind}", kind=label(KINDS[kind].label)),
        lambda desk: merging.merge(desk, keep, gone, takes),
        failed,
        done,
    )


def take_apart(owner: QWidget, kit: Kit, kind: str, gone: UUID) -> None:
    """Take a merged record out again, and say what could not be taken back."""
    found: list[merging.Unmerged] = []

    def work(desk: DeskStore) -> Changes:
        found.append(merging.unmerge(desk, gone))
        return found[0].changes

    def tell(_changes: Changes) -> None:
        if sentence := _left(kind, found[0]):
            from desk_app.ui import messages

            messages.tell(owner, t("The two are apart again."), sentence)

    words = t("Take apart: {kind}", kind=label(KINDS[kind].label))
    kit.acts.perform(owner, words, work, kit.acts.failed.emit, tell)


def _left(kind: str, done: merging.Unmerged) -> str:
    """Say what stays as the merge made it."""
    said: list[str] = []
    if done.stay:
        names = ", ".join(label(KINDS[kind].fields[name].label) for name in done.stay)
        said.append(t("Changed since, and therefore not taken back: {fields}.", fields=names))
    if done.gone:
        said.append(
            n(
                "{count} record put away with the merge was taken back or erased since.",
                "{count} records put away with the merge were taken back or erased since.",
                done.gone,
            )
        )
    return " ".join(said)
