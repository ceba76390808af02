"""The contract's file says what the declarations and messages say."""

import json
from typing import Any

import yaml

from desk_app.contract import messages, openapi
from desk_app.domain.kinds import KINDS
from desk_app.ministry.http import _PROBLEMS
from desk_app.resources import text

CONTRACT: dict[str, Any] = openapi.document()


def test_the_file_is_what_the_declarations_say() -> None:
    assert text(*openapi.FILE) == openapi.text(), "run: python -m desk_app.contract.openapi"


def test_the_file_reads_as_yaml() -> None:
    assert yaml.safe_load(text(*openapi.FILE)) == json.loads(json.dumps(CONTRACT))


def test_every_kind_and_field_is_in_it() -> None:
    schemas = CONTRACT["components"]["schemas"]
    for kind in KINDS.values():
        schema = schemas[kind.content.__name__]
        assert schema["x-kind"] == kind.name
        assert schema["properties"].keys() == kind.fields.keys()
        for name, field in kind.fields.items():
            assert schema["properties"][name]["x-label"]["bn"] == field.label.bn


def test_every_message_is_in_it() -> None:
    schemas = CONTRACT["components"]["schemas"]
    for message in (messages.Round, messages.Answer, messages.Verdict, messages.SnapshotOffer):
        assert schemas[message.__name__]["properties"].keys() == set(message.__struct_fields__)


def test_every_code_the_server_gives_is_in_it() -> None:
    given = {code for _, code, _ in _PROBLEMS}
    assert given <= openapi.CODES.keys()


def test_references_lead_somewhere() -> None:
    for name in _references(CONTRACT):
        target: Any = CONTRACT
        for step in name.removeprefix("#/").split("/"):
            target = target[step]


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return here + [ref for inner in value.values() for ref in _references(inner)]
    if isinstance(value, list):
        return [ref for inner in value for ref in _references(inner)]
    return []


def test_yaml_keeps_words_that_yaml_would_take_for_something_else() -> None:
    odd = {"on": "no", "1": [], "a b": {"x": None, "y": [True, {"z": "ক\n: #"}]}, "null": 1.5}
    assert yaml.safe_load(openapi.yaml(odd)) == odd
