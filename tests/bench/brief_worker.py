"""The desk's typesetting at work in a process of its own, told what to set line by line.

Run as `python -m tests.bench.brief_worker BRIEF.json`; each line on standard input names another
host, and is answered by a line of JSON: seconds, bytes, pages, and the most memory the process has
taken since it started with nothing but Python.
"""

import json
import sys

from tests.bench.memory import peak_resident, resident

BARE = resident()
HOST = "Nordvik Digital AS"


def main(file: str) -> None:
    from datetime import UTC, datetime
    from pathlib import Path
    from time import perf_counter

    import msgspec

    from desk_app.briefs.content import Brief
    from desk_app.briefs.layout.document import laid_out

    text = Path(file).read_text(encoding="utf-8")
    at = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
    for line in sys.stdin:
        brief = msgspec.json.decode(text.replace(HOST, line.strip()), type=Brief)
        start = perf_counter()
        laid = laid_out(brief, printed_at=at)
        seconds = perf_counter() - start
        answer = {
            "seconds": seconds,
            "bytes": len(laid.data),
            "pages": laid.pages,
            "memory": peak_resident() - BARE,
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
