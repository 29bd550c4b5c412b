"""Texts that are one thing as a whole: an agreement signed, blame or trouble, and what nobody understood."""

from __future__ import annotations

from care.acts import About, Act, Ground, Intent
from care.reading import asking
from care.reading.cues import Topic
from care.reading.doubt import pasted
from care.reading.parts import Mood
from care.reading.phrases import absence, compiled, places, questions
from care.reading.policy import Draft
from care.reading.story import Segment, Story
from care.reading.wishes import drafts

_AGREEMENT, _AGREES, _OBJECTS = compiled(places.AGREEMENT), compiled(places.AGREES), compiled(places.OBJECTS)
_HUMAN, _SICK = compiled(questions.HUMAN), compiled(absence.SICK)


def agreement_signed(story: Story) -> Draft | None:
    """Agreeing to the agreement, with its name (guideline 24)."""
    text = ",".join(clause.text for clause in story.clauses)
    match = _AGREEMENT.search(text)
    if match is None or _OBJECTS.search(text) or not _AGREES.search(text):
        return None
    if any(Mood.QUESTION in clause.moods for clause in story.clauses):
        return None
    names = tuple(dict.fromkeys(child for name in story.message.names if name.sure for child in name.students))
    ground = Ground("intent", match.group(), "agrees to the agreement")
    return Draft(Act(Intent.SIGN, students=names or None, grounds=(ground,)))


def beside_signing(story: Story) -> list[Draft]:
    """承诺书我同意，再给小明报个编程: the plain wishes of the clauses that do not speak of the agreement."""
    rest = [one for one in story.clauses if not (_AGREEMENT.search(one.text) or _AGREES.search(one.text))]
    return [draft for draft in drafts(story, story.segments(rest)) if not draft.doubt]


_STAYS_AWAY = frozenset({Topic.OFF, Topic.ABSENT, Topic.DROP_CLUB, Topic.QUIT, Topic.SWAP_CLUB})
"""Hurt or ill beside one of these is the reason (guideline 21)."""


def blame_or_trouble(story: Story, segments: tuple[Segment, ...], wishes: list[Draft]) -> list[Act]:
    said: list[Act] = []
    away = any(segment.topic in _STAYS_AWAY for segment in segments)
    trouble = asking.incident(story.text)
    if trouble and away and trouble.kind != "missing":
        trouble = None
    if trouble and _over(story):
        trouble = None
    if trouble:
        said.append(trouble)
    elif not any(draft.act.dates for draft in wishes):
        told_tone = asking.feedback(story.text)
        if told_tone:
            said.append(told_tone)
    return said


_I_HAVE = compiled("^(?:(?:已经?|刚刚?|C+)*(?:接|领)(?:到|上|着|走|回)|到家)")


def told_first(draft: Draft, story: Story) -> bool:
    """接到小明了，老师真好: a message of praise or blame that begins with the child being with its family."""
    first = story.clauses[0]
    said = draft.act.intent is Intent.CONFIRM_PICKUP and not draft.doubt and Mood.PAST not in first.moods
    return said and bool(_I_HAVE.search(first.plain.lstrip("老师好您, ")))


_HABIT = compiled("天天", "每天", "一直", "老是", "总是", "总被", "经常", "好几次", "三天两头")
_STILL = compiled("还(?:在|没|疼|痛|肿|流|有|是)", "现在", "到现在", "今天", "刚")


def _over(story: Story) -> bool:
    """A past day's trouble told as blame (guideline 21)."""
    message = story.message
    past = bool(message.dates) and all(one.dates and max(one.dates) < message.now.date() for one in message.dates)
    blame = asking.feedback(story.text)
    return (
        (past or bool(_HABIT.search(message.text)))
        and blame is not None
        and blame.tone == "complaint"
        and not _STILL.search(message.text)
    )


_ABOUT_CARE = compiled(
    "S",
    "K",
    "社团",
    "兴趣班",
    "P+~(?:来|接|到|在)",
    "门口",
    "T",
    "我~接",
    "自己~回",
    "请假",
    "接(?=C|孩子|人|送)",
    "报名",
    "退",
)
_UNDECIDED = compiled(
    "谁~接~(?:没定|还没|不定|待定|不一定)",
    "(?:不一定|没定|不知道|没想好)~谁~接",
    "除了?(?:我|P+)[^。!?;]{0,8}(?:别人|谁|其他人)~[不别]~(?:放|给|接)",
)
"""Who collects is not said."""
_GOES = compiled("[去来上]不[去来上]", "请不请", "要不要(?:去|来|上|请)")
_KEPT_AT_HOME = compiled("隔离", "居家", "在家~(?:休息|观察|隔离|养)", "卧床", "静养")
_AS_EVER = compiled(
    "还是(?:去|来|上)(?!不)",
    "(?:不[烧疼痛咳吐]|好(?:多|透|利索)?|退烧|没事|康复|痊愈)了[^。!?]{0,4}D+(?:就|也|又)?(?:来|去|上)",
    "(?:正常|照常|照旧|照样)~(?:[去来上]|到校)",
    "(?:可以|能)(?:去|来|上)了",
)


