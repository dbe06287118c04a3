"""Prepare the data of each task and run Stanza's own trainer on it.

Every task reads third-party data under ``data`` (see docs/models.md for what goes where), writes
what Stanza wants to read under ``work``, and leaves its model in ``work/saved``. All of them freeze
the encoder and train low-rank adapters beside it, so that the tasks share one copy of its weights.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import pairwise, product
from pathlib import Path

import torch
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from transformers import BertModel

from kg.models.train import conllu, names, ner, pack, paragraphs, treebanks

ADAPTER = ["--use_peft", "--lora_rank", "32", "--lora_alpha", "64", "--lora_dropout", "0"]
HEAD = ["--no_pretrain", "--shorthand", "ar_kg", "--log_step", "50"]
SEED = 20261121
WARMUP = 50  # steps
LONGEST = 60  # words; longer training sentences are cut, which costs tags little and time a lot


@contextmanager
def recipe(steps: int, *, peak: float = 1.0) -> Iterator[None]:
    """How Stanza's trainers run inside: learning rates rise to ``peak`` in ``WARMUP`` steps, then fall linearly to zero
    at ``steps``, whatever the trainer's own schedule does besides; the encoder in bfloat16 where that is faster."""
    counts: dict[int, int] = {}

    def before(optimizer: torch.optim.Optimizer, *_: object) -> None:
        count = counts[id(optimizer)] = counts.get(id(optimizer), 0) + 1
        for group in optimizer.param_groups:
            group["full_lr"] = group["lr"]
            group["lr"] *= peak * min(count / WARMUP, max(1 - count / steps, 0.0))

    def after(optimizer: torch.optim.Optimizer, *_: object) -> None:
        for group in optimizer.param_groups:
            group["lr"] = group.pop("full_lr")

    hooks = register_optimizer_step_pre_hook(before), register_optimizer_step_post_hook(after)
    try:
        with bfloat16_encoder() if torch.cpu._is_amx_tile_supported() else nullcontext():
            yield
    finally:
        for hook in hooks:
            hook.remove()


@contextmanager
def bfloat16_encoder() -> Iterator[None]:
    """Run the encoder in bfloat16: several times faster where the CPU has AMX, slower elsewhere.

    Task heads, losses and every evaluation outside this context stay in fp32.
    """
    forward = BertModel.forward

    def faster(self: BertModel, *args: object, **kwargs: object) -> object:
        self.config._attn_implementation = "eager"  # the fused kernel is slow backwards in bfloat16
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = forward(self, *args, **kwargs)
        output.last_hidden_state = output.last_hidden_state.float()
        if output.hidden_states is not None:
            output.hidden_states = tuple(state.float() for state in output.hidden_states)
        return output

    BertModel.forward = faster  # type: ignore[method-assign]
    try:
        yield
    finally:
        BertModel.forward = forward  # type: ignore[method-assign]


def tokenize(data: Path, work: Path, *, steps: int) -> None:
    """Words by surface segmentation and sentences, on paragraphs of PADT and PUD."""
    from stanza.models import tokenizer

    train = treebanks.padt(data, "train")
    train += [s for s in treebanks.pud(data) if treebanks.pud_part(s) == "train"]
    rng = random.Random(SEED)
    varied = names.vary(train, names.load(data), rng=rng)
    dev = treebanks.padt(data, "dev")
    paragraphs.write(train + varied, work / "tokenize" / "train", rng=rng)
    paragraphs.write(dev, work / "tokenize" / "dev", rng=rng)
    conllu.write(dev, work / "tokenize" / "dev.conllu")
    (work / "tokenize" / "mwt.json").write_text("[]", encoding="utf-8")  # no multi-word tokens
    folder = str(work / "tokenize")
    with recipe(steps):
        tokenizer.main([
            "--txt_file", f"{folder}/train.txt", "--label_file", f"{folder}/train.labels",
            "--dev_txt_file", f"{folder}/dev.txt", "--dev_label_file", f"{folder}/dev.labels",
            "--dev_conll_gold", f"{folder}/dev.conllu", "--lang", "ar", "--shorthand", "ar_kg",
            "--mwt_json_file", f"{folder}/mwt.json", "--no_use_mwt", "--max_seqlen", "400",
            "--hidden_dim", "96", "--emb_dim", "48",
            "--steps", str(steps), "--eval_steps", "400", "--report_steps", "100",
            "--save_dir", str(work / "saved"), "--save_name", "tokenize.pt",
        ])  # fmt: skip


