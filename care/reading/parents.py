"""A parent's message: questions and wishes, each child and day filled in, each doubt asked back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date

from care.acts import CHANGING, About, Act, Ground, Intent
from care.people import Student
from care.reading import asking
from care.reading.binding import read_binding
from care.reading.common import commanding
from care.reading.cues import Topic, cues_of
from care.reading.days import asked_days, days_of, today_if_open
from care.reading.doubt import is_advert, pasted
from care.reading.pairing import paired
from care.reading.parts import Clause, FoundName, Message, Mood, Span, When
from care.reading.phrases import absence, compiled, pattern, places, questions
from care.reading.policy import Draft, settle
from care.reading.residue import unexplained
from care.reading.story import Segment, Story, told
from care.reading.wishes import drafts

_AGREEMENT, _AGREES, _HUMAN = compiled(places.AGREEMENT), compiled(places.AGREES), compiled(questions.HUMAN)
_OTHERS_ILL, _SICK, _PERSONAL = compiled(absence.OTHERS_ILL), compiled(absence.SICK), compiled(absence.PERSONAL)
_CARE, _WHOLE_DAY = compiled(pattern.CARE), compiled(absence.WHOLE_DAY)


def read_parent(message: Message) -> tuple[Act, ...]:
    """The acts of a parent's message, in the order of the text."""
    ordered = commanding(message)
    if ordered:
        return (ordered,)
    if is_advert(message.sketch):
        return (Act(Intent.SMALLTALK, grounds=(Ground("intent", message.text, "an advertisement"),)),)
    bound = read_binding(message)
    if bound and not message.known.children:
        child = Student(0, bound.student or "", bound.class_name or "")
        message = replace(message, names=(), known=replace(message.known, children=(child,)))
    story = told(message)
    signed = _signed(story)
    if signed:
        return settle(_filled([signed], message))
    asked = [(clause, asking.question(clause, message)) for clause in story.clauses]
    wishing = [clause for clause, act in asked if act is None]
    segments = tuple(paired(story.segments(wishing)))
    questions = [act for _, act in asked if act]
    odd = () if questions else unexplained(story, segments)
    if odd and _SAYS.search(story.text):
        odd = tuple(Span(segment.start, segment.end, odd[0].words) for segment in segments)
    wishes = _merged(drafts(story, _still_wished(segments, questions), odd))
    wishes = _all_named(wishes, [*questions, *(act for act in (bound,) if act)], story)
    questions = _questions(questions, story, bool(wishes or bound))
    said = _blame_or_trouble(story, segments, wishes)
    wishes = [] if any(act.intent is Intent.FEEDBACK for act in said) else wishes
    if any(act.intent is Intent.INCIDENT for act in said):
        missing = any(act.kind == "missing" for act in said)
        wishes = [d for d in wishes if d.act.intent in _BESIDE_TROUBLE or not (d.doubt or missing)]
    found = [
        *settle(_filled(_reasoned(wishes, story), message)),
        *_with_child(questions, message),
        *_with_child(said, message),
    ]
    if bound:
        return (bound, *(act for act in found if act.intent not in _BESIDE_BIND))
    return tuple(found) or _leftover(story, talked=bool(segments))


# --- whole messages ----------------------------------------------------------------------------------------
def _signed(story: Story) -> Draft | None:
    """Agreeing to the agreement, with its name (guideline 24)."""
    text = ",".join(clause.text for clause in story.clauses)
    match = _AGREEMENT.search(text)
    if match is None or not _AGREES.search(text):
        return None
    if any(Mood.QUESTION in clause.moods for clause in story.clauses):
        return None
    names = tuple(dict.fromkeys(child for name in story.message.names if name.sure for child in name.students))
    ground = Ground("intent", match.group(), "agrees to the agreement")
    return Draft(Act(Intent.SIGN, students=names or None, grounds=(ground,)))


_SOMEBODY = compiled("C", "孩子", "人", "[他她]", "接")
_SAYS = compiled("(?:C|P|[他她]|孩子)~(?:说|讲|答应|要求|非要)")
_BESIDE_BIND = frozenset({Intent.SMALLTALK, Intent.HELP, Intent.HUMAN, Intent.FEEDBACK})
_BESIDE_TROUBLE = frozenset({Intent.CONFIRM_PICKUP, Intent.ARRIVE, Intent.ASK_WHEREABOUTS})
_BESIDE_WHERE = frozenset({Topic.NOT_ASKED_OFF, Topic.COLLECT, Topic.WALK})
_TELLING = frozenset({Intent.ASK_FEE, Intent.ASK_PROGRESS})


