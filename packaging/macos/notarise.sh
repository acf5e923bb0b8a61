#!/bin/sh
# Apple's word for a signed .dmg. WRITTEN BUT NEVER RUN.
#   NOTARY_PROFILE=… packaging/macos/notarise.sh dist/standfirst-….dmg
set -eu
xcrun notarytool submit "$1" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$1"
spctl --assess --type open --context context:primary-signature --verbose "$1"
