"""A SPARQL engine for the page: Oxigraph compiled to WebAssembly, with the graph to ask, inlined like all the rest.

The engine is the npm package ``oxigraph``, which people install beside the graph: it is not ours, and too large for a
page that does not ask for it.
"""

from __future__ import annotations

import base64
import gzip
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import queries
from kg.errors import BadInput
from kg.namespaces import VOCABULARIES
from kg.store import Store
from kg.terms import ntriples

PACKAGE = "oxigraph"
STATEMENTS = 300_000  # in a page at most: more would be slow to open
EXPOSED = "\nwindow.oxigraph = { initSync, Store };\n"  # what the module hands to the page


@dataclass(frozen=True, slots=True)
class Engine:
    """``module`` is its script, ``wasm`` and ``quads`` are gzipped in base64; ``data`` is for the page's own script.

    Where the graph has too many statements there is none of the first three, and ``data`` says how many.
    """

    data: dict[str, Any]
    module: str = ""
    wasm: str = ""
    quads: str = ""


def make(store: Store, folder: Path | None = None) -> Engine:
    """The engine with all that the store holds. Raises BadInput where the npm package is not found or not as expected.

    ``folder`` is that of the package; by default it is looked for in ``node_modules`` here and above.
    """
    size = len(store)
    data = {
        "statements": size,
        "limit": STATEMENTS,
        "prefixes": dict(sorted(VOCABULARIES.items())),
        "queries": [
            {"name": query.name, "ar": query.question_ar, "en": query.question_en, "text": query.text}
            for query in map(queries.load, queries.names())
            if not query.endpoints
        ],
    }
    if size > STATEMENTS:
        return Engine(data)
    found = folder or installed(Path.cwd())
    if found is None:
        raise BadInput(f"--sparql needs the npm package {PACKAGE}: `npm install {PACKAGE}`, or name its folder")
    try:
        script = (found / "web.js").read_text(encoding="utf-8")
        wasm = (found / "web_bg.wasm").read_bytes()
    except OSError as error:
        raise BadInput(f"{found}: is not the npm package {PACKAGE}: {error}") from error
    if "initSync" not in script or "</script" in script:
        raise BadInput(f"{found / 'web.js'}: is of a version that the page cannot start; install {PACKAGE} 0.5")
    lines = (
        f"<{quad.subject}> <{quad.predicate}> {ntriples(quad.object)} <{quad.graph}> .\n" for quad in store.quads()
    )
    return Engine(data, script + EXPOSED, _packed(wasm), _packed("".join(lines).encode("utf-8")))


def installed(start: Path) -> Path | None:
    """The folder of the package in ``node_modules`` of ``start`` or of a folder above; None if there is none."""
    folders = (folder / "node_modules" / PACKAGE for folder in (start, *start.parents))
    return next((folder for folder in folders if (folder / "web.js").is_file()), None)


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, mtime=0)).decode("ascii")
