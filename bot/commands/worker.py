"""`sandianban worker`: does what the bell rings for. Any number of them may run, on any number of machines."""

from __future__ import annotations

import time

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
    _wait_for(connection)
    worker = SimpleWorker(
        [bell.queue(connection)],
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=TTL,
        maintenance_interval=TTL,
        log_job_description=False,
    )
    log.info("worker started", queue=bell.QUEUE)
    worker.work(logging_level="WARNING")


def _wait_for(connection: redis.Redis) -> None:
    """Redis may be slower to come up than we are."""
    while True:
        try:
            connection.ping()
            return
        except redis.RedisError as error:
            log.warning("redis does not answer", error=type(error).__name__)
            time.sleep(REST)
