"""Sentences about duties: asking for one, passing it on, trading, being let off. (C50, C55, C56)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from care.book import DutyKind
from care.calendar import spoken
from care.policy import SessionPlan
from care.rules.duty import DutyState, Letting

POSTS = {DutyKind.CARE: "托管老师", DutyKind.LEADER: "值班领导", DutyKind.GATE: "校门导护"}
ACCEPT, DECLINE = "收到，能到", "我去不了"
I_ARRANGE = "知道了，我来安排"
AGREE, REFUSE = "同意", "不同意"
TITLE = "值班确认"
UNDO, AFTER_ALL, WITHDRAWN = "撤销", "还是我来", "已撤回"
ANSWERED_BEFORE = "对方已经答复了，不能再撤销。要再改请重新告诉我。"


@dataclass(frozen=True)
class Post:
    """A duty as people speak of it."""

    day: date
    plan: SessionPlan
    kind: DutyKind
    group: str = ""
    room: str = ""
    person: str = ""

    @property
    def short(self) -> str:
        """晚托 三年级2班 / 晚托 值班领导."""
        return f"{self.plan.label} {self.where}"

    @property
    def where(self) -> str:
        return self.group or POSTS[self.kind]

    @property
    def long(self) -> str:
        """晚托16:25–18:00 三年级2班（三楼301）."""
        return f"{self.plan.label}{self.plan.start:%H:%M}–{self.plan.end:%H:%M} {self.where}{self.in_room}"

    @property
    def in_room(self) -> str:
        """（三楼301）; a room that is called after its group needs no word."""
        return f"（{self.room}）" if self.room and not self.room.startswith(self.where) else ""


def _shortly(posts: Sequence[Post]) -> str:
    """3月5日（周四）午托、晚托 三年级2班；3月6日（周五）晚托 值班领导."""
    at: dict[tuple[date, str], list[str]] = {}
    for post in posts:
        at.setdefault((post.day, post.where), []).append(post.plan.label)
    return "；".join(f"{spoken(on)}{'、'.join(labels)} {where}" for (on, where), labels in at.items())


def listed(posts: Sequence[Post]) -> str:
    return "\n".join(f"· {post.long}" for post in posts)


def tomorrow(posts: Sequence[Post], today: date) -> str:
    """The evening before, asking for an acknowledgement."""
    when = f"{'明天' if (posts[0].day - today).days == 1 else ''}{spoken(posts[0].day)}"
    return f"{when}您值班：\n{listed(posts)}\n能到请点“{ACCEPT}”；去不了请点“{DECLINE}”，马上安排别人。"


def soon(posts: Sequence[Post], until: str) -> str:
    """Before the session. `until`: the answer is waited for so long; empty where it was given."""
    ask = f"还没有收到您的确认，请在{until}前点“{ACCEPT}”；去不了请点“{DECLINE}”。" if until else "请准时到岗。"
    return f"今天您值班：\n{listed(posts)}\n{ask}"


def asked_instead(post: Post, instead_of: str, *, declined: bool) -> str:
    why = "去不了" if declined else "没有确认"
    return (
        f"请您顶班：{spoken(post.day)}{post.long}。原来是{instead_of}，{why}，名单上下一位是您。"
        f"能到请点“{ACCEPT}”；去不了请点“{DECLINE}”。"
    )


def passed_over(post: Post, next_one: str) -> str:
    """To whoever did not answer."""
    return f"{spoken(post.day)}{post.short}没有收到您的确认，已改请{next_one}。如果您能到，请马上点“{ACCEPT}”。"


def passed_on(post: Post, next_one: str, *, declined: bool) -> str:
    """To the leader."""
    why = "去不了" if declined else "没有确认值班"
    return f"{spoken(post.day)}{post.short}：{post.person}{why}，已请{next_one}顶班，等回复。"


def nobody_left(post: Post, *, declined: bool) -> str:
    why = "去不了" if declined else "没有确认值班"
    return (
        f"{spoken(post.day)}{post.long}：{post.person}{why}，值班名单上没有下一位。"
        f"请马上联系{post.person}或者安排别人，别让孩子没人看。"
    )


def accepted(posts: Sequence[Post]) -> str:
    return f"已确认：{spoken(posts[0].day)}您值班。\n{listed(posts)}\n临时去不了请尽早告诉我，例如“今天晚托我去不了”。"


def accepted_by(post: Post) -> str:
    return f"{spoken(post.day)}{post.short}：{post.person}已确认到岗。"


def back_again(post: Post, who: str) -> str:
    return f"{spoken(post.day)}{post.short}：{who}已确认能到，您不用去了。谢谢您。"


def too_late(post: Post, who: str) -> str:
    return f"{spoken(post.day)}{post.short}已由{who}确认，您不用去了。有变化请联系值班领导。"


def declined(posts: Sequence[Post]) -> str:
    return f"已记下：{_shortly(posts)}您去不了，正在请下一位，已告诉值班领导。又能到了请点“{AFTER_ALL}”。"


def which_declined(posts: Sequence[Post]) -> str:
    return f"{spoken(posts[0].day)}您有{len(posts)}个值班，请问哪个去不了？"


ALL_OF_THEM = "都去不了"


def no_duty(days: Sequence[date]) -> str:
    return f"{'、'.join(spoken(one) for one in days)}没有您的值班，不用请假。想看值班表，请回复“这周我哪天值班”。"


def not_let_off(why: Letting, days: Sequence[date]) -> str:
    match why:
        case Letting.NO_DUTY:
            return no_duty(days)
        case Letting.IS_OVER:
            return "这个时段已经结束，不能再请假。如需补记，请联系值班领导。"
        case Letting.HOLDS_CHILDREN:
            return (
                "您手里现在还有孩子，不能离开。请先交接，例如“把班交给何芳”，对方接手后再请假；"
                "急事请马上打电话给值班领导。"
            )


def leave_asked(posts: Sequence[Post], leader: str) -> str:
    return f"已提交值班请假：{_shortly(posts)}，等{leader}批准。批准前请仍按值班表到岗。不请了请点“{UNDO}”。"


def leave_for_leader(who: str, posts: Sequence[Post], substitutes: Sequence[str], reason: str) -> str:
    """The decision card: who, what, why, and who would stand in."""
    lines = [
        f"· {spoken(post.day)}{post.long}，{f'可由{one}顶班' if one else '名单上没有下一位，同意后请您安排人'}"
        for post, one in zip(posts, substitutes, strict=True)
    ]
    return f"{who}值班请假{f'（{reason}）' if reason else ''}：\n" + "\n".join(lines) + f"\n请点“{AGREE}”或“{REFUSE}”。"


REASONS = {"sick": "病假", "personal": "事假"}


def let_off(posts: Sequence[Post], by: str) -> str:
    return f"已批准（{by}）：{_shortly(posts)}您不用值班，正在请人顶班。又能到了请点“{AFTER_ALL}”。"


def not_agreed(posts: Sequence[Post], by: str) -> str:
    return f"没有批准（{by}）：{_shortly(posts)}仍由您值班。有困难请直接联系{by}。"


def decided(who: str, posts: Sequence[Post], *, yes: bool) -> str:
    wrong = f"点错了请联系{who}，本人点“{AFTER_ALL}”就恢复。" if yes else f"点错了请{who}重新请一次。"
    return f"{'已同意' if yes else '未同意'}：{who} {_shortly(posts)}值班请假，已告诉本人。{wrong}"


def leave_withdrawn(posts: Sequence[Post]) -> str:
    return f"已撤销值班请假：{_shortly(posts)}仍由您值班，已告诉对方。要再请请重新告诉我。"


def leave_withdrawn_for_leader(who: str, posts: Sequence[Post]) -> str:
    return f"更正：{who}撤回了值班请假，{_shortly(posts)}照常到岗，不用再批。"


def nobody_decides() -> str:
    return "没有找到能批准的值班领导或校长，请直接打电话联系学校。批准前请仍按值班表到岗。"


def cannot_let_off(who: str, why: Letting) -> str:
    if why is Letting.HOLDS_CHILDREN:
        return f"{who}手里现在还有孩子，先请交接再批准。没有改动。"
    return f"{who}的这个班已经结束，没有改动。"


def year_unknown(on: date) -> str:
    return f"系统里还没有{on.year}年的校历，不知道{spoken(on)}有没有托管。请联系信息老师导入校历。"


def decided_already(who: str) -> str:
    return f"{who}的值班请假已经有结果，不用再点。"


def swap_offered(mine: Sequence[Post], theirs: Sequence[Post], with_: str) -> str:
    return f"已问{with_}：{_trade(mine, theirs)}对方同意后马上告诉您；在那之前请仍按值班表到岗。不换了请点“{UNDO}”。"


def swap_for_colleague(who: str, mine: Sequence[Post], theirs: Sequence[Post]) -> str:
    back = f"，您的{_shortly(theirs)}换给{who}" if theirs else ""
    return f"{who}想和您换班：请您值{_shortly(mine)}{back}。请点“{AGREE}”或“{REFUSE}”。"


def _trade(mine: Sequence[Post], theirs: Sequence[Post]) -> str:
    back = f"，您值对方的{_shortly(theirs)}" if theirs else ""
    return f"请对方值您的{_shortly(mine)}{back}。"


def swapped(mine: Sequence[Post], theirs: Sequence[Post], with_: str) -> str:
    """To both, in their own terms: `mine` are now the other's."""
    back = f"您值{_shortly(theirs)}" if theirs else "您不用补班"
    return f"换班成功：{_shortly(mine)}由{with_}值班，{back}。已告诉值班领导。{_swap_back(mine, with_)}"