def _still_wished(segments: tuple[Segment, ...], asked: list[Act]) -> tuple[Segment, ...]:
    """Without what only leads up to a question: a rumour asked about, a wish of some time ago, a leave never asked."""
    intents = {act.intent for act in asked}
    if any(asking.TRUE.search(ground.words) for act in asked for ground in act.grounds):
        return ()
    if intents & _TELLING:
        segments = tuple(one for one in segments if Mood.PAST not in one.moods)
    if Intent.ASK_WHEREABOUTS in intents:
        return tuple(one for one in segments if one.topic not in _BESIDE_WHERE)
    if any(one.topic is Topic.NOT_ASKED_OFF for one in segments):
        return tuple(one for one in segments if one.topic is not Topic.OFF)
    return segments


def _questions(acts: Iterable[Act], story: Story, with_wish: bool) -> list[Act]:
    """One question a kind; how-to beside the wish itself is no question (guideline 15)."""
    kept: dict[Intent, Act] = {}
    rumour = asked_days(one for one in story.message.dates)
    acts = [_of_rumour(act, rumour) for act in acts]
    if not with_wish:
        acts = [act.with_(dates=act.dates or rumour) if act.intent is Intent.ASK_SCHEDULE else act for act in acts]
    for act in acts:
        if with_wish and act.intent in (Intent.HELP, Intent.HUMAN):
            continue
        known = kept.get(act.intent)
        kept[act.intent] = _both(known, act) if known else act
    if Intent.HELP in kept and not _SOMEBODY.search(story.text):
        kept.pop(Intent.ASK_WHEREABOUTS, None)
    if len(kept) > 1:
        kept.pop(Intent.HELP, None)
    if Intent.ASK_SCHEDULE in kept and "K" in story.text and "S" not in story.text:
        act = kept.pop(Intent.ASK_SCHEDULE)
        kept[Intent.ASK_CLUBS] = act.with_(intent=Intent.ASK_CLUBS, dates=None)
    topics = {cue.topic for clause in story.clauses for cue in cues_of(clause)}
    if Intent.ASK_SCHEDULE in kept and Topic.GOT in topics:
        act = kept.pop(Intent.ASK_SCHEDULE)
        kept[Intent.ASK_WHEREABOUTS] = act.with_(intent=Intent.ASK_WHEREABOUTS, dates=None)
    if with_wish and any(Mood.MAYBE in clause.moods for clause in story.clauses):
        kept.pop(Intent.ASK_SCHEDULE, None)
    if Intent.ASK_WHEREABOUTS in kept:
        kept.pop(Intent.ASK_SCHEDULE, None)
    return list(kept.values())


def _both(one: Act, other: Act) -> Act:
    """妹妹接走没？姐姐呢？: one question about both."""
    students = tuple(dict.fromkeys((*(one.students or ()), *(other.students or ())))) or None
    return _union(one, other).with_(students=students)


def _of_rumour(act: Act, days: tuple[date, ...] | None) -> Act:
    """群里说周五不上，是真的吗: the day stands in the rumour."""
    rumour = any(asking.TRUE.search(ground.words) for ground in act.grounds)
    return act.with_(dates=act.dates or days) if rumour and act.intent is Intent.ASK_SCHEDULE else act


def _all_named(wishes: list[Draft], asked: list[Act], story: Story) -> list[Draft]:
    """A child who is named, and of whom nothing is wished or asked, leaves the others in doubt too."""
    named = {child for name in story.message.names if name.sure and story.counts(name) for child in name.students}
    acts = [*(draft.act for draft in wishes), *asked]
    used = {child for act in acts for child in act.students or ()}
    if not used or not named - used:
        return wishes
    return [
        draft.doubted(About.STUDENT, "another child is named too") if draft.act.intent in CHANGING else draft
        for draft in wishes
    ]


def _blame_or_trouble(story: Story, segments: tuple[Segment, ...], wishes: list[Draft]) -> list[Act]:
    said: list[Act] = []
    away = any(segment.topic in (Topic.OFF, Topic.ABSENT) for segment in segments)
    trouble = None if away else asking.incident(story.text)
    if trouble:
        said.append(trouble)
    elif not any(draft.act.dates for draft in wishes):
        told_tone = asking.feedback(story.text)
        if told_tone:
            said.append(told_tone)
    return said


