#!/bin/sh
# Standfirst.app and a .dmg of it. WRITTEN BUT NEVER RUN: there was no Mac to run it on.
#   packaging/macos/build.sh            on macOS 13 or newer, with python3.11 or newer and Xcode's command-line tools
# SIGN_IDENTITY: "Developer ID Application: …" for codesign. NOTARY_PROFILE: a profile kept by `notarytool
# store-credentials`. Without them the app is signed ad hoc and is not notarised.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname "$(dirname "$here")")
work=$root/build/packaging/macos
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/src/editor/__init__.py")
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct)}" PYTHONHASHSEED=0

rm -rf "$work" && mkdir -p "$work" "$root/dist"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --require-hashes --only-binary :all: -r "$root/packaging/requirements.lock"
"$work/venv/bin/pip" install -q --require-hashes --only-binary :all: -r "$root/packaging/tools.lock"
"$work/venv/bin/python" "$root/packaging/icons.py" "$work/icons"

mkdir "$work/icon.iconset"
for size in 16 32 128 256 512; do
    cp "$work/icons/icon-$size.png" "$work/icon.iconset/icon_${size}x${size}.png"
done
iconutil -c icns -o "$work/icon.icns" "$work/icon.iconset"

"$work/venv/bin/pyinstaller" --noconfirm --clean --windowed --name Standfirst --icon "$work/icon.icns" \
    --osx-bundle-identifier org.standfirst.Standfirst --paths "$root/src" \
    --collect-submodules editor --collect-data fontpkg_inter --collect-data fontpkg_source_serif_4 \
    --collect-data tzdata --collect-data lucide --collect-data symspellpy --copy-metadata Markdown \
    --hidden-import PIL.ImageChops --hidden-import PIL.ImageDraw \
    --add-data "$root/resources:editor/_resources" --exclude-module tkinter --exclude-module PySide6.QtNetwork \
    --distpath "$work/dist" --workpath "$work/work" --specpath "$work" "$root/packaging/linux/frozen.py"
app=$work/dist/Standfirst.app
sed "s/@APP_ID@/org.standfirst.Standfirst/; s/@VERSION@/$version/g; s|<string>standfirst</string>|<string>Standfirst</string>|" \
    "$here/Info.plist.in" >"$app/Contents/Info.plist"
cp "$work/icon.icns" "$app/Contents/Resources/icon.icns"

codesign --force --deep --options runtime --timestamp --entitlements "$here/entitlements.plist" \
    --sign "${SIGN_IDENTITY:--}" "$app"
dmg=$root/dist/standfirst-$version-macos.dmg
hdiutil create -volname Standfirst -srcfolder "$app" -ov -format UDZO "$dmg"
[ -z "${NOTARY_PROFILE:-}" ] || "$here/notarise.sh" "$dmg"
echo "$dmg"
