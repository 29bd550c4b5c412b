"""A parent's message. read.py decides; asked.py, filling.py, agreeing.py and whole.py do a part each."""

from care.reading.parents.read import read_parent

__all__ = ["read_parent"]
