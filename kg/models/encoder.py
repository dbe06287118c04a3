"""The shared encoder as the models run it: a BERT with a task's adapter merged into its weights.

Training goes through transformers and peft. Reading needs neither: this is the same arithmetic over the
words only, without padding, in the form in which Stanza's models call a transformer. An adapter that runs beside
the frozen weights costs two more products in every layer, and peft has to be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from safetensors.torch import load_file
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

PEFT = "base_model.model."  # what peft puts before the names of an adapter's weights
AVERAGED = 4  # Stanza averages three of the last four layers unless a model has a mixture of its own; never the last


class Encoder(nn.Module):
    """Layers of a ``BertModel``; ``weights`` are its state, adapters merged (:func:`merged`).

    Called with token ids and an attention mask of shape (sentences, pieces), gives hidden states of shape
    (sentences, pieces, hidden), zero behind the end of a sentence. ``unread_top`` leaves the last layer out
    where nothing reads it: its place among the hidden states is then taken by the one before.
    """

    _hf_peft_config_loaded = False  # Stanza asks

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, Tensor], *, unread_top: bool = False) -> None:
        super().__init__()
        self.config = SimpleNamespace(**config)
        self.unread_top = unread_top
        self.heads: int = config["num_attention_heads"]
        self.epsilon: float = config["layer_norm_eps"]
        self.names = _layers(weights, config["num_hidden_layers"] - unread_top)
        for name, value in self.names.items():
            self.register_buffer(name.replace(".", "_"), value, persistent=False)

    def _get(self, name: str) -> Tensor:
        value: Tensor = getattr(self, name.replace(".", "_"))
        return value

    def _norm(self, x: Tensor, name: str) -> Tensor:
        return F.layer_norm(x, x.shape[-1:], self._get(f"{name}.weight"), self._get(f"{name}.bias"), self.epsilon)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self._get(f"{name}.weight"), self._get(f"{name}.bias"))

    @torch.inference_mode()
    def forward(self, ids: Tensor, *, attention_mask: Tensor, **_: object) -> SimpleNamespace:
        there = attention_mask.bool()
        place = there.flatten().nonzero().squeeze(1)  # of each piece among the padded ones
        positions = torch.arange(ids.shape[1]).expand_as(ids)[there]
        x = F.embedding(ids[there], self._get("embeddings.words"))
        x = self._norm(x + F.embedding(positions, self._get("embeddings.positions")), "embeddings.norm")
        mask = None if there.all() else there[:, None, None, :]
        states = [x]
        for layer in range(self.config.num_hidden_layers - self.unread_top):
            states.append(x := self._layer(x, f"{layer}", place, there.shape, mask))
        if self.unread_top:
            states.append(x)
        return SimpleNamespace(hidden_states=tuple(_padded(x, place, there.shape) for x in states[-AVERAGED:]))

    def _layer(self, x: Tensor, name: str, place: Tensor, shape: torch.Size, mask: Tensor | None) -> Tensor:
        together = _padded(self._linear(x, f"{name}.qkv"), place, shape)
        parts = together.view(*shape, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        context = context.transpose(1, 2).reshape(-1, x.shape[-1])[place]
        x = self._norm(self._linear(context, f"{name}.attended") + x, f"{name}.attended_norm")
        return self._norm(self._linear(F.gelu(self._linear(x, f"{name}.inner")), f"{name}.outer") + x, f"{name}.norm")


def _padded(x: Tensor, place: Tensor, shape: torch.Size) -> Tensor:
    rows, width = shape
    if len(place) == rows * width:
        return x.view(rows, width, -1)
    return x.new_zeros(rows * width, x.shape[-1]).index_copy_(0, place, x).view(rows, width, -1)


def _layers(weights: Mapping[str, Tensor], count: int) -> dict[str, Tensor]:
    """The weights by shorter names; query, key and value as one matrix, the one segment added to the positions."""
    old = "embeddings."
    found = {
        "embeddings.words": weights[f"{old}word_embeddings.weight"],
        "embeddings.positions": weights[f"{old}position_embeddings.weight"]
        + weights[f"{old}token_type_embeddings.weight"][0],
    }
    norms = {"embeddings.norm": f"{old}LayerNorm"}
    for layer in range(count):
        old = f"encoder.layer.{layer}."
        for part in ("weight", "bias"):
            attention = [weights[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            found[f"{layer}.qkv.{part}"] = torch.cat(attention)
        norms |= {
            f"{layer}.attended": f"{old}attention.output.dense", f"{layer}.inner": f"{old}intermediate.dense",
            f"{layer}.outer": f"{old}output.dense", f"{layer}.attended_norm": f"{old}attention.output.LayerNorm",
            f"{layer}.norm": f"{old}output.LayerNorm",
        }  # fmt: skip
    found |= {f"{new}.{part}": weights[f"{old}.{part}"] for new, old in norms.items() for part in ("weight", "bias")}
    return found


def merged(weights: Mapping[str, Tensor], adapter: Mapping[str, Tensor], *, scale: float) -> dict[str, Tensor]:
    """The weights with a low-rank adapter added: W + scale·B·A (Hu et al. 2021, LoRA).

    ``scale`` is alpha over rank. Raises KeyError when the adapter is for other weights.
    """
    whole = dict(weights)
    for name, down in adapter.items():
        if ".lora_A." in name:
            up = adapter[name.replace(".lora_A.", ".lora_B.")].float()
            target = name.removeprefix(PEFT).replace(".lora_A.weight", ".weight")
            whole[target] = whole[target] + scale * (up @ down.float())
    return whole


def load_weights(folder: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Configuration and fp32 weights of the encoder in ``folder``. Raises OSError and ValueError."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return config, {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}


UNKNOWN = "<unk>"


class Pieces:
    """The word pieces of sentences, in the form in which Stanza asks a tokenizer of transformers for them."""

    model_max_length = 512

    def __init__(self, folder: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.padding = json.loads((folder / "config.json").read_text(encoding="utf-8"))["pad_token_id"]

    def __call__(self, data: Sequence[Any], *, is_split_into_words: bool = False, **_: object) -> Batch:
        encodings = self.tokenizer.encode_batch(list(data), is_pretokenized=is_split_into_words)
        if is_split_into_words:
            encodings = [self._whole(words, one) for words, one in zip(data, encodings, strict=True)]
        return Batch(encodings, self.padding)

    def _whole(self, words: Sequence[str], encoding: Encoding) -> Encoding:
        """The encoding with a piece for each word: of some, a lone tatweel for one, the vocabulary has none."""
        seen = {number for number in encoding.word_ids if number is not None}
        if len(seen) == len(words):
            return encoding
        known = [word if number in seen else UNKNOWN for number, word in enumerate(words)]
        return self.tokenizer.encode(known, is_pretokenized=True)


class Batch:
    """Encoded sentences, padded to the longest."""

    def __init__(self, encodings: Sequence[Encoding], padding: int) -> None:
        self.encodings = encodings
        longest = max((len(one.ids) for one in encodings), default=0)
        self.input_ids = [one.ids + [padding] * (longest - len(one.ids)) for one in encodings]
        self.attention_mask = [[1] * len(one.ids) + [0] * (longest - len(one.ids)) for one in encodings]

    def __getitem__(self, name: str) -> list[list[int]]:
        value: list[list[int]] = getattr(self, name)
        return value

    def word_ids(self, *, batch_index: int) -> list[int | None]:
        """The number of the word of each piece, None for the marks at both ends."""
        numbers: list[int | None] = self.encodings[batch_index].word_ids
        return numbers
