"""Days in a message: words (words.py) → how they stand together (grammar.py) → dates (almanac.py, find.py)."""

from care.reading.dates.almanac import CARE_ENDS, care_days, is_care_day
from care.reading.dates.find import find_dates

__all__ = ["CARE_ENDS", "care_days", "find_dates", "is_care_day"]
