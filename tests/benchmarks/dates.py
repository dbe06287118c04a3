"""How many expressions of time are read rightly: our own sentences, and the Arabic cases of Recognizers-Text.

    python tests/benchmarks/dates.py

Prints one line a set, ``name right/total share``. Our own are those of ``tests/test_dates.py``, which all pass. Of the
cases of ``../shared/data/time`` all with a day or period as their value count, those that no news contains (a bare
"27", "4.22", "my week") and those of other conventions (a month counted to the day) included; for a reading of the
past and one of the future either value is right.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import test_dates as cases

from kg.dates import find


def own() -> tuple[int, int]:
    """Right ones and all of our own sentences."""
    rows = [(*row, False) for row in cases.PAST] + [(*row, True) for row in cases.FUTURE]
    found = [find(text, published=cases.SUNDAY, future=future) for text, _, _, future in rows]
    right = [
        [(one.text, one.edtf) for one in told] == [(quoted, edtf)]
        for told, (_, quoted, edtf, _) in zip(found, rows, strict=True)
    ]
    return sum(right), len(right)


def main() -> None:
    results = {"own sentences": own()}
    if cases.SPECIFICATIONS.exists():
        results |= {name: cases.agreement(name) for name in ("DateParser.json", "DatePeriodParser.json")}
    for name, (right, total) in results.items():
        print(f"{name} {right}/{total} {right / total:.3f}")


if __name__ == "__main__":
    main()
