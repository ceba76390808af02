"""One language's way of saying what a brief says: phrases with the rules that fill them."""

from collections.abc import Sequence
from datetime import date, datetime

from desk_app.briefs.wording import dates, numbers
from desk_app.briefs.wording.phrases import Phrases, Plural
from desk_app.domain import numerals
from desk_app.domain.kinds.person import HONORIFICS, Person
from desk_app.domain.labels import Label, Language
from desk_app.domain.values import Figure

_FIRST_YEAR = 365
_HONORIFICS = {choice.code: choice.label for choice in HONORIFICS}


class Wording:
    """Words of one language. `say` holds the phrases, the methods the rules."""

    def __init__(self, language: Language, phrases: Phrases) -> None:
        self.language: Language = language
        self.say = phrases

    def label(self, label: Label) -> str:
        """Return what a declaration calls something."""
        return label.text(self.language)

    def digits(self, text: str) -> str:
        """Return `text` in the digits of this language."""
        return numerals.digits(text, self.language)

    def number(self, number: int) -> str:
        """Return a whole number, grouped as the reader expects."""
        return numerals.whole(number, self.language)

    def figure(self, figure: Figure, year: int | None = None) -> str:
        """Return a figure or range; money with its currency, and with the year it was told."""
        if year is None or not figure.unit:
            return numbers.figure(figure, self.say, self.language)
        bare = Figure(figure.low, figure.high, unit=figure.unit)
        money = numbers.figure(bare, self.say, self.language)
        told = self.digits(str(year))
        if figure.estimated:
            return self.say.estimated_of.format(figure=money, year=told)
        return self.say.money_of.format(money=money, year=told)

    def day(self, when: date) -> str:
        """Return a day in full."""
        return dates.day(when, self.say, self.language)

    def short_day(self, when: date) -> str:
        """Return a day, short."""
        return dates.short_day(when, self.say, self.language)

    def near_day(self, when: date, today: date) -> str:
        """Return a day, without its year where that is plain from `today`."""
        day = when.date() if isinstance(when, datetime) else when
        return dates.near_day(day, today, self.say, self.language)

    def days(self, first: date, last: date) -> str:
        """Return a stretch of days, short."""
        return dates.days(first, last, self.say, self.language)

    def month(self, when: date) -> str:
        """Return a month and its year."""
        return dates.month(when, self.say, self.language)

    def moment(self, when: datetime) -> str:
        """Return weekday, day, time and zone."""
        return dates.moment(when, self.say, self.language)

    def near_moment(self, when: datetime, today: date) -> str:
        """Return day and time, without the year where that is plain from `today`."""
        return f"{self.near_day(when, today)}, {self.digits(f'{when:%H:%M}')}"

    def count(self, phrase: Plural, n: int, **words: str) -> str:
        """Return `phrase` for `n` of something."""
        chosen = phrase.one if n == 1 else phrase.other
        return chosen.format(n=self.number(n), **words)

    def listed(self, items: Sequence[str], *, final: bool = True) -> str:
        """Join `items`: with "and" before the last one, or with commas alone."""
        if final and len(items) > 1:
            head = self.say.comma.join(items[:-1])
            return f"{head} {self.say.and_} {items[-1]}"
        return self.say.comma.join(items)

    def sentence(self, text: str) -> str:
        """Return `text` beginning as a sentence does."""
        return text[:1].upper() + text[1:]

    def tenure(self, since: date, today: date) -> str:
        """Return since when somebody is somewhere: the year, and the month in the first year."""
        if (today - since).days > _FIRST_YEAR:
            return self.digits(str(since.year))
        return self.month(since)

    def name(self, person: Person) -> str:
        """Return a person's name with the form of address, in this language's script if known."""
        name = person.name_bn if self.language == "bn" and person.name_bn else person.name
        title = _HONORIFICS.get(person.honorific)
        return f"{self.label(title)} {name}" if title else name
