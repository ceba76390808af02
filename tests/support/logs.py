"""A watch on the log: a warning nobody expected is a bug found."""

import logging
import re
from collections.abc import Iterator

import pytest


class LogWatch(logging.Handler):
    """Keeps the warnings and errors of one test, and what the test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(self, pattern: str) -> None:
        """Allow warnings and errors whose text contains `pattern`; at least one must come."""
        self._expected.append(re.compile(pattern))

    def problems(self) -> list[str]:
        """What was logged and not expected, and what was expected and not logged."""
        texts = [record.getMessage() for record in self._records]
        surprises = [
            f"unexpected {record.levelname} of {record.name}: {text}"
            for record, text in zip(self._records, texts, strict=True)
            if not any(pattern.search(text) for pattern in self._expected)
        ]
        missed = [
            f"expected in the log, but it never came: {pattern.pattern}"
            for pattern in self._expected
            if not any(pattern.search(text) for text in texts)
        ]
        return surprises + missed


@pytest.fixture(autouse=True)
def logged() -> Iterator[LogWatch]:
    """The log of this test: `logged.expect("…")` before or after the warning it should hold."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if problems := watch.problems():
        pytest.fail("\n".join(problems), pytrace=False)
