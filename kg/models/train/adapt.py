"""The encoder read into Arabic news: masked words guessed (Devlin et al. 2019) in text cut as the pipeline cuts it.

multilingual-e5-small learnt a hundred languages and to compare sentences. A few epochs over news teach its layers what
stands where in Arabic prose, in the form in which they meet it later: one piece of text a word, clitics apart. The
embeddings stay as they were; the head that guesses is thrown away.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import AutoTokenizer, BertModel

from kg.models.train import news

LENGTH = 128  # pieces of a training sequence, marks of its ends included
BATCH = 512  # sequences
MASKED = 0.2  # share of words
RATE = 5e-4
STEPS = 4600  # of 65,536 pieces: four minutes on an H100, days on a CPU
WARMUP = 0.06  # share of the steps
HELD_OUT = 200  # sequences at the end, for the report
SEED = 20261126


def prepare(data: Path, work: Path) -> None:
    """Write ``work/adapt/pieces.npy``: SaudiNewsNet cut into words and those into the encoder's pieces (uint16)."""
    articles = news.texts(data)
    cut = news.cut(news.count(articles), tokenizer=work / "saved" / "tokenize.pt")
    tokenizer = AutoTokenizer.from_pretrained(str(work / "encoder"), local_files_only=True)
    pieces: list[np.ndarray] = []
    for begin in range(0, len(articles), 1000):
        lines = [
            " ".join(piece for token in news.TOKEN.findall(text) for piece in cut.get(token, (token,)))
            for text in articles[begin : begin + 1000]
        ]
        encoded = tokenizer(lines, add_special_tokens=False)["input_ids"]
        pieces += [np.array(ids, dtype=np.uint16) for ids in encoded]
    (work / "adapt").mkdir(parents=True, exist_ok=True)
    np.save(work / "adapt" / "pieces.npy", np.concatenate(pieces))


def fit(work: Path, *, steps: int) -> None:
    """Train the layers of ``work/encoder`` on ``steps`` batches of the prepared pieces, on a GPU where there is one;
    write ``work/adapted`` beside it, which the tasks then take as their encoder."""
    torch.manual_seed(SEED)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(str(work / "encoder"), local_files_only=True)
    model: Any = BertModel.from_pretrained(str(work / "encoder"), attn_implementation="sdpa", add_pooling_layer=False)
    model.to(device=device, dtype=torch.float32).train()
    for weight in model.embeddings.parameters():
        weight.requires_grad = False
    head = Head(model.embeddings.word_embeddings.weight).to(device)
    data = _sequences(np.load(work / "adapt" / "pieces.npy"), tokenizer).to(device)
    held_out, data = data[-HELD_OUT:], data[:-HELD_OUT]
    starts = _starts(tokenizer).to(device)
    weights = [weight for weight in (*model.parameters(), *head.parameters()) if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    run = torch.compile(model) if device == "cuda" else model
    mask_id = tokenizer.unk_token_id  # the vocabulary has no mask; an unknown word says as much

    def loss(ids: Tensor) -> Tensor:
        masked, where = mask(ids, starts, mask_id, vocabulary=len(tokenizer))
        with torch.autocast(device, dtype=torch.bfloat16):
            guesses = head(run(masked).last_hidden_state[where])
        return F.cross_entropy(guesses.float(), ids[where])

    begun = time.monotonic()
    order, position = torch.randperm(len(data), device=device), 0
    for step in range(1, steps + 1):
        if position + BATCH > len(order):
            order, position = torch.randperm(len(data), device=device), 0
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(step / (WARMUP * steps), (1 - step / steps) / (1 - WARMUP), 1.0)
        value = loss(data[order[position : position + BATCH]])
        position += BATCH
        optimizer.zero_grad(set_to_none=True)
        value.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}, {time.monotonic() - begun:.0f} s, loss {value.item():.3f}", flush=True)
    model.eval()
    with torch.no_grad():
        print(f"held-out loss {loss(held_out).item():.3f}", flush=True)
    write(model, work)


class Head(nn.Module):
    """From a state of the encoder to the piece that it hides; its matrix starts as the embeddings."""

    def __init__(self, embeddings: Tensor) -> None:
        super().__init__()
        size = embeddings.shape[1]
        self.dense, self.norm = nn.Linear(size, size), nn.LayerNorm(size)
        self.decoder = nn.Linear(size, embeddings.shape[0])
        self.decoder.weight.data.copy_(embeddings.data)

    def forward(self, states: Tensor) -> Tensor:
        guess: Tensor = self.decoder(self.norm(F.gelu(self.dense(states))))
        return guess


def mask(ids: Tensor, starts: Tensor, mask_id: int, *, vocabulary: int) -> tuple[Tensor, Tensor]:
    """The ids with a share of the words hidden (of their pieces 8 of 10 masked, 1 random, 1 kept), and where."""
    begins = starts[ids]
    word = begins.cumsum(1)  # the number of the word that each piece belongs to; specials begin a word of their own
    chosen = torch.rand(ids.shape, device=ids.device) < MASKED
    where = chosen.gather(1, word.clamp(max=ids.shape[1] - 1))
    where[:, 0] = where[:, -1] = False
    dice = torch.rand(ids.shape, device=ids.device)
    noise = torch.randint(4, vocabulary, ids.shape, device=ids.device)
    masked = torch.where(where & (dice < 0.8), mask_id, ids)
    return torch.where(where & (dice >= 0.9), noise, masked), where


def write(model: BertModel, work: Path) -> None:
    """``work/adapted``: the encoder's folder with the trained layers."""
    target = work / "adapted"
    target.mkdir(parents=True, exist_ok=True)
    state = load_file(str(work / "encoder" / "model.safetensors"))
    trained = model.state_dict()
    for name in state:
        if name.startswith("encoder."):
            state[name] = trained[name].half().cpu().contiguous()
    save_file(state, str(target / "model.safetensors"), metadata={"format": "pt"})
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        (target / name).write_bytes((work / "encoder" / name).read_bytes())


def _sequences(pieces: np.ndarray, tokenizer: object) -> Tensor:
    inner = LENGTH - 2
    rows = torch.from_numpy(pieces[: len(pieces) // inner * inner].astype(np.int64)).view(-1, inner)
    begin = torch.full((len(rows), 1), tokenizer.bos_token_id)  # type: ignore[attr-defined]
    end = torch.full((len(rows), 1), tokenizer.eos_token_id)  # type: ignore[attr-defined]
    return torch.cat([begin, rows, end], dim=1)


def _starts(tokenizer: object) -> Tensor:
    """For each piece of the vocabulary whether it begins a word."""
    pieces = tokenizer.convert_ids_to_tokens(range(len(tokenizer)))  # type: ignore[attr-defined,arg-type]
    return torch.tensor([piece.startswith("▁") or piece.startswith("<") for piece in pieces])
