"""What a field says where nothing is said: its default, which records leave out."""

from functools import cache

import msgspec

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain


@cache
def defaults(kind_name: str) -> Plain:
    """Return the defaults of a kind's fields as JSON values, but for those that say nothing."""
    plainest = KINDS[kind_name].content()
    values = {name: getattr(plainest, name) for name in plainest.__struct_fields__}
    told = {name: value for name, value in values.items() if value not in (None, "", ())}
    return {name: msgspec.to_builtins(value) for name, value in told.items()}


@cache
def usual(kind_name: str) -> Plain:
    """Return the defaults of a kind's required fields as JSON values."""
    fields = KINDS[kind_name].fields
    return {name: value for name, value in defaults(kind_name).items() if fields[name].required}
