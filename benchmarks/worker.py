"""What one worker process does: answers a second, and messages delivered a second to a stub of the platform.

  python -m benchmarks.worker [--answers 600] [--notices 2000] [--database URL]

Bars: 80 answers a second with everything that a message does (SQLite), 250 delivered a second. For scale the
same process writes single rows with a commit each, in turns with the rest: quote the ratio.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from benchmarks.door import BENCH
from bot import channels
from bot.house import House
from care.calendar import SHANGHAI
from care.messages import Inbound, Kind, Outgoing, Urgency
from jobs.answer import answer
from jobs.deliver import deliver
from storage import inbox, outbox
from storage.db import Base, Sessions, make_engine
from storage.demo.load import load_demo, phones
from storage.migrating import import_tables
from storage.outbox import OutboxRow
from storage.seal import Seal
from tests import servers
from tests.fakes import FakeBell, SteppedClock

DAY = date(2026, 3, 4)
PARENTS = (
    "孩子发烧了，今天晚托不去了", "今天奶奶来接", "明天请假一天，家里有事", "孩子接走了吗", "我到门口了",
    "今天五点半来接",
    "晚托几点结束", "取消请假", "好的谢谢老师", "有哪些社团可以报", "要是下雨就不去晚托了", "这周三周五不上晚托",
)  # fmt: skip
STAFF = ("今天谁请假", "还有谁没接", "这周我哪天值班", "今日记录：作业完成，纪律好", "帮助", "到齐")


class Quiet:
    """Carries everything away, at once."""

    def pieces(self, message: Outgoing, channel: str) -> int:
        return 1


def main() -> None:
    options = _options()
    Seal.use("a key for measuring, long enough")
    with tempfile.TemporaryDirectory(prefix="worker-") as folder:
        sessions = Sessions(make_engine(options.database or f"sqlite:///{folder}/bench.db"))
        import_tables()
        Base.metadata.drop_all(sessions.engine)
        Base.metadata.create_all(sessions.engine)
        load_demo(sessions, day=DAY)
        figures = {"database": sessions.engine.dialect.name, **_answers(sessions, options.answers)}
        figures |= {"delivered_a_second": _deliveries(sessions, options.notices, to_staff=True)}
        figures |= {"delivered_to_parents_a_second": _deliveries(sessions, options.notices, to_staff=False)}
        figures |= {"single_rows_a_second": _single_rows(sessions)}
    print(json.dumps(figures, indent=1))


def _answers(sessions: Sessions, count: int) -> dict[str, float]:
    """Messages of many senders, kept first, then answered one sender after the other, as a worker does."""
    clock = SteppedClock(datetime.combine(DAY, datetime.min.time(), SHANGHAI) + timedelta(hours=15, minutes=10))
    house = House(sessions, Quiet(), FakeBell(), now=clock, wall=clock)  # type: ignore[arg-type]
    keys = _fill(sessions, clock, count)
    times = []
    started = time.perf_counter()
    for key in keys:
        before = time.perf_counter()
        done = answer(key, house)
        times.append((time.perf_counter() - before) / max(done, 1))
    took = time.perf_counter() - started
    return {"answers_a_second": round(count / took, 1), "answer_ms_median": round(statistics.median(times) * 1000, 2)}


def _fill(sessions: Sessions, clock: SteppedClock, count: int) -> list[str]:
    draw = random.Random(4)
    with sessions.writing() as session:
        people = phones(session, day=DAY)
        school = session.scalar(select(OutboxRow.school_id).limit(1)) or 1
        keys = []
        for number in range(count):
            one = draw.choice(people)
            channel = "wecom_app" if one.is_staff else "wecom_kf"
            text = draw.choice(STAFF if one.is_staff else PARENTS)
            message = Inbound("demo", channel, f"bench{number}", one.id, Kind.TEXT, text)
            inbox.receive(session, school, message, now=clock())
            keys.append(inbox.sender_key(school, channel, one.id))
    return list(dict.fromkeys(keys))


def _deliveries(sessions: Sessions, count: int, *, to_staff: bool) -> float:
    """A notice to very many, over real HTTP to the stub beside us: by the app, or to parents by 学校通知."""
    clock = SteppedClock(datetime.combine(DAY, datetime.min.time(), SHANGHAI) + timedelta(hours=15, minutes=20))
    with sessions.writing() as session:
        people = [one for one in phones(session, day=DAY) if one.is_staff == to_staff]
        ids = [one.person_id for one in people]
        session.execute(OutboxRow.__table__.delete())  # type: ignore[attr-defined]
    with _stub() as base:
        api = channels.make_api(None, base)
        house = House(sessions, channels.make_channels(sessions, api), FakeBell(), now=clock, wall=clock)
        sent, took = 0, 0.0
        for start in range(0, count, 25 * len(ids)):
            _notices(sessions, ids, min(25 * len(ids), count - start), start, clock)
            began = time.perf_counter()
            while done := deliver(house):
                sent += done
            took += time.perf_counter() - began
            clock.step(minutes=2)
    assert sent == count, f"{sent} of {count} were delivered"
    return round(sent / took, 1)


def _notices(sessions: Sessions, ids: list[int], count: int, start: int, clock: SteppedClock) -> None:
    with sessions.writing() as session:
        for number in range(count):
            message = Outgoing(
                key=f"bench/{start + number}", to=ids[number % len(ids)], text=f"通知第{start + number}号",
                urgency=Urgency.BULK,
            )  # fmt: skip
            outbox.put(session, 1, message, now=clock())


def _single_rows(sessions: Sessions) -> float:
    clock = SteppedClock(datetime.combine(DAY, datetime.min.time(), SHANGHAI))
    began = time.perf_counter()
    for number in range(300):
        with sessions.writing() as session:
            inbox.receive(session, 1, Inbound("demo", "scale", f"s{number}", "x", Kind.TEXT, "x"), now=clock())
    return round(300 / (time.perf_counter() - began), 1)


@contextmanager
def _stub() -> Iterator[str]:
    """The do-nothing API of the shared bench."""
    port = servers.free_port()
    stub = subprocess.Popen([sys.executable, str(Path(BENCH) / "http_stub.py"), str(port)])
    try:
        servers.wait_for_port(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        stub.terminate()
        stub.wait()


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--answers", type=int, default=600)
    ask.add_argument("--notices", type=int, default=2000)
    ask.add_argument("--database", help="a database to empty and use; SQLite in a new folder if left out")
    return ask.parse_args()


if __name__ == "__main__":
    main()
