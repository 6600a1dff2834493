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

FEATURES = ("bias", "actor", "target", "place", "dated", "figures", "many", "unsettled", "cumulative", "opening",
            "vague_type", "strategic", "retold")
VAGUE = {"armed_attack", "attack_on_civilians", "explosion", "military_campaign"}
FOLDS = 5
RIDGE = 1.0


def features(row):
    """The features as ext/extract/ground.cc sets them."""
    def has(*names):
        return any(row[name] is not None for name in names)
    return [1.0, has("actor"), has("target"), has("lon"), has("date_text"),
            has("killed", "killed_min", "killed_max", "injured", "injured_min", "injured_max"),
            (row["count_min"] or 0) > 1, row["status"] != "occurred", row["scope"] == "cumulative",
            row["sentence"] <= 2, row["type"] in VAGUE, row["category"] == "strategic", row["mentions"] > 1]


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
        rows = sitrep.ask(driver, document, "extract_events", document["text"], document.get("published"),
                          document.get("country"))
        aligned, _ = scorer.align(document, rows)
        samples = []
        for number, row in enumerate(rows):
            event, optional = aligned.get(number, (None, False))
            if not optional:
                right = bool(event) and scorer.type_similarity(event, row["type"]) == 1
                samples.append(([float(f) for f in features(row)], float(right)))
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
