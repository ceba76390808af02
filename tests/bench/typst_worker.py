"""Typst at work in a process of its own, in an environment that has its compiler.

Run as `python typst_worker.py FONTS SOURCE`; each line on standard input names another host and is
answered by a line of JSON: seconds and bytes.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

HOST = "Nordvik Digital AS"
AT = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


def main(fonts: str, source: str) -> None:
    text = Path(source).read_text(encoding="utf-8")
    import typst  # type: ignore[import-not-found] # pyright: ignore[reportMissingImports] - not ours

    compiler: Any = typst
    for line in sys.stdin:
        name = line.strip()
        input_ = text.replace(HOST, name).encode()
        start = perf_counter()
        data = compiler.compile(
            input_,
            font_paths=[fonts],
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=AT,
        )
        seconds = perf_counter() - start
        print(json.dumps({"seconds": seconds, "bytes": len(data)}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
