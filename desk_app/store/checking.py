"""Is the store whole? Pages, seals, search indexes and lists, each against its source."""

from uuid import UUID

from desk_app.domain.kinds import KINDS
from desk_app.store import entries, indexing, rows, survivors, vocabulary
from desk_app.store.connecting import DRIVER_ERROR, Driver, meaning, transaction
from desk_app.store.values import Health

DAMAGED = (
    "The file with the records is damaged. Close the program and let it repair the store: "
    "unsent changes are kept in a second file."
)
_LISTS = "The lists did not agree with {count} record(s)."
_SEARCH = "The search index did not agree with the lists."
_LINKS = "The links of {count} record(s) pointed from records that are not there."
_MENDED = "The lists and the search index were made anew from the records."


def check(raw: Driver, today: str, *, repair: bool) -> Health:
    """Check the whole store, and with `repair` make lists and search anew where they are wrong.

    Damaged pages cannot be mended in place: `rescue.rescue` rebuilds the store.
    """
    try:
        if not _pages_sound(raw):
            return Health(sound=False, found=(DAMAGED,), damaged=True)
        found = [*_lists_found(raw), *_links_found(raw), *_search_found(raw)]
    except DRIVER_ERROR as error:
        if meaning(error) is None:
            raise
        return Health(sound=False, found=(DAMAGED,), damaged=True)
    if not found or not repair:
        return Health(sound=not found, found=tuple(found))
    with transaction(raw):
        _mend(raw, today)
    return Health(sound=True, found=tuple(found), repaired=(_MENDED,))


def _pages_sound(raw: Driver) -> bool:
    """Check the seal of every page and the shape of every tree."""
    if raw.execute("PRAGMA cipher_integrity_check").fetchall():
        return False
    return [row[0] for row in raw.execute("PRAGMA quick_check")] == ["ok"]


def _strays(raw: Driver) -> tuple[dict[UUID, str], set[UUID]]:
    """Return records without a line, and lines without a record."""
    unlisted: dict[UUID, str] = {}
    orphans: set[UUID] = set()
    for name, kind in KINDS.items():
        missing = raw.execute(
            f'SELECT id FROM "{name}" EXCEPT SELECT id FROM entry WHERE kind = ?',  # noqa: S608  # names of our declarations
            (kind.number,),
        )
        unlisted |= {UUID(bytes=id): name for (id,) in missing}
        spare = raw.execute(
            f'SELECT id FROM entry WHERE kind = ? EXCEPT SELECT id FROM "{name}"',  # noqa: S608  # names of our declarations
            (kind.number,),
        )
        orphans |= {UUID(bytes=id) for (id,) in spare}
    return unlisted, orphans


def _lists_found(raw: Driver) -> list[str]:
    unlisted, orphans = _strays(raw)
    disordered = raw.execute(
        "SELECT count(*) FROM (SELECT key < lag(key) OVER (PARTITION BY kind ORDER BY place) "
        "AS early FROM entry) WHERE early"
    ).fetchone()[0]
    count = len(unlisted) + len(orphans) + disordered
    return [_LISTS.format(count=count)] if count else []


def _links_found(raw: Driver) -> list[str]:
    count = raw.execute(
        "SELECT count(DISTINCT source) FROM link WHERE source NOT IN (SELECT id FROM entry)"
    ).fetchone()[0]
    return [_LINKS.format(count=count)] if count else []


def _search_found(raw: Driver) -> list[str]:
    counted = raw.execute(
        "SELECT (SELECT count(*) FROM entry) = (SELECT count(*) FROM found_docsize)"
    ).fetchone()[0]
    try:
        raw.execute("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)")
    except DRIVER_ERROR:
        counted = False
    return [] if counted and not vocabulary.lacking(raw) else [_SEARCH]


def _mend(raw: Driver, today: str) -> None:
    """Make every line and both indexes anew from the records."""
    raw.execute("DELETE FROM link WHERE source NOT IN (SELECT id FROM entry)")
    raw.execute("INSERT INTO found (found) VALUES ('delete-all')")
    raw.execute("DELETE FROM entry")
    raw.execute("DELETE FROM heard")
    for wave in (False, True):
        for name in KINDS:
            if (name in entries.BY_TITLE) is wave:
                kepts = rows.select(raw, name, "1", ())
                rows.put(raw, kepts)
                survivors.note(raw, kepts)
                entries.refresh(raw, kepts, set(), today)
    indexing.rebuild(raw)
    vocabulary.rebuild(raw)
