-- Reads a GeoJSON FeatureCollection, features.geojson, into a table features: a row for each feature with its geometry (NULL where
-- it has none) and its properties as JSON, of which features.properties ->> '$.name' is one. In its folder:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_geojson.sql
.bail on
BEGIN;
DROP TABLE IF EXISTS features;
CREATE TABLE features(id INTEGER PRIMARY KEY, feature_id TEXT, properties TEXT, geom BLOB);
INSERT INTO features(feature_id, properties, geom)
SELECT feature.value ->> '$.id', feature.value -> '$.properties',
       ST_GeomFromGeoJSON(CASE json_type(feature.value, '$.geometry') WHEN 'object' THEN feature.value -> '$.geometry' END)
FROM json_each(CAST(readfile('features.geojson') AS TEXT), '$.features') feature;
COMMIT;
SELECT ST_GeometryType(geom) AS type, count(*) FROM features GROUP BY type;
