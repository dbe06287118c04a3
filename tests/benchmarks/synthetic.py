"""Graphs of any size, made by the real graph writer from invented articles about invented people.

The same number gives the same articles. A person, a state, a type and a status are drawn as unevenly as in the news,
where some are in every other sentence and most in few.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from kg import graph, ids, ontology
from kg.records import Document, Entity, Event, Mention, Quad, Span

STATES = [f"{first}{second}X" for first in "ABCDEFGHIJKLMNO" for second in "ABCDEFGHIJ"]
SENTENCES = 12  # of an article, each a telling
SOURCES = ("وكالة أولى", "وكالة ثانية", "صحيفة", "قناة")
_STATUS = ("actual",) * 12 + ("planned",) * 3 + ("ongoing",) * 2 + ("hypothetical", "negated")
_FIRST = date(2015, 1, 1)


def quads(number: int) -> Iterator[tuple[str, list[Quad]]]:
    """Named graphs, each with its quads, until ``number`` statements are reached: the ontology, then articles."""
    written = 0
    parts = list(ontology.quads())
    yield parts[0].graph, parts
    written += len(parts)
    people = max(number // 100, 50)
    index = 0
    while written < number:
        document, entities, events = article(index, people)
        parts = graph.document_quads(document, entities, events)
        yield parts[0].graph, parts
        written += len(parts)
        index += 1


def article(index: int, people: int, *, skew: float = 0.7) -> tuple[Document, list[Entity], list[Event]]:
    """The records of one article, by its number; it names persons with a number below ``people``, the higher
    ``skew`` the more often the same few."""
    draw = random.Random(index)
    types = ontology.event_types()
    text, mentions, events = "", {}, []
    doc_id = f"article-{index:06}"
    for _ in range(SENTENCES):
        kind = types[min(int(draw.paretovariate(0.8)) - 1, len(types) - 1)]
        actors = sorted({_person(draw, people, skew) for _ in range(2)})
        states = [_state(person) for person in actors]
        begin = len(text)
        trigger = Span(begin, begin + 4, "فعل!")
        text += "فعل! "
        for key in (*actors, states[0]):
            mentions.setdefault(key, []).append(
                Mention(doc_id, len(text), len(text) + len(_name(key)), _name(key), "Person", (key,), "both", 0.9)
            )
            text += _name(key) + " "
        text = text[:-1] + ". "
        day = _FIRST + timedelta(days=draw.randrange(3650))
        time = draw.choice([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], None])
        symmetric = kind.symmetric or len(actors) < 2
        shared = ids.digest(kind.type, *actors, day.isoformat()[:7])  # now and then, another article tells it too
        events.append(
            Event(
                doc_id,
                shared,
                kind.type,
                trigger,
                Span(begin, len(text) - 1),
                tuple(actors if symmetric else actors[:1]),
                () if symmetric else tuple(actors[1:]),
                (states[0],) if kind.type == "Visit" else (),
                (states[0],) if draw.random() < 0.2 else (),  # one that the sentence names
                time,
                draw.choice(_STATUS),
                round(draw.uniform(0.5, 1), 3),
                "synthetic",
            )
        )
    entities = [
        Entity(
            doc_id,
            key,
            "State" if key.startswith("state/") else "Person",
            _name(key),
            key.rpartition("/")[2],
            key.rpartition("/")[2] if key.startswith("person/Q") else None,
            key.removeprefix("state/") if key.startswith("state/") else _state(key).removeprefix("state/"),
            not key.startswith(("state/", "person/Q")),
            tuple(found),
        )
        for key, found in sorted(mentions.items())
    ]
    published = (_FIRST + timedelta(days=index % 3650)).isoformat()
    return Document(doc_id, text, f"خبر {index}", published, draw.choice(SOURCES)), entities, events


def _person(draw: random.Random, people: int, skew: float) -> str:
    number = int(draw.paretovariate(skew)) % people
    return f"person/Q{900_000 + number}" if number % 3 else f"person/x-{number:012x}"


def _state(person: str) -> str:
    return f"state/{STATES[int(ids.digest(person, length=4), 16) % len(STATES)]}"


def _name(key: str) -> str:
    return f"شخص {key[-6:]}" if key.startswith("person/") else f"دولة {key[-3:]}"
