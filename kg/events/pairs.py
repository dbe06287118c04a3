"""Who the two are: persons or states named side by side, and the duals that come back to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.events.named import NOBODY, Found, Named

DUAL_ENDINGS = ("ان", "ين")


class Pairs:
    """The couples of one document."""

    def __init__(self, named: Named) -> None:
        self.names = named
        self._states: list[tuple[int, str]] = sorted(self._read_states())
        self._couples: list[tuple[int, str, tuple[str, ...]]] = []

    def read(self, single: Callable[[int, int], Found]) -> None:
        """Learn who is told of side by side; ``single`` says whom the word at a place means without its conjuncts."""
        self._couples = sorted(self._read_couples(single))

    def of(self, number: int, index: int) -> Found:
        """The two that a dual means (الزعيمان, البلدان), or whose names follow it."""
        tree = self.names.trees[number]
        word, bare = tree.words[index], tree.keys[index].removeprefix("ال")
        stems = {bare[: -len(ending)] for ending in DUAL_ENDINGS if bare.endswith(ending)}  # of a lemma that is guessed
        stems |= {stem.removesuffix("ت") + "ه" for stem in stems if stem.endswith("ت")}
        known = self.names.words["pair_of_persons"] | self.names.words["pair_of_states"]
        plain = bare.endswith(DUAL_ENDINGS[0]) and not stems.isdisjoint(known)  # whatever its lemma is taken for
        plural = not stems.isdisjoint(self.names.words["sound_plural"]) and not plain  # مسؤولين are two or more
        dual = word.feature("Number") == "Dual" or plain or (stems and tree.lemmas[index] != bare and not plural)
        if not dual:
            return NOBODY
        named = self._names_behind(number, index)
        if len(named) == 2:
            return Found(named, "name")
        if self.names.states_in(number, index):
            return NOBODY
        for kind, label in (("pair_of_persons", "Person"), ("pair_of_states", "State")):
            if not self.names.words[kind].isdisjoint({tree.lemmas[index], *stems}):
                return self._last_two(label, word.begin)
        return NOBODY

    def _names_behind(self, number: int, index: int) -> tuple[str, ...]:
        """The names coordinated right behind a noun: الرئيسان ماكرون وشولتس."""
        tree = self.names.trees[number]
        ids: list[str] = []
        for place in range(index + 1, len(tree.words)):
            here = self.names.named(number, place)
            if here:
                ids.append(here)
            elif tree.words[place].upos not in (("CCONJ", "ADJ") if ids else ("ADJ",)):
                break  # الرئيسين التركي أردوغان والأميركي أوباما
        return tuple(dict.fromkeys(ids))

    def _last_two(self, label: str, begin: int) -> Found:
        """The two of a type named side by side last before an offset, else mentioned last; in a headline, after it."""
        told = [pair for place, kind, pair in self._couples if place < begin and kind == label]
        if told:
            return Found(_meant(told), "pair")
        named = [(m.begin, i) for m, e in self.names.places if (i := self._as(label, e))]
        places = sorted({*named, *(self._states if label == "State" else ())})
        before = [i for place, i in places if place < begin][::-1]
        after = [i for place, i in places if place >= begin]
        ids = list(dict.fromkeys([*before, *after]))[:2]
        return Found(tuple(sorted(ids)), "pair") if len(ids) == 2 else NOBODY

    def states(self, begin: int) -> Found:
        """The two states that an offset speaks of without naming them."""
        return self._last_two("State", begin)

    def told(self, begin: int, *, one: str | None = None) -> Found:
        """The two persons or states named side by side last before an offset, those with ``one`` before others."""
        told = [(place, kind, pair) for place, kind, pair in self._couples if place < begin]
        told = [couple for couple in told if one in couple[2]] or told
        return Found(min(told, key=lambda couple: (-couple[0], couple[1]))[2], "pair") if told else NOBODY

    def both(self, begin: int, *, one: str | None = None) -> Found:
        """Those told of last, else the two states named last."""
        told = self.told(begin, one=one)
        return told if told.ids else self._last_two("State", begin)

    def _as(self, label: str, entity_id: str) -> str | None:
        if self.names.kind(entity_id) == label:
            return entity_id
        return self.names.state_of(entity_id) if label == "State" and self.names.kind(entity_id) == "Person" else None

    def _read_states(self) -> Iterator[tuple[int, str]]:
        """The states that are named, by themselves or by a nationality adjective, with their offsets."""
        for number, tree in enumerate(self.names.trees):
            for index, word in enumerate(tree.words):
                here = self.names.named(number, index)
                state = (
                    here
                    if here and self.names.kind(here) == "State"
                    else None
                    if here
                    else self.names.adjective(tree, index)
                )
                if state:
                    yield word.begin, state

    def _read_couples(self, single: Callable[[int, int], Found]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """Two persons or two states that are coordinated (شي وبوتين), with their offset and type; two persons of two
        states speak for these."""
        for number, tree in enumerate(self.names.trees):
            for index, word in enumerate(tree.words):
                if word.upos == "VERB":
                    yield from self._partners(single, number, index)
                if word.upos == "NOUN" and len(both := self.names.adjectives(number, index)) == 2:
                    yield word.begin, "State", tuple(sorted(both))  # الشراكة السعودية الإماراتية
                heads = tree.conjuncts(index)
                if len(heads) != 2 or tree.relation(index) == "conj":
                    continue
                pair = [i for head in heads if (i := single(number, head).ids[:1])]
                ids = tuple(sorted({i for one in pair for i in one}))
                kinds = {self.names.kind(i) for i in ids}
                if len(ids) == 2 and len(kinds) == 1 and kinds <= {"Person", "State"}:
                    yield word.begin, kinds.pop(), ids
                    states = tuple(sorted({state for i in ids if (state := self.names.state_of(i))}))
                    if len(states) == 2 and states != ids:
                        yield word.begin, "State", states

    def _partners(
        self, single: Callable[[int, int], Found], number: int, verb: int
    ) -> Iterator[tuple[int, str, tuple[str, ...]]]:
        """The one who does something and the one with whom (التقى شكري نظيره, بحث مع), and their states."""
        tree = self.names.trees[number]
        subjects = tree.children(verb, "nsubj")[:1]
        others = [child for child in tree.children(verb, "obj") if not tree.cases(child)]
        others += [
            place for place in range(verb, len(tree.words)) if "مع" in tree.cases(place) and tree.clause(place) == verb
        ]
        pairs = [(*single(number, s).ids[:1], *single(number, o).ids[:1]) for s in subjects for o in others]
        for ids in (tuple(sorted(set(pair))) for pair in pairs):
            states = tuple(sorted({state for i in ids if (state := self.names.state_of(i))}))
            if len(ids) == len(states) == 2:
                if all(self.names.kind(i) == "Person" for i in ids):
                    yield tree.words[verb].begin, "Person", ids
                yield tree.words[verb].begin, "State", states


def _meant(told: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Of couples in the order that they were told of, the one told most often, the last of equals."""
    times = Counter(told)
    return max(reversed(told), key=lambda pair: times[pair])
