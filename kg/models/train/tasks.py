"""Prepare the data of each task and run Stanza's own trainer on it.

To prepare a task reads third-party data under ``data`` (see docs/models.md for what goes where) and writes what Stanza
wants to read under ``work``; to fit it needs that folder only, and leaves the model in ``work/saved``. All of them
freeze the encoder and train low-rank adapters beside it, so that the tasks share one copy of its weights.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from kg.models.train import conllu, names, ner, pack, paragraphs, treebanks
from kg.models.train.recipe import recipe

ADAPTER = ["--use_peft", "--lora_rank", "32", "--lora_alpha", "64", "--lora_dropout", "0"]
HEAD = ["--no_pretrain", "--shorthand", "ar_kg", "--log_step", "50"]
SEED = 20261121
NER_STAGES = (  # the corpora (see ner.training_sets), the share of the steps, and where the learning rate peaks
    ("both", 1.0, 1.0), ("news", 0.33, 0.5), ("both", 0.33, 0.5),
    ("wide", 0.3, 0.6), ("both", 0.3, 0.6), ("news", 0.2, 0.4), ("both", 0.15, 0.3),
)  # fmt: skip
LONGEST = 60  # words; longer training sentences are cut, which costs tags little and time a lot


def encoder(work: Path) -> Path:
    """The encoder that was read into news (``adapt``) where there is one, else the one it would begin from."""
    adapted = work / "adapted"
    return adapted if adapted.exists() else work / "encoder"


def every(steps: int) -> str:
    """Ten looks at the development set."""
    return str(max(steps // 10, 1))


def prepare_tokenize(data: Path, work: Path) -> None:
    """Paragraphs of PADT and PUD."""
    train = treebanks.padt(data, "train")
    train += [s for s in treebanks.pud(data) if treebanks.pud_part(s) == "train"]
    rng = random.Random(SEED)
    varied = names.vary(train, names.load(data), rng=rng)
    dev = treebanks.padt(data, "dev")
    paragraphs.write(train + varied, work / "tokenize" / "train", rng=rng)
    paragraphs.write(dev, work / "tokenize" / "dev", rng=rng)
    conllu.write(dev, work / "tokenize" / "dev.conllu")
    (work / "tokenize" / "mwt.json").write_text("[]", encoding="utf-8")  # no multi-word tokens


def fit_tokenize(work: Path, *, steps: int) -> None:
    """Words by surface segmentation and sentences."""
    from stanza.models import tokenizer

    folder = str(work / "tokenize")
    with recipe(steps, checkpoint=work / "saved" / "tokenize.checkpoint", label="tokenize") as left:
        tokenizer.main([
            "--txt_file", f"{folder}/train.txt", "--label_file", f"{folder}/train.labels",
            "--dev_txt_file", f"{folder}/dev.txt", "--dev_label_file", f"{folder}/dev.labels",
            "--dev_conll_gold", f"{folder}/dev.conllu", "--lang", "ar", "--shorthand", "ar_kg",
            "--mwt_json_file", f"{folder}/mwt.json", "--no_use_mwt", "--max_seqlen", "400",
            "--hidden_dim", "96", "--emb_dim", "48",
            "--steps", str(left), "--eval_steps", every(steps), "--report_steps", "100",
            "--save_dir", str(work / "saved"), "--save_name", "tokenize.pt",
        ])  # fmt: skip


def prepare_pos(data: Path, work: Path) -> None:
    """PADT's sentences with features and those without, a file for each range of lengths: a batch comes from one file,
    so that saves padding."""
    dev = [s for s in treebanks.padt(data, "dev") if treebanks.has_features(s)]
    conllu.write(dev, work / "pos" / "dev.conllu")
    train = [piece for sentence in treebanks.padt(data, "train") for piece in sentence.pieces(LONGEST)]
    for known, (low, high) in product((True, False), pairwise((0, 12, 25, 40, LONGEST))):
        chosen = [s for s in train if treebanks.has_features(s) == known and low < len(s.rows) <= high]
        conllu.write(chosen, work / "pos" / f"{'full' if known else 'tags'}-{high}.conllu")


def fit_pos(work: Path, *, steps: int) -> None:
    """Tags and features; sentences without features teach tags only."""
    from stanza.models import tagger

    folder = str(work / "pos")
    files = sorted(str(path) for kind in ("full", "tags") for path in (work / "pos").glob(f"{kind}-*.conllu"))
    with recipe(steps, checkpoint=work / "saved" / "pos.checkpoint", label="pos") as left:
        tagger.main([
            "--train_file", ";".join(files), "--eval_file", f"{folder}/dev.conllu",
            "--bert_model", str(encoder(work)), *ADAPTER, *HEAD, "--lang", "ar", "--augment_nopunct", "0.1",
            "--num_layers", "1", "--hidden_dim", "200", "--word_emb_dim", "0", "--tag_emb_dim", "32",
            "--char_hidden_dim", "128", "--deep_biaff_hidden_dim", "192", "--composite_deep_biaff_hidden_dim", "64",
            "--optim", "adamw", "--lr", "0.002", "--bert_learning_rate", "0.2", "--no_second_optim",
            "--batch_size", "32", "--max_steps", str(left), "--eval_interval", every(steps), "--fix_eval_interval",
            "--save_dir", str(work / "saved"), "--save_name", "pos.pt",
        ])  # fmt: skip


def prepare_lemma(data: Path, work: Path) -> None:
    """The sentences of PADT that have lemmas."""
    train = [s for s in treebanks.padt(data, "train") if treebanks.has_lemmas(s)]
    dev = [s for s in treebanks.padt(data, "dev") if treebanks.has_lemmas(s)]
    conllu.write(train, work / "lemma" / "train.conllu")
    conllu.write(dev, work / "lemma" / "dev.conllu")


def fit_lemma(work: Path, *, steps: int) -> None:
    """Lemmas without diacritics. ``steps`` are epochs."""
    from stanza.models import lemmatizer

    lemmatizer.main([
        "--train_file", str(work / "lemma" / "train.conllu"), "--eval_file", str(work / "lemma" / "dev.conllu"),
        "--shorthand", "ar_kg", "--num_epoch", str(steps), "--hidden_dim", "128",
        "--skip_blank_lemmas", "--save_dir", str(work / "saved"), "--save_name", "lemma.pt",
    ])  # fmt: skip


def prepare_depparse(data: Path, work: Path) -> None:
    """The trees of PADT and PUD in Universal Dependencies v2."""
    for part in ("train", "dev"):
        banks = treebanks.trees(data, part)
        conllu.write(banks["padt"] + banks["pud"], work / "depparse" / f"{part}.conllu")


def fit_depparse(work: Path, *, steps: int) -> None:
    """Trees from words alone, in two stages: the second goes on from the best of the first at half the rate."""
    saved = work / "saved"
    if not (saved / "depparse-1.ended").exists():
        _depparse_stage(work, steps=steps, name="depparse-1")
        (saved / "depparse-1.ended").touch()
    _depparse_stage(work, steps=max(steps // 2, 1), name="depparse", start=saved / "depparse-1.pt", peak=0.5)
    (saved / "depparse-1.ended").unlink()


def _depparse_stage(work: Path, *, steps: int, name: str, start: Path | None = None, peak: float = 1.0) -> None:
    from stanza.models import parser

    folder, saved = str(work / "depparse"), work / "saved"
    resumed = ["--continue_from", str(start)] if start else []
    with recipe(steps, peak=peak, checkpoint=saved / f"{name}.checkpoint", label=name) as left:
        parser.main([
            "--train_file", f"{folder}/train.conllu", "--eval_file", f"{folder}/dev.conllu",
            "--bert_model", str(encoder(work)), *ADAPTER, *HEAD, "--lang", "ar", *resumed,
            "--tag_emb_dim", "0", "--word_emb_dim", "0", "--char_hidden_dim", "128", "--no_checkpoint",
            "--num_layers", "1", "--hidden_dim", "256", "--deep_biaff_hidden_dim", "256",
            "--deep_biaff_output_dim", "128", "--optim", "adamw", "--lr", "0.002", "--no_second_optim",
            "--bert_learning_rate", "0.2", "--bert_start_finetuning", "0", "--bert_warmup_steps", "100",
            "--batch_size", "1000", "--max_steps", str(left), "--eval_interval", every(steps),
            "--save_dir", str(saved), "--save_name", f"{name}.pt",
        ])  # fmt: skip


def prepare_ner(data: Path, work: Path) -> None:
    """Persons, places, organisations and others, cut into our words."""
    for part, sentences in ner.training_sets(data, tokenizer=work / "saved" / "tokenize.pt").items():
        path = work / "ner" / f"{part}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(sentences, ensure_ascii=False), encoding="utf-8")


def fit_ner(work: Path, *, steps: int) -> None:
    """The stages of :data:`NER_STAGES`, each from the one before, or from the mean of the two before where one has
    just followed the news of ANERCorp alone. Stages that an interrupted run had ended are not trained again."""
    saved = work / "saved"
    before: list[str] = []
    for number, (part, share, peak) in enumerate(NER_STAGES, start=1):
        start = before[-1] if before else ""
        if number > 1 and NER_STAGES[number - 2][0] == "news":
            start = f"ner-{number - 1}-mean"
            pack.average(*(saved / f"{name}.pt" for name in before[-2:]), target=saved / f"{start}.pt")
        name = f"ner-{number}" if number < len(NER_STAGES) else "ner"
        _ner_stage(work, part, steps=max(int(share * steps), 1), name=name, start=start, peak=peak)
        before.append(name)
    for mark in saved.glob("ner*.ended"):
        mark.unlink()


def _ner_stage(work: Path, part: str, *, steps: int, name: str, start: str = "", peak: float = 1.0) -> None:
    from stanza.models import ner_tagger

    folder, saved = str(work / "ner"), work / "saved"
    ended = saved / f"{name}.ended"
    if ended.exists():
        return
    resumed = ["--finetune", "--finetune_load_name", str(saved / f"{start}.pt")] if start else []
    with recipe(steps, peak=peak, checkpoint=saved / f"{name}.checkpoint", label=name) as left:
        ner_tagger.main([
            "--train_file", f"{folder}/{part}.json", "--eval_file", f"{folder}/dev.json",
            "--bert_model", str(encoder(work)), *ADAPTER, *HEAD, "--bert_finetune", *resumed,
            "--word_emb_dim", "0", "--hidden_dim", "128", "--no_char", "--optim", "adamw", "--lr", "0.002",
            "--bert_learning_rate", "0.2", "--batch_size", "24", "--max_batch_words", "800",
            "--max_steps", str(left), "--eval_interval", every(steps),
            "--save_dir", str(saved), "--save_name", f"{name}.pt",
        ])  # fmt: skip
    ended.touch()


class Task(NamedTuple):
    """``prepare(data, work)``, then ``fit(work, steps=…)``."""

    prepare: Callable[[Path, Path], None]
    fit: Callable[..., None]


TASKS = {
    "tokenize": Task(prepare_tokenize, fit_tokenize), "pos": Task(prepare_pos, fit_pos),
    "lemma": Task(prepare_lemma, fit_lemma), "depparse": Task(prepare_depparse, fit_depparse),
    "ner": Task(prepare_ner, fit_ner),
}  # fmt: skip
