"""Who collects, when and how (guidelines 8 to 11, 14, 19, 20)."""

from __future__ import annotations

import re

from care.acts import About, Act, Ground, Intent
from care.people import Person
from care.reading import doubt
from care.reading.cues import Topic
from care.reading.parts import FoundPerson, Span
from care.reading.phrases import collecting, compiled
from care.reading.policy import Draft
from care.reading.story import Segment
from care.reading.wishes.collectors import with_name, with_phone
from care.reading.wishes.scene import Scene, one_day_each

_SOMEONE, _EITHER, _I_COLLECT = (
    compiled(collecting.SOMEONE), compiled(collecting.EITHER), compiled(collecting.I_COLLECT),
)  # fmt: skip
_NOT_THIS_PERSON, _EARLY_LATE = compiled(collecting.NOT_THIS_PERSON), compiled(collecting.EARLY_LATE)
_TOLD = re.compile(r"(?:回来?|走|到|送)*(?:回?家|来)?的(?=$|[,。!])")
_AWAY = frozenset({Topic.OFF, Topic.ABSENT})


def collect(scene: Scene) -> list[Draft]:
    """接: by whom, and when (guidelines 8, 9, 14)."""
    segment = scene.segment
    persons = _collectors(segment)
    days = _pickup_days(scene)
    timed = bool(segment.times) or bool(_EARLY_LATE.search(segment.text))
    drafts: list[Draft] = []
    if Topic.GOT in scene.others and _TOLD.match(scene.story.message.sketch, segment.cue.end):
        return []  # 到家了，姥姥接的: who collected is only told.
    if _I_COME.match(segment.cue.words) and not _PLACE_OFFERED & scene.others and "接" not in scene.story.message.text:
        return []
    if _IT_IS.match(segment.text) and "接" not in scene.story.message.text:
        return []
    if _COMES.fullmatch(segment.cue.words) and not _instead_of_another(scene):
        return []
    if _SOMEONE.search(segment.cue.words) and not persons and _named_later(scene):
        return []  # 换个人接，舅妈来.
    if _BY_CAR.match(segment.cue.words) and Topic.COLLECT in scene.others:
        return []  # 坐同学家的车，同学妈妈接: who collects is told by itself.
    if persons and _WITH_A_FRIEND.search(segment.text) and persons[-1].person and _is_friend(persons[-1].person):
        return walk(scene)
    if _SOMEONE.search(segment.cue.words) or (_SOMEONE.search(segment.text) and not persons):
        drafts.append(scene.draft(Intent.DELEGATE_PICKUP, **days).doubted(About.PERSON, "someone, but not who"))
    elif persons:
        drafts.append(_delegated(scene, persons, days))
    elif not timed and _I_COLLECT.search(segment.text) and not scene.others & _AWAY:
        me = scene.known.me
        draft = scene.draft(Intent.DELEGATE_PICKUP, person=Person(me.name, me.relation or None), **days)
        drafts.append(_asked_day(draft, scene))
    if timed:
        drafts += at_time(scene)
    if not drafts and _SOME_WORD.search(segment.text) and not _SOME_WORD_ASKED.search(segment.text):
        drafts.append(scene.draft(Intent.DELEGATE_PICKUP, **days).doubted(About.PERSON, "somebody no table knows"))
    return drafts


_COMES = re.compile(r"(?:D+|那|就|所以|只能|只好|C+)*P+(?:来|去|过来|过去)(?:吧|哈|一趟)?")
_CHANGED = re.compile(r"接|换|门口|P+[^,。!?;]{0,8}(?:扭|崴|摔|病|不舒服|疼|痛|住院|没空|加班|出差|有事|不在|走不开)")


def _instead_of_another(scene: Scene) -> bool:
    """奶奶脚扭了，今天爷爷来: 来 alone is 来接 where another cannot come; else it may be a visit."""
    away = scene.others & (_AWAY | {Topic.ENROLL, Topic.CHOOSE_CLUB})
    return not away and bool(_PLACE_OFFERED & scene.others or _CHANGED.search(scene.story.message.sketch))


