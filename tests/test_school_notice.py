"""A family that never wrote is reached all the same, and answers where the notice says."""

from __future__ import annotations

from datetime import UTC, datetime

from care.calendar import SHANGHAI
from storage import people, schools
from storage.db import Sessions
from tests import story
from tests.through import ThroughWecom, notice_address, through_wecom

RELEASED = datetime(2026, 3, 4, 17, 33, tzinfo=SHANGHAI)


def bind_notices(sessions: Sessions) -> None:
    """Every guardian of the story is in the school's contacts."""
    with sessions.writing() as session:
        school_id = schools.id_of(session, story.CODE)
        assert school_id is not None
        for name, (address, _, _) in story.GUARDIANS.items():
            person = people.person_at(session, school_id, "wecom_kf", address)
            assert person is not None
            people.bind(
                session, school_id, person, "school_notice", notice_address(name), how="list",
                now=datetime(2026, 1, 1, tzinfo=UTC),
            )  # fmt: skip


def screen(door: ThroughWecom, who: str) -> list[tuple[str, str]]:
    return [(one.channel, one.text) for one in door.platform.messages(who) if not one.mine]


def test_a_mother_who_never_wrote_hears_of_the_release_and_types_her_answer(sqlite_sessions: Sessions) -> None:
    with through_wecom(sqlite_sessions, all_wrote=False) as door:
        bind_notices(sqlite_sessions)
        door.at(RELEASED)
        door.say("赵敏", "到齐")
        door.say("赵敏", "李小明妈妈接走了")
        ((channel, text),) = screen(door, "王丽")

        assert channel == "notice"
        assert "三年级2班 李小明 17:33 已由妈妈接走" in text
        assert text.endswith("请在“实验小学托管”客服里回复“已接到”或“没有接到”。")

        door.say("王丽", "已接到")

        channel, text = screen(door, "王丽")[-1]
        assert channel == "kf"
        assert text.startswith("已确认：三年级2班 李小明")


def test_a_family_that_does_not_follow_is_telephoned_by_its_teacher(sqlite_sessions: Sessions) -> None:
    with through_wecom(sqlite_sessions, all_wrote=False) as door:
        door.at(RELEASED)
        door.say("赵敏", "到齐")
        door.say("赵敏", "李小明妈妈接走了")

        assert screen(door, "王丽") == []
        assert any("请电话联系" in text and "王丽" in text for _, text in screen(door, "陈静"))
