"""Every text of the window has its Bangla, and says the same things."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from desk_app import i18n
from desk_app.contract.messages import Notice, Reason
from desk_app.domain.errors import DeskError
from desk_app.domain.labels import Label, Language
from desk_app.ui.exchange.refusal import reason_words
from desk_app.ui.shell.standing import notice_words
from tests.support.failures import failures, sentences

ROOT = Path(__file__).parents[2] / "desk_app"
SPEAKING = [
    *(ROOT / "ui").rglob("*.py"),
    *(ROOT / "exchange").rglob("*.py"),
    *(ROOT / "app.py", ROOT / "i18n.py"),
]
PLACE = re.compile(r"\{\w+\}")


def spoken() -> set[str]:
    """Every literal handed to `t` (its first), or to `n` or `Sentence` (its first two)."""
    found: set[str] = set()
    for file in SPEAKING:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= _literals(node)
    return found | sentences()


def _literals(call: ast.Call) -> set[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    words = call.args[: {"t": 1, "n": 2, "Sentence": 2}.get(name, 0)]
    return {w.value for w in words if isinstance(w, ast.Constant) and isinstance(w.value, str)}


def test_every_text_has_its_bangla() -> None:
    assert sorted(spoken() - set(i18n.catalogue())) == []


def test_no_bangla_is_kept_for_a_text_that_is_gone() -> None:
    assert sorted(set(i18n.catalogue()) - spoken()) == []


def test_both_languages_fill_the_same_places() -> None:
    differing = {
        english: bangla
        for english, bangla in i18n.catalogue().items()
        if set(PLACE.findall(english)) != set(PLACE.findall(bangla))
    }
    assert differing == {}


def test_every_failure_says_a_sentence_that_can_be_translated() -> None:
    assert len(failures()) > 60
    assert [told.where for told in failures() if not told.sentence] == []


def test_a_failure_is_given_what_its_sentence_has_places_for() -> None:
    wrong = {
        told.where: told.sentence
        for told in failures()
        if {f"{{{name}}}" for name in told.values} != set(PLACE.findall(told.sentence))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_reason_and_notice_of_the_contract_has_its_own_sentence(language: Language) -> None:
    i18n.use(language)
    reasons = [reason_words(reason) for reason in get_args(Reason)]  # the empty one: none given
    notices = [notice_words(notice) for notice in get_args(Notice) if notice]
    assert len(set(reasons)) == len(reasons)
    assert all(notices)
    assert len(set(notices)) == len(notices)
    assert all(("।" in said) is (language == "bn") for said in reasons + notices)


def test_what_ended_an_exchange_has_no_places_so_that_the_kept_text_is_translated() -> None:
    parts = ("contract/", "sync/http", "sync/wire", "sync/unpacking", "sync/engine", "sync/steps")
    said = [told for told in failures() if told.where.startswith(parts)]
    assert len(said) > 20
    assert [told.where for told in said if told.values] == []


def test_a_failure_is_told_in_the_language_in_use() -> None:
    people = Label("People", "ব্যক্তি")
    error = DeskError("{kinds} are kept by the ministry and cannot be changed here.", kinds=people)
    assert str(error) == "People are kept by the ministry and cannot be changed here."
    assert i18n.told(error) == str(error)
    i18n.use("bn")
    assert i18n.told(error).startswith("ব্যক্তি")
    assert "মন্ত্রণালয়" in i18n.told(error)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "1,234,567 pages"), ("bn", "১২,৩৪,৫৬৭ পৃষ্ঠা")]
)
def test_numbers_are_written_as_each_language_does(language: Language, said: str) -> None:
    i18n.use(language)
    assert i18n.n("{count} page", "{count} pages", 1_234_567) == said


def test_bangla_says_one_of_none() -> None:
    i18n.use("bn")
    assert i18n.n("{count} day ago", "{count} days ago", 0) == "০ দিন আগে"
