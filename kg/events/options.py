"""Which means of extraction are at work: all of them, unless somebody asks what one is worth."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """``parse``: participants by their place in the dependency tree, else the nearest names around a trigger.
    ``coreference``: pronouns, pairs and elided subjects stand for somebody. ``fallback``: the nearest actor stands in
    where the parse gives none."""

    parse: bool = True
    coreference: bool = True
    fallback: bool = True
    calibration: bool = True
