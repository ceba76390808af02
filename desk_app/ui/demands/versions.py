"""The kept versions of an answer: which one stands, who was asked, and what they said."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desk_app.domain.acts import Act, Change
from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain
from desk_app.i18n import digits, label, number, short_day, t
from desk_app.ui.demands.reading import Asked, Version, Versions, versions
from desk_app.ui.keeping import keep
from desk_app.ui.kit import Kit
from desk_app.ui.showing import skill_name
from desk_app.ui.theme.colours import Tone
from desk_app.ui.words import Card, Chip, Words, button, clear, column, row, rule

_TONES: dict[str, Tone] = {"accepted": "good", "declined": "alert", "asked": "notice"}
_NEXT = {"not_asked": ("asked",), "asked": ("accepted", "declined")}
_STANDINGS = {"draft": ("chosen", "dropped"), "chosen": ("offered", "dropped")}


class VersionsCard(Card):
    """Lists what was kept for a demand, the newest first."""

    def __init__(self, demand: UUID, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._inside = column()
        self.column.addWidget(Words(t("Kept versions"), "large"))
        self.column.addLayout(self._inside)
        kinds = ("consortium", "member", "demand")
        keep(self, kit, kinds, lambda desk: versions(desk, demand), self._show)

    def _show(self, read: Versions) -> None:
        clear(self._inside)
        if not read.versions:
            self._inside.addWidget(Words(t("None yet."), "muted"))
        for place, version in enumerate(read.versions):
            if place:
                self._inside.addWidget(rule())
            self._inside.addLayout(self._version(version))
            for asked in version.members:
                self._inside.addLayout(self._member(asked, version, read))
            if version.consortium.content.uncovered:
                words = t("Uncovered: {lines}", lines=version.consortium.content.uncovered)
                self._inside.addWidget(Words(digits(words), "small", copied=True))

    def _version(self, version: Version) -> QHBoxLayout:
        record, content = version.consortium, version.consortium.content
        standing = KINDS["consortium"].fields["standing"]
        line = row()
        name = t("Version {number}", number=content.number or 0)
        go = partial(self._kit.ways.record.emit, "consortium", record.id)
        line.addWidget(button(name, go, look="link"))
        line.addWidget(Chip(label(standing.choice(content.standing)), "plain"))
        if content.covered is not None and content.asked:
            share = number(100 * content.covered // content.asked)
            line.addWidget(Words(t("{share} % covered", share=share), "small", wrap=False))
        if content.made is not None:
            line.addWidget(Words(short_day(content.made), "small", wrap=False))
        line.addStretch(1)
        for code in _STANDINGS.get(content.standing, ()):
            words = label(standing.choice(code))
            made = button(words, partial(self._stand, record.id, code), look="quiet")
            made.setAccessibleName(f"{name}: {words}")
            line.addWidget(made)
        return line

    def _member(self, asked: Asked, version: Version, read: Versions) -> QHBoxLayout:
        line = row()
        line.setContentsMargins(16, 0, 0, 0)
        name = read.names.get(str(asked.firm), "") or t("(not here)")
        words = column(gap=0)
        go = partial(self._kit.ways.record.emit, "firm", asked.firm)
        words.addWidget(button(name, go, look="link"), alignment=Qt.AlignmentFlag.AlignLeft)
        words.addWidget(Words(self._share(asked), "small"))
        line.addLayout(words, 1)
        answers = KINDS["member"].fields["answer"]
        chip = Chip(label(answers.choice(asked.answer)), _TONES.get(asked.answer, "quiet"))
        line.addWidget(chip)
        if version.consortium.content.standing != "dropped":
            for code in _NEXT.get(asked.answer, ()):
                line.addWidget(self._answer(asked, code, name))
        return line

    def _share(self, asked: Asked) -> str:
        """Return the lines a firm gives heads for; the lead is said to lead."""
        parts = [t("leads")] if asked.leads else []
        for part in asked.parts:
            skill = skill_name(part.content.skill, self._kit.lookups.skills)
            parts.append(f"{number(part.content.heads or 0)} × {skill}")
        return ", ".join(parts)

    def _answer(self, asked: Asked, code: str, name: str) -> QPushButton:
        words = label(KINDS["member"].fields["answer"].choice(code))
        made = button(words, partial(self._say, asked, code))
        made.setAccessibleName(f"{words}: {name}")
        return made

    def _say(self, asked: Asked, code: str) -> None:
        today = self._kit.clock().astimezone().date().isoformat()
        fields: Plain = {"answer": code}
        fields["asked_on" if code == "asked" else "answered_on"] = today
        deeds = tuple(Change(part.id, fields) for part in asked.parts)
        self._kit.acts.do(self, Act(deeds, t("Answer of a member")))

    def _stand(self, id: UUID, code: str) -> None:
        act = Act((Change(id, {"standing": code}),), t("State of a consortium"))
        self._kit.acts.do(self, act)
