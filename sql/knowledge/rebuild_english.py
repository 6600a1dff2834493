#!/usr/bin/env python3
"""Rebuilds english_words.csv and english_forms.csv from WordNet 3.0 (Debian package wordnet-base).

    apt-get download wordnet-base && dpkg-deb -x wordnet-base*.deb wn
    python3 rebuild_english.py wn/usr/share/wordnet .

english_words.csv: how often a lemma was tagged as noun, verb, adjective and adverb in WordNet's sense-tagged corpora,
whether its first noun sense is a person, or an artifact (a thing that people have made), and whether its first two verb
senses have no sentence frame without an object. Lemmas that were never tagged are kept only when they have one part of
speech and are verbs or persons. english_forms.csv: irregular inflections; rows of another source stay.
"""
import collections
import csv
import os
import re
import sys

PARTS = ("noun", "verb", "adj", "adv")
DIGIT = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
PERSON_FILE, ARTIFACT_FILE = "18", "06"
# Sentence frames (wninput(5)) of verbs without an object, or with a clause in its place that is no "that" clause.
OBJECTLESS = {1, 2, 3, 4, 5, 6, 7, 12, 13, 22, 23, 25, 27, 29, 33, 34, 35}
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


def synsets_of(folder, wanted):
    found = set()
    for line in open(os.path.join(folder, "data.noun"), encoding="latin-1"):
        if line.startswith(" "):
            continue
        offset, lexical_file = line.split()[:2]
        if lexical_file == wanted:
            found.add(offset)
    return found


def transitive_verbs(folder, lemmas):
    frames = {}
    for line in open(os.path.join(folder, "data.verb"), encoding="latin-1"):
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        words = [w.lower() for w in fields[4:4 + 2 * int(fields[3], 16):2]]
        at = 4 + 2 * len(words)
        at += 1 + 4 * int(fields[at])
        count = int(fields[at])
        of_word = [(int(fields[at + 2 + 3 * i]), int(fields[at + 3 + 3 * i], 16)) for i in range(count)]
        for number, word in enumerate(words, 1):
            frames[fields[0], word] = {frame for frame, of in of_word if of in (0, number)}
    return {lemma for lemma, parts in lemmas.items() if "verb" in parts and
            all(not frames[offset, lemma] & OBJECTLESS for offset in parts["verb"][:2])}


def main(folder, target):
    lemmas, counts = read_index(folder), read_counts(folder)
    persons, artifacts = synsets_of(folder, PERSON_FILE), synsets_of(folder, ARTIFACT_FILE)
    transitive = transitive_verbs(folder, lemmas)
    with open(os.path.join(target, "english_words.csv"), "w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["lemma", "noun", "verb", "adjective", "adverb", "person", "artifact", "transitive", "source"])
        for lemma in sorted(lemmas):
            parts = lemmas[lemma]
            person = "noun" in parts and parts["noun"][0] in persons
            artifact = "noun" in parts and parts["noun"][0] in artifacts
            tagged = [counts[lemma][part] for part in PARTS]
            if sum(tagged) == 0:
                if len(parts) != 1 or not (person or "verb" in parts):
                    continue
                tagged = [int(part in parts) for part in PARTS]
            out.writerow([lemma, *tagged, int(person), int(artifact), int(lemma in transitive), "wordnet"])
    forms = os.path.join(target, "english_forms.csv")
    with open(forms, newline="", encoding="utf-8") as stream:
        own = [row for row in csv.reader(stream) if row[-1] not in ("source", "wordnet")]
    with open(forms, "w", newline="", encoding="utf-8") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(["form", "lemma", "part", "source"])
        for part in PARTS:
            for line in open(os.path.join(folder, part + ".exc"), encoding="latin-1"):
                form, lemma = line.split()[:2]
                if WORD.match(form) and WORD.match(lemma) and form != lemma:
                    out.writerow([form, lemma, part, "wordnet"])
        out.writerows(own)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