_APPLICATION_BACK = compiled(
    "(?:撤回|撤销|取消|收回|撤)~(?:申请|报名|登记)", "(?:申请|报名|登记)~(?:撤|取消|收回|作废)"
)
_OTHER_WEEKDAYS = compiled("(?:改|换|调)(?:一下|成|到|为)?")
_PAST_ILLNESS = compiled("(?:之前|上周|上次|昨天|前几天|前阵子|小时候|以前|刚?好了|康复|痊愈|没事了|退烧了|谢谢|多亏)")
_IS_ILL = compiled(
    "(?:C+|孩子|[他她])(?!P)(?:的)?(?:D+|今天|今早|夜里|半夜|早上|刚才?|又|还|有点儿?|有些|一直|也|突然|是|好像|老|在|正)*",
)


def _child_is_ill(story: Story) -> bool:
    """小明感冒了, and not a word of what is wished: ask whether it is a leave."""
    text = story.text
    if _PAST_ILLNESS.search(text) or not _SICK.search(text) or len(text) > _SHORT:
        return False
    bare = _SICK.match(text.lstrip("老师您好,。 "))
    return bool(bare) or any(_SICK.match(text, match.end()) for match in _IS_ILL.finditer(text))


_SHORT = 30
"""A longer text is a tale."""


def _leave_taken_back(story: Story, ground: Ground) -> Act:
    """后天还是去吧: the leave of that day, perhaps; with the day and the only child it is one press."""
    message = story.message
    days = tuple(day for one in message.dates for day in one.dates if day >= message.now.date())
    children = message.known.children
    act = Act(Intent.CLARIFY, about=About.INTENT, maybe=Intent.CANCEL_LEAVE, grounds=(ground,))
    if not days or len(children) != 1:
        return act
    back = Act(Intent.CANCEL_LEAVE, students=children, dates=days, sessions=(), grounds=(ground,))
    return act.with_(options=(back,))


def leftover(story: Story, *, talked: bool) -> tuple[Act, ...]:
    """Nothing was understood: a question goes to a person, a statement is talk."""
    text = story.text
    ground = Ground("intent", story.message.text, "nothing in it that the house does")
    if _HUMAN.search(text) or (_AGREEMENT.search(text) and _OBJECTS.search(text)):
        return (Act(Intent.HUMAN, grounds=(ground,)),)
    if pasted(story.message.sketch) and not text:
        return (Act(Intent.SMALLTALK, grounds=(ground,)),)
    if any(Mood.MAYBE in clause.moods and _GOES.search(clause.plain) for clause in story.clauses):
        return (Act(Intent.CLARIFY, about=About.INTENT, maybe=Intent.LEAVE, grounds=(ground,)),)
    if _UNDECIDED.search(story.message.sketch):
        return (Act(Intent.CLARIFY, about=About.PERSON, maybe=Intent.DELEGATE_PICKUP, grounds=(ground,)),)
    if any(clause.moods & {Mood.QUESTION, Mood.REQUEST} for clause in story.clauses):
        return (Act(Intent.HUMAN, grounds=(ground,)),)
    if not talked and (_KEPT_AT_HOME.search(text) or _child_is_ill(story)):
        return (Act(Intent.CLARIFY, about=About.INTENT, maybe=Intent.LEAVE, grounds=(ground,)),)
    as_ever = any(_AS_EVER.search(span.words) for span in story.unchanged) or _AS_EVER.search(story.message.sketch)
    if not talked and as_ever:
        return (_leave_taken_back(story, ground),)
    if not talked and _OTHER_WEEKDAYS.search(story.message.sketch) and any(one.weekdays for one in story.message.dates):
        return (Act(Intent.CLARIFY, about=About.INTENT, maybe=Intent.ENROLL, grounds=(ground,)),)
    if not talked and _APPLICATION_BACK.search(text):
        return (Act(Intent.CLARIFY, about=About.INTENT, grounds=(ground,)),)
    if not talked and _ABOUT_CARE.search(f"{text},{story.message.sketch}"):
        return (Act(Intent.CLARIFY, about=About.INTENT, grounds=(ground,)),)
    return (Act(Intent.SMALLTALK, grounds=(ground,)),)
