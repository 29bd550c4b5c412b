"""What is added to a notice that parents cannot answer where they read it. (wecom.md 4a)"""

from __future__ import annotations

from collections.abc import Sequence


def answer_in_service(school: str, labels: Sequence[str]) -> str:
    """Buttons written out: typing the label in the customer-service chat does the same."""
    quoted = [f"“{label}”" for label in labels]
    choices = "或".join(filter(None, ("、".join(quoted[:-1]), quoted[-1])))
    return f"这里没有按钮：请在“{school}托管”客服里回复{choices}。"
