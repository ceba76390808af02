"""Places in the display order: whole numbers with gaps, so that a newcomer fits between two.

A place is a kind's number in the high bits and an order below. Full-text rows carry the place as
their rowid, so that the first page of a search comes out sorted without a sort. Kinds never mix:
`span(kind)` bounds the places of one kind.
"""

ORDER_BITS = 50
STEP = 1 << 26
"""The gap left between neighbours where there is room: 26 halvings of one gap."""


def span(number: int) -> tuple[int, int]:
    """Return the lowest and highest place of the kind with this number."""
    low = number << ORDER_BITS
    return low + 1, low + (1 << ORDER_BITS) - 1


def kind_number(place: int) -> int:
    """Return the number of the kind whose place this is."""
    return place >> ORDER_BITS


def between(number: int, before: int | None, after: int | None, count: int) -> list[int] | None:
    """Return `count` ascending places of a kind after place `before` and before `after`.

    None where the gap is too small: the neighbours must move first. At the two ends of a list
    the places go on in steps, so that appending and prepending leave the inside untouched.
    """
    low, high = span(number)
    if before is None and after is None:
        start = (low + high) // 2 - count * STEP // 2
        return _steps(start, STEP, count, low, high) or _spread(low, high, count)
    if before is not None and after is None:
        return _steps(before + STEP, STEP, count, low, high) or _spread(before, high, count)
    if before is None and after is not None:
        first = after - STEP * count
        return _steps(first, STEP, count, low, high) or _spread(low, after, count)
    return _spread(before or low, after or high, count)


def _steps(start: int, step: int, count: int, low: int, high: int) -> list[int] | None:
    if start < low or start + step * (count - 1) > high:
        return None
    return list(range(start, start + step * count, step))


def _spread(before: int, after: int, count: int) -> list[int] | None:
    """Spread places evenly strictly between two."""
    width = after - before
    if width <= count:
        return None
    return [before + width * place // (count + 1) for place in range(1, count + 1)]
