"""`sandianban worker`: does what the bell rings for. Any number of them may run, on any number of machines."""

from __future__ import annotations

import signal
import time
from types import FrameType

import click
import redis
import structlog
from rq import SimpleWorker
from rq.serializers import JSONSerializer
from rq.utils import import_attribute

from bot import logs
from bot.settings import Settings
from storage import bell

log = structlog.get_logger()
TTL = 60  # seconds after which a silent worker counts as gone
REST = 2.0  # seconds between attempts to reach Redis


@click.command()
def command() -> None:
    """Answer, deliver, pull and tick, as the bell rings."""
    settings = Settings()
    logs.configure(settings.log_level)
    for name in bell.JOBS:
        import_attribute(name)  # Loaded once here, not at the first message.
    connection = bell.connect_worker(settings.redis_url)
    while not _work(connection):
        log.warning("worker begins anew")
        time.sleep(REST)


class Worker(SimpleWorker):
    """Knows whether it was asked to stop, or ended because Redis went away."""

    asked_to_stop = False

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]


def _work(connection: redis.Redis) -> bool:
    """Until it is asked to stop: True. RQ's worker ends for good when Redis goes away during a job; ours does not."""
    _wait_for(connection)
    worker = Worker(
        [bell.queue(connection)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=TTL,
        maintenance_interval=TTL,
        log_job_description=False,
    )
    log.info("worker started", queue=bell.QUEUE)
    try:
        worker.work(logging_level="WARNING")
    except redis.RedisError as error:
        log.warning("redis went away", error=type(error).__name__)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)  # The old worker's handlers would only tell the old worker.
    return worker.asked_to_stop


def _wait_for(connection: redis.Redis) -> None:
    """Redis may be slower to come up than we are."""
    while True:
        try:
            connection.ping()
            return
        except redis.RedisError as error:
            log.warning("redis does not answer", error=type(error).__name__)
            time.sleep(REST)
