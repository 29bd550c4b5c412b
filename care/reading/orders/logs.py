"""What sort of log a colleague's words are, where they say so themselves. (C52, C53)"""

from __future__ import annotations

import re

_DUTY_LOG = re.compile(r"\W*(?:今[天日])?值班(?:管理)?(?:日志|记录)")


def is_duty_log(text: str) -> bool:
    """值班日志：各班秩序正常. A leader's text without these words may be a patrol."""
    return _DUTY_LOG.match(text) is not None
