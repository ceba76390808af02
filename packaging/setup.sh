#!/bin/sh
# Make this checkout ready to run (`setup.sh run`) or to test (`setup.sh test`).
#
# Looks for the system libraries Qt needs (and, for the tests, the real services they start) and
# installs them through apt where it may; makes the virtual environment .venv in the checkout; puts
# the locked versions into it, every file checked by its hash; and the program itself, editable.
# What is already done is not done again: a second call needs no network and takes a moment.
#
# PYTHON names the interpreter to use when `python3` is not the right one.
set -eu

purpose=${1:-run}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$root/.venv
log=$root/.venv-setup.log

# Settings of pip that would put packages elsewhere than into .venv. Mirrors stay as they are set.
unset PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIRE_HASHES PIP_NO_COMPILE PYTHONHOME

case $purpose in
    run) lock=$root/packaging/requirements.lock ;;
    test) lock=$root/packaging/requirements-dev.lock ;;
    *)
        echo "usage: sh packaging/setup.sh [run|test]" >&2
        exit 2
        ;;
esac

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "ICT Desk cannot be set up: $*"
    exit 1
}

# -- what has been done ------------------------------------------------------------------------

# The state one set-up reaches: the locks, the project's description, this place.
wanted_state() { # $1 lock file
    { echo "$root" && cat "$1" "$root/pyproject.toml" "$root/packaging/setup.sh"; } | sha256sum
}

is_done() { # $1 purpose, $2 lock file
    [ -x "$venv/bin/python" ] && [ -f "$venv/.ready-to-$1" ] &&
        [ "$(cat "$venv/.ready-to-$1")" = "$(wanted_state "$2")" ] &&
        "$venv/bin/python" -c '' 2>/dev/null
}

if is_done "$purpose" "$lock"; then exit 0; fi

# -- the system --------------------------------------------------------------------------------

find_python() {
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11, 3.12 or 3.13 is needed and was not found (PYTHON=/path/to/python3 names one)."
}
python=$(find_python)

can_load() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }
can_start() { PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1; }
can_make_venvs() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }
has_postgres() { can_start initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

# Prints the Debian packages that are missing on this machine for $purpose.
missing_packages() {
    can_make_venvs || echo python3-venv
    while read -r library package; do
        can_load "$library" || echo "$package"
    done <<'LIBRARIES'
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libgssapi_krb5.so.2 libgssapi-krb5-2
libcups.so.2 libcups2
libwayland-egl.so.1 libwayland-egl1
libwayland-cursor.so.0 libwayland-cursor0
libX11-xcb.so.1 libx11-xcb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
LIBRARIES
    [ "$purpose" = test ] || return 0
    has_postgres || echo postgresql
    while read -r program package; do
        can_start "$program" || echo "$package"
    done <<'PROGRAMS'
Xvfb xvfb
pdftotext poppler-utils
qpdf qpdf
mutool mupdf-tools
zbarimg zbar-tools
cupsd cups
lp cups-client
dbus-run-session dbus
gnome-keyring-daemon gnome-keyring
faketime faketime
PROGRAMS
}

# Runs a command as the administrator, if that needs no question.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

install_packages() { # $* packages
    say "Installing system packages: $*"
    as_root apt-get -q update >"$log" 2>&1 || true # an unreachable extra source is no reason to stop
    # shellcheck disable=SC2086 # one word a package
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "$@" >>"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        fail "apt could not install these packages: $*. All it said is in $log."
    }
}

packages=$(missing_packages | tr '\n' ' ')
if [ -n "$packages" ]; then
    may_install || fail "these system packages are missing: ${packages% }." \
        "Install them as administrator (sudo apt-get install ${packages% }) and start again."
    # shellcheck disable=SC2086 # one word a package
    install_packages $packages
fi

# -- the virtual environment ---------------------------------------------------------------------

venv_works() {
    # A moved checkout leaves programs in .venv/bin that start the interpreter of the old place.
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 && "$venv/bin/python" - "$venv" <<'PYTHON'
import pathlib, sys
made_here = pathlib.Path(sys.argv[1], "bin", "pip").read_text(errors="replace")
sys.exit(sys.argv[1] not in made_here or not (3, 11) <= sys.version_info < (3, 14))
PYTHON
}

run_logged() { # $1 what is done, then the command
    doing=$1
    shift
    "$@" >"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        fail "$doing did not work. All it said is in $log."
    }
}

if ! venv_works 2>/dev/null; then
    say "Making the virtual environment .venv"
    run_logged "making the virtual environment .venv" "$python" -m venv --clear "$venv"
fi

pip_install() {
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-input "$@"
}

say "Installing the locked packages (some 300 MB, only the first time)"
run_logged "installing the locked packages (is there a link to the package index?)" \
    pip_install --only-binary=:all: --require-hashes -r "$lock"
run_logged "installing the program into .venv" \
    pip_install --no-deps --no-build-isolation --no-index -e "$root"

# A start must not pay for compiling, also where Python is told not to write what it compiled.
compile_all() { env -u PYTHONDONTWRITEBYTECODE "$venv/bin/python" -m compileall -q "$@"; }
compile_all -j 0 "$venv/lib" "$root/desk_app" >/dev/null 2>&1 || true # templates are no modules

wanted_state "$lock" >"$venv/.ready-to-$purpose"
if [ "$purpose" = test ]; then
    wanted_state "$root/packaging/requirements.lock" >"$venv/.ready-to-run"
fi
rm -f "$log"
