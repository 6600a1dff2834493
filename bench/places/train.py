#!/usr/bin/env python3
"""Learns sql/knowledge/place_weights.csv from texts whose places are known. Standard library only.

    train.py <build>/bench/place_features sql/knowledge/place_weights.csv CORPUS.jsonl ... [--folds]

A corpus has one JSON object a line: `text`, and `toponyms` with `start`, `end` (characters) and, where known, `lat` and
`lon`; or, instead of all toponyms, the `locality` that an incident is about (or `location_raw`, whose Latin part before
a comma is taken), with `lat` and `lon`: then only the names that are it are learnt from, with less weight in the other two models. No text of a corpus comes into the weights' file. Three models over the features that place_features prints:

 choice  softmax over the namesakes; right are those within 25 km of the true point, or else the nearest one within 161
 place   logistic: the words name a place at all
 right   logistic: and the chosen candidate lies within 161 km of it; these are the confidences

Since features of the second pass depend on the weights of the first, run it two or three times with a build between.
--folds prints how well four fifths of the documents predict the last fifth, and writes nothing.
"""

import csv
import json
import math
import random
import re
import subprocess
import sys
from collections import defaultdict

REACH_KM, SAME_KM = 161.0, 25.0
EPOCHS, L2 = 12, 2e-4
PARTIAL = 0.3


def kilometres(a, b):
    (x, y), (u, v) = a, b
    p, q = math.radians(y), math.radians(v)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(u - x) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def read(corpora):
    for path in corpora:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                record["whole"] = "toponyms" in record
                if not record["whole"]:
                    record["toponyms"] = list(localities(record))
                if record["toponyms"] or record["whole"]:
                    yield path, record


def localities(record):
    """Where the text names the place of its incident."""
    parts = [p.strip() for p in record.get("location_raw", record.get("locality") or "").split(",")]
    name = next((p for p in parts if re.fullmatch(r"[A-Za-z][\w' -]{2,}", p)), None)
    if not name or record.get("lat") is None or record.get("lon") is None:
        return
    for found in re.finditer(r"\b%s\b" % re.escape(name), record["text"]):
        yield {"start": found.start(), "end": found.end(), "lat": record["lat"], "lon": record["lon"]}


