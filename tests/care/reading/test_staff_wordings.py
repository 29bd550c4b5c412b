"""How teachers word it (docs/reading.md): what is plain acts, what only looks done changes nothing (promise 2)."""

from __future__ import annotations

from datetime import date

import pytest

from care.acts import CHANGING, About, Intent
from care.people import Person
from tests.care.reading.people_of import acts, leader, only, teacher

GROUP = ("李小明", "王子墨", "陈可欣", "许诺")
DESK = teacher(*GROUP)
PENDING = ("高宇航", "唐诗语", "马天宇")
OFFICE = leader(pending=PENDING)


def names(students: object) -> list[str]:
    return [student.name for student in students or ()]  # type: ignore[attr-defined]


# --- numbers -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "点名：4/4", "四个都到了 一个不少", "报告，三年级2班4人已到齐", "数了一下，4个，够数",
        "喂我跟你说一下啊我们班今天全到了一共是四个孩子",
    ],
)  # fmt: skip
def test_a_full_group_is_counted_in_many_words(text: str) -> None:
    act = only(text, DESK)

    assert (act.intent, act.expected, act.present) == (Intent.ROLL_CALL, 4, 4)


@pytest.mark.parametrize(
    "text",
    [
        "3个，许诺没来", "目前到3人，剩下许诺还在打扫卫生", "刚才报错了，是3个不是4个，许诺没来",
        "现在教室里有3个孩子，许诺在办公室跟班主任谈话", "实到3人缺勤1人 许诺 家长请过假",
    ],
)  # fmt: skip
def test_the_only_number_is_who_is_here_where_the_group_says_so(text: str) -> None:
    act = only(text, DESK)

    assert (act.expected, act.present, names(act.absent)) == (None, 3, ["许诺"])


def test_all_the_others_are_here_so_who_is_named_is_not() -> None:
    act = only("许诺和陈可欣被班主任留下订正作业，晚点过来，其他都齐了", DESK)

    assert names(act.absent) == ["许诺", "陈可欣"]


def test_a_child_hurt_beside_a_full_roll_is_here() -> None:
    roll, incident = acts("点名4人全到，许诺肚子疼在医务室", DESK)

    assert (roll.present, roll.absent) == (4, ())
    assert names(incident.students) == ["许诺"]


@pytest.mark.parametrize("text", ["许诺妈妈还没来", "许诺爸爸打电话来说要晚到", "许诺还没人接"])
def test_a_collector_who_is_late_makes_no_child_absent(text: str) -> None:
    assert only(text, DESK).intent is Intent.LOG


# --- from hand to hand ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    [
        "王老师来换我了，4个都在",
        "@王磊 孩子交给你了，4个",
        "与王磊完成交接，共4人",
        "都交给磊哥了，4个",
        "王磊老师，4个孩子给你送过去了",
    ],
)
def test_a_group_is_given_in_many_words(text: str) -> None:
    act = only(text, DESK)

    assert (act.intent, act.receiver and act.receiver.name, act.count) == (Intent.HAND_OVER, "王磊", 4)


@pytest.mark.parametrize(
    "text",
    [
        "王磊把他班上的孩子放我这了，8个",
        "王磊班的孩子现在在我这里，8个",
        "王磊老师把8个孩子交给我了，我现在一共带着12个",
    ],
)
def test_a_group_is_taken_in_many_words(text: str) -> None:
    act = only(text, DESK)

    assert (act.intent, act.giver and act.giver.name, act.count) == (Intent.TAKE_OVER, "王磊", 8)


@pytest.mark.parametrize(
    "text",
    [
        "把孩子交给陈老师之后我再走",
        "王磊拒绝接班",
        "我去趟办公室，王磊帮我看一下孩子",
        "王磊说他接班了",
        "本来要交给王磊，后来没交",
    ],
)
def test_what_is_wanted_or_refused_hands_nobody_over(text: str) -> None:
    assert not CHANGING & {act.intent for act in acts(text, DESK)}


# --- who took the child ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("许诺妈妈到了，刚把孩子接上", "妈妈"), ("许诺她爸刚才来过，把人带走了", "爸爸"),
        ("舅舅来接许诺，跟妈妈核实后放行", "舅舅"), ("许诺的姑姑没带接送卡，打电话确认后让接走了", "姑姑"),
        ("许诺的妈妈委托邻居来接，已经走了", "邻居"), ("许诺已由母亲接走", "母亲"),
    ],
)  # fmt: skip
def test_who_came_in_one_clause_took_the_child_in_the_next(text: str, relation: str) -> None:
    act = only(text, DESK)

    assert (act.intent, names(act.students), act.person) == (Intent.RELEASE, ["许诺"], Person(relation=relation))


