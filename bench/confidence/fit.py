#!/usr/bin/env python3
"""Learns the weights of sql/knowledge/confidence_weights.csv from labelled reports.

    python3 fit.py --ext BUILD/sitrep --gold reports.jsonl --scorers DIR --types event_types.csv [--write confidence_weights.csv]

`--gold` is a JSONL file of reports with their events, `--scorers` the folder of the scorer that aligns rows with them
(score_events.py). A row is right when it is aligned with a labelled event of the same type. Prints the calibration on
folds of documents that the weights were not fitted on; --write writes the weights fitted on all of them.
"""
import argparse
import csv
import math
import sys

FEATURES = ("bias", "actor", "placed", "own_place", "vague_type", "attack", "alike", "attested", "headline")
FOLDS = 5
RIDGE = 1.0


def features(judged):
    """The features that explain_events names for an event, as 0 or 1."""
    named = set((judged or "").split(", ")) | {"bias"}
    return [float(name in named) for name in FEATURES]


def chance(weights, x):
    return 1 / (1 + math.exp(-sum(w * f for w, f in zip(weights, x))))


def fit(samples, steps=3000, rate=0.05):
    """Logistic regression with a ridge on all but the bias, by gradient descent."""
    weights = [0.0] * len(FEATURES)
    for _ in range(steps):
        gradient = [RIDGE * w if i else 0.0 for i, w in enumerate(weights)]
        for x, right in samples:
            error = chance(weights, x) - right
            for i, f in enumerate(x):
                gradient[i] += error * f
        weights = [w - rate * g / len(samples) for w, g in zip(weights, gradient)]
    return weights


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("ext", "gold", "scorers", "types"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--write")
    args = parser.parse_args()
    sys.path.insert(0, args.scorers)
    import common
    import score_events
    import sitrep
    driver = sitrep.Sitrep(args.ext)
    scorer = score_events.Scorer(common.ontology(args.types))
    documents = []
    for document in common.read_jsonl(args.gold):
        arguments = document["text"], document.get("published"), document.get("country")
        rows = sitrep.ask(driver, document, "extract_events", *arguments)
        judged = {step["event"]: step["rule"] for step in sitrep.ask(driver, document, "explain_events", *arguments)
                  if step["decision"] == "judged"}
        aligned, _ = scorer.align(document, rows)
        samples = []
        for number, row in enumerate(rows):
            event, optional = aligned.get(number, (None, False))
            if not optional:
                right = bool(event) and scorer.type_similarity(event, row["type"]) == 1
                samples.append((features(judged.get(row["event"])), float(right)))
        documents.append(samples)
    pairs = []
    for fold in range(FOLDS):
        train = [s for d, samples in enumerate(documents) if d % FOLDS != fold for s in samples]
        weights = fit(train)
        pairs += [(chance(weights, x), right) for samples in documents[fold::FOLDS] for x, right in samples]
    result = common.calibration(pairs)
    base = sum(right for _, right in pairs) / len(pairs)
    print("rows %d, right %.3f; on folds not fitted on: ECE %.3f, Brier %.3f, skill over a constant %.3f" %
          (len(pairs), base, result["ece"], result["brier"], 1 - result["brier"] / (base * (1 - base))))
    weights = fit([s for samples in documents for s in samples])
    for name, weight in zip(FEATURES, weights):
        print("%-12s %+.2f" % (name, weight))
    if args.write:
        with open(args.write, "w", newline="", encoding="utf-8") as stream:
            out = csv.writer(stream, lineterminator="\n")
            out.writerow(["feature", "weight", "source"])
            out.writerows([name, "%.3f" % weight, "bench/confidence"] for name, weight in zip(FEATURES, weights))


if __name__ == "__main__":
    main()
