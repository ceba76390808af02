"""The skill tree: what a typed skill is called, what serves it, and what a text speaks of."""

import re
from collections.abc import Iterable, Iterator

from desk_app.domain.kinds.reference import Skill
from desk_app.domain.words import fold

_SIGNS = re.compile("[^\\w+#\u0980-\u09ff]+|_+")
_WORD = re.compile("[\\w+#.\u0980-\u09ff]+")
_LONGEST = 5  # words of a skill's name that are looked for in a text
_AMBIGUOUS = 2  # names of so few letters (C, R, Go) are words of other meanings too


def _key(name: str) -> str:
    return _SIGNS.sub("", fold(name))


class SkillTree:
    """Skills by code, name and other names; parents serve as wider skills.

    Unknown parents and parents in circles are borne: a skill is then a root where the circle
    is entered.
    """

    def __init__(self, skills: Iterable[Skill]) -> None:
        self._skills = {s.code: s for s in sorted(skills, key=lambda s: s.code) if s.code}
        self._codes: dict[str, str] = {}
        self._spellings: dict[str, set[str]] = {}
        self._children: dict[str, list[str]] = {}
        for skill in self._skills.values():
            self._children.setdefault(skill.parent, []).append(skill.code)
        for names in (_own_names, _other_names):  # a name proper wins over an alias
            for skill in self._skills.values():
                for name in names(skill):
                    self._codes.setdefault(_key(name), skill.code)
                    if name != skill.code:
                        self._spellings.setdefault(_key(name), set()).add(name)
        self._codes.pop("", None)

    def __contains__(self, code: str) -> bool:
        return code in self._skills

    def skill(self, code: str) -> Skill | None:
        """Return the skill with exactly this code."""
        return self._skills.get(code)

    def code(self, typed: str) -> str:
        """Return the code of a typed code, name or alias, or an empty text.

        Case, accents, gaps and punctuation other than + and # make no difference; a final "js"
        that the tree does not know may be there or not (React.js, ReactJS, React).
        """
        if typed in self._skills:
            return typed
        key = _key(typed)
        found = self._codes.get(key) or self._codes.get(key + "js")
        if not found and key.endswith("js"):
            found = self._codes.get(key.removesuffix("js"))
        return found or ""

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the wider skills of `code`, the nearest first."""
        found: list[str] = []
        skill = self._skills.get(code)
        while skill and skill.parent in self._skills and skill.parent not in (code, *found):
            found.append(skill.parent)
            skill = self._skills[skill.parent]
        return tuple(found)

    def descendants(self, code: str) -> frozenset[str]:
        """Return all narrower skills of `code`, itself not included."""
        found: set[str] = set()
        ahead = list(self._children.get(code, ())) if code else []
        while ahead:
            child = ahead.pop()
            if child != code and child not in found:
                found.add(child)
                ahead.extend(self._children.get(child, ()))
        return frozenset(found)

    def serving(self, code: str) -> frozenset[str]:
        """Return the skills that serve somebody who asks for `code`: itself and the narrower ones.

        A skill that is not in the tree is served by itself alone.
        """
        return self.descendants(code) | {code}

    def near(self, typed: str, count: int = 3) -> tuple[str, ...]:
        """Return codes of skills whose names resemble `typed`, the most alike first."""
        import difflib

        keys = difflib.get_close_matches(_key(typed), self._codes, n=count * 3, cutoff=0.6)
        return tuple(dict.fromkeys(self._codes[key] for key in keys))[:count]

    def spoken_of(self, text: str) -> tuple[str, ...]:
        """Return the codes of the skills a free text names, in the order of their first mention.

        The longest name wins ("React Native" is not React); names of one or two letters count
        only as the tree writes them ("Go", not "go"). Words of ordinary language that are also
        skills may be found: these are suggestions for an officer, nothing is recorded by them.
        """
        return tuple(dict.fromkeys(self._mentions([m.group() for m in _WORD.finditer(text)])))

    def _mentions(self, words: list[str]) -> Iterator[str]:
        place = 0
        while place < len(words):
            taken, code = self._longest(words[place : place + _LONGEST])
            if code:
                yield code
            place += taken

    def _longest(self, words: list[str]) -> tuple[int, str]:
        for count in range(len(words), 0, -1):
            written = " ".join(words[:count]).strip(".")
            key = _key(written)
            code = self._codes.get(key, "")
            if len(key) <= _AMBIGUOUS and written not in self._spellings.get(key, ()):
                continue
            if code:
                return count, code
        return 1, ""


def _own_names(skill: Skill) -> tuple[str, ...]:
    return (skill.name, skill.name_bn)


def _other_names(skill: Skill) -> tuple[str, ...]:
    return (*skill.other_names, skill.code)
