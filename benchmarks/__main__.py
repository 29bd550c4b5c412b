"""`make bench`: the doors beside the do-nothing echo, and what one worker does. (docs/measured.md)"""

from __future__ import annotations

import sys

from benchmarks import afternoon, door, worker

if __name__ == "__main__":
    arguments, sys.argv = sys.argv[1:], sys.argv[:1]
    for part in (worker, afternoon, door):
        if not arguments or part.__name__.split(".")[-1] in arguments:
            print(f"== {part.__name__}", flush=True)
            part.main()
