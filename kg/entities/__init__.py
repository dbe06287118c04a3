"""Who and what the mentions of a document name: variants of one name as one entity, linked to the gazetteer.

Candidates are told apart by the nationality or state in a title beside the name, by the states that the
document speaks of, and by who held an office on the day of publication. What the gazetteer does not know gets a
provisional id made from its kind and folded name, so that two documents that spell it alike mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg import tokens
from kg import vocabulary as words
from kg.arabic import fold
from kg.entities import people
from kg.entities.context import Context
from kg.entities.joining import UNLINKED, merged, of_row, provisional
from kg.entities.judged import settle
from kg.entities.names import same_word
from kg.gazetteer import Gazetteer, Row
from kg.records import Annotation, Document, Entity, Mention

__all__ = ["resolve", "settle", "unnamed"]


def resolve(
    document: Document, annotation: Annotation, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[Entity]:
    """The entities of a document by id, each with its mentions in order; every mention belongs to one."""
    resolver = _Resolver(document, annotation, mentions, gazetteer)
    return merged([*resolver.things(), *resolver.persons()])


def unnamed(document: Document, entities: Sequence[Entity], used: Iterable[str], gazetteer: Gazetteer) -> list[Entity]:
    """Entities without mentions for the ``used`` ids that no name of the document has: states that take part in
    events by an adjective (``الغزو الأمريكي``)."""
    known = {entity.id for entity in entities}
    return [
        of_row(document.id, gazetteer.row(id), (), "adjective", UNLINKED) for id in sorted(set(used)) if id not in known
    ]


class _Resolver:
    """The two ways to an entity: people by names and titles, the rest by name and state."""

    def __init__(
        self, document: Document, annotation: Annotation, mentions: Sequence[Mention], gazetteer: Gazetteer
    ) -> None:
        self.document = document
        self.gazetteer = gazetteer
        self.mentions = sorted(mentions, key=lambda mention: mention.begin)
        states = {
            mention.begin: gazetteer.row(mention.candidates[0]).state
            for mention in self.mentions
            if mention.type == "State" and mention.candidates
        }
        self.near = frozenset(states.values())
        self.context = Context(tokens.read(document, annotation), states, gazetteer, words.load())

    def persons(self) -> Iterator[Entity]:
        """People; a name that the gazetteer does not know is called by its longest form."""
        mentions = [mention for mention in self.mentions if mention.type == "Person"]
        for cluster in people.gather(mentions, self.gazetteer):
            link = people.link(cluster, context=self.context, gazetteer=self.gazetteer, day=self.document.published)
            if link:
                yield self._linked(link.row, cluster.mentions, link.method, link.confidence)
                continue
            state = next((state for mention in cluster.mentions if (state := self.context.state(mention))), None)
            # One name alone (محمد) is somebody else in the next document.
            key = "" if cluster.names else f"{fold(cluster.mentions[0].text)} {self.document.id}"
            yield self._provisional("Person", cluster.mentions, state=state, key=key)

    def things(self) -> Iterator[Entity]:
        """States, organisations, places, groups and treaties."""
        unknown: dict[tuple[str, str], list[Mention]] = {}
        for mention in self.mentions:
            if mention.type == "Person":
                continue
            rows = [self.gazetteer.row(id) for id in mention.candidates]
            if rows:
                row = self._nearest(rows)
                yield self._linked(row, [mention], "name" if len(rows) == 1 else "context", mention.confidence)
            else:
                unknown.setdefault((mention.type, fold(self._name(mention))), []).append(mention)
        for (type, name), group in self._variants(unknown).items():
            state = self.context.within(group[0])
            key = name
            if type == "Group" and state:
                key = f"people of {state}"  # الصينيون and الصينيين are one
            elif type == "Organization" and not state and all(one.method == "pattern" for one in group):
                key = f"{name} {self.document.id}"  # "the ministry of defence", of whom is not said
            yield self._provisional(type, group, state=state, key=key)

    def _nearest(self, rows: Sequence[Row]) -> Row:
        """The first row of a state that the document speaks of, else the first."""
        return next((row for row in rows if row.state in self.near), rows[0])

    def _variants(self, groups: dict[tuple[str, str], list[Mention]]) -> dict[tuple[str, str], list[Mention]]:
        """The groups with spellings of one name joined, and a name without nationality joined to the only one
        that has it (``وزارة الدفاع`` to ``وزارة الدفاع الصينية``)."""
        joined: dict[tuple[str, str], list[Mention]] = {}
        for (type, name), mentions in sorted(groups.items(), key=lambda item: (-len(item[0][1].split()), item[0])):
            same = [one for kind, one in joined if kind == type and (_respelled(one, name) or self._shorter(name, one))]
            joined.setdefault((type, same[0] if len(same) == 1 else name), []).extend(mentions)
        return {key: sorted(joined[key], key=lambda mention: mention.begin) for key in sorted(joined)}

    def _shorter(self, name: str, full: str) -> bool:
        extra = full.removeprefix(f"{name} ")
        return extra != full and " " in name and self.gazetteer.adjective(extra) is not None

    def _name(self, mention: Mention) -> str:
        """The name that a mention gives: its article whole again behind ``ل``, no parentheses."""
        text = mention.text.replace("(", "").replace(")", "")
        before = self.document.text[max(mention.begin - 1, 0) : mention.begin]
        if mention.type != "Person" and before == "ل" and text.startswith("ل"):
            return f"ا{text}"
        return text

    def _linked(self, row: Row, mentions: Iterable[Mention], method: str, confidence: float) -> Entity:
        return of_row(self.document.id, row, mentions, method, confidence)

    def _provisional(self, type: str, mentions: Sequence[Mention], *, state: str | None, key: str = "") -> Entity:
        name = self._name(max(mentions, key=lambda mention: (len(mention.text), -mention.begin)))
        return provisional(self.document.id, type, mentions, state=state, name=name, key=key)


def _respelled(one: str, other: str) -> bool:
    """Whether two folded names of as many words differ by spelling only."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and all(same_word(a, b) for a, b in pairs)