def test_the_mother_of_one_took_both() -> None:
    act = only("许诺和陈可欣一起走的，许诺妈妈带的", DESK)

    assert (names(act.students), act.person) == (["许诺", "陈可欣"], Person(relation="许诺妈妈"))


def test_another_childs_mother_does_not_release_that_child() -> None:
    assert only("李小明跟着三年级2班许诺的妈妈走了", DESK).intent is Intent.CLARIFY


def test_speech_without_stops_is_cut_where_the_next_child_begins() -> None:
    first, second = acts("小明让他爸领走了可欣跟许诺一块儿让姑姑捎走的", DESK)

    assert (names(first.students), first.person) == (["李小明"], Person(relation="爸爸"))
    assert (names(second.students), second.person) == (["陈可欣", "许诺"], Person(relation="姑姑"))


def test_those_listed_as_waiting_stay() -> None:
    assert names(only("已接走：李小明、陈可欣；未接：王子墨、许诺", DESK).students) == ["李小明", "陈可欣"]


@pytest.mark.parametrize(
    "text",
    [
        "准备放学，许诺妈妈来接", "许诺可以走了", "先别放许诺走", "许诺走了又回来了", "许诺一般是五点半走",
        "以为都走了，结果还有一个", "许诺妈妈让许诺自己走", "许诺没到晚托班，班主任说已经放学了",
        "测试：许诺妈妈接走了", "如果许诺妈妈没来就让她自己走", "高宇、许诺都走了",
    ],
)  # fmt: skip
def test_what_only_looks_like_leaving_releases_nobody(text: str) -> None:
    assert Intent.RELEASE not in {act.intent for act in acts(text, DESK)}


# --- duties -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["明天有没有人请假", "三2班明天的请假情况"])
def test_who_is_on_leave_is_asked_and_not_the_senders_leave(text: str) -> None:
    assert only(text, DESK).intent is Intent.ASK_ROSTER


@pytest.mark.parametrize(
    "text", ["帮我查下明天的值班表", "明天值班安排发我", "王磊请假了，明天谁顶", "明天值班的是不是陈静"]
)
def test_a_question_of_duty_trades_nothing(text: str) -> None:
    assert (only(text, DESK).intent, only(text, DESK).dates) == (Intent.ASK_DUTY, (date(2026, 3, 5),))


@pytest.mark.parametrize("text", ["明天我的晚托换给陈静了", "明天的晚托陈静答应帮我"])
def test_a_duty_goes_to_a_colleague(text: str) -> None:
    act = only(text, DESK)

    assert (act.intent, act.swap_with and act.swap_with.name) == (Intent.SWAP_DUTY, "陈静")


# --- decisions ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text", ["高宇航ok 唐诗语ok 马天宇不ok", "同意高宇航和唐诗语驳回马天宇", "高宇航、唐诗语可以马天宇不行"]
)
def test_each_has_its_own_verdict_in_one_breath(text: str) -> None:
    granted, refused = acts(text, OFFICE)

    assert (granted.intent, names(granted.students)) == (Intent.APPROVE, ["高宇航", "唐诗语"])
    assert (refused.intent, names(refused.students)) == (Intent.REJECT, ["马天宇"])


def test_who_is_to_wait_is_not_approved_with_the_others() -> None:
    assert names(only("马天宇的先等等，其他的通过", OFFICE).students) == ["高宇航", "唐诗语"]


# --- orders ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["通知家长了吗", "先不要通知家长", "等我确认后再通知家长", "请王磊老师通知家长", "下午通知家长来开会的事办好了"],
)
def test_an_order_without_words_sends_nothing(text: str) -> None:
    assert Intent.BROADCAST not in {act.intent for act in acts(text, leader())}


def test_the_words_may_stand_before_the_order() -> None:
    act = only("明天停课，跟家长们说一声", leader())

    assert (act.audience, act.body) == ("parents", "明天停课")


def test_one_childs_homework_is_not_sent_to_all_families() -> None:
    act = only("许诺的作业没写完，跟家长说一声", DESK)

    assert (act.intent, act.about) == (Intent.CLARIFY, About.INTENT)


@pytest.mark.parametrize("text", ["许诺妈妈接走了陈可欣", "许诺妈妈先把陈可欣带走了"])
def test_a_mother_who_takes_another_child_leaves_her_own(text: str) -> None:
    act = only(text, DESK)

    assert (names(act.students), act.person) == (["陈可欣"], Person(relation="许诺妈妈"))


