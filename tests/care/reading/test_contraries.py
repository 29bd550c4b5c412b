"""What speaks against a wish in the same message makes a question of it; the wish without those words still acts."""

from __future__ import annotations

import pytest

from care.acts import CHANGING, Act, Intent
from care.people import Known, Role, Sender, Student
from tests.care.reading.people_of import acts

MING = Student(1, "李小明", "三年级2班")
PARENT = Known(Role.PARENT, Sender("王丽", "妈妈"), children=(MING,), clubs=("书法社团", "足球社团"))
TONG, ZE = Student(1, "周雨桐", "四年级2班"), Student(2, "周雨泽", "一年级3班")
BOTH = Known(Role.PARENT, Sender("王丽", "妈妈"), children=(TONG, ZE), clubs=("书法社团", "足球社团"))


def read(text: str, known: Known = PARENT) -> tuple[Act, ...]:
    return acts(text, known)


@pytest.mark.parametrize(
    "text",
    [
        "晚托先别给小明退", "前天说要退晚托，先不退了", "小明想自己走，我没同意", "孩子非要自己回家，我说不行",
        "今天他自己也不走，爷爷来", "小明自己跑出来了", "小明说今天想自己走", "麻烦联系他爸来接",
        "给孩子爸打电话，他去接", "小明今天晚点到校", "明天请假还是后天请假我晚点说", "只是问问能不能退晚托",
        "我是小明，妈妈说我今天可以自己走", "我是小明姑姑，借他妈妈手机，今天我接", "我一会儿到门口", "奶奶马上到门口",
        "明天晚托请假，如果医生说没事就照常去", "明天上午请假，中午送过去",
        "昨天请了今天的假，今天又好了，还是去", "要住院一周，请假", "这周三的书法请假", "可以不参加明天的活动吗",
        "退订", "等我电话，我没打电话就让他自己走", "月婵明天请假", "今天我接小明和王浩两个", "我把王浩也接走了",
        "每次都是我接，今天他爸接", "明早八点半送到",
        "班长妈妈今天来接小明", "今天游泳教练来接小明", "书法这周先不去",
    ],
)  # fmt: skip
def test_words_that_speak_against_a_wish_make_it_a_question(text: str) -> None:
    read_as = read(text)

    assert not any(act.intent in CHANGING for act in read_as)
    assert any(act.intent is Intent.CLARIFY for act in read_as)


@pytest.mark.parametrize("text", ["昨天说让同事接小明，先取消", "之前说让姨妈接的，取消吧", "不用姨妈接了，取消"])
def test_a_plan_for_collecting_taken_back_is_for_a_person(text: str) -> None:
    assert [act.intent for act in read(text)] == [Intent.HUMAN]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("晚托退了", Intent.WITHDRAW), ("小明今天自己走", Intent.WALK_HOME), ("他爸今天来接", Intent.DELEGATE_PICKUP),
        ("我今天晚点到", Intent.PICKUP_TIME), ("明天请假", Intent.LEAVE), ("我到门口了", Intent.ARRIVE),
        ("我是小明妈妈，今天奶奶接", Intent.DELEGATE_PICKUP),
        ("今天姥姥接小明，除了姥姥谁来都不要放", Intent.DELEGATE_PICKUP),
        ("书法退了，足球不退", Intent.DROP_CLUB), ("我把小明接走了", Intent.CONFIRM_PICKUP),
    ],
)  # fmt: skip
def test_the_wish_without_such_words_is_done(text: str, intent: Intent) -> None:
    assert [act.intent for act in read(text)] == [intent]


def test_one_message_is_asked_about_once() -> None:
    read_as = read("如果我六点没到就让奶奶接，明天可能请假")

    assert [act.intent for act in read_as].count(Intent.CLARIFY) == 1


def test_several_children_are_told_apart_without_a_stop() -> None:
    got, asked = read("雨桐接到了 雨泽呢", BOTH)

    assert (got.intent, got.students) == (Intent.CONFIRM_PICKUP, (TONG,))
    assert (asked.intent, asked.students) == (Intent.ASK_WHEREABOUTS, (ZE,))


def test_speech_without_stops_is_cut_where_a_voice_pauses() -> None:
    (act,) = read("老师我刚才说错了啊不是爷爷是他奶奶来接")

    assert act.intent is Intent.DELEGATE_PICKUP
    assert act.person is not None
    assert act.person.relation == "奶奶"


def test_a_name_in_its_own_clause_belongs_to_the_collector() -> None:
    (act,) = read("表哥今天去接小明，叫周强，13900001111")

    assert act.person is not None
    assert (act.person.name, act.person.relation, act.person.phone) == ("周强", "表哥", "13900001111")


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("今天王叔来接小明", "王叔", None),
        ("放学后跟张浩妈妈走", None, "张浩妈妈"),
        ("今天外公外婆来接", None, "外公外婆"),
        ("下周爷爷接小明", None, "爷爷"),
    ],
)
def test_who_collects_is_the_whole_word(text: str, name: str | None, relation: str | None) -> None:
    (act,) = read(text)

    assert act.person is not None
    assert (act.person.name, act.person.relation) == (name, relation)


def test_the_senders_own_trouble_is_no_incident() -> None:
    assert [act.intent for act in read("我脚扭了，让别人去接小明")] == [Intent.CLARIFY]


@pytest.mark.parametrize("text", ["操场单杠松了，晃得厉害", "二楼开水间地上一大滩水", "小明说肚子疼，能不能帮忙看一下"])
def test_trouble_in_whatever_words_is_an_incident(text: str) -> None:
    assert [act.intent for act in read(text)] == [Intent.INCIDENT]
