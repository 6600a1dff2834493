// sitrep in Node.js: better-sqlite3, or node:sqlite of Node 22.13 and later. Usage: node node.cjs LIBRARY MODULE
// Exit code 77: the module is not there. better-sqlite3 is looked for where NODE_PATH says.
const assert = require("node:assert");
const [library, wanted] = process.argv.slice(2);

function open() {
  if (wanted === "better-sqlite3") return new (require("better-sqlite3"))(":memory:");
  const { DatabaseSync } = require("node:sqlite");
  return new DatabaseSync(":memory:", { allowExtension: true });
}

let db;
try {
  db = open();
} catch (missing) {
  console.log(`skipped: ${String(missing.message).split("\n")[0]}`);
  process.exit(77);
}
db.loadExtension(library + ".so");
const text = "On Friday, Russian jets struck the eastern countryside of Hama, killing at least three people.";
const events = db.prepare("SELECT * FROM extract_events(?, ?)").all(text, "2021-04-18");
for (const event of events) console.log(event.type, event.actor, event.killed_min, event.start_date, event.place);
assert.strictEqual(events.length, 1);
assert.strictEqual(events[0].type, "airstrike");
assert.strictEqual(events[0].start_date, "2021-04-16");
// SQLite counts characters, JavaScript UTF-16 units: go through code points.
const characters = Array.from(text);
assert.strictEqual(characters.slice(events[0].span_start - 1, events[0].span_start - 1 + events[0].span_length).join(""), events[0].evidence);
assert.throws(() => db.prepare("SELECT * FROM extract_events(?, ?)").all(text, "no date"), /extract_events/);
