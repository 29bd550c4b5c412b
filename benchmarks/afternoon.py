"""From callback to the reply leaving for the platform, with every process running; and what they weigh.

  python -m benchmarks.afternoon [--rate 30] [--count 450]

Starts Redis, web, worker and clock on a new database with the demo school, and a stub of the API that notes when
each reply arrives. Bars: median under 150 ms, p95 under 400 ms at 30 messages a second on 2 cores; all processes
under 400 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import requests
import xmltodict
from sqlalchemy import select
from wechatpy.work.crypto import WeChatCrypto

from benchmarks.worker import DAY, STAFF
from storage.db import Base, Sessions, make_engine
from storage.demo.load import load_demo, phones
from storage.inbox import InboxRow
from storage.migrating import import_tables
from storage.outbox import OutboxRow
from storage.platform.accounts import AppAccount, app_of
from storage.seal import Seal
from tests import servers
from tests.bot.platform import StubApi, running_api

FIRST_ID = 7_000_000
KEY = "a key for measuring, long enough"


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="afternoon-")))
        redis, redis_url = servers.start_redis(folder)
        stack.callback(redis.wait)
        stack.callback(redis.terminate)
        api = stack.enter_context(running_api())
        account, people = _school(f"sqlite:///{folder}/bench.db")
        port = servers.free_port()
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/bench.db", "REDIS_URL": redis_url, "SANDIANBAN_SECRET_KEY": KEY,
            "WECOM_API_BASE": api.url, "PORT": str(port), "SANDIANBAN_NOW": f"{DAY}T15:10:00+08:00",
            "SANDIANBAN_LOG_LEVEL": "WARNING",
        }  # fmt: skip
        processes = [_start(stack, name, env) for name in ("web", "worker", "clock")]
        servers.wait_for_port(port)
        time.sleep(3)
        sent = _write(f"http://127.0.0.1:{port}/wecom/demo/app", account, people, options)
        waits = _waits(api, f"sqlite:///{folder}/bench.db", sent)
        memory = sum(_memory(pid) for pid in [*processes, redis.pid])
    cuts = statistics.quantiles(waits, n=100)
    print(
        json.dumps(
            {
                "sent": options.count, "answered": len(waits), "median_ms": round(statistics.median(waits) * 1000),
                "p95_ms": round(cuts[94] * 1000), "p99_ms": round(cuts[98] * 1000), "memory_mb": round(memory),
            }
        )
    )  # fmt: skip


def _school(url: str) -> tuple[AppAccount, list[str]]:
    Seal.use(KEY)
    import_tables()
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    sessions = Sessions(engine)
    load_demo(sessions, day=DAY)
    with sessions.reading() as session:
        account = app_of(session, "demo")
        assert account is not None
        return account, [phone.id for phone in phones(session, day=DAY) if phone.is_staff]


def _start(stack: ExitStack, name: str, env: dict[str, str]) -> int:
    process = subprocess.Popen([str(Path(sys.executable).parent / "sandianban"), name], env=env)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process.pid


def _write(url: str, account: AppAccount, people: list[str], options: argparse.Namespace) -> dict[str, float]:
    """Colleagues write at a steady rate, each in turn; when, by the message's id."""
    from_the_platform = _callbacks(account)
    draw = random.Random(4)
    sent: dict[str, float] = {}
    session, began = requests.Session(), time.perf_counter()
    for number in range(options.count):
        due = began + number / options.rate
        time.sleep(max(0.0, due - time.perf_counter()))
        who = people[number % len(people)]
        body, query = from_the_platform(who, number, draw.choice(STAFF))
        sent[str(FIRST_ID + number)] = time.perf_counter()
        session.post(url, params=query, data=body, timeout=5).raise_for_status()
    time.sleep(5)
    return sent


def _callbacks(account: AppAccount) -> Callable[[str, int, str], tuple[bytes, dict[str, str]]]:
    crypto = WeChatCrypto(account.token, account.aes_key, account.corp_id)

    def make(who: str, number: int, text: str) -> tuple[bytes, dict[str, str]]:
        now = str(int(time.time()))
        inner = (
            f"<xml><ToUserName><![CDATA[{account.corp_id}]]></ToUserName><FromUserName><![CDATA[{who}]]></FromUserName>"
            f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
            f"<MsgId>{FIRST_ID + number}</MsgId><AgentID>{account.agent_id}</AgentID></xml>"
        )
        sealed = xmltodict.parse(crypto.encrypt_message(inner, f"n{number}", now))["xml"]
        body = f"<xml><Encrypt><![CDATA[{sealed['Encrypt']}]]></Encrypt></xml>".encode()
        return body, {"msg_signature": sealed["MsgSignature"], "timestamp": now, "nonce": f"n{number}"}

    return make


def _waits(api: StubApi, url: str, sent: dict[str, float]) -> list[float]:
    """From each callback to its first reply at the stub; notices of the day are nobody's reply."""
    with Sessions(make_engine(url)).reading() as session:
        replies = session.execute(
            select(InboxRow.platform_id, OutboxRow.platform_id).join(OutboxRow, OutboxRow.inbox_id == InboxRow.id)
        ).all()
    waits: dict[str, list[float]] = {}
    for asked, number in ((one, told[1:]) for one, told in replies if told):
        waits.setdefault(asked, []).append(api.asked[int(number) - 1].at - sent[asked])
    return [min(several) for several in waits.values()]


def _memory(pid: int) -> float:
    """MB of a process and its children, shared pages counted once each (PSS)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return own + sum(_memory(int(child)) for child in children)


def _options() -> argparse.Namespace:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--rate", type=float, default=30.0)
    ask.add_argument("--count", type=int, default=450)
    return ask.parse_args()


if __name__ == "__main__":
    main()
