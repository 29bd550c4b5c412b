"""The platform's minute on a rehearsal clock: what the hands leapt over has passed."""

from datetime import UTC, datetime, timedelta

from bot.house import Leap, back

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_without_a_leap_a_minute_is_a_minute() -> None:
    assert back(NOW, MINUTE, ()) == NOW - MINUTE


def test_a_leap_of_a_minute_begins_a_new_one() -> None:
    leap = Leap(NOW - seconds(5), seconds(60))

    assert back(NOW, MINUTE, [leap]) == leap.at


def test_short_leaps_add_up() -> None:
    leaps = [Leap(NOW - seconds(6), seconds(40)), Leap(NOW - seconds(3), seconds(40))]

    assert back(NOW, MINUTE, leaps) == NOW - seconds(6)


def test_what_is_left_of_the_minute_lies_before_the_leap() -> None:
    assert back(NOW, MINUTE, [Leap(NOW - seconds(10), seconds(20))]) == NOW - seconds(40)


def test_a_leap_longer_ago_than_the_minute_changes_nothing() -> None:
    assert back(NOW, MINUTE, [Leap(NOW - seconds(70), seconds(600))]) == NOW - MINUTE
