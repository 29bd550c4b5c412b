"""Kept back without a place in care, and nobody goes home with children in hand. (C49; promise 1)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.reading.sayings import Said, Saying
from handlers.wayhome import keeping
from tests.stage import Stage, relation, to

CHENCHEN = Said(Saying.KEEP_BACK, name="陈晨", reason="补作业")


def test_a_child_kept_back_is_in_the_teachers_hands_and_the_family_knows(stage: Stage) -> None:
    notes = stage.keep(keeping.keep_back(CHENCHEN, stage.turn("赵敏", "16:30")))

    assert stage.place("陈晨").holder == stage.id("赵敏")
    assert stage.balance().holds
    assert "要家长当面接走" in to(notes, stage.id("陈刚"))


def test_it_is_handed_to_a_grown_up_only(stage: Stage) -> None:
    stage.keep(keeping.keep_back(CHENCHEN, stage.turn("赵敏", "16:30")))
    alone = Act(Intent.RELEASE, students=stage.children("陈晨"), alone=True)
    assert "要当面交给家长" in to(stage.say("赵敏", "17:00", alone), stage.id("赵敏"))

    stage.say("赵敏", "17:05", Act(Intent.RELEASE, students=stage.children("陈晨"), person=relation("爸爸")))
    assert stage.place("陈晨").gone is not None
    assert stage.balance().holds


def test_who_has_a_place_needs_no_second_one(stage: Stage) -> None:
    said = Said(Saying.KEEP_BACK, stage.children("李小明"), "李小明", reason="补作业")
    stage.keep(keeping.keep_back(said, stage.turn("赵敏", "16:30")))

    assert stage.place("李小明").holder is None


def test_nobody_leaves_with_children_in_hand(stage: Stage) -> None:
    stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
    notes = stage.keep(keeping.sign_out(Said(Saying.SIGN_OUT), stage.turn("赵敏", "17:30")))
    assert "您手里还有5人" in to(notes, stage.id("赵敏"))

    stage.say("赵敏", "17:31", Act(Intent.RELEASE, all=True))
    notes = stage.keep(keeping.sign_out(Said(Saying.SIGN_OUT), stage.turn("赵敏", "17:40")))
    assert "可以离开" in to(notes, stage.id("赵敏"))
