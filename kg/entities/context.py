"""Which state stands beside a name: ``وزير الخارجية الروسي سيرغي لافروف``, ``رئيس فرنسا``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.gazetteer import Gazetteer
from kg.mentions.candidates import LINEAGE
from kg.records import Mention
from kg.tokens import Token
from kg.vocabulary import Vocabulary

REACH = 7  # words on either side within which a title speaks of the name


class Context:
    """The words around the names of one document."""

    def __init__(
        self, tokens: Sequence[Token], states: Mapping[int, str], gazetteer: Gazetteer, vocabulary: Vocabulary
    ) -> None:
        """``states`` leads from the offset of each mention of a state to its ISO 3166 alpha-3 code."""
        self.tokens = tokens
        self.states = states
        self.gazetteer = gazetteer
        self.vocabulary = vocabulary
        self._begins = [token.begin for token in tokens]

    def state(self, mention: Mention) -> str | None:
        """The state of a title beside the name, before it rather than behind it; None if none says one."""
        first = bisect_left(self._begins, mention.begin + 1) - 1
        last = bisect_left(self._begins, mention.end)
        if first < 0:
            return None
        return self._before(first) or self._behind(last)

    def within(self, mention: Mention) -> str | None:
        """The state of a nationality or a state's name inside the name itself, the last one."""
        first = max(bisect_left(self._begins, mention.begin + 1) - 1, 0)
        last = bisect_left(self._begins, mention.end)
        behind = next((state for index in reversed(range(first + 1, last)) if (state := self._said(index))), None)
        return behind or self._said(first, mention.begin)

    def _before(self, first: int) -> str | None:
        if self.tokens[first].first or "و" in self._cut(first):
            return None
        state = None
        for index in range(first - 1, max(first - REACH, -1), -1):
            if not self.tokens[index + 1].joined and "(" not in self.tokens[index + 1].gap:
                return None
            state = state or self._said(index)
            if self._titled(index) and state:
                return state
            if self.tokens[index].first:
                return None
        return None

    def _behind(self, last: int) -> str | None:
        if last >= len(self.tokens) or self.tokens[last].first or not self._titled(last):
            return None
        for index in range(last, min(last + REACH, len(self.tokens))):
            if index > last and not self.tokens[index].joined:
                return None
            if state := self._said(index):
                return state
        return None

    def _cut(self, index: int) -> str:
        return max((start.proclitic for start in self.tokens[index].starts if start.seen), key=len, default="")

    def _titled(self, index: int) -> bool:
        token = self.tokens[index]
        return (token.stem,) in self.vocabulary.titles or (token.folded,) in self.vocabulary.titles

    def _said(self, index: int, begin: int | None = None) -> str | None:
        """The state that a word (from ``begin`` on) says, as a name or as an adjective, alone or with the next."""
        token = self.tokens[index]
        for start in token.starts:
            if start.begin in self.states:
                return self.states[start.begin]
        if index and self.tokens[index - 1].folded in LINEAGE:  # فيصل بن تركي
            return None
        here = token.start(begin) if begin is not None else None
        word = here.forms[-1] if here else token.folded
        if index + 1 < len(self.tokens) and self.tokens[index + 1].joined:
            pair = self.gazetteer.adjective(f"{word} {self.tokens[index + 1].folded}")
            if pair:
                return pair.removeprefix("state/")
        single = self.gazetteer.adjective(word)
        return single.removeprefix("state/") if single else None
