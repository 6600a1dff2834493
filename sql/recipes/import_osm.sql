-- Imports OpenStreetMap places from a GeoJSON sequence (ODbL: name OpenStreetMap's contributors where you publish), made with
--
--     osmium tags-filter syria-latest.osm.pbf place aeroway=aerodrome natural=desert -o places.osm.pbf
--     osmium export places.osm.pbf --add-unique-id=type_id -f geojsonseq -o places.geojsonseq
--
-- In the folder of places.geojsonseq:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_osm.sql
.bail on
SELECT sitrep_install();
CREATE TEMP TABLE line(feature);
-- One feature a line; no character separates fields.
.mode ascii
.separator "\037" "\n"
.import --schema temp places.geojsonseq line
.mode list
-- A record may begin with the ASCII record separator.
UPDATE line SET feature = trim(feature, char(30) || char(13) || ' ');

CREATE TEMP VIEW osm AS
SELECT feature ->> '$.id' AS id, feature -> '$.properties' AS tags,
  -- A point that lies within, whatever the shape.
  ST_PointOnSurface(feature -> '$.geometry') AS point
FROM line WHERE json_valid(feature);

BEGIN;
REPLACE INTO sitrep_places(gazetteer, gazetteer_id, name, kind, lon, lat, population, source)
SELECT 'osm', id, coalesce(tags ->> '$."name:en"', tags ->> '$.name'),
  CASE
    WHEN tags ->> '$.aeroway' IS NOT NULL THEN 'airport'
    WHEN tags ->> '$.natural' = 'desert' THEN 'desert'
    WHEN tags ->> '$.place' IN ('region', 'county', 'district') THEN 'region'
    ELSE 'populated'
  END,
  ST_X(point), ST_Y(point), max(0, CAST(replace(tags ->> '$.population', ',', '') AS INTEGER)), 'OpenStreetMap'
FROM osm
WHERE coalesce(tags ->> '$."name:en"', tags ->> '$.name') IS NOT NULL
  AND coalesce(tags ->> '$.place', '') NOT IN ('country', 'state', 'house', 'plot', 'square');
-- name, name:ar, name:uk …, alt_name (several, separated by semicolons), old_name.
INSERT OR REPLACE INTO sitrep_place_names(gazetteer, gazetteer_id, name, source)
SELECT 'osm', p.gazetteer_id, trim(n.value), 'OpenStreetMap'
FROM osm JOIN sitrep_places p ON p.gazetteer = 'osm' AND p.gazetteer_id = osm.id,
  json_each(osm.tags) tag,
  json_each('["' || replace(replace(replace(tag.value, '\', ''), '"', ''), ';', '","') || '"]') n
WHERE (tag.key IN ('name', 'alt_name', 'old_name', 'int_name') OR tag.key GLOB 'name:??')
  AND n.value GLOB '*[^ -@]*';
COMMIT;
SELECT (SELECT count(*) FROM sitrep_places WHERE gazetteer = 'osm') || ' places, ' ||
  (SELECT count(*) FROM sitrep_place_names WHERE gazetteer = 'osm') || ' names';
