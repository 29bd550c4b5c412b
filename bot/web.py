"""What one web worker runs. (bot/serve.py)"""

from __future__ import annotations

from bot import house, logs, orphan
from bot.app import make_app
from bot.doors import Doors
from bot.front import Front
from bot.house import House
from bot.settings import Settings
from storage.platform.ringer import Ringer


def app() -> Front:
    orphan.end_with_parent()
    settings = Settings()
    logs.configure(settings.log_level)
    return front_of(house.build(settings), threads=settings.web_threads)


def front_of(built: House, *, threads: int = 4) -> Front:
    """Its bell rings in the background: no door waits for Redis."""
    built.bell = Ringer(built.bell)
    doors = Doors(built)
    return Front(doors, make_app(built, doors), threads=threads)
