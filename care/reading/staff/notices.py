"""Orders to send something on (broadcast): audience and body (guidelines 16, 23, 28, 34, 47)."""

from __future__ import annotations

import re

from care.acts import About, Intent
from care.reading.doubt import moods_of
from care.reading.parts import Mood
from care.reading.policy import Draft
from care.reading.staff.desk import Desk, pattern, say
from care.reading.staff.incidents import read_incidents
from care.reading.staff_phrases import paper as paper_words

AUDIENCES = (("all", paper_words.EVERYONE), ("teachers", paper_words.TEACHERS), ("parents", paper_words.PARENTS))
_AUDIENCE = "(?>" + "|".join(f"(?P<{name}>{table})" for name, table in AUDIENCES) + ")"
_STOP = r"[,，:：。;； \n]*"
_OPEN = "[“\"「『‘']?"
_ORDERS = tuple(
    re.compile(shape, re.DOTALL)
    for shape in (
        (
            rf"(?P<lead>[^“\"]{{0,12}})[“\"「『](?P<body>[^”\"」』]+)[”\"」』][^“”。]{{0,12}}?(?:{paper_words.SEND}|"
            rf"给|说){paper_words.SOFTLY}(?:给|到|至)?{_AUDIENCE}"
        ),
        (
            rf"(?P<lead>){_AUDIENCE}(?:群)?(?:里)?(?:都|全)?(?:{paper_words.SEND})(?:一下|到|去)*[,:，：]{_STOP}(?P<body>.+)"
        ),
        (
            rf"(?P<lead>.*?)(?:{paper_words.SEND}){paper_words.SOFTLY}(?:给|到|至|"
            rf"在)?{_AUDIENCE}(?:群)?(?:里)?{paper_words.SAYING}{_STOP}(?P<body>.+)"
        ),
        (
            r"(?P<lead>|.*(?:帮我?|帮忙|请|麻烦|替我?|劳烦|记得|你|[,.。!:;\s]))(?:给|跟|和|向|让|替我给|"
            r"对|请|"
            rf"往|在|到){_AUDIENCE}(?:群)?(?:里)?(?:都)?{paper_words.SENT}{paper_words.SAYING}{_STOP}(?P<body>.+)"
        ),
        (
            rf"(?P<lead>){_OPEN}(?P<body>.+?)[”\"」』’]?{_STOP}(?:{paper_words.THIS})?(?:{paper_words.SEND})(?:"
            rf"一下)?(?:给|"
            rf"到|至)?{_AUDIENCE}(?:群)?(?:里)?(?:一下|吧|谢谢)?[。!]?$"
        ),
        (
            rf"(?P<lead>){_OPEN}(?P<body>.+?)[”\"」』’]?{_STOP}(?:{paper_words.THIS})?(?:给|跟|和|向){_AUDIENCE}(?:群)?(?:里"
            rf")?{paper_words.SENT}(?:吧|"
            r"谢谢)?[。!]?$"
        ),
    )
)
_NO_AUDIENCE = re.compile(
    rf"^(?P<lead>.{{0,10}}?)(?:{paper_words.SEND_ALONE})(?P<soft>{paper_words.SOFTLY})"
    rf"{paper_words.SAYING}{_STOP}(?P<body>.{{4,}})",
    re.DOTALL,
)
_CALL_TOGETHER = re.compile(paper_words.CALL_TOGETHER)
_PASTED = re.compile(paper_words.PASTED)
_NOT_ORDERED = re.compile(paper_words.NOT_ORDERED)
_EMPTY, _NO_WORDS = re.compile(paper_words.NO_BODY), re.compile(paper_words.NO_WORDS)
_DONE = re.compile(paper_words.ORDER_DONE)
_ENDS = tuple("。!！;；,，\n")
_EDGES = "“”\"'「」『』‘’ \n。!！.;；,，:："


def read_notice(desk: Desk) -> list[Draft]:
    """An order to send with its body; a pasted notice without an order is asked about."""
    text = desk.message.text
    for order in _ORDERS:
        match = order.match(text)
        if match and not _NOT_ORDERED.search(match["lead"]) and _body(desk, match):
            audience = next(name for name, _ in AUDIENCES if match[name])
            draft = say(Intent.BROADCAST, text, "an order to send on", audience=audience, body=_body(desk, match))
            first = _unquoted(text, match)
            if pattern(paper_words.BEGUN).search(draft.act.body or ""):
                continue
            if _NO_WORDS.search(first) or _DONE.search(draft.act.body or ""):
                continue
            if first and any(name.within(*match.span("body")) for name in desk.names):
                return [draft.doubted(About.INTENT, "perhaps only this child's family is meant")]
            return [*_told_before(desk, match), _settled(draft, match["lead"] or first)]
    if desk.leads and (match := _CALL_TOGETHER.match(text)) and _body(desk, match):
        draft = say(Intent.BROADCAST, text, "an order to send on", audience="teachers", body=_body(desk, match))
        return [_settled(draft, match["body"])]
    if _PASTED.search(text):
        draft = say(Intent.BROADCAST, text, "a notice", body=text)
        return [draft.doubted(About.INTENT, "a notice without an order")]
    match = _NO_AUDIENCE.match(text)
    if match and not _NOT_ORDERED.search(match["lead"]):
        draft = say(Intent.BROADCAST, text, "an order to send on", body=_body(desk, match))
        options = [draft.with_(audience=name).act for name, _ in AUDIENCES]
        return [draft.doubted(About.PERSON, "nobody is named to send it to", options)]
    return []


def _told_before(desk: Desk, match: re.Match[str]) -> list[Draft]:
    """东门雨棚塌了一角。通知家长:今天走西门: what went wrong stands before the order (guideline 46)."""
    before = [clause for clause in desk.clauses if clause.end <= match.end("lead") and clause.text.endswith(_ENDS)]
    return read_incidents(desk.only(before)) if before else []


def _settled(draft: Draft, lead: str) -> Draft:
    found = moods_of(lead)
    if pattern(paper_words.ASKED_BACK).search(draft.act.body or ""):
        return draft.doubted(About.INTENT, "it is asked whether to send it")
    if Mood.CONDITION in found or Mood.MAYBE in found:
        return draft.doubted(About.INTENT, "it hangs on a condition")
    return draft


def _unquoted(text: str, match: re.Match[str]) -> str:
    """The body where it stands first and without quotes: 要是下雨晚托就停,到时通知家长 is no order yet."""
    start, end = match.span("body")
    return text[start:end] if match.end("lead") == start and end < match.end() else ""


def _body(desk: Desk, match: re.Match[str]) -> str:
    """The words to send, as they were written, without quotes and final stop (guideline 28)."""
    start, end = match.span("body")
    body = desk.message.tidied.raw(start, end).strip(_EDGES)
    body = re.sub(paper_words.LEAD_IN, "", body).strip(_EDGES)
    return "" if _EMPTY.fullmatch(body) else body
