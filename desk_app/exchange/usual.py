"""What a required field says where nothing is said: its default, which records leave out."""

from functools import cache

import msgspec

from desk_app.domain.kinds import KINDS
from desk_app.domain.values import Plain


@cache
def usual(kind_name: str) -> Plain:
    """Return the defaults of a kind's required fields as JSON values."""
    kind = KINDS[kind_name]
    plainest = kind.content()
    values = {name: getattr(plainest, name) for name, f in kind.fields.items() if f.required}
    told = {name: value for name, value in values.items() if value not in (None, "", ())}
    return {name: msgspec.to_builtins(value) for name, value in told.items()}