def _named_later(scene: Scene) -> bool:
    """Somebody is named in a clause after the cue."""
    return any(one.person and not one.is_me and one.start >= scene.segment.end for one in scene.story.message.persons)


_SOME_WORD = re.compile(
    r"(?:^|[D让由叫请托,。])[一-龥W]{2,6}(?:来|去|过来|过去|代|帮忙)+接(?:一?下)?(?:C|孩子|[他她]|$|[,。!])"
)
_SOME_WORD_ASKED = re.compile(r"[不没别谁吗怎]|我|可以|时候|放学")


_I_COME = re.compile(
    r"(?:D+|那|剩下的?|其他的?|其余的?|另外)*(?:都|就|还是|由)?我(?:就|自己|亲自|下班|再|本人)*(?:来|去|过来|过去)"
)
_PLACE_OFFERED = frozenset({Topic.ADULT_STAYS, Topic.NEEDLESS})
"""Beside 外婆来不了 or 不麻烦邻居了, 我来 is 我来接."""
_IT_IS = re.compile(r"是[^来去,。]*(?=$|[,。])")
_BY_CAR = re.compile(r"[坐乘搭蹭]")
_WITH_A_FRIEND = re.compile(r"(?:一起|一块儿?|一道|结伴|搭伴|作伴)[^,。!?;接]{0,4}(?:走|回)")


def _is_friend(person: Person) -> bool:
    """和同学沈可一块儿走: children among themselves; 同学妈妈 is a grown-up."""
    return person.relation in ("同学", "朋友", "同桌", "好友", "伙伴", "楼上", "楼下", "对门", "隔壁", "同小区")


def _collectors(segment: Segment) -> tuple[FoundPerson, ...]:
    """The persons of a segment, without those who are not to come."""
    denied = [
        Span(segment.start + match.start(), segment.start + match.end(), match.group())
        for match in _NOT_THIS_PERSON.finditer(segment.text)
    ]
    coming = [one for one in segment.persons if one.person and not one.is_me and not doubt.inside(one, denied)]
    named = [one for one in coming if doubt.touches(one, [segment.cue])]
    return tuple(named or (() if _I_COLLECT.search(segment.text) else coming))


def _delegated(scene: Scene, persons: tuple[FoundPerson, ...], days: dict[str, object]) -> Draft:
    people = [one.person for one in persons if one.person]
    draft = scene.draft(Intent.DELEGATE_PICKUP, person=with_name(with_phone(people[-1], scene), scene), **days)
    if _EITHER.search(scene.story.text):
        options = [draft.act.with_(person=person) for person in people]
        return draft.doubted(About.PERSON, "one of several persons", options)
    return _asked_day(draft, scene)


def _pickup_days(scene: Scene) -> dict[str, object]:
    return {"dates": scene.days.dates or None}


def _asked_day(draft: Draft, scene: Scene) -> Draft:
    """A weekly rule or a vague day is asked back; 以后 leaves the dates out (guideline 11)."""
    days = scene.days
    every_day = days.weekly and len(days.weekdays) >= 5 and days.always
    later = days.since and not days.dates and days.since > scene.story.message.now.date()
    if later or days.vague or (days.weekly and not every_day) or (days.always and days.weekdays and not days.weekly):
        return draft.doubted(About.DATE, "days, but not which", one_day_each(draft.act, scene))
    return draft


def comes_at(scene: Scene) -> list[Draft]:
    """爷爷五点二十到: who comes, and when (guideline 9)."""
    persons = _collectors(scene.segment)
    if not persons or not _AT_THE_HEAD.match(scene.segment.text):
        return at_time(scene)
    return [_delegated(scene, persons, _pickup_days(scene)), *at_time(scene)]


_AT_THE_HEAD = re.compile(r"[D, 今天]*P+(?:也|会|大概|估计|大约|说|今天|D|下班|开车|,)*T")


