"""Reading: words, lemmas, tags, parse and names of a document's body. The only importer of Stanza.

The models read a normalised copy (no vowel signs, no tatweel, Arabic letters for Persian ones, plain quotes); every
offset that leaves this module refers to the raw text again.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import arabic, ids, workers
from kg import models as bundle
from kg.errors import BadModel
from kg.models import load
from kg.models.surface import split_surface
from kg.records import Annotation, Document, Sentence, Span, Word
from kg.workers import Workers

BATCH = 8  # documents read together, so that short sentences fill the models' batches
FORMAT = "4"  # raise it when the same models would now give another annotation


class Reader:
    """Reads documents with one set of models.

    ``models`` is ``default`` (bundled), ``stanza`` (the official ones, downloaded by Stanza) or a folder: of model
    files laid out like the bundled ones, or of Stanza's resources. ``cache`` is a folder where annotations are kept by
    text and models. ``processes`` is how many read at once, by default one for each core, up to eight.
    The models are loaded when the first text that is not in the cache comes. Raises BadModel.
    """

    def __init__(self, *, models: str = "default", cache: Path | None = None, processes: int | None = None) -> None:
        self.processes = processes or min(workers.cores(), workers.MOST)
        self.models = models
        self.cache = cache
        self._pipeline: Any = None

    @cached_property
    def version(self) -> str:
        """What the annotations depend on beside the text."""
        if self.models == "default":
            return f"default-{bundle.version()}-{FORMAT}"
        if self.models == "stanza":
            from stanza import __version__

            return f"stanza-{__version__}-{FORMAT}"
        checksums = [bundle.sha256(path) for path in sorted(_folder(self.models).rglob("*.pt"))]
        return f"folder-{ids.digest(*checksums)}-{FORMAT}"

    def read(self, documents: Sequence[Document]) -> Iterator[Annotation]:
        """An annotation for each document, in order; what one process needs a while for is read in several."""
        recalled: deque[list[Annotation | None]] = deque()
        fresh = self._fresh(documents, recalled)
        many = len(documents) > BATCH and self.processes > 1
        read = Workers(models=self.models, size=self.processes).read(fresh) if many else map(self._annotate, fresh)
        begin = 0
        for batch in read:
            new = iter(batch)
            for found in recalled.popleft():
                annotation = found or next(new)
                if found is None:
                    self._remember(documents[begin], annotation)
                yield annotation
                begin += 1

    def _fresh(
        self, documents: Sequence[Document], recalled: deque[list[Annotation | None]]
    ) -> Iterator[list[Document]]:
        """Of each batch of documents those that are not in the cache; what is goes to ``recalled``."""
        for begin in range(0, len(documents), BATCH):
            batch = documents[begin : begin + BATCH]
            known = [self._recall(document) for document in batch]
            recalled.append(known)
            yield [document for document, found in zip(batch, known, strict=True) if found is None]

    def _annotate(self, documents: Sequence[Document]) -> list[Annotation]:
        copies = [_Copy(document) for document in documents]
        readable = [copy for copy in copies if copy.text.strip()]
        if readable and self._pipeline is None:
            self._pipeline = self._load()
        done = iter(self._pipeline.bulk_process([copy.text for copy in readable]) if readable else [])
        annotations = []
        for copy in copies:
            sentences, names = _records(next(done), copy) if copy.text.strip() else ((), ())
            annotations.append(Annotation(copy.document.id, sentences, names, self.version))
        return annotations

    def _load(self) -> Any:
        if self.models == "stanza":
            return load.official()
        if self.models == "default":
            return load.bundled()
        folder = _folder(self.models)
        return load.official(folder) if (folder / "resources.json").is_file() else load.bundled(folder=folder)

    def _file(self, document: Document) -> Path | None:
        spans = json.dumps([(span.begin, span.end) for span in document.body])
        key = ids.digest(self.version, document.text, spans, length=32)
        return self.cache / key[:2] / f"{key}.json" if self.cache else None

    def _recall(self, document: Document) -> Annotation | None:
        path = self._file(document)
        if path is None or not path.is_file():
            return None
        try:
            return replace(Annotation.from_json(path.read_text(encoding="utf-8")), doc_id=document.id)
        except (ValueError, TypeError):
            return None  # cut short by a crash: read again

    def _remember(self, document: Document, annotation: Annotation) -> None:
        path = self._file(document)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_text(annotation.to_json(), encoding="utf-8")
        draft.replace(path)


def _folder(models: str) -> Path:
    folder = Path(models)
    if not folder.is_dir():
        raise BadModel(f"--models {models}: there is no such folder; give one, or `default` or `stanza`")
    return folder


class _Copy:
    """The body as the models see it, one paragraph a span, and the way back to raw offsets."""

    def __init__(self, document: Document) -> None:
        self.document = document
        parts: list[str] = []
        self.offsets: list[int] = []
        for span in document.body:
            text, offsets = arabic.normalise(document.text[span.begin : span.end])
            # A line break inside a paragraph is a blank; an empty line would end the sentence.
            text = text.translate(arabic.KNOWN)
            parts.append(text.replace("\n", " ").replace("\r", " ") + "\n\n")
            self.offsets += [span.begin + offset for offset in offsets] + [span.end]
        self.text = "".join(parts)
        self.offsets.append(len(document.text))

    def raw(self, begin: int, end: int) -> tuple[int, int]:
        return arabic.original(self.document.text, self.offsets, begin, end)


def _records(parsed: Any, copy: _Copy) -> tuple[tuple[Sentence, ...], tuple[Span, ...]]:
    sentences, names = [], []
    for parsed_sentence in parsed.sentences:
        words = [_word(word, copy.raw(begin, end)) for word, begin, end in _located(parsed_sentence)]
        if words:
            sentences.append(Sentence(words[0].begin, words[-1].end, tuple(words)))
        for name in parsed_sentence.ents:
            begin, end = copy.raw(name.start_char, name.end_char)
            names.append(Span(begin, end, name.type))
    return tuple(sentences), tuple(sorted(names))


def _located(sentence: Any) -> Iterator[tuple[Any, int, int]]:
    """Each syntactic word with its offsets in the copy; the words of a multi-word token share its letters."""
    for token in sentence.tokens:
        pieces = split_surface(token.text, [word.text for word in token.words])
        begin = token.start_char
        for index, word in enumerate(token.words):
            end = begin + len(pieces[index]) if pieces else token.end_char
            yield word, begin, end
            begin = end if pieces else begin


def _word(word: Any, place: tuple[int, int]) -> Word:
    lemma = arabic.normalise(word.lemma or word.text)[0]
    return Word(*place, word.text, lemma, word.upos or "X", word.feats or "", word.head or 0, word.deprel or "dep")
