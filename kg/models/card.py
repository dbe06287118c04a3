"""A page about each model: data, licence and what it means, scores, limits, how to train it again.

The prose of ``cards/TASK.md`` is written by hand; what the manifest knows stands between marks (``<!-- name -->`` to
``<!-- /name -->``) and is made from it, here and in the tables of README.md and docs/models.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import BadModel
from kg.models import ADVICE, TASKS, ModelFile, Score, manifest

FOLDER = Path(__file__).parent / "cards"
PUBLISHED = Path(__file__).parent / "published.csv"
CHECKOUT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/models.md")
HEADER = ("task", "measure", "on", "score", "95 % interval", "sentences", "published by others")
# What a licence lets the users of a model do; the full text is what counts.
MEANING = {
    "MIT": "Use it for anything; keep the notice of its authors.",
    "CC-BY-SA-4.0": (
        "Use it for anything, commercial work too. Who passes the model on, changed or not, names its authors and the"
        " data below, and gives it under the same licence."
    ),
    "CC-BY-NC-SA-4.0": (
        "**Not for commercial work.** Research, teaching and other uses that do not aim at money are free. A product, a"
        " paid service or a company's own analyses may not use this file, because the treebank that it learnt from is"
        " given for non-commercial use only; ask the treebank's owners, or train the model on other data. Who passes"
        " the model on, changed or not, names its authors and the data below, and gives it under the same licence."
    ),
}


def text(task: str) -> str:
    """The card of a task or of ``encoder``, in Markdown. Raises BadModel when the file is missing."""
    path = FOLDER / f"{task}.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadModel(f"cards/{path.name}: {error.strerror}; {ADVICE}") from error


def table(scores: Iterable[Score]) -> str:
    """Scores as a table in Markdown, beside what others have published on the same data."""
    return "\n".join(lines(scores))


def lines(scores: Iterable[Score]) -> Iterator[str]:
    """The lines of :func:`table`, each as soon as its score is known."""
    published = _published()
    yield _row(HEADER)
    yield _row("---" for _ in HEADER)
    for score in scores:
        yield _row((
            score.task, score.measure, score.data, f"{score.value:.2f}", f"{score.low:.1f} to {score.high:.1f}",
            str(score.sentences), published.get((score.task, score.measure, score.data), ""),
        ))  # fmt: skip


def facts(task: str, rows: Iterable[ModelFile]) -> str:
    """What the manifest says about the files of a task, in Markdown."""
    own = [row for row in rows if row.task == task]
    first = own[0]
    files = ", ".join(f"`{row.file}` ({row.bytes / 1e6:.1f} MB)" for row in own)
    parts = [
        f"Files: {files}.",
        f"## Licence\n\n{first.licence}. {MEANING[first.licence]}",
        "## Data\n\nIt learnt from:\n\n" + "\n".join(f"- {name}" for name in first.data),
    ]
    scores = [score for row in own for score in row.scores]
    if scores:
        parts.append(
            "## Scores\n\nOn data that it did not learn from; `kg models evaluate DATA_DIR` measures them.\n\n"
            + table(scores)
        )
    parts.append(f"## Training it again\n\n```sh\n{first.command}\n```")
    return "\n\n".join(parts)


def filled(page: str, **blocks: str) -> str:
    """The page with what stands between the marks of each block replaced by that block."""
    for name, block in blocks.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = page.partition(begin)
        if end in rest:
            page = f"{before}{begin}\n{block}\n\n{end}{rest.partition(end)[2]}"
    return page


def pages() -> dict[Path, str]:
    """Each file of a checkout that repeats the manifest, as it should read."""
    rows = manifest()
    wanted = {FOLDER / f"{task}.md": filled(text(task), manifest=facts(task, rows)) for task in ("encoder", *TASKS)}
    scores = {row.task: row.scores for row in rows}
    everything = table(score for task in TASKS for score in scores.get(task, ()))
    for name in PAGES:
        path = CHECKOUT / name
        wanted[path] = filled(path.read_text(encoding="utf-8"), scores=everything)
    return wanted


def write() -> None:
    """Bring the pages of a checkout up to date with its manifest."""
    for path, page in pages().items():
        path.write_text(page, encoding="utf-8")


def _published() -> dict[tuple[str, str, str], str]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return {(row["task"], row["measure"], row["data"]): row["published"] for row in csv.DictReader(file)}


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


if __name__ == "__main__":
    write()
