"""What the program must know of a field: declared once, beside the field itself.

A field of a record kind is `name: Annotated[python type, Field]`; table columns, wire schema,
validation, merging, search, forms, lists, import and printing all read the `Field`.
"""

from enum import Enum
from typing import Literal

from msgspec import Struct

from desk_app.domain.labels import Label


class Shape(Enum):
    """The form of a field's value, which decides how it is typed, kept, merged and shown.

    The comment tells the Python type of the value.
    """

    LINE = "line"  # str
    PROSE = "prose"  # str, several lines
    URL = "url"  # str
    CHOICE = "choice"  # str, a code of `Field.choices`
    COUNTRY = "country"  # str, ISO 3166-1 alpha-2
    NUMBER = "number"  # int | None
    FIGURE = "figure"  # Figure | None
    YES_NO = "yes_no"  # bool
    DATE = "date"  # date | None
    MOMENT = "moment"  # datetime | None, aware, UTC
    WORDS = "words"  # tuple[str, ...], a set
    CHOICES = "choices"  # tuple[str, ...], a set of codes of `Field.choices`
    LANGUAGES = "languages"  # tuple[str, ...], a set of ISO 639-1 codes
    EMAILS = "emails"  # tuple[str, ...], a set
    PHONES = "phones"  # tuple[str, ...], a set; E.164 where the number is complete
    SKILLS = "skills"  # tuple[SkillClaim, ...], a set keyed by skill
    SKILL = "skill"  # str, a code of the skill tree
    PICTURE = "picture"  # str, a JPEG or PNG in base64 (RFC 4648)
    LINK = "link"  # UUID | None, a record of one of `Field.links`
    LINKS = "links"  # tuple[UUID, ...], a set

    __hash__ = object.__hash__  # there is one of each; the enum's own hash is slow Python


class Merge(Enum):
    """How two changes of one field that did not know of each other become one."""

    ONE_SIDE = "one side"  # both changed differently: an officer decides
    SET = "set"  # additions and removals commute
    LINES = "lines"  # by line where they do not touch, else an officer decides


_SETS = frozenset(
    {
        Shape.WORDS,
        Shape.CHOICES,
        Shape.LANGUAGES,
        Shape.EMAILS,
        Shape.PHONES,
        Shape.SKILLS,
        Shape.LINKS,
    }
)

Search = Literal["", "text", "main"]
"""Whether the search index holds the field, and whether the field names the record."""

Seen = Literal["all", "desk"]
"""`all`: wherever the record goes; `desk`: never printed to hand out, nor outside the mission."""


class Choice(Struct, frozen=True):
    """One answer of a closed list."""

    code: str
    label: Label


class Field(Struct, frozen=True, kw_only=True):
    """What the program knows of one field.

    `group` names the part of the form; `limit` bounds the length in characters of each text.
    """

    shape: Shape
    label: Label
    help: Label | None = None
    required: bool = False
    choices: tuple[Choice, ...] = ()
    links: tuple[str, ...] = ()
    search: Search = ""
    seen: Seen = "all"
    subject: bool = False  # the person whose consent decides about this record
    carried: bool = False  # the linked record's list entry and search words include this record
    answered: bool = False  # the ministry may set it in a mission's record
    column: bool = False  # shown in the kind's list
    aliases: tuple[str, ...] = ()  # headings of other people's spreadsheets
    group: str = ""
    limit: int = 300

    @property
    def merge(self) -> Merge:
        """Tell how concurrent changes of this field are merged."""
        if self.shape in _SETS:
            return Merge.SET
        return Merge.LINES if self.shape is Shape.PROSE else Merge.ONE_SIDE

    @property
    def many(self) -> bool:
        """Tell whether the value is a set."""
        return self.shape in _SETS

    def choice(self, code: str) -> Label:
        """Return the label of `code`; a code this program does not know yet names itself."""
        for choice in self.choices:
            if choice.code == code:
                return choice.label
        return Label(code, code)


def choices(**labels: tuple[str, str]) -> tuple[Choice, ...]:
    """Declare a closed list: `code=("English", "বাংলা")`, in the order of display."""
    return tuple(Choice(code, Label(*words)) for code, words in labels.items())
