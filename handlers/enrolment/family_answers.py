"""What a family answers while its application waits for it: an alternative, a place that became free. (C23; L-02)"""

from __future__ import annotations

from typing import Any

from care.acts import CareSession
from care.messages import Outgoing
from care.rules.enrolment.course import Event, No, Stage
from care.wording import enrolment as wording
from care.wording.course import QUEUE
from handlers.enrolment import course
from handlers.enrolment.wishes import child_of
from handlers.turn import Turn
from storage.enrolment import approvals, courses
from storage.enrolment.approvals import Application


def press_answer(args: dict[str, Any], turn: Turn) -> list[Outgoing]:
    application = approvals.get(turn.session, args["application"])
    child = child_of(turn, application)
    if application.course.stage.value != args["stage"] or application.by_id != turn.me:
        return [turn.reply(wording.no_longer(child))]
    if args["yes"] and application.course.stage is Stage.ALTERNATIVE:
        application = _instead(turn, application)
    event = Event.ACCEPTED if args["yes"] else Event.DECLINED
    moved = course.move(turn, application, event, by_id=turn.me)
    if isinstance(moved, No):
        return [turn.reply(wording.no_longer(child))]
    return [*moved.notes, *_to_offerer(turn, application, yes=args["yes"])]


def _instead(turn: Turn, application: Application) -> Application:
    """The application asks for what was offered, from now on. The first wish stays in its events."""
    instead = application.detail.get("instead", "")
    session = next((plan.session for plan in turn.policy.sessions if plan.label == instead), None)
    if instead == QUEUE:
        approvals.change(turn.session, application.id, detail={"queue": True})
    elif isinstance(session, CareSession):
        approvals.change(turn.session, application.id, sessions=(session,))
    else:
        approvals.change(turn.session, application.id, clubs=(instead,))
    return approvals.get(turn.session, application.id)


def _to_offerer(turn: Turn, application: Application, *, yes: bool) -> list[Outgoing]:
    """Whoever offered an alternative hears what became of it."""
    if application.course.stage is not Stage.ALTERNATIVE:
        return []
    offered = [one for one in courses.of_application(turn.session, application.id) if one.event is Event.OFFERED]
    by = offered[-1].by_id if offered else None
    text = wording.alternative_answered(child_of(turn, application), application.detail.get("instead", ""), yes)
    key = f"alternative/{application.id}/{len(offered)}"
    return turn.tell_all([by] if by else [], text, key, about="application")
