-- One self-contained HTML page of what a table of reports tells: figures, a map, a timeline, and every event with the words
-- that say so. Needs a table reports(id, name, body, published) and the library on the connection; in the shell:
--
--     sqlite3 -batch reports.db -cmd '.load ./sitrep' -cmd '.mode list' < sql/recipes/page.sql > page.html
--
-- The page follows the reader's light or dark theme, loads nothing from anywhere and prints well. The events are kept in a
-- temporary table; nothing is written to the database.

CREATE TEMP TABLE page_events AS
  SELECT r.name AS report, e.*
  FROM reports r, extract_events(r.body, r.published) e
  WHERE e.status IN ('occurred', 'ongoing', 'alleged');

-- Text as HTML wants it, once for each event.
CREATE TEMP VIEW page_rows AS
  SELECT start_date, end_date, place, type, confidence,
         iif(start_date IS NULL, '<i>no date</i>',
             iif(substr(start_date, 1, 10) = substr(end_date, 1, 10), substr(start_date, 1, 10),
                 substr(start_date, 1, 10) || ' to ' || substr(end_date, 1, 10))) AS day,
         replace(type, '_', ' ') || iif(scope = 'cumulative', ' <i>(running total)</i>', '')
           || iif(status = 'alleged', ' <i>(alleged)</i>', '') AS what,
         coalesce(replace(replace(place, '&', '&amp;'), '<', '&lt;'), '')
           || iif(instr(place, region), '', coalesce(', ' || replace(replace(region, '&', '&amp;'), '<', '&lt;'), '')) AS place_html,
         coalesce(replace(replace(actor, '&', '&amp;'), '<', '&lt;'), '–') AS actor_html,
         coalesce(replace(replace(coalesce(target, target_text), '&', '&amp;'), '<', '&lt;'), '–') AS target_html,
         coalesce(count, count_min || '+', '') AS times,
         coalesce(killed, killed_min || '+', '') AS killed_text,
         coalesce(injured, injured_min || '+', '') AS injured_text,
         replace(replace(evidence, '&', '&amp;'), '<', '&lt;') AS evidence_html,
         replace(replace(coalesce(source, report, ''), '&', '&amp;'), '<', '&lt;') AS source_html,
         CAST(round(100 * confidence) AS INTEGER) AS percent
  FROM page_events;

SELECT '<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>What the reports tell</title>
<style>
:root { --paper:#fff; --ink:#23211e; --muted:#6d6861; --rule:#e2ded7; --accent:#c2402f; --wash:#faf8f4 }
@media (prefers-color-scheme: dark) { :root { --paper:#14171b; --ink:#eceae6; --muted:#9aa1aa; --rule:#2c3138; --accent:#f2855f; --wash:#1b1f25 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1000px; padding: 28px 20px 60px; background: var(--paper); color: var(--ink);
       font: 15px/1.5 Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px }
.lead { color: var(--muted); margin: 0 0 22px }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 0 0 18px; padding: 0; list-style: none }
.figures li { flex: 1 1 130px; padding: 12px 16px; background: var(--wash); border-radius: 8px; color: var(--muted); font-size: 13px }
.figures b { display: block; font-size: 26px; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums }
h2 { font-size: 22px; line-height: 1.3; margin: 4px 0 10px }
figure { margin: 0 -1.95% 18px; overflow-x: auto } figure svg { display: block; width: 100%; min-width: 600px }  /* the pictures have a margin of their own */
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 13.5px }
th { text-align: left; font-weight: 600; color: var(--muted); border-bottom: 2px solid var(--rule); padding: 6px 10px; white-space: nowrap }
td { vertical-align: top; padding: 8px 10px 2px }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.day { white-space: nowrap; font-variant-numeric: tabular-nums }
.why td { padding: 0 10px 9px; border-bottom: 1px solid var(--rule); color: var(--muted) }
q { color: var(--ink); border-left: 3px solid var(--accent); padding-left: 9px; display: block; quotes: none }
i { color: var(--muted) }
footer { margin-top: 26px; color: var(--muted); font-size: 12.5px }
@media print { tr { break-inside: avoid } }
</style>
</head>
<body>
<h1>What the reports tell</h1>
<p class="lead">' || (SELECT count(*) FROM reports) || ' reports, read by sitrep ' || sitrep_version() || coalesce((
  SELECT '; events from ' || min(substr(start_date, 1, 10)) || ' to ' || max(substr(end_date, 1, 10)) FROM page_events
  WHERE start_date IS NOT NULL), '') || '</p>
<ul class="figures">
<li><b>' || (SELECT count(*) FROM page_events) || '</b>events</li>
<li><b>' || (SELECT count(DISTINCT place) FROM page_events) || '</b>places</li>
<li><b>' || (SELECT coalesce(sum(killed_min), 0) FROM page_events WHERE scope = 'incident') || '</b>killed at least</li>
<li><b>' || (SELECT coalesce(sum(injured_min), 0) FROM page_events WHERE scope = 'incident') || '</b>injured at least</li>
</ul>
<figure>' || (
  SELECT map_svg(ST_Point(lon, lat), events, place, '{"title":"Where","legend":"Events reported"}')
  FROM (SELECT lon, lat, place, count(*) AS events FROM page_events WHERE place IS NOT NULL GROUP BY lon, lat, place ORDER BY lon, lat, place)
) || '</figure>
<figure>' || (
  SELECT timeline_svg(start_date, 1, replace(type, '_', ' '), '{"title":"When","legend":"Events reported","height":300}')
  FROM (SELECT start_date, type FROM page_events ORDER BY start_date, type)
) || '</figure>
<h2>What</h2>
<div class="scroll"><table>
<thead><tr><th>Date</th><th>What</th><th>Where</th><th>By</th><th>Against</th><th class="n">Times</th><th class="n">Killed</th><th class="n">Injured</th></tr></thead>
<tbody>
' || coalesce((
  SELECT group_concat(
    '<tr><td class="day">' || day || '</td><td>' || what || '</td><td>' || place_html || '</td><td>' || actor_html || '</td><td>' || target_html
      || '</td><td class="n">' || times || '</td><td class="n">' || killed_text || '</td><td class="n">' || injured_text || '</td></tr>'
      || '<tr class="why"><td></td><td colspan="7"><q>' || evidence_html || '</q>' || source_html || ', confidence ' || percent || ' %</td></tr>',
    char(10))
  FROM (SELECT * FROM page_rows ORDER BY start_date IS NULL, start_date, type, evidence_html)
), '<tr><td colspan="8">No events.</td></tr>') || '
</tbody>
</table></div>
<footer>Every row shows the words it was read from; figures are the least that the texts support. Made with Natural Earth; place names from GeoNames (CC BY 4.0).</footer>
</body>
</html>';

DROP VIEW page_rows;
DROP TABLE page_events;