def swapped_with(first: str, mine: Sequence[Post], theirs: Sequence[Post]) -> str:
    """To the colleague who agreed: `mine` are the offerer's, and now theirs."""
    back = f"，您的{_shortly(theirs)}由{first}值" if theirs else ""
    return f"换班成功：您值{_shortly(mine)}{back}。已告诉值班领导。{_swap_back(mine, first)}"


def _swap_back(posts: Sequence[Post], who: str) -> str:
    on = posts[0].day
    return f"要换回来请说“{on.month}月{on.day}日和{who.removesuffix('老师')}换班”。"


def swap_withdrawn(mine: Sequence[Post]) -> str:
    return f"已撤销：不换了，{_shortly(mine)}仍由您值班，已告诉对方。要再换请重新告诉我。"


def swap_withdrawn_for_colleague(who: str, mine: Sequence[Post]) -> str:
    return f"更正：{who}不换班了（{_shortly(mine)}），不用再答复。值班表没有改动。"


def swapped_for_leader(one: str, mine: Sequence[Post], other: str, theirs: Sequence[Post]) -> str:
    back = f"，{_shortly(theirs)}改由{one}值" if theirs else ""
    return f"换班：{_shortly(mine)}由{one}改由{other}值{back}，双方已同意。"


def swap_declined(mine: Sequence[Post], with_: str) -> str:
    return (
        f"{with_}没有同意换班，{_shortly(mine)}仍由您值班。"
        f"可以再问别人，或者回复“{mine[0].day.month}月{mine[0].day.day}日我值不了班”向值班领导请假。"
    )


