"""Stanza pipelines from model files, without a download."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

from kg.errors import BadModel
from kg.models import ADVICE, ENCODER, FOLDER, TASKS, require

_RESOURCES = {"ar": {"lang_name": "Arabic", "packages": {}, "default_processors": {}, **{task: {} for task in TASKS}}}


def bundled(*, folder: Path = FOLDER, tasks: tuple[str, ...] = TASKS, **options: object) -> Any:
    """A ``stanza.Pipeline`` over the models in ``folder`` (checked against the manifest if bundled).

    All tasks share one copy of the encoder; each brings its own adapter. Raises BadModel.
    """
    if folder == FOLDER:
        require()
    import stanza
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache

    quiet()
    cache = FoundationCache()
    if set(tasks) & {"pos", "depparse", "ner"}:
        cache.bert[ENCODER] = BertRecord(*encoder(folder / "encoder"), {})
    with tempfile.TemporaryDirectory() as resources:
        (Path(resources) / "resources.json").write_text(json.dumps(_RESOURCES), encoding="utf-8")
        try:
            return stanza.Pipeline(
                "ar", dir=resources, package=None, processors=dict.fromkeys(tasks, "kg"),
                download_method=None, foundation_cache=cache, use_gpu=False, verbose=False,
                **{f"{task}_model_path": str(folder / f"{task}.pt") for task in tasks}, **options,
            )  # fmt: skip
        except (RuntimeError, OSError, ValueError, EOFError) as error:
            raise BadModel(f"{folder.name}: {error}; {ADVICE}") from error


def encoder(folder: Path) -> tuple[Any, Any]:
    """The shared encoder in fp32 and its tokenizer."""
    from stanza.models.common.bert_embedding import load_bert

    model, tokenizer = load_bert(str(folder), local_files_only=True)
    return model.eval(), tokenizer


def official() -> Any:
    """Stanza's own Arabic models, downloaded by Stanza on first use. Raises BadModel when it cannot."""
    import stanza

    quiet()
    try:
        return stanza.Pipeline("ar", processors="tokenize,mwt,pos,lemma,depparse,ner", use_gpu=False, verbose=False)
    except Exception as error:  # Stanza lets whatever its downloader meets pass through
        raise BadModel(
            f"--models stanza: {error}; download them where there is a network: stanza.download('ar')"
        ) from error


def quiet() -> None:
    """Loading reports and progress bars of the libraries below are not for our users."""
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("stanza").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing.*", category=FutureWarning)
    warnings.filterwarnings("ignore", message="Already found a `peft_config`", category=UserWarning)  # one a task
