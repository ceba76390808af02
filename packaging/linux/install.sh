#!/bin/sh
# Put ICT Desk of this checkout into the menu of the user who runs this: a starter in
# ~/.local/bin, the menu entry and the icon. `install.sh remove` takes them away again.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
starter=$HOME/.local/bin/ict-desk
entry=$data/applications/ict-desk.desktop
icon=$data/icons/hicolor/scalable/apps/ict-desk.svg

if [ "${1-}" = remove ]; then
    rm -f "$starter" "$entry" "$icon"
    exit 0
fi

sh "$root/packaging/setup.sh" run
mkdir -p "$(dirname "$starter")" "$(dirname "$entry")" "$(dirname "$icon")"
ln -sf "$root/.venv/bin/ict-desk" "$starter"
cp "$root/resources/icons/app.svg" "$icon"
sed "s|^Exec=ict-desk|Exec=\"$starter\"|" "$root/packaging/linux/ict-desk.desktop" >"$entry"
echo "ICT Desk is in the menu, and in $starter."
