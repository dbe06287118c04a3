"""Ten thousand requests that nobody should send, to a ``kg serve`` on this machine: does it stand, and change nothing?

    python tests/benchmarks/fuzz.py [--requests 10000] [--seed 0]

Prints how each kind of request was answered (``-`` where the connection was closed without a word), the memory of the
server and its workers, and what went wrong; exits with 1 if anything did. The test suite sends a few hundred.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import fuzzing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, fuzzing.serving(Path(name)) as server:
        begin = time.perf_counter()
        result = fuzzing.run(server, options.requests, seed=options.seed)
        spent = time.perf_counter() - begin
        wrong = result.wrong + server.touched()
    for kind, statuses in result.statuses.items():
        counted = ", ".join(f"{status or '-'}: {count}" for status, count in statuses.most_common())
        print(f"{kind:<10}{statuses.total():>6}  {counted}")
    print(f"{options.requests} requests in {spent:.0f} s; MiB after {fuzzing.WARM_UP} requests {result.memory[0]:.0f}, "
          f"at most {max(result.memory):.0f}, at the end {result.memory[-1]:.0f}")  # fmt: skip
    print("\n".join(wrong) or "nothing went wrong: no crash, no write, no file read, no other server asked")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
