#!/usr/bin/env python3
"""Rebuilds english_words.csv and english_forms.csv from WordNet 3.0 (Debian package wordnet-base).

    apt-get download wordnet-base && dpkg-deb -x wordnet-base*.deb wn
    python3 rebuild_english.py wn/usr/share/wordnet .

english_words.csv: how often a lemma was tagged as noun, verb, adjective and adverb in WordNet's sense-tagged corpora,
and whether its first noun sense is a person. Lemmas that were never tagged are kept only when they have one part of
speech and are verbs or persons. english_forms.csv: irregular inflections.
"""
import collections
import csv
import os
import re
import sys

PARTS = ("noun", "verb", "adj", "adv")
DIGIT = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
PERSON_FILE = "18"
WORD = re.compile(r"^[a-z]{2,}$")


def read_index(folder):
    lemmas = collections.defaultdict(dict)
    for part in PARTS:
        for line in open(os.path.join(folder, "index." + part), encoding="latin-1"):
            fields = line.split()
            if line.startswith(" ") or not WORD.match(fields[0]):
                continue
            pointers = int(fields[3])
            lemmas[fields[0]][part] = fields[6 + pointers:]
    return lemmas


def read_counts(folder):
    counts = collections.defaultdict(collections.Counter)
    for line in open(os.path.join(folder, "cntlist.rev"), encoding="latin-1"):
        key, _, count = line.split()[:3]
        lemma, rest = key.split("%")
        counts[lemma][DIGIT[rest[0]]] += int(count)
    return counts


def person_synsets(folder):
    persons = set()
    for line in open(os.path.join(folder, "data.noun"), encoding="latin-1"):
        if line.startswith(" "):
            continue
        offset, lexical_file = line.split()[:2]
        if lexical_file == PERSON_FILE:
            persons.add(offset)
    return persons


def main(folder, target):
    lemmas, counts, persons = read_index(folder), read_counts(folder), person_synsets(folder)
    with open(os.path.join(target, "english_words.csv"), "w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["lemma", "noun", "verb", "adjective", "adverb", "person", "source"])
        for lemma in sorted(lemmas):
            parts = lemmas[lemma]
            person = "noun" in parts and parts["noun"][0] in persons
            tagged = [counts[lemma][part] for part in PARTS]
            if sum(tagged) == 0:
                if len(parts) != 1 or not (person or "verb" in parts):
                    continue
                tagged = [int(part in parts) for part in PARTS]
            out.writerow([lemma, *tagged, int(person), "wordnet"])
    with open(os.path.join(target, "english_forms.csv"), "w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["form", "lemma", "part", "source"])
        for part in PARTS:
            for line in open(os.path.join(folder, part + ".exc"), encoding="latin-1"):
                form, lemma = line.split()[:2]
                if WORD.match(form) and WORD.match(lemma) and form != lemma:
                    out.writerow([form, lemma, part, "wordnet"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