def at_time(scene: Scene) -> list[Draft]:
    when = next((one.time for one in reversed(scene.segment.times) if one.time), None)
    draft = scene.draft(Intent.PICKUP_TIME, time=when, **_pickup_days(scene))
    return [_asked_day(draft, scene)]


_ALONE = re.compile(r"自己|自行|独自|一个人|单独|自个|同学|路队|骑|公交|地铁")


def _of_another(scene: Scene) -> bool:
    """妹妹接到了，哥哥自己走: another child than the one who was collected, and not told as done."""
    children = {name.students for name in scene.story.message.names}
    done = scene.story.message.sketch.startswith(("了", "的"), scene.segment.cue.end)
    return len(children) > 1 and bool(scene.segment.names) and not done


def walk(scene: Scene) -> list[Draft]:
    if Topic.TAKEN_BACK in scene.others or (Topic.GOT in scene.others and not _of_another(scene)):
        return []  # 自己走到家了: how it came home is only told; 别让她自己走: nothing but that.
    grown_up = [one for one in _collectors(scene.segment) if one.person and not _is_friend(one.person)]
    if grown_up and not _ALONE.search(scene.segment.text):
        return [_delegated(scene, tuple(grown_up), _pickup_days(scene))]  # 和舅舅一起回: with a grown-up.
    return [_asked_day(scene.draft(Intent.WALK_HOME, **_pickup_days(scene)), scene)]


_NOT_HERE = re.compile(r"(?:别|让|没|不|谁|等)[^,。!?;]{0,8}$")
_NOT_YET = re.compile(r"(?:再(?!见)|告诉|跟|给(?!C)|叫(?!C)|通知|之后|以后|的话|会|就(?=给|叫|跟|打|发|通知|告诉))")
"""到了再放人, 到了告诉你: nobody is there yet."""


def arrived(scene: Scene) -> list[Draft]:
    """At the gate oneself; not 别让她在门口等."""
    before = scene.segment.text.split(scene.segment.cue.words)[0]
    after = _NOT_YET.match(scene.story.message.sketch, scene.segment.cue.end)
    return [] if after or _NOT_HERE.search(before) else _here(scene)


def _here(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ARRIVE)]


def at_the_gate(scene: Scene) -> list[Draft]:
    me = scene.known.me.relation
    persons = tuple(one for one in _collectors(scene.segment) if not (one.person and one.person.relation == me))
    delegated = [_delegated(scene, persons, _pickup_days(scene))] if persons else []
    return [*delegated, scene.draft(Intent.ARRIVE)]


def got(scene: Scene) -> list[Draft]:
    now = scene.story.message.now.time()
    if any(one.time and one.time > now for one in scene.segment.times):
        return at_time(scene)
    return [scene.draft(Intent.CONFIRM_PICKUP)]


def not_got(scene: Scene) -> list[Draft]:
    return [scene.draft(Intent.ASK_WHEREABOUTS)]


def taken_back(scene: Scene) -> list[Draft]:
    if scene.others & {Topic.COLLECT, Topic.COMES_AT, Topic.AT_THE_GATE}:
        return []
    return [Draft(Act(Intent.HUMAN, grounds=(Ground("intent", scene.segment.cue.words, "guideline 10"),)))]


_IN_ITS_PLACE = frozenset(
    {Topic.WALK, Topic.COLLECT, Topic.AT_THE_GATE, Topic.COMES_AT, Topic.ENROLL, Topic.OFF, Topic.ABSENT}
)


def needless(scene: Scene) -> list[Draft]:
    """不用接了: nothing by itself; with nothing in its place a person must look (guideline 10)."""
    if scene.others & _IN_ITS_PLACE:
        return []
    return taken_back(scene)


def on_the_way(scene: Scene) -> list[Draft]:
    """马上到: nothing, unless a time stands beside it (guideline 14)."""
    return at_time(scene) if scene.segment.times else []
