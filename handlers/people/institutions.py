"""Outside institutions: entered as the plan asks, listed with whether they may come, removed. (C98, D-17)"""

from __future__ import annotations

import re

from care.messages import Outgoing
from care.reading.orders.people_orders import Said, split_evidence
from care.rules.people.vetting import Institution, allows
from care.wording import helpers as wording
from care.wording import vetting as vetting_words
from handlers.turn import Turn
from storage import audit, people
from storage.staff import vettings

_APPROVAL = re.compile(r"(?:批准)?文号[:]?\s*(\S+)")


def enter(said: Said, turn: Turn) -> list[Outgoing]:
    """登记机构 星光艺术中心 非学科 名单内 [有偿] [批准文号…]; entered again it is as said now."""
    name, _, more = said.rest.partition(" ")
    if not re.fullmatch(r"[\w（）()·]{2,40}", name) or name.isdecimal():
        return [turn.reply(wording.HOW_INSTITUTION)]
    approval = _APPROVAL.search(more)
    one = Institution(
        name, "学科" in more.replace("非学科", ""), "名单内" in more or "名单上" in more, "有偿" in more,
        approval[1] if approval else "",
    )  # fmt: skip
    vettings.put_institution(turn.session, turn.school_id, one)
    _log(turn, "institution entered", name)
    return [turn.reply(wording.institution_kept(_line(turn, one)))]


def show(_said: Said, turn: Turn) -> list[Outgoing]:
    every = vettings.institutions(turn.session, turn.school_id).values()
    found = vettings.evaluations(turn.session, turn.school_id)
    lines = [_line(turn, one) + wording.evaluation(found.get(one.name, "")) for one in every]
    return [turn.reply("\n".join(lines) or wording.NO_INSTITUTIONS)]


def evaluate(said: Said, turn: Turn) -> list[Outgoing]:
    """评价机构 星光艺术中心：教学认真，家长满意: kept with it; told in 机构名单."""
    found = re.fullmatch(r"([\w（）()·]{2,40})[\s:,]+(.{2,300})", said.rest, re.DOTALL)
    if found is None:
        return [turn.reply(wording.HOW_TO_EVALUATE)]
    text = turn.text.strip()[-len(found[2]) :]  # With the marks that were typed.
    if not vettings.evaluate(turn.session, turn.school_id, found[1], text):
        return [turn.reply(wording.no_institution(found[1]))]
    _log(turn, "institution evaluated", found[1])
    return [turn.reply(wording.evaluated(found[1], text))]


def remove(said: Said, turn: Turn) -> list[Outgoing]:
    """清退机构 NAME 原因：…: from now on nobody of it is rostered."""
    name, why = split_evidence(said.rest)
    if not why:
        return [turn.reply(wording.NO_REASON)]
    if not vettings.remove_institution(turn.session, turn.school_id, name, why=why, now=turn.now):
        return [turn.reply(wording.no_institution(name))]
    _log(turn, "institution removed", name)
    papers = vettings.of_school(turn.session, turn.school_id)
    theirs = people.names_of(turn.session, [id_ for id_, one in papers.items() if one.institution == name])
    return [turn.reply(wording.institution_removed(name, why, list(theirs.values())))]


def _line(turn: Turn, one: Institution) -> str:
    plan = turn.policy.people
    return vetting_words.institution(one, allowed=allows(one, plan), policy=plan.institutions)


def _log(turn: Turn, what: str, name: str) -> None:
    number = vettings.number_of(turn.session, turn.school_id, name)
    audit.append(turn.session, turn.school_id, audit.Entry(what, f"institution/{number}", turn.now, turn.me))