_ABOUT_CARE = compiled("S", "K", "请假", "接(?=C|孩子|人|送)", "报名", "退")
_AS_EVER = compiled("(?:正常|照常|照旧|照样)~(?:[去来上]|到校)", "(?:可以|能)(?:去|来|上)了")


def _leftover(story: Story, *, talked: bool) -> tuple[Act, ...]:
    """Nothing was understood: a question goes to a person, a statement is talk."""
    text = story.text
    ground = Ground("intent", story.message.text, "nothing in it that the house does")
    if _HUMAN.search(text):
        return (Act(Intent.HUMAN, grounds=(ground,)),)
    if pasted(story.message.sketch) and not text:
        return (Act(Intent.SMALLTALK, grounds=(ground,)),)
    if any(clause.moods & {Mood.QUESTION, Mood.REQUEST} for clause in story.clauses):
        return (Act(Intent.HUMAN, grounds=(ground,)),)
    if not talked and any(_AS_EVER.search(span.words) for span in story.unchanged):
        return (Act(Intent.CLARIFY, about=About.INTENT, maybe=Intent.CANCEL_LEAVE, grounds=(ground,)),)
    if not talked and _ABOUT_CARE.search(text):
        return (Act(Intent.CLARIFY, about=About.INTENT, grounds=(ground,)),)
    return (Act(Intent.SMALLTALK, grounds=(ground,)),)


# --- filling in --------------------------------------------------------------------------------------------
def _union(one: Act, other: Act) -> Act:
    """Two mentions of the same act: what either leaves open comes from the other."""
    changes = {
        field.name: getattr(other, field.name)
        for field in fields(Act)
        if field.name != "grounds"
        and getattr(one, field.name) in (None, ())
        and getattr(other, field.name) not in (None, ())
    }
    return one.with_(**changes, grounds=(*one.grounds, *other.grounds))


def _agree(one: Act, other: Act) -> bool:
    """Whether two acts of one intent can be the same wish."""
    for slot in ("students", "dates", "sessions", "time", "person", "weekdays", "clubs"):
        a, b = getattr(one, slot), getattr(other, slot)
        if a and b and a != b:
            return False
    return True


def _merged(found: list[Draft]) -> list[Draft]:
    """请假 and 不去 of one day are one leave; the same act for several children is one act (guideline 3)."""
    kept: list[Draft] = []
    for draft in found:
        for place, earlier in enumerate(kept):
            if earlier.act.intent is draft.act.intent and _agree(earlier.act, draft.act):
                kept[place] = _joined(earlier, draft)
                break
        else:
            kept.append(draft)
    return kept


def _joined(earlier: Draft, draft: Draft) -> Draft:
    act = _whole_day(_union(earlier.act, draft.act))
    doubtful = earlier if earlier.doubt else draft
    if doubtful.doubt is About.DATE and act.dates and not doubtful.options:
        return Draft(act)
    return Draft(act, doubtful.doubt, doubtful.why, doubtful.options)


def _whole_day(act: Act) -> Act:
    """不去学校，午饭也不吃: not at school is absent from all."""
    away = any(_WHOLE_DAY.search(ground.words) for ground in act.grounds)
    return act.with_(sessions=()) if act.sessions and away else act


def _filled(found: list[Draft], message: Message) -> list[Draft]:
    """Children, then days: from the act before, from the act after, from what is known."""
    return _consistent(_dated(_with_children(found, message), message), message)


def _consistent(found: list[Draft], message: Message) -> list[Draft]:
    """One reading where two acts tell the same: a time says that the sender comes, and is not there yet (9, 14)."""
    intents = {draft.act.intent for draft in found if not draft.doubt}
    if Intent.PICKUP_TIME in intents:
        found = [draft for draft in found if not _comes_oneself(draft.act, message)]
    if Intent.PICKUP_TIME in intents and not intents & {Intent.DELEGATE_PICKUP}:
        found = [draft for draft in found if draft.act.intent is not Intent.ARRIVE]
    found = _contradicting(found)
    if Intent.WALK_HOME in intents:
        found = [draft for draft in found if not (draft.act.intent is Intent.PICKUP_TIME and draft.act.time is None)]
    found = _together(_asked_once(found))
    unsure = [draft for draft in found if draft.doubt is About.INTENT]
    return unsure[-1:] if len(unsure) > 1 and len(unsure) == len(found) else found


