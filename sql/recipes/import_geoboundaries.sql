-- Imports administrative boundaries from GeoJSON: geoBoundaries (https://www.geoboundaries.org, CC BY 4.0), or OCHA's common
-- operational datasets with the names of their properties put below. In the folder of boundaries.geojson:
--
--     sqlite3 reports.db -cmd '.load /path/to/sitrep' < /path/to/import_geoboundaries.sql
--
-- Then region_of(geom, 'admin2') and regions('admin2') know them. A polygon that is not valid is refused, and nothing is imported.
.bail on
SELECT sitrep_install();
BEGIN;
INSERT INTO sitrep_regions(name, level, country, iso_code, geom, source)
SELECT feature.value ->> '$.properties.shapeName',
  lower(replace(feature.value ->> '$.properties.shapeType', 'ADM', 'admin')),
  'SY',  -- ISO 3166-1 alpha-2
  nullif(feature.value ->> '$.properties.shapeISO', ''),
  feature.value -> '$.geometry', 'geoBoundaries'
FROM json_each(CAST(readfile('boundaries.geojson') AS TEXT), '$.features') feature;
COMMIT;
SELECT level, count(*) FROM sitrep_regions GROUP BY level;
