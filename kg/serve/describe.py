"""What machines read before they ask: the SPARQL 1.1 Service Description, and the data set in VoID and DCAT."""

from __future__ import annotations

from importlib.metadata import version

from kg.namespaces import DCAT, DCTERMS, DIP, FOAF, NIF, ORG, OWL, PROV, SD, SEM, SKOS, TIME, TYPE, VOID, XSD
from kg.records import Literal
from kg.store import Store
from kg.views.turtle import Triple

_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
)
_REUSED = (DCTERMS, DIP, NIF, ORG, OWL, PROV, SEM, SKOS, TIME)
_TITLE = {"ar": "شبكة العلاقات الدبلوماسية في الأخبار العربية", "en": "Diplomatic relations in Arabic news"}


def service(root: str, *, updates: bool) -> list[Triple]:
    """The description of the endpoint of the server at ``root``, an address that ends in a slash."""
    iri = f"{root}sparql#service"
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if updates else [])]
    return [
        (iri, TYPE, SD + "Service"),
        (iri, TYPE, DCAT + "DataService"),
        (iri, SD + "endpoint", f"{root}sparql"),
        (iri, DCAT + "endpointURL", f"{root}sparql"),
        (iri, DCAT + "servesDataset", _dataset(root)),
        (iri, SD + "defaultDataset", _dataset(root)),
        (iri, SD + "feature", SD + "UnionDefaultGraph"),
        *((iri, SD + "supportedLanguage", SD + language) for language in languages),
        *((iri, SD + "resultFormat", _FORMATS + name) for name in _RESULT_FORMATS),
        (_dataset(root), TYPE, SD + "Dataset"),
        (_dataset(root), FOAF + "page", f"{root}.well-known/void"),
    ]


def dataset(store: Store, root: str) -> list[Triple]:
    """What the store holds: how much, of which classes and properties. Raises OutOfBounds where counting takes long."""
    iri, document = _dataset(root), f"{root}.well-known/void"
    result: list[Triple] = [
        (document, TYPE, VOID + "DatasetDescription"),
        (document, FOAF + "primaryTopic", iri),
        (iri, TYPE, VOID + "Dataset"),
        (iri, TYPE, DCAT + "Dataset"),
        *((iri, DCTERMS + "title", Literal(title, language)) for language, title in _TITLE.items()),
        (iri, DCTERMS + "language", Literal("ar")),
        (iri, DCAT + "version", Literal(version("diplomatic-kg"))),
        (iri, DCAT + "landingPage", root),
        (iri, VOID + "sparqlEndpoint", f"{root}sparql"),
        (iri, VOID + "triples", _count(len(store))),
        *((iri, VOID + "vocabulary", vocabulary) for vocabulary in _REUSED),
    ]
    classes = store.query("SELECT ?term (COUNT(DISTINCT ?s) AS ?count) { ?s a ?term } GROUP BY ?term ORDER BY ?term")
    properties = store.query("SELECT ?term (COUNT(*) AS ?count) { ?s ?term ?o } GROUP BY ?term ORDER BY ?term")
    for kind, count, table in (("class", "entities", classes), ("property", "triples", properties)):
        name = "classes" if kind == "class" else "properties"
        result.append((iri, VOID + name, _count(len(table.rows))))
        for number, (term, found) in enumerate(table.plain(), 1):
            part = f"{document}#{kind}-{number}"
            result += [
                (iri, VOID + f"{kind}Partition", part),
                (part, VOID + kind, term),
                (part, VOID + count, _count(int(found))),
            ]
    return result


def _dataset(root: str) -> str:
    return f"{root}.well-known/void#dataset"


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=XSD + "integer")
