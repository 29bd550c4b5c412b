"""Two people at one moment are served one after the other: neither acts on what the other is changing. (promise 6)"""

from __future__ import annotations

import copy
import threading
import time

from care.acts import Act, Intent
from care.messages import Outgoing
from storage.db import Sessions
from tests.stage import Stage, labels, relation


def test_a_confirmation_at_the_moment_of_the_release_sees_it(sessions: Sessions) -> None:
    with sessions.writing() as session:
        stage = Stage(session)
        stage.say("赵敏", "16:28", Act(Intent.ROLL_CALL, absent=()))
        children = stage.children("李小明")
    released = threading.Event()
    heard: list[Outgoing] = []

    def confirm() -> None:
        released.wait(10)
        with sessions.writing() as other:
            family = copy.copy(stage)
            family.session = other
            act = Act(Intent.CONFIRM_PICKUP, students=children)
            heard.extend(family.say("王丽", "17:01", act))

    with sessions.writing() as session:
        stage.session = session
        stage.say("赵敏", "17:01", Act(Intent.RELEASE, students=children, person=relation("妈妈")))
        thread = threading.Thread(target=confirm)
        thread.start()
        released.set()
        time.sleep(0.3)  # The family's message is being served now, and has to wait.
    thread.join(20)

    assert "已确认：三年级2班 李小明 17:01接到" in "".join(note.text for note in heard)
    assert labels(heard, stage.story.people["赵敏"]) == []
