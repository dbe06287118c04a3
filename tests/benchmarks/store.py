"""How the stores grow: load, ten competency queries and export, at 10^4, 10^5 and 10^6 statements.

    python tests/benchmarks/store.py [--sizes 10000 100000 1000000] [--repeat 3] [--skip-memory-above 100000]

Beside Oxigraph in a folder it times rdflib's memory store and, for the queries, the ``oxigraph`` server on
the same folder. Each query is
asked ``--repeat`` times, and the fastest counts. The exponent at the end: seconds grow as statements to its power.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import servers
import synthetic

from kg import queries
from kg.records import Quad
from kg.store import Store, open_store
from kg.store.remote import RemoteStore
from kg.views import turtle

QUERIES = (
    "who-met-whom",
    "visits-by-state-and-year",
    "planned-visits",
    "quad-class-by-dyad-year",
    "disputed-events",
    "single-source-claims",
    "criticism-dyads",
    "organisations-most-active",
    "timeline",
    "unlinked-names",
)
GIVE_UP = 300  # seconds of one query in rdflib; the rest of that size is then left out


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """The fastest of ``repeat`` runs."""
    spent = []
    for _ in range(repeat):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return min(spent)


def fill(store: Store, graphs: list[tuple[str, list[Quad]]]) -> None:
    store.load(graphs)


def measure(store: Store, graphs: list[tuple[str, list[Quad]]], repeat: int, *, load: bool = True) -> dict[str, float]:
    """Seconds by what was done."""
    found = {}
    if load:
        found["load"] = seconds(lambda: fill(store, graphs))
    for name in QUERIES:
        found[name] = seconds(lambda name=name: queries.run(store, name), repeat)
        if found[name] > GIVE_UP:
            break
    return found


def benchmark(size: int, repeat: int, *, memory: bool) -> dict[str, dict[str, float]]:
    graphs = list(synthetic.quads(size))
    print(f"\n{sum(len(quads) for _, quads in graphs):,} statements in {len(graphs):,} graphs", flush=True)
    result = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        load = seconds(lambda: fill(open_store(folder / "store"), graphs))
        store = open_store(folder / "store", read_only=True)
        result["oxigraph"] = {"load": load, **measure(store, graphs, repeat, load=False)}
        result["oxigraph"]["export Turtle"] = seconds(lambda: turtle.write(store, folder / "graph.ttl"))
        result["oxigraph"]["export N-Quads"] = seconds(lambda: turtle.nquads(store, folder / "graph.nq"))
        with servers.oxigraph(folder / "store", read_only=True) as url:
            remote = RemoteStore(url)
            remote._layout = replace(remote._layout, union={})  # our default graph is the union already
            result["server"] = measure(remote, graphs, repeat, load=False)
            remote.close()
        if memory:
            result["rdflib"] = measure(open_store(), graphs, 1)
    return result


def show(result: dict[str, dict[str, float]]) -> None:
    rows = result["oxigraph"]
    print(f"{'seconds':<28}" + "".join(f"{name:>12}" for name in result) + f"{'rdflib/ours':>14}")
    for row in rows:
        cells = [result[name].get(row, math.nan) for name in result]
        ratio = result.get("rdflib", {}).get(row, math.nan) / rows[row]
        print(f"{row:<28}" + "".join(f"{cell:>12.4f}" for cell in cells) + f"{ratio:>14.1f}", flush=True)
    medians = {name: statistics.median(times.get(q, math.nan) for q in QUERIES) for name, times in result.items()}
    print(f"{'median of the queries':<28}" + "".join(f"{median:>12.4f}" for median in medians.values()), end="")
    print(f"{medians.get('rdflib', math.nan) / medians['oxigraph']:>14.1f}", flush=True)


def exponents(by_size: dict[int, dict[str, dict[str, float]]]) -> None:
    """The slope of log seconds over log statements, by least squares."""
    print("\ngrowth (exponent)")
    sizes = sorted(by_size)
    for row in by_size[sizes[0]]["oxigraph"]:
        x = [math.log(size) for size in sizes]
        y = [math.log(by_size[size]["oxigraph"][row]) for size in sizes]
        print(f"{row:<28}{statistics.linear_regression(x, y).slope:>12.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--skip-memory-above", type=int, default=100_000, help="rdflib takes hours at 10^6")
    options = parser.parse_args()
    by_size = {}
    for size in options.sizes:
        by_size[size] = benchmark(size, options.repeat, memory=size <= options.skip_memory_above)
        show(by_size[size])
    if len(by_size) > 1:
        exponents(by_size)


if __name__ == "__main__":
    main()
