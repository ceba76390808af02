"""The contract as a document: OpenAPI 3.1, made from the messages and the record kinds.

`python -m desk_app.contract.openapi` writes `resources/contract/ministry-v1.yaml`.
"""

import json
from typing import Any

import msgspec

from desk_app.contract import messages
from desk_app.contract.codec import JSON, MESSAGE_LIMIT
from desk_app.contract.tokens import AUDIENCE, GRANT
from desk_app.domain.fields import Field
from desk_app.domain.kinds import KINDS
from desk_app.domain.labels import Label
from desk_app.domain.registry import Kind
from desk_app.resources import resource

Document = dict[str, Any]

FILE = ("contract", "ministry-v1.yaml")

_MESSAGES = (
    *(messages.Round, messages.Answer, messages.EnrolRequest, messages.Enrolment),
    *(messages.TokenGrant, messages.Problem, messages.Change),
)
_REF = "#/components/schemas/{name}"

CODES: dict[str, str] = {
    "code-refused": "The one-time code is wrong, spent or too old, or too many were tried.",
    "device-revoked": "The ministry has withdrawn this device.",
    "token-expired": "Who asks is not proved. `Date` tells the ministry's time: sign again by it.",
    "not-allowed": "This device or its officer may not do that.",
    "unreadable": "The request is no message of this contract.",
    "other-contract": "The request speaks another version of the contract.",
    "too-large": "The request is larger than the contract allows.",
    "gone": "The snapshot is no longer kept; ask for another.",
    "unavailable": "The ministry cannot answer now; try again later.",
    "unknown-path": "The contract has no such path or method.",
    "broken": "The server failed; nothing half-done was kept.",
}
"""The codes a `Problem` may bear; a reader treats any other one as `broken`."""


def document() -> Document:
    """Return the whole contract."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ICT Desk: the ministry's side of the exchange",
            "version": str(messages.VERSION),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": _DESCRIPTION,
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "security": [{"bearer": []}, {"assertion": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": _security(),
            "responses": {"Problem": _problem()},
            "schemas": _schemas(),
        },
    }


_DESCRIPTION = f"""\
A desk sends what its officers typed and hears what changed, in one round trip: `POST /v1/sync`.
JSON (RFC 8259) is the form of every message; moments are RFC 3339 in UTC, identifiers RFC 9562.
A reader passes over names it does not know. No message is longer than {MESSAGE_LIMIT} bytes,
packed or unpacked. Request bodies may be packed with gzip or zstd (`Content-Encoding`), answers
are where the reader accepts it. Failures are codes, never prose.