_CONTRADICTING = (
    {Intent.LEAVE, Intent.WITHDRAW},
    {Intent.ENROLL, Intent.WITHDRAW},
    {Intent.CONFIRM_PICKUP, Intent.PICKUP_TIME},
    {Intent.CONFIRM_PICKUP, Intent.DELEGATE_PICKUP},
    {Intent.LEAVE, Intent.CANCEL_LEAVE},
    {Intent.WALK_HOME, Intent.DELEGATE_PICKUP},
    {Intent.WALK_HOME, Intent.PICKUP_TIME},
)


def _contradicting(found: list[Draft]) -> list[Draft]:
    """Two wishes for the same child and day that cannot both be meant: ask."""
    if any(d.act.intent is Intent.CHOOSE_CLUB for d in found):
        found = [d for d in found if d.act.intent is not Intent.ENROLL or d.act.sessions or d.act.clubs or d.act.since]
    pairs = [
        (one, other)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if {one.act.intent, other.act.intent} in _CONTRADICTING
        and one.act.students == other.act.students
        and (one.act.dates == other.act.dates or not (one.act.dates and other.act.dates))
    ]
    torn = {id(draft) for pair in pairs for draft in pair}
    return [d.doubted(About.INTENT, "it contradicts the rest") if id(d) in torn else d for d in found]


def _together(found: list[Draft]) -> list[Draft]:
    """老大接到，老二接到: same slots for several children, or several days, are one act (guideline 3)."""
    out: list[Draft] = []
    for draft in found:
        for place, earlier in enumerate(out):
            slot = _only_difference(earlier, draft)
            if slot:
                both = (*getattr(earlier.act, slot), *getattr(draft.act, slot))
                out[place] = earlier.with_(**{slot: tuple(dict.fromkeys(both))})
                break
        else:
            out.append(draft)
    return out


def _only_difference(one: Draft, other: Draft) -> str:
    """students or dates, where nothing else tells two sure acts apart."""
    if one.doubt or other.doubt or one.act.intent is not other.act.intent:
        return ""
    for slot in ("students", "dates", "clubs"):
        both = getattr(one.act, slot) and getattr(other.act, slot)
        if both and one.act.with_(grounds=(), **{slot: None}) == other.act.with_(grounds=(), **{slot: None}):
            return slot
    return ""


def _asked_once(found: list[Draft]) -> list[Draft]:
    """One question where two would ask the same; its buttons are those of both."""
    kept: dict[tuple[Intent, About], Draft] = {}
    out: list[Draft] = []
    for draft in found:
        key = (draft.act.intent, draft.doubt) if draft.doubt else None
        if key and key in kept:
            earlier = kept[key]
            both = replace(earlier, options=(*(earlier.options or (earlier.act,)), *(draft.options or (draft.act,))))
            out[out.index(earlier)] = kept[key] = both
            continue
        if key:
            kept[key] = draft
        out.append(draft)
    return out


def _comes_oneself(act: Act, message: Message) -> bool:
    person = act.person
    return act.intent is Intent.DELEGATE_PICKUP and person is not None and person.name == message.known.me.name


def story_names(message: Message) -> tuple[FoundName, ...]:
    """The children of whom the message speaks, where it is certain of each and leaves none as it was."""
    story = told(message)
    names = [name for name in message.names if story.counts(name)] or message.names
    alike = len({name.students for name in names}) == 1
    return tuple(names) if alike and all(name.sure for name in names) else ()


def _with_children(found: list[Draft], message: Message) -> list[Draft]:
    named = [draft.act.students for draft in found if draft.act.students]
    spoken = tuple(dict.fromkeys(child for name in story_names(message) for child in name.students))
    out: list[Draft] = []
    last: tuple[Student, ...] | None = None
    first = named[0] if len(set(named)) == 1 else None
    for draft in found:
        if draft.act.students is None and draft.act.intent not in _NO_CHILD and draft.doubt is not About.STUDENT:
            draft = _child_for(draft, last or first or spoken or None, message)
        last = draft.act.students or last
        out.append(draft)
    return out


