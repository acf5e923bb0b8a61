#!/bin/sh
# Installs Standfirst for the user who calls it: no administrator's rights, nothing outside the home folder.
#   ./install.sh              into ~/.local
#   ./install.sh --uninstall  takes it away again; articles and settings stay
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/standfirst
command=$HOME/.local/bin/standfirst
id=org.standfirst.Standfirst

remove() {
    rm -rf "$program"
    [ ! -L "$command" ] || rm -f "$command"
    rm -f "$data/applications/$id.desktop" "$data/mime/packages/$id.xml" "$data/metainfo/$id.metainfo.xml"
    rm -f "$data"/icons/hicolor/*/apps/"$id".png "$data/icons/hicolor/scalable/apps/$id.svg"
}

refresh() {
    update-desktop-database "$data/applications" 2>/dev/null || :
    update-mime-database "$data/mime" 2>/dev/null || :
}

if [ "${1:-}" = --uninstall ]; then
    remove
    refresh
    echo "Standfirst is removed; articles and settings are where they were."
    exit 0
fi

"$here/program/standfirst" --version >/dev/null || {
    echo "Standfirst does not start on this system: it needs glibc 2.36 or newer (Debian 12, Ubuntu 24.04, Fedora 37)." >&2
    exit 1
}
# The new program stands beside the old one before the old one goes.
mkdir -p "$HOME/.local/lib" "$HOME/.local/bin" "$data"
rm -rf "$program.new"
cp -R "$here/program" "$program.new"
remove
mv "$program.new" "$program"
ln -sf "$program/standfirst" "$command"
cp -R "$here/share/." "$data/"
sed -i "s|^Exec=standfirst|Exec=\"$command\"|; s|^TryExec=standfirst|TryExec=$command|" "$data/applications/$id.desktop"
refresh
echo "Standfirst is installed. Start it from the menu, or with $command"
