"""Inputs of e-mail addresses and phone numbers: what is typed is checked, and numbers completed.

What stood in the record before is left as it is: an old number nobody can explain any more must
not keep an officer from changing something else.
"""

from collections.abc import Callable
from typing import Any

from desk_app.domain.contacts import email_is_valid, phone
from desk_app.domain.fields import Field
from desk_app.domain.problems import Code
from desk_app.ui.forms.chips import ChipsInput


class CheckedInput(ChipsInput):
    """A set whose newly typed items are looked at one by one."""

    def __init__(self, field: Field, name_of: Callable[[str], str] = str) -> None:
        super().__init__(field, name_of)
        self._before: frozenset[str] = frozenset()

    def problem(self) -> Code:
        """Override."""
        return super().problem() or next(
            (code for item in self._new() if (code := self._wrong(item))), ""
        )

    def _show(self, value: Any) -> None:
        super()._show(value)
        self._before = frozenset(self._values)

    def _new(self) -> list[str]:
        return [item for item in self.value() or () if item not in self._before]

    def _wrong(self, item: str) -> Code:
        raise NotImplementedError


class EmailsInput(CheckedInput):
    """E-mail addresses."""

    def _wrong(self, item: str) -> Code:
        return "" if email_is_valid(item) else "email"


class PhonesInput(CheckedInput):
    """Phone numbers, kept in E.164 and shown as they are dialled from abroad.

    `country_of` tells from where a number without a country's code was typed.
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field, _shown)
        self.country_of: Callable[[], str] = str

    def _typed(self) -> list[str]:
        return [phone(item, self.country_of()).kept for item in super()._typed()]

    def _wrong(self, item: str) -> Code:
        return "" if phone(item, self.country_of()).possible else "phone"


def _shown(kept: str) -> str:
    return phone(kept).shown
