-- Imports places from plain CSV: places.csv with the columns name,lon,lat,country,kind,other_names, the last one with "|"
-- between names. In its folder:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_csv.sql
.bail on
SELECT sitrep_install();
CREATE TEMP TABLE csv(name, lon, lat, country, kind, other_names);
.mode csv
.import --schema temp --skip 1 places.csv csv
.mode list

BEGIN;
-- Empty fields are NULL; the number of the line is the place's id, so that importing the file again replaces it.
REPLACE INTO sitrep_places(gazetteer, gazetteer_id, name, kind, country, lon, lat, source)
SELECT 'places.csv', rowid, name, coalesce(nullif(kind, ''), 'populated'), nullif(country, ''), lon, lat, 'places.csv' FROM csv;
INSERT OR REPLACE INTO sitrep_place_names(gazetteer, gazetteer_id, name, source)
SELECT 'places.csv', csv.rowid, other.value, 'places.csv'
FROM csv, json_each('["' || replace(replace(other_names, '"', ''), '|', '","') || '"]') other WHERE other_names <> '';
COMMIT;
SELECT (SELECT count(*) FROM sitrep_places) || ' places, ' || (SELECT count(*) FROM sitrep_place_names) || ' other names';
