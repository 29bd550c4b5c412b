"""The door beside the do-nothing echo, in one interleaved run. Only the ratios are worth quoting.

  python -m benchmarks.door [--reps 7] [--only sqlite,postgres] [--out result.json]

Needs the load generator and the baseline of ../shared/bench (SANDIANBAN_BENCH names another place) and wrk.
Bars: SQLite (synchronous=FULL) at least 1.0 of the echo under gunicorn with one sync worker, PostgreSQL 0.8;
p99 no more than 4 times p50 at the top rate; under 15 ms at a steady 100 a second; with Redis hung or gone
p99 under 700 ms and nothing lost.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from benchmarks import door_app
from tests import servers

HOUSE = Path(__file__).parent.parent
BENCH = Path(os.environ.get("SANDIANBAN_BENCH", HOUSE.parent / "shared" / "bench"))
BIN = Path(sys.executable).parent
PATH = f"/wecom/{door_app.SCHOOL}/app"
TOP = ["--engine", "wrk", "--count", "16000", "--seconds", "3", "--concurrency", "16"]
STEADY = ["--engine", "py", "--count", "400", "--rate", "100", "--seconds", "10"]

Entry = dict[str, Any]


def main() -> None:
    options = _options()
    if not (BENCH / "bench_servers.py").exists() or not shutil.which("wrk"):
        print(f"SKIPPED: the door is not measured: {BENCH} or wrk is missing", file=sys.stderr)
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="door-")))
        redis, redis_url = servers.start_redis(folder)
        stack.callback(redis.wait)
        stack.callback(redis.send_signal, signal.SIGCONT)
        stack.callback(redis.terminate)
        databases = {name: _database(name, folder) for name in ("sqlite", "postgres")}
        results = {
            "top": _measure(_plan(databases, redis_url, TOP), options.reps, folder),
            "steady": _measure(_plan(databases, redis_url, STEADY), max(2, options.reps // 2), folder),
        }
        for state, stop in (("redis hung", signal.SIGSTOP), ("redis gone", signal.SIGKILL)):
            redis.send_signal(stop)
            results[state] = _measure(_plan(databases, redis_url, STEADY)[1:], 2, folder)
        _print_kept(databases)
    if options.out:
        Path(options.out).write_text(json.dumps(results, indent=1))


def _plan(databases: dict[str, str], redis_url: str, load: list[str]) -> list[Entry]:
    """The echo first: the ratios are taken to it."""
    echo = {
        "name": "echo, gunicorn 1 sync, no database",
        "cmd": f"{BIN}/gunicorn -b 127.0.0.1:{{port}} -w 1 -k sync echo_baseline:app",
        "load": load,
    }
    return [echo, *(_door(name, url, redis_url, load) for name, url in databases.items())]


def _door(name: str, url: str, redis_url: str, load: list[str]) -> Entry:
    return {
        "name": f"door, {name}, 1 worker",
        "cmd": f"{sys.executable} -m bot.serve --port {{port}} --app benchmarks.door_app:app",
        "env": {"DOOR_DATABASE": url, "DOOR_REDIS": redis_url, "SQLITE_SYNCHRONOUS": "FULL"},
        "cwd": str(HOUSE),
        "path": PATH,
        "load": load,
    }


def _database(name: str, folder: Path) -> str:
    server = Path(tempfile.mkdtemp(prefix="door-pg-")) / "pg"  # It outlives `folder`, and goes with the process.
    url = f"sqlite:///{folder}/door.db" if name == "sqlite" else servers.postgres_url(server, "door")
    environment = os.environ | {"DOOR_DATABASE": url, "DOOR_REDIS": "redis://127.0.0.1:9/0"}
    subprocess.run([sys.executable, "-m", "benchmarks.door_app"], check=True, env=environment, cwd=HOUSE)
    return url


def _measure(plan: list[Entry], reps: int, folder: Path) -> dict[str, Any]:
    (folder / "plan.json").write_text(json.dumps(plan))
    command = [str(BENCH / "bench_servers.py"), str(folder / "plan.json"), "--interleave", "--reps", str(reps)]
    subprocess.run([sys.executable, *command, "--out", str(folder / "result.json")], check=True)
    result: dict[str, Any] = json.loads((folder / "result.json").read_text())
    return result


def _print_kept(databases: dict[str, str]) -> None:
    """Every callback that got a 200 must be here: the generator counts those."""
    for name, url in databases.items():
        with create_engine(url).connect() as connection:
            print(f"{name}: {connection.scalar(text('SELECT count(*) FROM inbox'))} messages kept")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reps", type=int, default=7)
    parser.add_argument("--out", help="file for the whole result")
    return parser.parse_args()


if __name__ == "__main__":
    main()
