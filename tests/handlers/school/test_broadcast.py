"""Sending a notice on: shown first, only to whom one may write, once to each. (C57; promise 2, 11, 13)"""

from __future__ import annotations

from care.acts import Act, Intent
from care.messages import Urgency
from handlers.posting import post
from handlers.school import broadcast
from storage import outbox
from tests.stage import Stage, labels, to

BODY = "今天晚托提前到17:30放学"


def make_act(audience: str | None = "parents", body: str | None = BODY) -> Act:
    return Act(Intent.BROADCAST, audience=audience, body=body)


def test_the_preview_shows_the_words_the_readers_and_their_number(stage: Stage) -> None:
    notes = broadcast.preview(make_act(), stage.turn("孙强", "12:00"))

    assert len(notes) == 1
    assert "将发给全校家长，共10人" in notes[0].text
    assert BODY in notes[0].text
    assert labels(notes, stage.id("孙强")) == ["发送", "取消"]


def test_sent_it_reaches_each_family_member_once_and_last(stage: Stage) -> None:
    notes = broadcast.press_send({"audience": "parents", "body": BODY}, stage.turn("孙强", "12:01"))

    answer, *others = notes
    assert "共10人" in answer.text
    assert len({note.to for note in others}) == len(others) == 10
    assert {note.urgency for note in others} == {Urgency.BULK}
    assert others[0].text == f"【实验小学】{BODY}\n（孙强老师发）"


def test_a_teacher_reaches_the_parents_of_the_own_group_only(stage: Stage) -> None:
    notes = broadcast.press_send({"audience": "parents", "body": BODY}, stage.turn("赵敏", "12:01"))

    told = {note.to for note in notes[1:]}
    assert stage.id("王丽") in told
    assert stage.id("刘敏") not in told, "her child is in another group"


def test_a_teacher_may_not_write_to_all_colleagues(stage: Stage) -> None:
    notes = broadcast.preview(make_act("teachers"), stage.turn("赵敏", "12:00"))

    assert "要由值班领导或校长来发" in to(notes, stage.id("赵敏"))
    assert labels(notes, stage.id("赵敏")) == []


def test_a_teacher_without_a_group_may_write_to_nobody(stage: Stage) -> None:
    notes = broadcast.preview(make_act(), stage.turn("何芳", "12:00"))

    assert "要由值班领导或校长来发" in to(notes, stage.id("何芳"))


def test_in_quiet_hours_it_says_so_and_waits_for_the_morning(stage: Stage) -> None:
    turn = stage.turn("孙强", "22:00")
    shown = broadcast.preview(make_act(), turn)
    post(turn, broadcast.press_send({"audience": "parents", "body": BODY}, turn))

    assert "明早发出" in shown[0].text
    rows = outbox.get(stage.session, range(1, 20))
    assert {f"{row.due_at:%m-%d %H:%M}" for row in rows if row.about == "broadcast"} == {"03-04 22:31"}, "06:31 here"
    assert [row.due_at for row in rows if row.about == ""] == [turn.now]


def test_without_words_or_readers_nothing_is_offered(stage: Stage) -> None:
    assert labels(broadcast.preview(make_act(body=None), stage.turn("孙强", "12:00")), stage.id("孙强")) == []
    assert labels(broadcast.preview(make_act(audience=None), stage.turn("孙强", "12:00")), stage.id("孙强")) == []
