"""How many expressions of time are read rightly: our own sentences, and the Arabic cases of Recognizers-Text.

    python tests/benchmarks/dates.py

Prints one line a set, ``name right/total share``. Our own are those of ``tests/test_dates.py``, which all pass. Of the
cases of ``../shared/data/time`` all with a day or period as their value count, first all, then those that news can
contain, then those of them whose answers count as we do; ``tests/specifications.csv`` names every case that is left
out, and ``NO_NEWS`` and ``OTHERWISE`` in ``tests/test_recognizers.py`` say what the reasons mean. For a reading of the
past and one of the future either value is right.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import test_dates as ours
import test_recognizers as theirs

from kg.dates import find


def own() -> tuple[int, int]:
    """Right ones and all of our own sentences."""
    rows = [(*row, False) for row in ours.PAST] + [(*row, True) for row in ours.FUTURE]
    found = [find(text, published=ours.SUNDAY, future=future) for text, _, _, future in rows]
    right = [
        [(one.text, one.edtf) for one in told] == [(quoted, edtf)]
        for told, (_, quoted, edtf, _) in zip(found, rows, strict=True)
    ]
    return sum(right), len(right)


def main() -> None:
    results = {"own sentences": own()}
    if theirs.SPECIFICATIONS.exists():
        for name in ("DateParser.json", "DatePeriodParser.json"):
            results[name] = theirs.agreement(name)
            results[f"{name}, of what news can contain"] = theirs.agreement(name, without=theirs.NO_NEWS)
            alike = theirs.agreement(name, without=[*theirs.NO_NEWS, *theirs.OTHERWISE])
            results[f"{name}, of that where the answer counts as we do"] = alike
    for name, (right, total) in results.items():
        print(f"{name} {right}/{total} {right / total:.3f}")


if __name__ == "__main__":
    main()
