"""What inputs and pages look up: names of skills, and records found by a few words."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desk_app.domain.changes import Changes
from desk_app.domain.errors import DeskError
from desk_app.domain.kinds.reference import Skill
from desk_app.domain.labels import Label
from desk_app.i18n import label
from desk_app.store.values import Row
from desk_app.ui.desk import DeskStore
from desk_app.ui.jobs import Jobs

Found = Callable[[tuple[Row, ...]], None]


class Lookups(QObject):
    """Keeps the small lists every form needs, and asks the store for the large ones.

    Signals:
        loaded: the skills or the mission's name are there, or others than before.
    """

    loaded = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.skills: dict[str, Label] = {}
        self.home = ""  # the desk's country (ISO 3166-1 alpha-2)
        self.mission = Label("", "")
        self.officer = Label("", "")
        jobs.changed.connect(self._on_changed)

    def load(self) -> None:
        """Fetch the skill tree again."""
        self._jobs.latest(self, "skills", _skills, self._on_skills, _no_matter)
        self._jobs.latest(self, "home", _home, self._on_home, _no_matter)

    def skill_entries(self) -> list[tuple[str, str]]:
        """Return the skills as (code, name), by name."""
        named = ((code, label(name)) for code, name in self.skills.items())
        return sorted(named, key=lambda entry: entry[1].casefold())

    def find(self, owner: QObject, words: str, kinds: tuple[str, ...], found: Found) -> None:
        """Find records of `kinds` by `words`; only the newest question of `owner` is answered."""
        self._jobs.latest(
            owner,
            "find",
            lambda desk: desk.search(words, kinds=kinds, limit=12),
            found,
            _no_matter,
        )

    def _on_skills(self, skills: dict[str, Label]) -> None:
        self.skills = skills
        self.loaded.emit()

    def _on_home(self, found: tuple[str, Label, Label]) -> None:
        self.home, self.mission, self.officer = found
        self.loaded.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("skill", "mission", "officer"):
            self.load()


def _home(desk: DeskStore) -> tuple[str, Label, Label]:
    """Return the desk's country, and what its mission and officer are called in both languages."""
    who = desk.desk
    ids = [id for id in (who.mission, who.officer_id) if id is not None]
    bangla = desk.titles(ids, "bn")
    mission = bangla.get(ids[0], "") if who.mission else ""
    officer = bangla.get(ids[-1], "") if who.officer_id else ""
    return (
        who.country,
        Label(who.mission_name, mission or who.mission_name),
        Label(who.officer, officer or who.officer),
    )


def _skills(desk: DeskStore) -> dict[str, Label]:
    contents = (record.content for record in desk.all("skill"))
    skills = (content for content in contents if isinstance(content, Skill))
    return {skill.code: Label(skill.name, skill.name_bn or skill.name) for skill in skills}


def _no_matter(_error: DeskError) -> None:
    """A list that cannot be fetched stays as it was; the page that needs the store says why."""