SWAP_REFUSED = "已回复对方：这次不换。值班表没有改动。"
SWAP_CHANGED = "值班表在这之间变了，这次没有换。请两位看一下值班表再说。"


def swap_with_self() -> str:
    return "换班要找另一位老师，例如“周四和王磊换班”。"


def roster_line(post: Post, state: DutyState, substitutes: Sequence[str] = ()) -> str:
    mark = {DutyState.ACCEPTED: "（已确认）", DutyState.PLANNED: "（未确认）"}.get(state, "")
    spare = f"，候补{'、'.join(substitutes)}" if substitutes else ""
    return f"· {post.where}{post.in_room}：{post.person}{mark}{spare}"


def roster_head(on: date, plan: SessionPlan) -> str:
    return f"{spoken(on)}{plan.label}{plan.start:%H:%M}–{plan.end:%H:%M}"


def own_duties(who: str, posts: Sequence[Post], days: Sequence[date]) -> str:
    if not posts:
        return f"{_span(days)}{who}没有值班。"
    return f"{_span(days)}{who}值班：\n" + "\n".join(f"· {spoken(post.day)}{post.long}" for post in posts)


def _span(days: Sequence[date]) -> str:
    return spoken(days[0]) if len(days) == 1 else f"{spoken(days[0])}至{spoken(days[-1])}"


def no_roster(on: date) -> str:
    return f"{spoken(on)}还没有排值班表。请联系教务处排班。"


def no_care(on: date) -> str:
    return f"{spoken(on)}没有托管，没有值班。"


LET_STAND_IN, NOT_NOW = "请下一位顶班", "先不用"


def not_next(who: str, instead: str) -> str:
    """To a leader who names a stand-in that is not the next on the list."""
    return (
        f"{instead}不是{who}那天值班的下一位候补，没有改动。可以请{who}自己回复“周四的班和{instead.removesuffix('老师')}换”；"
        f"要请候补顶班，请回复“{who.removesuffix('老师')}明天请假，谁代班”。"
    )


def offer_stand_in(who: str, posts: Sequence[Post], substitutes: Sequence[str]) -> str:
    """To a leader who says that a colleague cannot come."""
    lines = [
        f"· {spoken(post.day)}{post.long}，{f'下一位是{one}' if one else '名单上没有下一位，请您安排人'}"
        for post, one in zip(posts, substitutes, strict=True)
    ]
    return f"{who}的值班：\n" + "\n".join(lines) + "\n要请下一位顶班吗？现在还没有改动。"


def no_stand_in_needed(who: str, why: Letting) -> str:
    reasons = {
        Letting.NO_DUTY: "这一天没有排值班，不用顶班",
        Letting.IS_OVER: "这个时段已经结束",
        Letting.HOLDS_CHILDREN: "手里还有孩子，请先交接给别的老师",
    }
    return f"{who}{reasons[why]}。没有改动。"
