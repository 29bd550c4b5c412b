"""How long something said or asked still counts for the words that follow it. [ours]"""

from __future__ import annotations

from datetime import timedelta

FRESH = timedelta(minutes=45)
"""An urgent question to a family: what it writes in this time may be the answer. (C42, C48)"""
TOGETHER = timedelta(minutes=30)
"""What a stranger writes in this time is read as one message when an account is tied to a child. (C10)"""
NUMBER_OPEN = timedelta(days=1)
"""The telephone number of who collects may be sent this long after the arrangement. (C46)"""
