"""How many words a second are read, how long loading takes, and how much memory: ours against Stanza's official models.

    python tests/benchmarks/reading.py ../shared/data/news/saudinewsnet.jsonl.xz [--articles 200]

Three systems read the same articles with the same processors, each in a process of its own and with all cores:

- default: ``kg.annotate.Reader``, as ``kg build`` calls it, without a cache;
- naive: the same models, called with one article after the other;
- official: the architecture of Stanza's official Arabic models at its published sizes, with random weights, in batches
  of eight articles. Random weights cut words anywhere, so the time of its tokenizer counts, but tags, parse and names
  are those of the words that our tokenizer cuts (whose time does not count). A lemmatiser with random weights would not
  know where to stop: ours, of the same architecture, stands in. Multi-word tokens are not expanded.

Words are those between blanks. Articles are drawn by a hash of their id. Seconds to load include imports, for default
also one article; its seconds to read include that each of its processes loads the models. Memory is the most that a
process held, times the processes. Prints a table in Markdown; 200 articles take about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from kg.documents import read
from kg.records import Document

sys.path.insert(0, str(Path(__file__).parents[1]))  # for the stand-in of the official models
BATCH = 8
SYSTEMS = ("default", "naive", "official")


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds to load, seconds to read, mebibytes at most."""

    load: float
    read: float
    memory: float


def draw(path: Path, size: int) -> list[str]:
    """The first records by a hash of their ids, a line of JSON each."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        return sorted(lines, key=lambda line: hashlib.sha256(json.loads(line)["id"].encode()).hexdigest())[:size]


def documents(path: Path) -> list[Document]:
    return [item for item in read([str(path)]) if isinstance(item, Document)]


def words(texts: Sequence[Document]) -> int:
    return sum(len(text.text[span.begin : span.end].split()) for text in texts for span in text.body)


def bodies(texts: Sequence[Document]) -> list[str]:
    return ["\n\n".join(text.text[span.begin : span.end] for span in text.body) for text in texts]


def default(texts: Sequence[Document]) -> Measured:
    begin = time.perf_counter()
    from kg.annotate import Reader

    next(Reader(processes=1).read(texts[:1]))
    loaded = time.perf_counter() - begin
    begin = time.perf_counter()
    reader = Reader()
    assert all(annotation.sentences for annotation in reader.read(texts))
    done = time.perf_counter() - begin
    return Measured(loaded, done, peak(resource.RUSAGE_CHILDREN) * reader.processes)


def naive(texts: Sequence[Document]) -> Measured:
    begin = time.perf_counter()
    from kg.models import load

    pipeline = load.bundled()
    loaded = time.perf_counter() - begin
    begin = time.perf_counter()
    for text in bodies(texts):
        assert pipeline(text).sentences
    return Measured(loaded, time.perf_counter() - begin, peak(resource.RUSAGE_SELF))


def official(texts: Sequence[Document]) -> Measured:
    begin = time.perf_counter()
    import stanza

    from kg.models import load

    imported = time.perf_counter() - begin
    import official as stand_in

    with tempfile.TemporaryDirectory() as name:
        load.quiet()
        stand_in.make(Path(name), stand_in.PUBLISHED)
        begin = time.perf_counter()
        theirs = load.official(Path(name)).processors
        loaded = imported + time.perf_counter() - begin
    ours = load.bundled(tasks=("tokenize", "pos", "lemma")).processors
    steps = (theirs["pos"], ours["lemma"], theirs["depparse"], theirs["ner"])
    done = 0.0
    for first in range(0, len(texts), BATCH):
        batch = bodies(texts[first : first + BATCH])
        cut = ours["tokenize"].bulk_process([stanza.Document([], text=text) for text in batch])
        begin = time.perf_counter()
        theirs["tokenize"].bulk_process([stanza.Document([], text=text) for text in batch])
        for step in steps:
            cut = step.bulk_process(cut)
        done += time.perf_counter() - begin
    return Measured(loaded, done, peak(resource.RUSAGE_SELF))


def peak(who: int) -> float:
    """The most memory that the process, or the largest of its children, has held, in MiB."""
    return resource.getrusage(who).ru_maxrss / 1024


def run(system: str, lines: Sequence[str]) -> tuple[int, int, Measured]:
    """Articles, words and what was measured, in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        done = subprocess.run(
            [sys.executable, __file__, file.name, "--system", system],
            check=True, stdout=subprocess.PIPE, encoding="utf-8",
            env={name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"},
        )  # fmt: skip
    articles, counted, *seconds = json.loads(done.stdout.splitlines()[-1])
    return articles, counted, Measured(*seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, metavar="FILE", help="articles as JSON Lines, .xz or not")
    parser.add_argument("--articles", type=int, default=200, help="how many (default: 200)")
    parser.add_argument("--official", type=int, metavar="N", help="the first N of them for the official models")
    parser.add_argument("--system", choices=SYSTEMS, help=argparse.SUPPRESS)  # what run() starts
    options = parser.parse_args()
    if options.system:
        texts = documents(options.path)
        measured: Measured = globals()[options.system](texts)
        print(json.dumps([len(texts), words(texts), measured.load, measured.read, measured.memory]))
        return
    lines = draw(options.path, options.articles)
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores, {platform.machine()}, torch {version('torch')}, stanza {version('stanza')}\n")
    print("| system | articles | words | words/s | load, s | memory, MiB |")
    print("|---|---|---|---|---|---|")
    for system in SYSTEMS:
        few = lines[: options.official] if system == "official" else lines
        articles, counted, measured = run(system, few)
        print(f"| {system} | {articles} | {counted:,} | {counted / measured.read:,.0f} | {measured.load:.1f} "
              f"| {measured.memory:,.0f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
