"""Wishes of a parent: what each segment of the story asks for, topic by topic (readers.py has the table)."""

from care.reading.wishes.readers import READERS, drafts

__all__ = ["READERS", "drafts"]