_NO_CHILD = frozenset({Intent.HUMAN, Intent.HELP, Intent.SMALLTALK, Intent.FEEDBACK})


def _child_for(draft: Draft, spoken_of: tuple[Student, ...] | None, message: Message) -> Draft:
    children = spoken_of or (message.known.children if len(message.known.children) == 1 else None)
    if children:
        return draft.with_(students=children)
    if draft.act.intent not in CHANGING:
        return draft
    options = (draft.act.with_(students=(child,)) for child in message.known.children)
    return Draft(draft.act).doubted(About.STUDENT, "several children, none named", options)


def _dated(found: list[Draft], message: Message) -> list[Draft]:
    out: list[Draft] = []
    last = None
    said = next((draft.act.dates for draft in found if draft.act.dates), None) or _only_day(message)
    for draft in found:
        if draft.act.intent in _NEEDS_DAY and draft.act.dates is None and draft.doubt is None:
            draft = _day_for(draft, last or said, message)
        last = draft.act.dates or last
        out.append(draft)
    return out


def _only_day(message: Message) -> tuple[date, ...] | None:
    """The one day of which the message speaks, wherever it stands."""
    story = told(message)
    spans = [one for one in message.dates if one.kind is When.DAYS and story.counts(one)]
    days = days_of(spans, message.now, message.known)
    return days.dates if len(spans) == 1 and min(days.dates, default=date.min) >= message.now.date() else None


_NEEDS_DAY = frozenset({Intent.LEAVE, Intent.DELEGATE_PICKUP, Intent.PICKUP_TIME, Intent.WALK_HOME})
_FROM_NOW_ON = re.compile(r"今天起|今天开始|从今|以后|每天|长期|平时|一直都?|今后|往后|都是")


def _day_for(draft: Draft, spoken_of: object, message: Message) -> Draft:
    """The day of a wish that names none (guideline 11, 18)."""
    if spoken_of:
        return draft.with_(dates=spoken_of)
    intent = draft.act.intent
    if intent is not Intent.LEAVE and _FROM_NOW_ON.search(message.text):
        return draft
    today = today_if_open(message.now, message.known)
    if intent is Intent.LEAVE:
        return _leave_day(draft, today, message)
    return draft.with_(dates=today) if today else draft.doubted(About.DATE, "no day said, and care is over for today")


def _leave_day(draft: Draft, today: object, message: Message) -> Draft:
    present = draft.act.reason is not None or "接" in message.sketch
    asked_off = any("假" in ground.words for ground in draft.act.grounds)
    if present and today and (draft.act.reason == "sick" or not asked_off):
        return draft.with_(dates=today)
    if asked_off or not draft.act.sessions and not _CARE.search(message.sketch):
        return draft.doubted(About.DATE, "leave, but no day")
    act = Act(Intent.WITHDRAW, students=draft.act.students, sessions=draft.act.sessions, grounds=draft.act.grounds)
    options = [act] + ([draft.act.with_(dates=today)] if today else [])
    return Draft(act).doubted(About.INTENT, "leave or withdrawal", options)


def _reasoned(found: list[Draft], story: Story) -> list[Draft]:
    """A reason holds for every leave of the message (guidelines 21, 37)."""
    reason = _reason(story)
    if reason is None:
        return found
    return [draft.with_(reason=reason) if draft.act.intent is Intent.LEAVE else draft for draft in found]


def _reason(story: Story) -> str | None:
    text = ",".join(clause.plain for clause in story.message.clauses)
    if _OTHERS_ILL.search(text):
        return "personal"
    if _SICK.search(text):
        return "sick"
    return "personal" if _PERSONAL.search(text) else None


def _with_child(acts: Iterable[Act], message: Message) -> list[Act]:
    """Questions and reports get the named or the only child; with several and no name none (guidelines 3, 6)."""
    named = tuple(dict.fromkeys(child for name in message.names if name.sure for child in name.students))
    children = named or (message.known.children if len(message.known.children) == 1 else ())
    return [
        act.with_(students=children) if children and act.students is None and _about_child(act) else act for act in acts
    ]


def _about_child(act: Act) -> bool:
    if act.intent is Intent.INCIDENT:
        return act.kind != "facility"
    return act.intent.value.startswith("ask_")


def clauses_of(story: Story) -> tuple[Clause, ...]:
    """The clauses that count, for the page that shows why."""
    return story.clauses
