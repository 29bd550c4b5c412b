"""Several wishes of one message made to agree: one act a wish, a question where two contradict (guidelines 3, 9)."""

from __future__ import annotations

from dataclasses import fields, replace

from care.acts import CHANGING, About, Act, Intent
from care.reading.parts import Message
from care.reading.phrases import absence, compiled
from care.reading.policy import Draft
from care.reading.story import Story

_WHOLE_DAY = compiled(absence.WHOLE_DAY)


def union(one: Act, other: Act) -> Act:
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


def merged(found: list[Draft]) -> list[Draft]:
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
    act = _whole_day(union(earlier.act, draft.act))
    doubtful = earlier if earlier.doubt else draft
    if doubtful.doubt is About.SESSION and act.sessions:
        return Draft(act)  # 请半天假，下午的托管不去: the half is said.
    told = next((one for one in (earlier, draft) if not one.doubt and one.act.time), None)
    if act.intent is Intent.PICKUP_TIME and told and doubtful.doubt is About.INTENT and not doubtful.act.time:
        return Draft(act)  # 可能要晚一点，大概六点半: the hour is said.
    if doubtful.doubt is About.DATE and act.dates and not doubtful.options:
        return Draft(act)
    return Draft(act, doubtful.doubt, doubtful.why, doubtful.options)


def _whole_day(act: Act) -> Act:
    """不去学校，午饭也不吃: not at school is absent from all."""
    away = any(_WHOLE_DAY.search(ground.words) for ground in act.grounds)
    return act.with_(sessions=()) if act.sessions and away else act


def consistent(found: list[Draft], message: Message) -> list[Draft]:
    """One reading where two acts tell the same: a time says that the sender comes, and is not there yet (9, 14)."""
    intents = {draft.act.intent for draft in found if not draft.doubt}
    if Intent.PICKUP_TIME in intents:
        found = [draft for draft in found if not _comes_oneself(draft.act, message)]
    if Intent.PICKUP_TIME in intents and not intents & {Intent.DELEGATE_PICKUP}:
        found = [draft for draft in found if draft.act.intent is not Intent.ARRIVE]
    here = {draft.act.students for draft in found if draft.act.intent is Intent.ARRIVE and not draft.doubt}
    found = [d for d in found if not (_comes_oneself(d.act, message) and d.act.students in here)]
    if Intent.WALK_HOME in intents:
        found = [draft for draft in found if not (draft.act.intent is Intent.PICKUP_TIME and draft.act.time is None)]
    found = _contradicting(_one_place(found))
    found = _together(_asked_once(found))
    unsure = [draft for draft in found if draft.doubt is About.INTENT]
    return unsure[-1:] if len(unsure) > 1 and len(unsure) == len(found) else found


def _one_place(found: list[Draft]) -> list[Draft]:
    """想上晚托，顺便报个篮球: care and club in one wish are one place (guideline 22)."""
    place = next((d for d in found if d.act.intent is Intent.ENROLL and not d.doubt and not d.act.clubs), None)
    club = next((d for d in found if d.act.intent is Intent.CHOOSE_CLUB and not d.doubt), None)
    if place is None or club is None or place.act.students != club.act.students or not place.act.sessions:
        return found
    joined = replace(place, act=place.act.with_(clubs=club.act.clubs, grounds=(*place.act.grounds, *club.act.grounds)))
    return [joined if one is place else one for one in found if one is not club]


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
        and (one.act.dates == other.act.dates or not (one.act.dates and other.act.dates) or _same_day(one, other))
    ]
    torn = {id(draft) for pair in pairs for draft in pair}
    return [d.doubted(About.INTENT, "it contradicts the rest") if id(d) in torn else d for d in found]


def _same_day(one: Draft, other: Draft) -> bool:
    """A day that is both asked off and taken back."""
    leaves = {one.act.intent, other.act.intent} == {Intent.LEAVE, Intent.CANCEL_LEAVE}
    return leaves and not set(one.act.dates or ()).isdisjoint(other.act.dates or ())


def _together(found: list[Draft]) -> list[Draft]:
    """老大接到，老二接到: same slots for several children, or several days, are one act (guideline 3)."""
    out: list[Draft] = []
    for draft in found:
        for place, earlier in enumerate(out):
            slot = _only_difference(earlier, draft)
            if slot:
                both = (*getattr(earlier.act, slot), *getattr(draft.act, slot))
                joined = earlier.with_(**{slot: tuple(dict.fromkeys(both))})
                out[place] = replace(joined, act=joined.act.with_(grounds=(*earlier.act.grounds, *draft.act.grounds)))
                break
        else:
            out.append(draft)
    return out


def _only_difference(one: Draft, other: Draft) -> str:
    """students or dates, where nothing else tells two sure acts apart."""
    if one.doubt or other.doubt or one.act.intent is not other.act.intent:
        return ""
    for slot in ("students", "dates", "sessions", "clubs"):
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


def all_named(wishes: list[Draft], asked: list[Act], story: Story) -> list[Draft]:
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
