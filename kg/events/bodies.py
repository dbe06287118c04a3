"""Which body a bare noun with the article means: ``المركز`` after a centre by name, ``الموقع`` after a site."""

from __future__ import annotations

from kg.events.named import NOBODY, Found, Named

ARTICLE = "ال"


class Bodies:
    """The organisations of a document by the nouns that say what they are."""

    def __init__(self, named: Named) -> None:
        self.names = named
        self._called: dict[str, list[str]] = {}  # folded noun without article → ids in order of the text
        for number, tree in enumerate(named.trees):
            for index in range(len(tree.words)):
                here = named.named(number, index)
                if here is None or named.kind(here) != "Organization":
                    continue
                if index and named.named(number, index - 1) == here:
                    continue  # not its first word
                nouns = [tree.keys[index]]
                if index and tree.words[index - 1].upos == "NOUN":
                    nouns.append(tree.keys[index - 1])  # صحيفة, whose name follows
                for noun in nouns:
                    self._called.setdefault(noun.removeprefix(ARTICLE), []).append(here)

    def of(self, number: int, index: int) -> Found:
        """The body named last before a noun with the article and nothing that says which one."""
        tree = self.names.trees[number]
        word, key = tree.words[index], tree.keys[index]
        if word.upos != "NOUN" or not key.startswith(ARTICLE):
            return NOBODY
        called = self._called.get(key.removeprefix(ARTICLE))
        if not called or tree.children(index, "nmod", "appos", "flat") or self.names.states_in(number, index):
            return NOBODY
        before = [
            entity for mention, entity in self.names.places if mention.begin < word.begin and entity in set(called)
        ]
        return Found((before[-1],), "office") if before else NOBODY
