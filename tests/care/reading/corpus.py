"""The language corpora: lines, how they are read, and which are known to be read wrong.

python -m tests.care.reading.corpus          # figures, file by file
python -m tests.care.reading.corpus --held-out  # one figure for the lines that nobody reads
python -m tests.care.reading.corpus --list   # the lines that fail now, as known_failures.jsonl writes them
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.commands.parse import answer

HERE = Path(__file__).parents[2] / "corpus"
SHARED = Path(__file__).parents[4] / "shared" / "language"
HELD_OUT = HERE / "held_out" / "held-out.jsonl"
KNOWN = HERE / "known_failures.jsonl"
UNSCORED = {"maybe", "about", "reason_text", "text", "instead_of"}
WITHOUT_SESSIONS = {"roll_call", "staff_leave", "swap_duty", "ask_roster", "ask_duty"}


def files() -> list[Path]:
    """The batches kept here, and the development corpora where they stand beside the repository."""
    return sorted(path for path in HERE.glob("*.jsonl") if path != KNOWN) + sorted(SHARED.glob("dev*.jsonl"))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def acts(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What the reader makes of a line."""
    asked = {key: value for key, value in row.items() if key != "acts"}
    read: list[dict[str, Any]] = answer(json.dumps(asked, ensure_ascii=False).encode()).get("acts", [])
    return read


def slots(act: dict[str, Any]) -> str:
    """The slots of an act that count, in one order."""
    kept = {
        key: sorted(map(str, value)) if isinstance(value, list) else value
        for key, value in act.items()
        if key not in UNSCORED and value not in (None, "", [], {}, False)
    }
    if act["intent"] in WITHOUT_SESSIONS:
        kept.pop("sessions", None)
    if isinstance(person := kept.get("person"), dict) and person.get("name") == person.get("relation"):
        kept["person"] = {key: value for key, value in person.items() if key != "name"}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def reads_right(row: dict[str, Any]) -> bool:
    return sorted(map(slots, row["acts"])) == sorted(map(slots, acts(row)))


def failing(path: Path) -> list[dict[str, Any]]:
    return [row for row in lines(path) if not reads_right(row)]


def known_failures() -> dict[str, str]:
    """Line id → why it is read wrong."""
    return {row["id"]: row["why"] for row in lines(KNOWN)} if KNOWN.exists() else {}


def difference(row: dict[str, Any]) -> str:
    """In what a line is read otherwise, for the list."""
    mine = acts(row)
    asked = [act.get("maybe", "?") for act in mine if act["intent"] == "clarify"]
    if asked and not any(act["intent"] == "clarify" for act in row["acts"]):
        return f"asks back ({', '.join(asked)})"
    wanted, got = ({act["intent"] for act in one} for one in (row["acts"], mine))
    if wanted != got:
        return f"reads {', '.join(sorted(got))} for {', '.join(sorted(wanted))}"
    return "reads another slot"


def main() -> None:
    if "--held-out" in sys.argv:
        rows = list(lines(HELD_OUT))
        sys.stdout.write(f"held out: {sum(map(reads_right, rows))} of {len(rows)} read right\n")
        return
    why = known_failures()
    for path in files():
        wrong = failing(path)
        if "--list" in sys.argv:
            for row in wrong:
                entry = {"id": row["id"], "why": why.get(row["id"]) or difference(row), "text": row["text"]}
                sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
        else:
            total = sum(1 for _ in lines(path))
            sys.stdout.write(f"{path.name}: {total - len(wrong)} of {total} read right\n")


if __name__ == "__main__":
    main()
