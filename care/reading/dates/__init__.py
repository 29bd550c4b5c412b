"""Days in a message (guidelines 11 to 13, 38).

patterns.py, words.py and figures.py find the words (`Atom`), grammar.py puts together what stands together
(`Group`), almanac.py knows the days around the message, values.py reads a group, find.py is the way in.
"""

from care.reading.dates.almanac import CARE_ENDS, care_days, is_care_day
from care.reading.dates.find import find_dates

__all__ = ["CARE_ENDS", "care_days", "find_dates", "is_care_day"]
