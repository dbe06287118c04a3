"""How many names a second find their row, from text to match, against the whole gazetteer.

    python tests/benchmarks/matching.py [--names 20000]

The names are made from those of the gazetteer and drawn with a fixed seed, all different: a third as they stand there,
a third respelled (a long vowel more or less, a letter for another of one sound), a third put together from the given
name of one and the family of another. Nothing is asked twice, so that no cache of answers helps; seconds are those of
the processor.
"""

from __future__ import annotations

import argparse
import random
import time

from kg.entities.lookup import people
from kg.entities.names import parse
from kg.gazetteer import Gazetteer

SEED = 4
RESPELLED = (("غ", "ج"), ("ا", ""), ("ي", ""), ("و", ""), ("ت", "ط"), ("ك", "ق"), ("س", "سا"), ("ن", "ني"))


def names(gazetteer: Gazetteer, size: int) -> list[tuple[str, str]]:
    """Pairs of a kind and a name, shuffled."""
    known = sorted({name for row in gazetteer.rows if row.type == "Person" for name in row.names if " " in name})
    draw = random.Random(SEED)
    made: dict[str, str] = dict.fromkeys(known[: size // 3], "known")
    while len(made) < size:
        one, other = draw.choice(known), draw.choice(known)
        old, new = draw.choice(RESPELLED)
        place = draw.randrange(len(one))
        changed = one[:place] + one[place:].replace(old, new, 1)
        if changed.count(" ") == one.count(" ") and len(made) % 2:
            made.setdefault(changed, "respelled")
        else:
            made.setdefault(f"{one.split()[0]} {other.split()[-1]}", "made up")
    pairs = [(kind, name) for name, kind in made.items()]
    draw.shuffle(pairs)
    return pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=20_000)
    size = parser.parse_args().names
    gazetteer = Gazetteer.load()
    begin = time.process_time()
    index = people(gazetteer)
    print(f"{len(gazetteer.rows):,} rows; the index takes {time.process_time() - begin:.2f} s")
    asked = names(gazetteer, size)
    spent: dict[str, float] = {}
    found: dict[str, list[int]] = {}
    for kind, name in asked:
        begin = time.process_time()
        matches = gazetteer.find(name) or index.find(parse(name))
        spent[kind] = spent.get(kind, 0.0) + time.process_time() - begin
        found.setdefault(kind, []).append(bool(matches))
    for kind in sorted(found):
        print(f"{kind:10} {len(found[kind]):7,} names {sum(found[kind]) / len(found[kind]):6.1%} found "
              f"{len(found[kind]) / spent[kind]:9,.0f} a second")  # fmt: skip
    print(f"{'all':10} {len(asked):7,} names {'':12} {len(asked) / sum(spent.values()):9,.0f} a second")


if __name__ == "__main__":
    main()
