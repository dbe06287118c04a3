"""Who takes part in what a trigger evokes when no parse is at hand: the nearest names around it.

What an extractor without syntax can do, kept to measure what the parse is worth (``tests/benchmarks/ablations.py``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.events.arguments import Frame
from kg.events.lexicon import Slot, Trigger
from kg.events.named import Found
from kg.events.references import References
from kg.records import Sentence

REACH = 10  # words to either side of a trigger
TRUST = 0.4  # in a participant who is merely near


def flat(sentence: Sentence) -> Sentence:
    """The sentence without its parse: every word hangs on the first."""
    words = (
        replace(word, head=1 if place else 0, deprel="dep" if place else "root")
        for place, word in enumerate(sentence.words)
    )
    return replace(sentence, words=tuple(words))


class Windows:
    """Finds participants in one document, as :class:`kg.events.arguments.Arguments` does by the parse."""

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
