"""`sandianban web`: the doors."""

from __future__ import annotations

from bot.serve import serve as command

__all__ = ["command"]
