#!/bin/sh
# Set up what is missing, then check everything: style, types, import rules, tests.
#
#   sh packaging/test.sh                 all of it
#   sh packaging/test.sh PYTEST_ARGS …   the same checks, with these arguments for pytest
#
# Stops at the first step that fails, and names it.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sh "$root/packaging/setup.sh" test
cd "$root"
bin=$root/.venv/bin
export PYRIGHT_PYTHON_IGNORE_WARNINGS=1 # the locked version is meant

step() { # $1 what is checked, then the command
    name=$1
    shift
    echo "== $name"
    "$@" || {
        echo "test.sh stopped: $name failed." >&2
        exit 1
    }
}

step "style (ruff check)" "$bin/ruff" check --quiet .
step "formatting (ruff format)" "$bin/ruff" format --check --quiet .
step "types (mypy)" "$bin/mypy"
step "types (pyright)" "$bin/pyright"
step "import rules (import-linter)" "$bin/lint-imports"
step "tests (pytest)" "$bin/python" -m pytest -n auto --dist worksteal "$@"
