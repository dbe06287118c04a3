"""Fit the confidence of tellings on annotated articles, and test it on articles left out.

    python tests/benchmarks/calibrate.py --gold ../shared/gold ../shared/seeds \\
        --gold tests/gold/practice ../shared/data/news/diplomatic.jsonl --write ontology/confidence.csv \\
        --test tests/gold/news ../shared/data/news/diplomatic.jsonl

A telling is right if it matches an event of the gold with at least half of the participants (``kg/evaluate.py``); one
that only repeats a matched event is left out. Prints, for trust as the rules give it and for the calibrated number with
each article's own tellings left out of the fit: the Brier score, and how many tellings have 0.8 or more, and the share
of these that is right. ``--test`` adds articles that nothing was fitted to, nor the rules made with in sight.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import evaluate, events, gold, pipeline
from kg.events.ablations import Options
from kg.events.confidence import features
from kg.gazetteer import Gazetteer
from kg.records import Document, Event

RIDGE = 2.0  # pulls weights towards zero: there are few tellings
STEPS = 50
ENOUGH = 0.8
Matrix = NDArray[np.float64]


def tellings(folder: Path, texts: Path) -> list[tuple[str, Event, bool]]:
    """Document, telling with its raw trust, and whether it is right."""
    annotated = gold.load(folder, texts)
    known, lexicon = Gazetteer.load(), events.Lexicon()
    stages = replace(
        pipeline.real_stages(),
        extraction=lambda document, annotation, resolved: events.extraction(
            document, annotation, resolved, known, lexicon=lexicon, options=Options(calibration=False)
        ),
    )
    documents = [one for one in gold.read(annotated) if isinstance(one, Document)]
    readings = {reading.document.id: reading for reading in pipeline.read(documents, stages)}
    found = []
    for one in annotated:
        reading = readings[one.doc_id]
        identity = evaluate.identify(reading.entities, one.entities)
        matched = evaluate.match(one.events, reading.events, identity)
        right = {id(told): overlap >= evaluate.STRICT for _, told, overlap in matched}
        for told in reading.events:
            if id(told) in right or not any(evaluate.repeats(told, wanted, identity) for wanted, _, _ in matched):
                found.append((one.doc_id, told, right.get(id(told), False)))
    return found


def fit(x: Matrix, y: Matrix) -> Matrix:
    """Weights of a logistic regression with a ridge penalty on all but the first, by Newton's method."""
    penalty = RIDGE * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = probability(x, weights)
        gradient = x.T @ (y - p) - penalty @ weights
        weights += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty + 1e-6 * np.eye(len(weights)), gradient)
    return weights


def matrix(found: Sequence[tuple[str, Event, bool]], names: Sequence[str]) -> tuple[Matrix, Matrix]:
    """A row of features for each telling, and which are right."""
    rows = [[features(told).get(name, 0.0) for name in names] for _, told, _ in found]
    return np.array(rows), np.array([float(right) for _, _, right in found])


def probability(x: Matrix, weights: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-x @ weights))


def report(name: str, p: Matrix, y: Matrix) -> None:
    sure = p >= ENOUGH
    share = f"{y[sure].mean():.3f}" if sure.any() else "-"
    print(f"| {name} | {len(y)} | {y.mean():.3f} | {np.mean((p - y) ** 2):.3f} | {int(sure.sum())} | {share} |")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs=2, type=Path, action="append", required=True, metavar=("GOLD_DIR", "TEXTS"))
    parser.add_argument("--test", nargs=2, type=Path, metavar=("GOLD_DIR", "TEXTS"), help="score on these as well")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the weights here")
    arguments = parser.parse_args(argv)
    found = [one for folder, texts in arguments.gold for one in tellings(folder, texts)]
    names = ["constant", *sorted({name for _, told, _ in found for name in features(told)} - {"constant"})]
    x, y = matrix(found, names)
    weights = fit(x, y)
    left_out = np.empty_like(y)
    for document in sorted({doc for doc, _, _ in found}):
        here = np.array([doc == document for doc, _, _ in found])
        left_out[here] = probability(x[here], fit(x[~here], y[~here]))
    print("| confidence | tellings | right | Brier score | with 0.8 or more | of these right |")
    print("|---|---|---|---|---|---|")
    report("trust of the rules", x[:, names.index("trust")], y)
    report("calibrated, article left out", left_out, y)
    if arguments.test:
        x, y = matrix(tellings(*arguments.test), names)
        report("trust of the rules, other articles", x[:, names.index("trust")], y)
        report("calibrated, other articles", probability(x, weights), y)
    if arguments.write:
        with arguments.write.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("feature", "weight"))
            writer.writerows((name, f"{weight:.3f}") for name, weight in zip(names, weights, strict=True))


if __name__ == "__main__":
    main()
