"""Short questions that are understood word by word, and what only looks like them."""

from __future__ import annotations

import pytest

from care.people import Known, Role, Sender, Staff
from care.reading.sayings import Saying, read_saying

STAFF = (Staff(1, "赵敏"), Staff(2, "王磊"), Staff(3, "王芳"))


def _read(text: str, role: Role = Role.LEADER) -> Saying | None:
    said = read_saying(text, Known(role, Sender("孙强"), staff=STAFF))
    return said.saying if said else None


@pytest.mark.parametrize("text", ["哪个班还没点名", "谁还没点名？", "哪些班没点名", "谁还没接班", "现在还有谁没点名呢"])
def test_who_has_not_called_the_roll_is_asked(text: str) -> None:
    assert _read(text) is Saying.UNCALLED


@pytest.mark.parametrize("text", ["谁请假了", "今天有谁请假", "今天谁请假了？"])
def test_who_is_on_leave_is_asked(text: str) -> None:
    assert _read(text) is Saying.ON_LEAVE


@pytest.mark.parametrize("text", ["赵老师在不在", "赵敏老师来了吗", "赵老师呢，在吗", "王老师到岗了吗"])
def test_a_leader_asks_for_a_colleague(text: str) -> None:
    assert _read(text) is Saying.COLLEAGUE


def test_all_of_one_surname_are_meant() -> None:
    said = read_saying("王老师在不在", Known(Role.LEADER, Sender("孙强"), staff=STAFF))
    assert said is not None
    assert [one.name for one in said.colleagues] == ["王磊", "王芳"]


@pytest.mark.parametrize(
    "text",
    [
        "孙悦还没点名",
        "钱老师在不在",
        "谁没来",
        "谁明天请假",
        "赵老师说孩子在不在都行",
        "谁请假了要补作业",
        "接了4个电话",
    ],
)
def test_what_only_looks_like_it_is_left_to_the_reader(text: str) -> None:
    assert _read(text) is None


@pytest.mark.parametrize(("text", "count"), [("接了4个", 4), ("好的，接了五个孩子", 5), ("收到6人", 6)])
def test_a_number_received_is_heard(text: str, count: int) -> None:
    said = read_saying(text, Known(Role.TEACHER, Sender("何芳"), staff=STAFF))
    assert said is not None
    assert (said.saying, said.count) == (Saying.TAKEN, count)
