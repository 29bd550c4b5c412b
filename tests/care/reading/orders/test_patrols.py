"""What a patrol found: by clauses, on nobody's guess. (C51)"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.people import Known, Role, Sender, Staff, Student
from care.reading.orders.patrols import HeadCount, read_round

KNOWN = Known(
    Role.LEADER, Sender("孙强"), roster=(Student(1, "李小明", "三年级2班"),),
    staff=(Staff(2, "王磊"), Staff(3, "赵敏")),
)  # fmt: skip


def found(text: str) -> list[tuple[str, bool | None, str | None]]:
    findings = read_round(text, KNOWN).findings
    return [(one.text, one.fixed, one.responsible.name if one.responsible else None) for one in findings]


@pytest.mark.parametrize(
    "text",
    [
        "巡了一圈，秩序良好，都在写作业", "全楼看过，无异常", "门禁正常，消防通道畅通", "未发现积水，没有人迟到",
        "没发现安全隐患", "二楼东头到西头，都挺好，没毛病",
    ],
)  # fmt: skip
def test_a_round_without_trouble_has_no_findings(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("三楼灯坏了，责任人王磊，未整改", [("三楼灯坏了", False, "王磊")]),
        (
            "三楼灯坏了，请赵敏处理；一楼走廊积水已拖干",
            [("三楼灯坏了", False, "赵敏"), ("一楼走廊积水已拖干", True, None)],
        ),
        ("三3班门锁坏了关不上", [("三3班门锁坏了关不上", None, None)]),
        ("两个孩子在走廊追跑，已制止", [("两个孩子在走廊追跑", True, None)]),
        ("七3空岗十分钟，已补位", [("七3空岗十分钟", True, None)]),
        ("赵敏班很安静，二楼厕所漏水", [("二楼厕所漏水", None, None)]),
        ("巡查发现：二楼厕所漏水", [("二楼厕所漏水", None, None)]),
        ("门坏了，请王磊和赵敏修", [("门坏了", False, None)]),
    ],
)
def test_findings_with_who_sees_to_them_and_whether_they_are_fixed(
    text: str, findings: list[tuple[str, bool | None, str | None]]
) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("三年级2班22人，秩序好", [HeadCount("三年级2班", 22)]),
        ("三（2）班实到二十二人", [HeadCount("三年级2班", 22)]),
        ("三2班在班4个孩子，一1班3名学生", [HeadCount("三年级2班", 4), HeadCount("一年级1班", 3)]),
        ("一（4）班有两个孩子在走廊追跑", []),
        ("北门1人看守", []),
        ("三2班老师晚到3分钟", []),
    ],
)
def test_only_a_class_and_a_number_are_a_head_count(text: str, counts: list[HeadCount]) -> None:
    assert list(read_round(text, KNOWN).counts) == counts


@given(st.text(alphabet="三2班22人坏了没有已整改，。请王磊处理灯门", max_size=40))
def test_whatever_is_written_each_finding_is_a_part_of_it(text: str) -> None:
    assert all(one.text in text for one in read_round(text, KNOWN).findings)
