"""A delegation's meetings, read at once, give each the brief it has alone."""

from datetime import UTC, datetime
from pathlib import Path

from desk_app.briefs.compose import Options, compose
from tests.integration.store.making import created, opened, person

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_meetings_that_share_people_and_firms_have_the_briefs_they_have_alone(
    tmp_path: Path,
) -> None:
    with opened(tmp_path) as store:
        bank = created(store, "firm", name="Meghna Bank", side="foreign", country="NL")
        who = [person(store, name) for name in ("Tanvir Hossain", "Nusrat Jahan")]
        ids = [
            created(
                store,
                "meeting",
                subject=f"Talk {day}",
                when=f"2026-11-{day}T10:00:00Z",
                organisations=[str(bank)],
                people=[str(who[day % 2])],
            )
            for day in (21, 22, 23)
        ]
        promise = {"promised_by": "us", "due": "2026-11-10", "about": [str(bank)]}
        created(store, "task", what="Send a note", meeting=str(ids[0]), **promise)
        together = store.material(ids[0], None, tuple(ids[1:]))
        options = Options(printed_at=AT)
        for id in ids:
            assert compose(together.about(id), options) == compose(store.material(id), options)
