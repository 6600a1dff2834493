-- Imports a GeoNames country dump with its alternate names (https://download.geonames.org/export/dump/, CC BY 4.0):
-- SY.txt out of SY.zip, and alternateNamesV2.txt out of alternatenames/SY.zip, saved as alternateNamesV2.txt. In their folder:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_geonames.sql
--
-- Places with the id of a built-in one take its stead. Running it again brings it up to date.
.bail on
SELECT sitrep_install();
CREATE TEMP TABLE geoname(id, name, asciiname, alternatenames, lat, lon, feature_class, feature_code, country, cc2, admin1,
  admin2, admin3, admin4, population, elevation, dem, timezone, modified);
CREATE TEMP TABLE alternate(id, geoname_id, language, name, preferred, short, colloquial, historic, since, until);
-- Tabs between fields, nothing quoted.
.mode ascii
.separator "\t" "\n"
.import --schema temp SY.txt geoname
.import --schema temp alternateNamesV2.txt alternate
.mode list
CREATE INDEX temp.alternate_of ON alternate(geoname_id, language);

BEGIN;
REPLACE INTO sitrep_places(gazetteer, gazetteer_id, name, kind, country, lon, lat, population, source)
SELECT 'geonames', id,
  -- A few places are called in their own script; in a text they are called as in English.
  CASE WHEN name GLOB '*[A-Za-z]*' THEN name
    ELSE coalesce((SELECT a.name FROM alternate a WHERE a.geoname_id = g.id AND a.language = 'en'
      ORDER BY a.preferred = '1' DESC, a.rowid LIMIT 1), nullif(asciiname, ''), name) END,
  CASE
    WHEN feature_code = 'ADM2' THEN 'admin2'
    WHEN feature_code IN ('AIRP', 'AIRB', 'AIRF', 'AIRH') THEN 'airport'
    WHEN feature_code = 'DSRT' THEN 'desert'
    WHEN feature_class = 'P' THEN 'populated'
    WHEN feature_class = 'T' THEN 'mountain'
    WHEN feature_class = 'H' THEN 'water'
    WHEN feature_class = 'R' THEN 'road'
    WHEN feature_class = 'S' THEN 'facility'
    ELSE 'area'
  END,
  country, lon, lat, nullif(population, '0'), 'GeoNames'
FROM geoname g
-- Countries and first-order divisions are built in, with their polygons; farms and single wells only lead astray.
WHERE feature_class IN ('P', 'T', 'H', 'S', 'L') AND feature_code NOT IN ('FRM', 'WLL', 'STM', 'WAD')
  OR feature_code = 'ADM2';
-- Names in Latin, Arabic and Cyrillic letters; no links, postcodes or airport codes.
INSERT OR REPLACE INTO sitrep_place_names(gazetteer, gazetteer_id, name, source)
SELECT 'geonames', a.geoname_id, a.name, 'GeoNames'
FROM alternate a JOIN sitrep_places p ON p.gazetteer = 'geonames' AND p.gazetteer_id = a.geoname_id
WHERE coalesce(a.language, '') NOT IN ('link', 'wkdt', 'post', 'unlc', 'iata', 'icao', 'faac', 'phon', 'abbr', 'zh', 'ja', 'ko')
  AND a.name GLOB '*[^ -@]*';
COMMIT;
SELECT (SELECT count(*) FROM sitrep_places WHERE gazetteer = 'geonames') || ' places, ' ||
  (SELECT count(*) FROM sitrep_place_names WHERE gazetteer = 'geonames') || ' other names';
