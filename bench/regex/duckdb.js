// What bench/regex/run.py asks of DuckDB. Usage: node duckdb.js FILE.jsonl RUNS < workloads   a JSON array [kind, patterns] a line
const { DuckDBInstance } = require("@duckdb/node-api");

const quoted = (text) => "'" + text.replaceAll("'", "''") + "'";
const queries = {
  filter: (p) => `SELECT count(*) FROM t WHERE regexp_matches(body, ${p})`,
  count: (p) => `SELECT sum(len(regexp_extract_all(body, ${p}))) FROM t`,
  replace: (p) => `SELECT sum(length(regexp_replace(body, ${p}, '<\\1>', 'g'))) FROM t`,
};

async function main() {
  const [file, runs] = process.argv.slice(2);
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await connection.run(`CREATE TABLE t AS SELECT body FROM read_json(${quoted(file)}, columns = {body: 'VARCHAR'})`);
  const lines = require("node:fs").readFileSync(0, "utf8").trim().split("\n");
  for (const [kind, patterns] of lines.map((line) => JSON.parse(line))) {
    if (!queries[kind]) {
      console.log("null");
      continue;
    }
    let best = Infinity;
    let result;
    for (let i = 0; i < Number(runs); ++i) {
      const begin = process.cpuUsage();
      result = Number((await connection.runAndReadAll(queries[kind](quoted(patterns[0])))).getRows()[0][0]);
      const used = process.cpuUsage(begin);
      best = Math.min(best, (used.user + used.system) / 1e6);
    }
    console.log(JSON.stringify([best, result]));
  }
}

main();
