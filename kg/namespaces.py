"""The vocabularies of the graph: prefixes and the names built from them."""

from __future__ import annotations

from kg.ids import ONTOLOGY, RESOURCE

DIP = ONTOLOGY
DCTERMS = "http://purl.org/dc/terms/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = RDF + "type"

VOCABULARIES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCTERMS,
    "dip": DIP,
    "nif": NIF,
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "wd": WIKIDATA,
    "xsd": XSD,
}

# The kinds of resource that kg.ids makes IRIs for: each gets a prefix, so that a name never holds a slash.
KINDS = (
    "build",
    "document",
    "event",
    "evidence",
    "graph",
    "group",
    "mention",
    "office",
    "organization",
    "person",
    "place",
    "software",
    "state",
    "tenure",
    "treaty",
)


def prefixes(*, base: str = RESOURCE) -> dict[str, str]:
    """Prefix to namespace, for the vocabularies and for the resources under ``base``."""
    return dict(sorted({**VOCABULARIES, **{kind: f"{base}{kind}/" for kind in KINDS}}.items()))