def features_of(tool, texts):
    """For each text its names: [first byte, last byte, chosen, mention features, [(point, choice features)]]."""
    data = b"".join(b"%d\n%s\n" % (len(t), t) for t in texts)
    out = subprocess.run([tool], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    documents = []
    for line in out.splitlines():
        f = line.split(" ")
        if f[0] == "D":
            documents.append([])
        elif f[0] == "N":
            documents[-1].append((int(f[1]), int(f[2]), int(f[3]), tuple(map(float, f[4:])), []))
        else:
            documents[-1][-1][4].append(((float(f[1]), float(f[2])), tuple(map(float, f[3:]))))
    return documents


def label(record, text, names):
    """(mention features, is a place, is right, weight of doubt), and the sets of right candidates."""
    at = [0]
    for c in record["text"]:
        at.append(at[-1] + len(c.encode()))
    gold = [(at[t["start"]], at[t["end"]], t) for t in record["toponyms"]]
    located = any(t.get("lat") is not None for t in record["toponyms"])
    for first, last, chosen, mention, candidates in names:
        hits = [t for a, b, t in gold if a < last and first < b]
        points = [(t["lon"], t["lat"]) for t in hits if t.get("lat") is not None]
        if hits and not points:
            yield mention, (1.0, 1.0), None, None, candidates  # a place, but nobody says where
            continue
        if not hits and not record["whole"]:
            continue  # perhaps a place too
        if not hits:
            yield mention, (0.0, 1.0), (0.0, 1.0), None, candidates
            continue
        distances = [min(kilometres(c[0], p) for p in points) for c in candidates]
        right = {i for i, d in enumerate(distances) if d <= SAME_KM}
        if not right and min(distances) <= REACH_KM:
            right = {distances.index(min(distances))}
        weight = 1.0 if record["whole"] else PARTIAL  # incidents show no names that are no places
        yield mention, (1.0, weight), (float(distances[chosen] <= REACH_KM), weight), right, candidates


def dot(w, f):
    return sum(a * b for a, b in zip(w, f) if b)


def sparse(f):
    return [(i, v) for i, v in enumerate(f) if v]


def train_choice(examples, size, shuffle):
    """Adagrad on the log-likelihood of the right candidates."""
    w, g = [0.0] * size, [1e-6] * size
    data = [([sparse(f) for _, f in candidates], right) for right, candidates in examples
            if right and len(right) < len(candidates)]
    for epoch in range(EPOCHS):
        shuffle.shuffle(data)
        for candidates, right in data:
            scores = [sum(w[i] * v for i, v in f) for f in candidates]
            top = max(scores)
            p = [math.exp(s - top) for s in scores]
            total = sum(p)
            mass = sum(p[i] for i in right)
            step = defaultdict(float)
            for c, f in enumerate(candidates):
                d = (p[c] / mass if c in right else 0.0) - p[c] / total
                if abs(d) > 1e-6:
                    for i, v in f:
                        step[i] += d * v
            for i, d in step.items():
                d -= L2 * w[i]
                g[i] += d * d
                w[i] += 0.3 * d / math.sqrt(g[i])
    return w


def train_logistic(examples, size, shuffle):
    w, g = [0.0] * size, [1e-6] * size
    data = [(sparse(f), y, weight) for f, y, weight in examples]
    average, seen = [0.0] * size, 0
    for epoch in range(EPOCHS):
        shuffle.shuffle(data)
        for f, y, weight in data:
            s = sum(w[i] * v for i, v in f)
            d = weight * (y - 1 / (1 + math.exp(-max(-30, min(30, s)))))
            for i, v in f:
                e = d * v - L2 * w[i]
                g[i] += e * e
                w[i] += 0.2 * e / math.sqrt(g[i])
        if epoch >= EPOCHS // 2:
            average = [a + b for a, b in zip(average, w)]
            seen += 1
    return [a / seen for a in average]


def learn(documents):
    shuffle = random.Random(1)
    rows = [row for document in documents for row in document]
    choice = train_choice([(r, c) for _, _, _, r, c in rows], len(rows[0][4][0][1]), shuffle)
    place = train_logistic([(m, *y) for m, y, _, _, _ in rows], len(rows[0][0]), shuffle)
    right = train_logistic([(m, *y) for m, _, y, _, _ in rows if y is not None], len(rows[0][0]), shuffle)
    return choice, place, right


def judge(weights, documents):
    choice, place, right = weights
    rows = [row for document in documents for row in document]
    asked = [(r, c) for _, _, _, r, c in rows if r is not None]
    hits = sum(max(range(len(c)), key=lambda i: dot(choice, c[i][1])) in r for r, c in asked)
    print("choice: %.1f %% of %d names" % (100 * hits / len(asked), len(asked)))
    for threshold in (0.3, 0.4, 0.45, 0.5, 0.6):
        said = [y[0] for m, y, _, _, _ in rows if 1 / (1 + math.exp(-dot(place, m))) >= threshold]
        print("place at %.2f: precision %.1f, recall %.1f" % (
            threshold, 100 * sum(said) / max(1, len(said)), 100 * sum(said) / sum(y[0] for _, y, _, _, _ in rows)))
    bins = defaultdict(list)
    for m, _, y, _, _ in rows:
        if y is not None:
            p = 1 / (1 + math.exp(-dot(right, m)))
            bins[min(9, int(10 * p))].append((p, y[0]))
    print("confidence: " + "; ".join("%.2f is right %.2f (%d)" % (
        sum(p for p, _ in b) / len(b), sum(y for _, y in b) / len(b), len(b)) for _, b in sorted(bins.items())))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--folds"]
    tool, target, corpora = arguments[0], arguments[1], arguments[2:]
    records = [record for _, record in read(corpora)]
    texts = [record["text"].encode() for record in records]
    documents = [list(label(r, t, n)) for r, t, n in zip(records, texts, features_of(tool, texts))]
    if "--folds" in sys.argv:
        for fold in range(5):
            weights = learn([d for i, d in enumerate(documents) if i % 5 != fold])
            judge(weights, documents[fold::5])
        return
    weights = learn(documents)
    judge(weights, documents)
    with open(target, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for model, values in zip(("choice", "place", "right"), weights):
        for row, value in zip([r for r in rows if r["model"] == model], values):
            if value and row["source"] != "sitrep":  # the corpora never show what the caller prefers
                row["weight"] = "%.3f" % value
    with open(target, "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["model", "feature", "weight", "source"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
