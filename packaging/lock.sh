#!/bin/sh
# Write the lock files anew from pyproject.toml: the newest versions that fit together,
# with the hashes of every file, for every Python and system the program supports.
#
#   sh packaging/lock.sh             keep what is locked, add and drop what pyproject.toml asks
#   sh packaging/lock.sh --upgrade   take the newest of everything
#
# Needs `uv` (on the PATH, or in .venv).
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .venv/bin/uv)
if ! "$uv" --version >/dev/null 2>&1; then
    echo "lock.sh: uv is missing. Install it with: .venv/bin/pip install uv" >&2
    exit 1
fi

compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
        --custom-compile-command "sh packaging/lock.sh" --extra server --group build "$@" \
        pyproject.toml
}

compile --output-file packaging/requirements.lock "$@"
compile --group dev --constraint packaging/requirements.lock \
    --output-file packaging/requirements-dev.lock "$@"
compile --group freeze --constraint packaging/requirements.lock \
    --output-file packaging/requirements-freeze.lock "$@"
