"""The errands that show a family's secrets decide by the one table. (C108; promises 10, 11)"""

from __future__ import annotations

from care.reading.orders.commands import read_command
from care.rules.who_sees import Kind, of_posts, sees
from handlers import commands
from handlers.notices.parts import contacts
from handlers.people import people_orders
from tests import story
from tests.stage import Stage, to


def test_lists_of_the_blocked_and_of_the_apart_are_for_whom_the_table_names(stage: Stage) -> None:
    said = read_command("限制接送名单")
    assert said is not None
    for who, (_, posts) in story.STAFF.items():
        blocked = to(commands.carry_out(said, stage.turn(who, "12:00")), stage.id(who))
        kept = people_orders.told(stage.turn(who, "12:01", text="互不可见名单")) or []

        assert ("要由值班领导或校长来办" in blocked) is not sees(Kind.BLOCKED, of_posts(posts)), who
        assert ("值班领导或校长来办" in to(kept, stage.id(who))) is not sees(Kind.APART, of_posts(posts)), who


def test_parents_are_not_even_told_that_there_is_such_a_list(stage: Stage) -> None:
    assert people_orders.told(stage.turn("王丽", "12:00", text="互不可见名单")) is None


def test_who_has_to_ring_gets_the_numbers_in_full(stage: Stage) -> None:
    child = stage.story.pupils["李小明"]

    assert contacts(stage.turn("赵敏", "16:40"), [child])[child] == "妈妈王丽13800000001、奶奶刘桂芳13800000002"
