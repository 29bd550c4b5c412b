"""The last gate (promise 2): a changing act that rests on a doubt becomes a question that one press answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from care.acts import CHANGING, About, Act, Ground, Intent
from care.people import Student
from care.reading.parts import Mood


@dataclass(frozen=True)
class Draft:
    """An act on its way, with what is doubtful about it."""

    act: Act
    doubt: About | None = None
    why: str = ""
    options: tuple[Act, ...] = ()
    which: tuple[Student, ...] = ()  # the children between whom the message does not choose

    def doubted(self, about: About, why: str, options: Iterable[Act] = ()) -> Draft:
        """The same draft with a doubt, unless it has one."""
        return self if self.doubt else replace(self, doubt=about, why=why, options=tuple(options))

    def with_(self, **slots: object) -> Draft:
        """The draft with slots filled in; its buttons get them where they say nothing of their own."""
        options = tuple(
            option.with_(**{slot: value for slot, value in slots.items() if getattr(option, slot) is None})
            for option in self.options
        )
        return replace(self, act=self.act.with_(**slots), options=options)


UNSURE: tuple[tuple[Mood, str], ...] = (
    (Mood.CONDITION, "it hangs on a condition"),
    (Mood.MAYBE, "it is not certain"),
    (Mood.QUESTION, "it is a question"),
    (Mood.HEARSAY, "it is hearsay"),
    (Mood.QUOTED, "it is quoted"),
)
"""Moods under which nothing is changed (guidelines 15, 16)."""


def unsure(moods: frozenset[Mood]) -> str:
    """Why nothing may be changed on these words; empty when it may."""
    return next((why for mood, why in UNSURE if mood in moods), "")


def ask(act: Act, about: About, why: str, options: Iterable[Act] = ()) -> Act:
    """The question in place of an act: what to ask, and the acts that a press each could mean."""
    ground = Ground("about", act.grounds[0].words if act.grounds else "", why)
    return Act(Intent.CLARIFY, about=about, maybe=act.intent, options=tuple(options), grounds=(*act.grounds, ground))


def settle(drafts: Iterable[Draft]) -> tuple[Act, ...]:
    """Each draft as an act, or as its question."""
    return tuple(_settled(draft) for draft in drafts)


def _settled(draft: Draft) -> Act:
    if draft.doubt is None or draft.act.intent not in CHANGING:
        return draft.act
    options = draft.options
    if not options and draft.doubt is About.INTENT and complete(draft.act):
        options = (draft.act,)
    return ask(draft.act, draft.doubt, draft.why, options)


def complete(act: Act) -> bool:
    """Whether a press could do the act as it stands."""
    needs_day = act.intent in (Intent.LEAVE, Intent.DELEGATE_PICKUP, Intent.PICKUP_TIME, Intent.WALK_HOME)
    return act.students is not None and not (needs_day and act.dates is None)


def asked_once(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """One message, one question: what several questions offer stands under the first (README: never two clarifies)."""
    questions = [act for act in acts if act.intent is Intent.CLARIFY]
    if len(questions) < 2:
        return acts
    options = tuple(dict.fromkeys(option for act in questions for option in act.options))
    grounds = tuple(ground for act in questions for ground in act.grounds)
    one = questions[0].with_(options=options, grounds=grounds)
    return tuple(one if act is questions[0] else act for act in acts if act not in questions[1:])
