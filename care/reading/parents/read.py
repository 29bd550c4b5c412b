"""A parent's message: questions and wishes, each child and day filled in, each doubt asked back."""

from __future__ import annotations

from dataclasses import replace

from care.acts import Act, Ground, Intent
from care.people import Student
from care.reading import asking
from care.reading.binding import read_binding
from care.reading.common import commanding
from care.reading.doubt import is_advert
from care.reading.pairing import paired
from care.reading.parents.agreeing import all_named, merged
from care.reading.parents.asked import BESIDE_BIND, BESIDE_TROUBLE, SAYS, questions_of, still_wished
from care.reading.parents.filling import filled, reasoned, with_child
from care.reading.parents.whole import agreement_signed, beside_signing, blame_or_trouble, leftover, told_first
from care.reading.parts import Message, Span
from care.reading.policy import settle
from care.reading.residue import unexplained
from care.reading.telling import told
from care.reading.wishes import drafts


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
    signed = agreement_signed(story)
    if signed:
        return settle(filled([signed, *beside_signing(story)], story))
    asked = [(clause, asking.question(clause, message)) for clause in story.clauses]
    wishing = [clause for clause, act in asked if act is None]
    segments = tuple(paired(story.segments(wishing)))
    questions = [act for _, act in asked if act]
    odd = () if questions else unexplained(story, segments)
    if odd and SAYS.search(story.text):
        odd = tuple(Span(segment.start, segment.end, odd[0].words) for segment in segments)
    wishes = merged(drafts(story, still_wished(segments, questions), odd))
    wishes = all_named(wishes, [*questions, *(act for act in (bound,) if act)], story)
    questions = questions_of(questions, story, bool(wishes or bound))
    said = blame_or_trouble(story, segments, wishes)
    if any(act.intent is Intent.FEEDBACK for act in said):
        wishes = [d for d in wishes if told_first(d, story)]
        questions = [act for act in questions if act.intent is not Intent.HELP]
    if any(act.intent is Intent.INCIDENT for act in said):
        missing = any(act.kind == "missing" for act in said)
        wishes = [d for d in wishes if d.act.intent in BESIDE_TROUBLE or not (d.doubt or missing)]
    found = [
        *settle(filled(reasoned(wishes, story), story)),
        *with_child(questions, message, beside=bool(wishes)),
        *with_child(said, message),
    ]
    if bound:
        return (bound, *(act for act in found if act.intent not in BESIDE_BIND))
    return tuple(found) or leftover(story, talked=bool(segments))
