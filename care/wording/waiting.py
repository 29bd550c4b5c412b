"""The waiting list in its published order. (C23)"""

from __future__ import annotations

from collections.abc import Sequence

NOBODY = "现在没有候补。"
RULE = "顺序：优先条件、摇号顺序、申请时间。有空位按顺序问，到期没有答复问下一位。"


def listed(item: str, places: int | None, lines: Sequence[str]) -> str:
    total = f"（共{places}个名额）" if places is not None else ""
    told = "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))
    return f"{item}候补名单{total}：\n{told}"
