"""When an exchange is due."""

from desk_app.sync.schedule import Pace, Schedule

PACE = Pace(every=900, settle=5, settled=60, retry=30, longest=600, refused=5_000)


def test_the_first_exchange_is_due_at_once_and_the_next_after_a_while() -> None:
    schedule = Schedule(PACE, 0)
    assert schedule.wait(0) == 0
    schedule.begun()
    schedule.ended(10, vary=0.5)
    assert schedule.wait(10) == 900


def test_desks_do_not_all_come_at_the_same_second() -> None:
    waits = []
    for vary in (0.0, 1.0):
        schedule = Schedule(PACE, 0)
        schedule.ended(0, vary)
        waits.append(schedule.wait(0))
    assert waits[0] < 900 < waits[1]


def test_an_edit_is_sent_once_the_typing_rests_but_not_put_off_for_ever() -> None:
    schedule = Schedule(PACE, 0)
    schedule.ended(0, 0.5)
    schedule.edited(100)
    assert schedule.wait(100) == 5
    for second in range(100, 159):
        schedule.edited(second)
    assert schedule.wait(158) == 2
    assert schedule.wait(160) == 0


def test_an_edit_typed_during_an_exchange_gets_one_of_its_own() -> None:
    schedule = Schedule(PACE, 0)
    schedule.begun()
    schedule.edited(1)
    schedule.ended(3, 0.5)
    assert schedule.wait(3) == 3


def test_failures_double_the_pause_up_to_a_bound() -> None:
    schedule = Schedule(PACE, 0)
    waits = []
    for _ in range(8):
        schedule.begun()
        schedule.failed(0, vary=0.5)
        waits.append(schedule.wait(0))
    assert waits[:5] == [30, 60, 120, 240, 480]
    assert waits[-1] == 600
    schedule.ended(0, 0.5)
    schedule.failed(0, vary=0.5)
    assert schedule.wait(0) == 30


def test_edits_do_not_shorten_the_pause_after_a_failure() -> None:
    schedule = Schedule(PACE, 0)
    schedule.failed(0, vary=0.5)
    schedule.edited(1)
    assert schedule.wait(1) == 29


def test_a_ministry_that_said_no_is_left_alone_for_long() -> None:
    schedule = Schedule(PACE, 0)
    schedule.failed(0, vary=0.5, refused=True)
    assert schedule.wait(0) == 5_000


def test_what_the_officer_asks_for_is_due_at_once_whatever_happened() -> None:
    schedule = Schedule(PACE, 0)
    schedule.failed(0, vary=0.5, refused=True)
    schedule.ask()
    assert schedule.wait(0) == 0
    schedule.begun()
    assert schedule.wait(0) == 5_000
