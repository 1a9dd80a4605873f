#!/bin/sh
# Sees to it that the named Debian packages are there: installs what is missing when it may, else says what to install.
# It asks for what a package gives, not for its name, so that the same program from elsewhere is as good.
# SPDX-License-Identifier: Apache-2.0
set -eu

there() {
    case $1 in
        chromium) command -v chromium ;;
        postgresql) ls /usr/lib/postgresql/*/bin/initdb || command -v initdb ;;
        fonts-nanum) ls /usr/share/fonts/truetype/nanum/NanumGothic.ttf ;;
        gettext) command -v msgfmt ;;
        golang-go) command -v go ;;
        golang-golang-x-mod-dev) ls -d /usr/share/gocode/src/golang.org/x/mod ;;
        python3-venv) python3 -c 'import ensurepip, venv' ;;
        *) false ;;
    esac >/dev/null 2>&1
}

missing=''
for name in "$@"; do
    there "$name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "These are missing, and only root on Debian can have them installed from here:$missing" >&2
    echo "Install them, then run the task again:  apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

echo "Installing from Debian:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 -- a list of names is meant
apt-get install -qq -y --no-install-recommends $missing >/dev/null
