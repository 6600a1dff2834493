#!/bin/sh
# sitrep in sqlite-utils. Usage: sqlite_utils.sh LIBRARY   Exit code 77: sqlite-utils is not installed.
set -eu
library=$1
command -v sqlite-utils > /dev/null || { echo "skipped: sqlite-utils is not installed"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '%s\n' '[{"id": 1, "body": "On Friday, Russian jets struck Hama, killing at least three people.", "published": "2021-04-18"},' \
  '{"id": 2, "body": "Gunmen attacked a checkpoint near Mosul on Monday.", "published": "2021-04-20"}]' > reports.json
sqlite-utils insert reports.db reports reports.json --pk id
sqlite-utils reports.db "SELECT sitrep_watch('reports', 'body', 'published')" --load-extension "$library" > /dev/null
sqlite-utils reports.db "SELECT sitrep_refresh('reports')" --load-extension "$library" > /dev/null
# What is kept needs no library any more.
sqlite-utils reports.db "SELECT id, type, start_date, place FROM reports_events ORDER BY id" --csv | tr -d '\r' | tee events.csv
printf '%s\n' id,type,start_date,place '1,airstrike,2021-04-16,Hama' '2,armed_attack,2021-04-19,near Mosul' | cmp - events.csv
sqlite-utils reports.db "SELECT r.id, d.matched FROM reports r, extract_dates(r.body, r.published) d" --load-extension "$library" --nl