Rules a server keeps: edits of one group are applied together or not at all; an edit, known by its
identifier, counts once and gets the same verdict however often it comes; every committed change
gets a number, and a reader who has seen a number has seen all lower ones; a record that leaves a
desk's view comes as `forgets`; a person's details go to other missions only while that person
agrees; an erased record keeps its identifier and nothing else; an archive with `into` says that
the record is the same as that one: of several such archives the first holds, one that would lead
back to the record itself leaves it in use, only a restore that names the same survivor takes the
record out again, and what one of merged persons said about consent counts for all of them."""


def _paths() -> Document:
    return {
        "/v1/about": {"get": _about()},
        "/v1/contract": {"get": _contract()},
        "/v1/enrol": {
            "post": _exchange("Enrol a workstation", "EnrolRequest", "Enrolment", open_=True)
        },
        "/v1/token": {"post": _token()},
        "/v1/sync": {"post": _exchange("Exchange edits and changes", "Round", "Answer")},
        "/v1/snapshots/{name}": {"get": _snapshot()},
    }


def _exchange(summary: str, asks: str, answers: str, *, open_: bool = False) -> Document:
    operation = {
        "summary": summary,
        "operationId": asks,
        "requestBody": {"required": True, "content": _json(asks)},
        "responses": {"200": {"description": answers, "content": _json(answers)}, **_FAILS},
    }
    return {**operation, "security": []} if open_ else operation


def _about() -> Document:
    fields = {"name": {"type": "string"}, "contract": {"type": "integer"}}
    schema = {"type": "object", "required": list(fields), "properties": fields}
    answer = {"description": "The server", "content": {JSON: {"schema": schema}}}
    return {
        "summary": "Which contract is spoken here",
        "operationId": "About",
        "security": [],
        "responses": {"200": answer, **_FAILS},
    }


def _contract() -> Document:
    answer: Document = {"description": "This document", "content": {"application/yaml": {}}}
    return {
        "summary": "The contract itself",
        "operationId": "Contract",
        "security": [],
        "responses": {"200": answer, **_FAILS},
    }


def _token() -> Document:
    fields = {"grant_type": {"const": GRANT}, "assertion": {"type": "string"}}
    schema = {"type": "object", "required": list(fields), "properties": fields}
    return {
        "summary": "Exchange a signed assertion for an access token (RFC 7523)",
        "operationId": "Token",
        "security": [],
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": schema}},
        },
        "responses": {
            "200": {"description": "TokenGrant", "content": _json("TokenGrant")},
            **_FAILS,
        },
    }


def _snapshot() -> Document:
    bytes_: Document = {"application/octet-stream": {}}
    return {
        "summary": "A snapshot, or one range of its bytes",
        "description": (
            "Pages, one after the other: four bytes with the page's length (big-endian), then "
            "one zstd frame (RFC 8878) with a JSON list of `Change`."
        ),
        "operationId": "Snapshot",
        "parameters": [
            {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "Range", "in": "header", "schema": {"type": "string"}},
        ],
        "responses": {
            "200": {"description": "All of it", "content": bytes_},
            "206": {"description": "The range asked for", "content": bytes_},
            "416": {"$ref": "#/components/responses/Problem"},
            **_FAILS,
        },
    }


_FAILS: Document = {"default": {"$ref": "#/components/responses/Problem"}}


def _json(schema: str) -> Document:
    return {JSON: {"schema": {"$ref": _REF.format(name=schema)}}}


def _problem() -> Document:
    schema = {"schema": {"$ref": _REF.format(name="Problem")}}
    return {
        "description": "Why not, as a code",
        "content": {"application/problem+json": schema},
        "x-codes": CODES,
    }


def _security() -> Document:
    return {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token, of fifteen minutes.",
        },
        "assertion": {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": (
                "`Assertion` and a JWT signed by the device's Ed25519 key (RFC 7523, RFC 8037): "
                f"`aud` is {AUDIENCE}, `iss` and `sub` are the device's identifier, `exp` lies "
                "at most ten minutes ahead, `jti` is new each time. The answer brings a token."
            ),
        },
    }


def _schemas() -> Document:
    contents = [kind.content for kind in KINDS.values() if not kind.local]
    _, schemas = msgspec.json.schema_components([*_MESSAGES, *contents], ref_template=_REF)
    for kind in KINDS.values():
        if not kind.local:
            schemas[kind.content.__name__] = _described(kind, schemas[kind.content.__name__])
    schemas["Problem"]["properties"]["type"]["enum"] = list(CODES)
    return dict(sorted(schemas.items()))


def _described(kind: Kind, schema: Document) -> Document:
    """A kind's schema, with what its declaration says beside the types."""
    properties = {
        name: {**schema["properties"][name], **_field(field)}
        for name, field in kind.fields.items()
    }
    return {
        **schema,
        "properties": properties,
        "required": [name for name, field in kind.fields.items() if field.required],
        "x-kind": kind.name,
        "x-label": _label(kind.label),
        "x-kept-by": "ministry" if kind.read_only else "missions",
    }


def _field(field: Field) -> Document:
    told: Document = {
        "x-label": _label(field.label),
        "x-shape": field.shape.value,
        "x-merge": field.merge.value,
        "x-limit": field.limit,
    }
    if field.choices:
        told["x-choices"] = {choice.code: _label(choice.label) for choice in field.choices}
    if field.links:
        told["x-links"] = list(field.links)
    if field.subject:
        told["x-consent-of-this-person-decides"] = True
    if field.seen == "desk":
        told["x-never-printed-to-hand-out"] = True
    return told


def _label(label: Label) -> Document:
    return {"en": label.en, "bn": label.bn}


def yaml(value: Any, depth: int = 0) -> str:
    """Write JSON values as YAML 1.2 blocks, every text quoted as JSON quotes it."""
    pad = "  " * depth
    if isinstance(value, dict) and value:
        return "".join(_entry(f"{pad}{_key(k)}:", v, depth) for k, v in value.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # JSON
    if isinstance(value, list | tuple) and value:
        return "".join(_entry(f"{pad}-", item, depth) for item in value)  # pyright: ignore[reportUnknownVariableType]  # JSON
    return f"{pad}{_scalar(value)}\n"


def _entry(lead: str, value: Any, depth: int) -> str:
    if isinstance(value, dict | list | tuple) and value:
        return f"{lead}\n{yaml(value, depth + 1)}"
    return f"{lead} {_scalar(value)}\n"


def _key(name: Any) -> str:
    text = str(name)
    plain = text.isascii() and text.replace("_", "a").replace("-", "a").isalpha()
    is_word = text.lower() in ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
    return text if plain and not is_word else json.dumps(text, ensure_ascii=False)


def _scalar(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def text() -> str:
    """Return the contract as the file has it."""
    head = "# Made by `python -m desk_app.contract.openapi`; edit the declarations, not this.\n"
    return head + yaml(document())


def main() -> None:
    """Write the file."""
    resource("contract").joinpath(FILE[-1]).write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
