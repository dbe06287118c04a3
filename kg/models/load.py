"""Stanza pipelines from model files, without a download."""

from __future__ import annotations

import json
import logging
import pickle
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import BadModel
from kg.models import ADVICE, ENCODER, FOLDER, TASKS, require

_RESOURCES = {"ar": {"lang_name": "Arabic", "packages": {}, "default_processors": {}, **{task: {} for task in TASKS}}}
OFFICIAL = "tokenize,mwt,pos,lemma,depparse,ner"  # the processors of Stanza's own models
_UNREADABLE = (RuntimeError, OSError, ValueError, KeyError, EOFError, pickle.UnpicklingError)  # what loaders raise


def bundled(*, folder: Path = FOLDER, tasks: tuple[str, ...] = TASKS, **options: object) -> Any:
    """A ``stanza.Pipeline`` over the models in ``folder`` (checked against the manifest if bundled).

    Each task that has an adapter gets the encoder with that merged into it. Raises BadModel.
    """
    if folder == FOLDER:
        require()
    import stanza
    from stanza.models.common.foundation_cache import FoundationCache

    quiet()
    cache = FoundationCache()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "resources.json").write_text(json.dumps(_RESOURCES), encoding="utf-8")
        try:
            paths = {task: folder / f"{task}.pt" for task in tasks} | _encoders(folder, tasks, cache.bert, scratch)
            with _no_optimizer():
                pipeline = stanza.Pipeline(
                    "ar", dir=name, package=None, processors=dict.fromkeys(tasks, "kg"),
                    download_method=None, foundation_cache=cache, use_gpu=False, verbose=False,
                    **{f"{task}_model_path": str(path) for task, path in paths.items()}, **options,
                )  # fmt: skip
            from kg.models import sentences, trees

            if not options.get("tokenize_pretokenized"):
                pipeline.processors["tokenize"] = sentences.Joining(pipeline.processors["tokenize"])
            if "depparse" in tasks:
                pipeline.processors["depparse"].trainer.model.decode_graph_predictions = trees.decode
            return pipeline
        except _UNREADABLE as error:
            raise BadModel(f"{folder.name}: {error}; {ADVICE}") from error


def _encoders(folder: Path, tasks: tuple[str, ...], cache: dict[str, Any], scratch: Path) -> dict[str, Path]:
    """Put the encoder of each task that has an adapter for ours into ``cache``; give the paths of copies of these
    models in ``scratch`` that ask for it instead of peft."""
    import torch
    from stanza.models.common.foundation_cache import BertRecord

    from kg.models.encoder import Encoder, Pieces, load_weights, merged

    shared: tuple[Any, Any, Any] | None = None
    copies = {}
    for task in tasks:
        checkpoint = torch.load(folder / f"{task}.pt", map_location="cpu", weights_only=True)
        settings = checkpoint.get("config") or {}
        adapter = checkpoint.pop("bert_lora", None)
        if not adapter or settings.get("bert_model") != ENCODER:
            continue
        config, weights, pieces = shared = shared or (*load_weights(folder / "encoder"), Pieces(folder / "encoder"))
        scale = settings["lora_alpha"] / settings["lora_rank"]
        encoder = Encoder(
            config, merged(weights, adapter, scale=scale), unread_top=not settings.get("bert_hidden_layers")
        )
        own = f"{ENCODER}-{task}"
        cache[own] = BertRecord(encoder.eval(), pieces, {})
        settings |= {"bert_model": own, "use_peft": False, "bert_finetune": False}
        copies[task] = scratch / f"{task}.pt"
        torch.save(checkpoint, copies[task])
    return copies


def official(folder: Path | None = None) -> Any:
    """Stanza's own Arabic models: from ``folder``, laid out as Stanza lays out its resources, else from where Stanza
    keeps them, downloaded by it if they are not there. Raises BadModel when there are none."""
    import stanza

    quiet()
    options: dict[str, Any] = {"download_method": stanza.DownloadMethod.REUSE_RESOURCES}
    if folder is not None:
        options = {"dir": str(folder), "download_method": None}
    try:
        return stanza.Pipeline("ar", processors=OFFICIAL, use_gpu=False, verbose=False, **options)
    except Exception as error:  # Stanza lets whatever its downloader meets pass through
        where = "" if folder is None else f", model_dir={str(folder)!r}"
        raise BadModel(
            f"--models {folder or 'stanza'}: {error}; "
            f"download them where there is a network: python -c \"import stanza; stanza.download('ar'{where})\", "
            "or read with the bundled models (--models default)"
        ) from error


@contextmanager
def _no_optimizer() -> Iterator[None]:
    """Stanza makes an optimizer for some models that will only read, and torch then imports its compiler: seconds."""
    from stanza.models.common import utils

    one, split = utils.get_optimizer, utils.get_split_optimizer
    utils.get_optimizer, utils.get_split_optimizer = (lambda *_, **__: None), (lambda *_, **__: {})
    try:
        yield
    finally:
        utils.get_optimizer, utils.get_split_optimizer = one, split


def quiet() -> None:
    """Loading reports and progress bars of the libraries below are not for our users."""
    logging.getLogger("stanza").setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing.*", category=FutureWarning)
