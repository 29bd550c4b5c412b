"""The words that people write, by what they do. Tables only: the rooms beside this folder compose them.

pattern.py says how a line is written; moods.py why something is not simply so; absence.py, places.py and
collecting.py hold parents' wishes; questions.py what they ask; trouble.py blame, praise and what went wrong; bare.py
what anybody may say.
"""

from care.reading.phrases.pattern import any_of, compiled, gap

__all__ = ["any_of", "compiled", "gap"]
