"""From records to quads: what a document says, what the gazetteer knows, and how the graph was made.

Pure functions: the same records give the same quads, sorted and each once. Every statement about an event leads by
``dip:evidence`` to the sentences that tell it, and each telling keeps who, where, when and how sure on its own.
"""

from kg.graph.common import COMMON, build_quads, gazetteer_quads, judgement_quads, lifecycle_quads
from kg.graph.document import document_quads
from kg.graph.statements import ACTORS

__all__ = [
    "ACTORS",
    "COMMON",
    "build_quads",
    "document_quads",
    "gazetteer_quads",
    "judgement_quads",
    "lifecycle_quads",
]
