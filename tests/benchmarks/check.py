"""How long ``kg check`` takes on a synthetic graph: shapes, and quotes against their texts.

    python tests/benchmarks/check.py [--size 100000]

The synthetic articles name states that no gazetteer graph describes, so the shapes find something wrong: what is
measured is the time, on one core.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import synthetic

from kg import ids, quotes, validate
from kg.store import open_store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="statements")
    size = parser.parse_args().size
    store = open_store()
    store.load(synthetic.quads(size))
    texts = [synthetic.article(index, max(size // 100, 50))[0].text for index in range(len(store.graphs()))]
    begin = time.perf_counter()
    report = validate.check(store)
    shapes = time.perf_counter() - begin
    print(f"{len(store)} statements in {report.graphs} graphs: shapes {shapes:.1f} s, {len(report.results)} results")
    begin = time.perf_counter()
    proof = quotes.prove(store, {ids.text_hash(text): text for text in texts})
    print(f"{proof.passages} quotes {time.perf_counter() - begin:.1f} s, all there: {proof.holds}")


if __name__ == "__main__":
    main()