def pos(data: Path, work: Path, *, steps: int) -> None:
    """Tags and features on PADT; sentences without features teach tags only.

    A batch comes from one file, so a file for each range of lengths saves padding.
    """
    from stanza.models import tagger

    dev = [s for s in treebanks.padt(data, "dev") if treebanks.has_features(s)]
    conllu.write(dev, work / "pos" / "dev.conllu")
    files = []
    train = [piece for sentence in treebanks.padt(data, "train") for piece in sentence.pieces(LONGEST)]
    for known, (low, high) in product((True, False), pairwise((0, 12, 25, 40, LONGEST))):
        chosen = [s for s in train if treebanks.has_features(s) == known and low < len(s.rows) <= high]
        files.append(str(work / "pos" / f"{'full' if known else 'tags'}-{high}.conllu"))
        conllu.write(chosen, Path(files[-1]))
    folder = str(work / "pos")
    with recipe(steps):
        tagger.main([
            "--train_file", ";".join(files), "--eval_file", f"{folder}/dev.conllu",
            "--bert_model", str(work / "encoder"), *ADAPTER, *HEAD, "--lang", "ar", "--augment_nopunct", "0.1",
            "--num_layers", "1", "--hidden_dim", "200", "--word_emb_dim", "0", "--tag_emb_dim", "32",
            "--char_hidden_dim", "128", "--deep_biaff_hidden_dim", "192", "--composite_deep_biaff_hidden_dim", "64",
            "--optim", "adamw", "--lr", "0.002", "--bert_learning_rate", "0.2", "--no_second_optim",
            "--batch_size", "32", "--max_steps", str(steps), "--eval_interval", "200", "--fix_eval_interval",
            "--save_dir", str(work / "saved"), "--save_name", "pos.pt",
        ])  # fmt: skip


def lemma(data: Path, work: Path, *, steps: int) -> None:
    """Lemmas without diacritics, on the sentences of PADT and PUD that have them. ``steps`` are epochs."""
    from stanza.models import lemmatizer

    train = [s for s in treebanks.padt(data, "train") if treebanks.has_lemmas(s)]
    dev = [s for s in treebanks.padt(data, "dev") if treebanks.has_lemmas(s)]
    conllu.write(train, work / "lemma" / "train.conllu")
    conllu.write(dev, work / "lemma" / "dev.conllu")
    lemmatizer.main([
        "--train_file", str(work / "lemma" / "train.conllu"), "--eval_file", str(work / "lemma" / "dev.conllu"),
        "--shorthand", "ar_kg", "--num_epoch", str(steps), "--hidden_dim", "128",
        "--skip_blank_lemmas", "--save_dir", str(work / "saved"), "--save_name", "lemma.pt",
    ])  # fmt: skip


def depparse(data: Path, work: Path, *, steps: int) -> None:
    """Universal Dependencies v2 on the trees of PADT and PUD, from words alone."""
    from stanza.models import parser

    for part in ("train", "dev"):
        banks = treebanks.trees(data, part)
        conllu.write(banks["padt"] + banks["pud"], work / "depparse" / f"{part}.conllu")
    folder = str(work / "depparse")
    with recipe(steps):
        parser.main([
            "--train_file", f"{folder}/train.conllu", "--eval_file", f"{folder}/dev.conllu",
            "--bert_model", str(work / "encoder"), *ADAPTER, *HEAD, "--lang", "ar",
            "--tag_emb_dim", "0", "--word_emb_dim", "0", "--char_hidden_dim", "128", "--no_checkpoint",
            "--num_layers", "1", "--hidden_dim", "256", "--deep_biaff_hidden_dim", "256",
            "--deep_biaff_output_dim", "128", "--optim", "adamw", "--lr", "0.002", "--no_second_optim",
            "--bert_learning_rate", "0.2", "--bert_start_finetuning", "0", "--bert_warmup_steps", "100",
            "--batch_size", "1000", "--max_steps", str(steps), "--eval_interval", "100",
            "--save_dir", str(work / "saved"), "--save_name", "depparse.pt",
        ])  # fmt: skip


def ner_task(data: Path, work: Path, *, steps: int) -> None:
    """Persons, places, organisations and others on ANERCorp and AQMAR, cut into our words: in three stages of falling
    rates, the second on the news of ANERCorp alone, the third from the mean of both before it."""
    sets = ner.training_sets(data, tokenizer=work / "saved" / "tokenize.pt")
    for part, sentences in sets.items():
        path = work / "ner" / f"{part}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(sentences, ensure_ascii=False), encoding="utf-8")
    saved = work / "saved"
    _ner_stage(work, "train", steps=steps, name="ner-both.pt")
    _ner_stage(work, "news", steps=steps // 3, name="ner-news.pt", start=saved / "ner-both.pt", peak=0.5)
    pack.average(saved / "ner-both.pt", saved / "ner-news.pt", target=saved / "ner-mean.pt")
    _ner_stage(work, "train", steps=steps // 3, name="ner.pt", start=saved / "ner-mean.pt", peak=0.5)


def _ner_stage(work: Path, part: str, *, steps: int, name: str, start: Path | None = None, peak: float = 1.0) -> None:
    from stanza.models import ner_tagger

    folder = str(work / "ner")
    resumed = ["--finetune", "--finetune_load_name", str(start)] if start else []
    with recipe(steps, peak=peak):
        ner_tagger.main([
            "--train_file", f"{folder}/{part}.json", "--eval_file", f"{folder}/dev.json",
            "--bert_model", str(work / "encoder"), *ADAPTER, *HEAD, "--bert_finetune", *resumed,
            "--word_emb_dim", "0", "--hidden_dim", "128", "--no_char", "--optim", "adamw", "--lr", "0.002",
            "--bert_learning_rate", "0.2", "--batch_size", "24", "--max_batch_words", "800",
            "--max_steps", str(steps), "--eval_interval", "100",
            "--save_dir", str(work / "saved"), "--save_name", name,
        ])  # fmt: skip


TASKS: dict[str, Callable[..., None]] = {
    "tokenize": tokenize, "pos": pos, "lemma": lemma, "depparse": depparse, "ner": ner_task,
}  # fmt: skip
