#!/bin/sh
# Set up what is missing, then start ICT Desk.
#
#   sh packaging/run.sh             the demo: a ministry, a desk and sample data, on this machine only
#   sh packaging/run.sh COMMAND …   any command of ict-desk, e.g. `sh packaging/run.sh --help`
#
# Without a display the demo writes its briefs and a picture of the window instead, into
# $ICT_DESK_DEMO_DIR (by default ict-desk-demo in the user's data directory).
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
sh "$root/packaging/setup.sh" run
desk=$root/.venv/bin/ict-desk

if [ $# -gt 0 ]; then exec "$desk" "$@"; fi
if [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
    exec "$desk" demo ${ICT_DESK_DEMO_DIR:+--dir "$ICT_DESK_DEMO_DIR"}
fi

dir=${ICT_DESK_DEMO_DIR:-${XDG_DATA_HOME:-${HOME:-/tmp}/.local/share}/ict-desk-demo}
mkdir -p "$dir"
echo "This machine has no display: the demo writes its results into $dir"
"$desk" demo --headless --dir "$dir"
cat <<EOT
The brief for the next meeting, in English:  $dir/brief-en.pdf
The same brief in Bangla:                    $dir/brief-bn.pdf
The window:                                  $dir/window.png
EOT
