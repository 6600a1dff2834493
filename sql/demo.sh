#!/bin/sh
# Installs what is missing, builds the library, loads the example reports into a database and shows what can be asked.
# Writes build/demo/reports.db, map.svg and events.geojson. Can be run again.
set -eu
cd "$(dirname "$0")/.."

sql/install_packages.sh
cmake --preset release
cmake --build --preset release --target sitrep

demo=build/demo
rm -rf "$demo"
mkdir -p "$demo"
ln -s ../sitrep.so "$demo/sitrep.so"
cp -r sql/examples "$demo/examples"
(cd "$demo" && sqlite3 -batch -bail -init /dev/null reports.db <../../sql/demo.sql)

echo
for name in reports.db map.svg events.geojson; do
  printf '%10s bytes  %s\n' "$(wc -c <"$demo/$name")" "$PWD/$demo/$name"
done
