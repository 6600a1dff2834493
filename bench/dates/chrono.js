// chrono-node's side of sitrep_bench_dates: node chrono.js TEXTS.json SECONDS. Exit status 3 when it is not installed.
'use strict';
const fs = require('fs');

let chrono;
try {
  chrono = require('chrono-node');
} catch (error) {
  console.log('chrono-node    skipped: node does not find it (npm install chrono-node, or NODE_PATH)');
  process.exit(3);
}
const [file, budget] = process.argv.slice(2);
const texts = JSON.parse(fs.readFileSync(file, 'utf8'));
const reference = new Date('2021-04-18T12:00:00Z');
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
const until = cpu() + Number(budget);
let best = Infinity;
let dates = 0;
do {
  const began = cpu();
  dates = 0;
  for (const text of texts) dates += chrono.parse(text, reference).length;
  best = Math.min(best, cpu() - began);
} while (cpu() < until);
const rate = (bytes / best / 1e6).toFixed(2).padStart(8);
console.log(`chrono-node    ${rate} MB/s  ${dates} dates in ${texts.length} texts, ${(bytes / 1e6).toFixed(2)} MB`);
