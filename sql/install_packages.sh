#!/bin/sh
# Installs the Debian packages that sitrep is built and tested with, those that are missing. Needs root or sudo only when
# there are any. Usage: sql/install_packages.sh [PACKAGE…]   (more packages, installed along)
set -eu

packages="g++ cmake ninja-build pkg-config libsqlite3-dev libre2-dev libgeos-dev libgeographiclib-dev libutf8proc-dev \
doctest-dev sqlite3 $*"

missing=""
for package in $packages; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null; then
  as_root=sudo
else
  echo "Neither root nor sudo: install these packages first:$missing" >&2
  exit 1
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
# shellcheck disable=SC2086  # one word for each package
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing
