// One toolkit's pass over the texts: node peers.js wink-nlp|compromise TEXTS.json SENTENCES FTS5_SECONDS. Reads entities and
// sentences, which is the least that finding events would need. Exit status 3 when it is not installed.
'use strict';
const fs = require('fs');
const [peer, file, sentences, fts] = process.argv.slice(2);

let read;
try {
  if (peer === 'wink-nlp') {
    const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
    read = (text) => {
      const doc = nlp.readDoc(text);
      return doc.sentences().length() + doc.entities().length();
    };
  } else {
    const nlp = require('compromise');
    read = (text) => {
      const doc = nlp(text);
      return doc.sentences().length + doc.topics().length;
    };
  }
} catch (error) {
  console.log(`${peer.padEnd(15)}skipped: node does not find it (npm install ${peer}, or NODE_PATH)`);
  process.exit(3);
}
const texts = JSON.parse(fs.readFileSync(file, 'utf8'));
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const cpu = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
let best = Infinity;
let found = 0;
for (let pass = 0; pass < 3; ++pass) {
  const began = cpu();
  found = 0;
  for (const text of texts) found += read(text);
  best = Math.min(best, cpu() - began);
}
const rate = (bytes / best / 1e6).toFixed(2).padStart(8);
const speed = (Number(sentences) / best).toFixed(0).padStart(10);
console.log(`${peer.padEnd(15)}${rate} MB/s ${speed} sentences/s  ${(best / Number(fts)).toFixed(2).padStart(6)} x fts5  ${found} sentences and entities`);
