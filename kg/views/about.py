"""What the page says of an actor beside its events: the offices that it holds, and how its names were linked to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kg import ids
from kg.folder import Reading
from kg.namespaces import DCTERMS, DIP, NIF, SKOS
from kg.store import Store
from kg.terms import text

About = Mapping[str, Any]  # "offices" and "names", as lists for JSON
NAMES = 12  # forms of a name shown, the most frequent first

_OFFICES = f"""
SELECT DISTINCT ?person ?tenure ?office_ar ?office_en ?begin ?end ?evidence ?quote ?rule ?confidence ?told ?title
  ?citation
WHERE {{
  ?person <{DIP}tenure> ?tenure .
  ?tenure <{DIP}office> ?office ; <{DIP}evidence> ?evidence .
  ?evidence <{NIF}anchorOf> ?quote ; <{DIP}rule> ?rule ; <{DIP}confidence> ?confidence ; <{DIP}document> ?document .
  OPTIONAL {{ ?office <{SKOS}prefLabel> ?office_ar . FILTER(LANG(?office_ar) = "ar") }}
  OPTIONAL {{ ?office <{SKOS}prefLabel> ?office_en . FILTER(LANG(?office_en) = "en") }}
  OPTIONAL {{ ?tenure <{DIP}begin> ?begin }}
  OPTIONAL {{ ?tenure <{DIP}end> ?end }}
  OPTIONAL {{ ?evidence <{DIP}heldOn> ?told }}
  OPTIONAL {{ ?evidence <{DIP}citation> ?citation }}
  OPTIONAL {{ ?document <{DCTERMS}title> ?title }}
}}
"""


def actors(store: Store, readings: Iterable[Reading], *, base: str = ids.RESOURCE) -> dict[str, About]:
    """By IRI: the offices that the store knows, with their evidence, and the names that the readings found."""
    held, named = offices(store), names(readings, base=base)
    return {
        iri: {"offices": held.get(iri, []), "names": named.get(iri, [])} for iri in sorted(held.keys() | named.keys())
    }


def offices(store: Store, people: Collection[str] | None = None) -> dict[str, list[dict[str, Any]]]:
    """The tenures of each person, the earliest first, those without a begin last; each with what it is read from.

    ``people`` are IRIs; None is everybody.
    """
    wanted = "" if people is None else f"VALUES ?person {{ {' '.join(f'<{iri}>' for iri in people)} }}"
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for person, tenure, ar, en, begin, end, evidence, quote, rule, confidence, told, title, citation in store.query(
        _OFFICES.replace("WHERE {", f"WHERE {{ {wanted}", 1)
    ).rows:
        one = found[str(person)].setdefault(
            str(tenure),
            {"ar": text(ar) or text(en), "en": text(en) or text(ar), "begin": text(begin), "end": text(end),
             "evidence": {}},
        )  # fmt: skip
        one["evidence"][str(evidence)] = {
            "quote": text(quote),
            "rule": text(rule),
            "confidence": float(text(confidence)),
            "told": text(told),
            "title": text(citation) or text(title),
        }
    return {
        person: [
            {**one, "evidence": [proof for _, proof in sorted(one["evidence"].items())]}
            for _, one in sorted(tenures.items(), key=lambda pair: (pair[1]["begin"] or "9999", pair[0]))
        ]
        for person, tenures in sorted(found.items())
    }


def names(readings: Iterable[Reading], *, base: str = ids.RESOURCE) -> dict[str, list[dict[str, Any]]]:
    """The forms by which texts name each entity: how often, in how many documents, how and how surely linked."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    links: dict[tuple[str, str], dict[str, tuple[float, str]]] = defaultdict(dict)
    for reading in readings:
        for entity in reading.entities:
            iri = ids.entity(entity.id, base=base)
            for mention in entity.mentions:
                counts[iri][mention.text] += 1
                links[iri, mention.text][reading.document.id] = (entity.confidence, entity.method)
    found: dict[str, list[dict[str, Any]]] = {}
    for iri, forms in sorted(counts.items()):
        ranked = sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES]
        found[iri] = []
        for form, count in ranked:
            confidence, method = min(links[iri, form].values())
            documents = len(links[iri, form])
            found[iri].append(
                {
                    "text": form,
                    "count": count,
                    "documents": documents,
                    "how": method,
                    "confidence": round(confidence, 3),
                }
            )
    return found
