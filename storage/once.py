"""What a transaction has looked at it remembers: asked a second time, no query goes out.

The memory lies in the session and ends with its transaction. Any writing forgets all of it, and so does any lock: on
PostgreSQL others may have written while it was waited for. So an answer is never older than it could be without.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

Args = ParamSpec("Args")
Answer = TypeVar("Answer")

_MEMORY = "remembered"
_COPIED = (list, dict, set)


def remembered(
    look: Callable[Concatenate[Session, Args], Answer],
) -> Callable[Concatenate[Session, Args], Answer]:
    """For a look whose answer follows from the database and its arguments alone. Lists, dicts and sets are handed out
    as copies; what is in them must not be changed."""

    @wraps(look)
    def ask(session: Session, /, *args: Args.args, **kwargs: Args.kwargs) -> Answer:
        if session.autoflush and (session.new or session.dirty or session.deleted):
            session.flush()  # As a query would have done.
        asked = (look, args, *sorted(kwargs.items()))
        memory: dict[Any, Answer] = session.info.setdefault(_MEMORY, {})
        answer = memory[asked] if asked in memory else memory.setdefault(asked, look(session, *args, **kwargs))
        return copy(answer) if isinstance(answer, _COPIED) else answer

    return ask


def forget(session: Session, *_: Any) -> None:
    """What was looked at may be otherwise now."""
    session.info.pop(_MEMORY, None)


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    if not state.is_select or getattr(state.statement, "_for_update_arg", None) is not None:
        forget(state.session)


for _name in ("after_flush", "after_soft_rollback", "after_commit"):
    event.listen(Session, _name, forget)
