"""Settings from the environment, or from `.env`. All of them are listed in .env.example."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from care.calendar import SHANGHAI

PREFIX = "SANDIANBAN_"


class Settings(BaseSettings):
    """Each is SANDIANBAN_<NAME>, but for those that other programs know by a name of their own."""

    model_config = SettingsConfigDict(
        env_file=".env", env_prefix=PREFIX, extra="ignore", env_ignore_empty=True, populate_by_name=True
    )

    database_url: str = Field(default="sqlite:///data/sandianban.db", validation_alias="DATABASE_URL")
    redis_url: str = Field(default="redis://127.0.0.1:6379/0", validation_alias="REDIS_URL")
    wecom_api_base: str = Field(default="https://qyapi.weixin.qq.com", validation_alias="WECOM_API_BASE")
    port: int = Field(default=8700, validation_alias="PORT")
    secret_key: str = Field(default="", repr=False)  # at least 16 characters; encrypts names and phones at rest
    now: datetime | None = None  # the rehearsal clock starts here; unset: the real time
    clock_key: str = Field(default="", repr=False)  # lets the playground set the rehearsal clock
    host: str = "127.0.0.1"
    web_workers: int = 1
    web_threads: int = 1
    log_level: str = "INFO"
    reader_url: str = ""  # a language model that proposes where the own reader is at a loss; empty: none is asked
    reader_model: str = ""
    reader_key: str = Field(default="", repr=False)

    @field_validator("now")
    @classmethod
    def _in_shanghai(cls, moment: datetime | None) -> datetime | None:
        """A time without a zone is the school's."""
        return moment.replace(tzinfo=SHANGHAI) if moment is not None and moment.tzinfo is None else moment


def variables() -> tuple[str, ...]:
    """The environment variable of each setting."""
    return tuple(
        str(field.validation_alias or f"{PREFIX}{name.upper()}") for name, field in Settings.model_fields.items()
    )
