"""What is left of the extraction when one of its means is taken away, to measure what each is worth.

``tests/benchmarks/ablations.py`` asks; a build uses all of them.
"""

# ruff: noqa: ARG002  (what is taken away answers the same questions, whatever is asked)

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.events.arguments import Arguments, Frame
from kg.events.lexicon import Slot, Trigger
from kg.events.named import NOBODY, Found
from kg.events.references import References
from kg.records import Sentence

REACH = 10  # words to either side of a trigger
TRUST = 0.4  # in a participant who is merely near


@dataclass(frozen=True, slots=True)
class Options:
    """The means at work. ``parse``: participants by their place in the dependency tree, else the nearest names around
    a trigger. ``coreference``: pronouns, pairs and elided subjects stand for somebody. ``fallback``: the nearest actor
    stands in where the parse gives none. ``calibration``: confidence is a probability, else the trust of the rules."""

    parse: bool = True
    coreference: bool = True
    fallback: bool = True
    calibration: bool = True


class Uncoreferenced(References):
    """Names, offices and adjectives alone: pronouns, pairs, bare nouns and elided subjects stand for nobody."""

    def pair(self, number: int, index: int) -> Found:
        return NOBODY

    def body(self, number: int, index: int) -> Found:
        return NOBODY

    def pronoun(self, number: int, index: int, key: str | None = None) -> Found:
        return NOBODY

    def latter(self, number: int, index: int) -> Found:
        return NOBODY

    def subject(self, number: int, verb: int, *, depth: int = 0, beside: int | None = None) -> Found:
        return super().subject(number, verb, depth=0, beside=beside)


class Unassisted(Arguments):
    """Participants where the parse has them, and nowhere else."""

    def behind(self, number: int, trigger: Trigger, slots: tuple[Slot, ...], frame: Frame) -> None:
        return

    def nearest(self, number: int, trigger: Trigger, slots: tuple[Slot, ...], frame: Frame) -> None:
        return


def flat(sentence: Sentence) -> Sentence:
    """The sentence without its parse: every word hangs on the first."""
    words = (
        replace(word, head=1 if place else 0, deprel="dep" if place else "root")
        for place, word in enumerate(sentence.words)
    )
    return replace(sentence, words=tuple(words))


class Windows:
    """Participants without a parse: the nearest names around a trigger, as an extractor without syntax finds them."""

    def __init__(self, references: References) -> None:
        self.references = references

    def frame(self, number: int, trigger: Trigger, slots: tuple[Slot, ...]) -> Frame:
        """The frame of a trigger in sentence ``number``: the nearest actor before it and the nearest recipient behind
        it; of what parties do together the nearest on both sides."""
        frame = Frame()
        tree = self.references.trees[number]
        before = range(trigger.index - 1, max(trigger.index - 1 - REACH, -1), -1)
        behind = range(trigger.index + 1, min(trigger.index + 1 + REACH, len(tree.words)))
        actors, recipients = (
            {kind for slot in slots if role in slot.roles for kind in slot.types} for role in ("actor", "recipient")
        )
        sides = (before, behind) if not trigger.verbal else (behind, before)  # a verb comes before its subject
        self._add(frame, "actor", number, sides, actors)
        if trigger.type.symmetric:
            self._add(frame, "actor", number, sides[::-1], actors)
        else:
            self._add(frame, "recipient", number, sides[::-1], recipients)
        return frame

    def _add(self, frame: Frame, role: str, number: int, sides: Iterable[range], kinds: set[str]) -> None:
        tree = self.references.trees[number]
        for side in sides:
            for place in side:
                one = self.references.named(number, place) or self.references.adjective(tree, place)
                taken = one in (*frame.get("actor"), *frame.get("recipient"))
                if one and not taken and self.references.kind(one) in kinds:
                    frame.add(role, (one,), TRUST, Found((one,), "nearest", (number, place)))
                    frame.how = "window"
                    return