@pytest.mark.parametrize("text", ["许诺以外都走了", "都接走了，许诺除外", "除许诺还在等，其余全接走"])
def test_all_but_one_have_left_in_many_words(text: str) -> None:
    assert names(only(text, DESK).students) == ["李小明", "王子墨", "陈可欣"]


@pytest.mark.parametrize(
    "text",
    [
        "最后剩的许诺也被接走了，清场", "就剩许诺一个，刚刚也被妈妈接走了", "许诺妈、可欣爸、子墨奶都接走了",
        "许诺妈妈顺便把可欣也带走了", "刚才报的许诺走了是错的，人还在", "三2 4 三3 6 全齐", "系统：点名已完成，全到",
    ],
)  # fmt: skip
def test_what_can_be_read_two_ways_changes_nothing(text: str) -> None:
    assert not CHANGING & {act.intent for act in acts(text, DESK)}


def test_a_driver_of_a_colleagues_name_is_no_colleague() -> None:
    act = only("许诺由司机老陈接走", DESK)

    assert (act.intent, act.person) == (Intent.RELEASE, Person("老陈", "司机"))


# --- what went wrong -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("可欣跳绳抽到眼睛了，睁不开", "injury"), ("小明咳嗽得厉害", "illness"), ("许诺踹了可欣一脚", "conflict"),
        ("小明拿剪刀吓唬同学", "conflict"), ("校门口有个戴帽子的男人一直盯着孩子", "other"),
        ("午饭里吃出虫子", "other"),
        ("孩子被锁教室里了", "other"), ("许诺身上烫，量了38.2", "illness"), ("许诺哮喘犯了，找不到药", "illness"),
        ("墙皮掉了砸到桌子", "facility"), ("打了许诺妈妈三个电话都没人接，孩子还在教室", "other"),
        ("许诺自己跑回家了没跟我说", "missing"), ("许诺哭着说有人打她", "conflict"), ("可欣眼睛进沙子了", "injury"),
    ],
)  # fmt: skip
def test_trouble_in_other_words_is_an_incident(text: str, kind: str) -> None:
    act = only(text, DESK)

    assert (act.intent, act.kind) == (Intent.INCIDENT, kind)


@pytest.mark.parametrize("text", ["许诺去了合唱队还没回，应到4，实到3", "许诺、可欣是一起被许诺妈妈接走的"])
def test_no_trouble_is_none(text: str) -> None:
    assert Intent.INCIDENT not in {act.intent for act in acts(text, DESK)}


@pytest.mark.parametrize(
    "text",
    [
        "请假取消，我明天能来", "取消和王磊的换班", "陈静问我周五能不能替她", "王磊找我明天换班，我没同意",
        "校医把许诺接走了", "班主任把许诺叫走了",
    ],
)  # fmt: skip
def test_what_is_taken_back_or_not_agreed_changes_nothing(text: str) -> None:
    assert not CHANGING & {act.intent for act in acts(text, DESK)}


def test_who_stays_with_the_sender_is_not_handed_over() -> None:
    act = only("我留了一个许诺，其余3个交给陈静了", DESK)

    assert (act.intent, act.count, act.receiver and act.receiver.name) == (Intent.HAND_OVER, 3, "陈静")


def test_who_was_missing_and_came_is_here() -> None:
    act = only("刚才少的许诺来了，现在4人全齐", DESK)

    assert (act.expected, act.present, act.absent) == (4, 4, ())


def test_sisters_are_no_collectors() -> None:
    act = only("许诺、陈可欣姐妹俩被奶奶一起接走", DESK)

    assert (names(act.students), act.person) == (["许诺", "陈可欣"], Person(relation="奶奶"))


@pytest.mark.parametrize("text", ["就许诺没走了", "走了三个，许诺还在", "一个都没剩，就剩许诺"])
def test_who_is_still_here_means_that_the_others_left(text: str) -> None:
    assert names(only(text, DESK).students) == ["李小明", "王子墨", "陈可欣"]


def test_those_named_are_here_where_the_others_are_not() -> None:
    act = only("到了的有小明子墨可欣，其他还没来", DESK)

    assert (act.intent, [names(option.absent) for option in act.options]) == (Intent.CLARIFY, [["许诺"]])


@pytest.mark.parametrize(
    "text", ["男生2个女生2个全到", "4人全到，许诺请假", "到了3个，后来许诺也来了", "除社团3人外全到"]
)
def test_numbers_of_parts_or_that_contradict_are_asked_about(text: str) -> None:
    assert only(text, DESK).intent is Intent.CLARIFY
