"""The vocabularies of the graph: prefixes and the names built from them."""

from __future__ import annotations

from kg.ids import ONTOLOGY, RESOURCE

DIP = ONTOLOGY
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
FOAF = "http://xmlns.com/foaf/0.1/"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SD = "http://www.w3.org/ns/sparql-service-description#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
VOID = "http://rdfs.org/ns/void#"
WIKIDATA = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

TYPE = RDF + "type"

VOCABULARIES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "dip": DIP,
    "foaf": FOAF,
    "nif": NIF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sd": SD,
    "sem": SEM,
    "skos": SKOS,
    "time": TIME,
    "vann": "http://purl.org/vocab/vann/",
    "void": VOID,
    "wd": WIKIDATA,
    "wdt": "http://www.wikidata.org/prop/direct/",
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
    "judgement",
    "mention",
    "office",
    "organization",
    "person",
    "place",
    "row",
    "software",
    "state",
    "table",
    "tenure",
    "treaty",
)


def prefixes(*, base: str = RESOURCE) -> dict[str, str]:
    """Prefix to namespace, for the vocabularies and for the resources under ``base``."""
    return dict(sorted({**VOCABULARIES, **{kind: f"{base}{kind}/" for kind in KINDS}}.items()))
