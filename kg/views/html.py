"""The graph as one HTML file that needs nothing else: no network, no folder beside it. The only importer of pyvis.

Scripts and styles are inlined and named by their hashes in a Content-Security-Policy, so nothing that a document says
can run; what documents say is JSON in a block that is never executed, and the page's script only ever sets text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import networkx as nx
from markupsafe import Markup
from pyvis.network import Network

from kg.views import font, layout
from kg.views.about import About
from kg.views.engine import Engine
from kg.views.network import Graph

LIMIT = 150  # actors drawn; more cannot be told apart on a screen
SCRIPTS = (  # in the order in which they run
    *("graph.js", "timeline.js", "cards.js", "about.js", "events.js", "table.js", "svg.js", "keys.js", "sparql.js"),
    "state.js",
)
PLAIN = "#6B7280"  # for a type or quad class that style.json does not list

LARGEST = 60  # pixels: the size of an actor of whom the whole graph tells
LETTER, LINE = 0.5, 1.6  # width of a letter and height of a line, to the size of the font

Telling = Mapping[str, Any]  # the attributes of an edge of the graph
Edge = tuple[str, str, str, str, str]  # source, target, type, status, role

_HERE = files("kg.views")
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_TELLING = ("event", "type", "status", "time", "begin", "end", "title", "publisher", "published", "confidence", "rule")
_LISTS = ("actors", "recipients", "places", "attributed_to")


def write(
    graph: Graph[str],
    path: Path,
    *,
    title: str,
    limit: int = LIMIT,
    about: Mapping[str, About] | None = None,
    engine: Engine | None = None,
) -> None:
    """Write :func:`page` to ``path``, in UTF-8."""
    text = page(graph, title=title, limit=limit, about=about, engine=engine)
    path.write_text(text, encoding="utf-8", newline="\n")


def page(
    graph: Graph[str],
    *,
    title: str,
    limit: int = LIMIT,
    about: Mapping[str, About] | None = None,
    explore: str = "",
    engine: Engine | None = None,
) -> str:
    """The HTML page of a graph that :func:`kg.views.network.build` made.

    It draws the actors with the most events, ``limit`` at most and only such as are told of; the page says how many
    it leaves out. Loops are not drawn but listed with their actor.

    ``about`` has offices and names by IRI (:func:`kg.views.about.actors`). ``explore`` is the address of a server that
    draws the neighbourhood of another actor (``?actor=IRI``) or of one that a name finds (``?find=NAME``): then the
    page leads there. ``engine`` lets the page answer SPARQL (:mod:`kg.views.engine`).
    """
    style = json.loads(_asset("style.json"))
    kept = drawn(graph, limit)
    tellings, edges = _fold(graph, set(kept))
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    _add_nodes(network, graph, kept, tellings, style)
    _add_edges(network, edges, tellings, style)
    named = {iri for telling in tellings for name in _LISTS for iri in _split(telling, name)}
    types = {
        telling["type"]: {"ar": telling["type_ar"], "en": telling["type_en"], "quad_class": telling["quad_class"]}
        for telling in tellings
    }
    data = {
        "about": {iri: about[iri] for iri in kept if about and iri in about},
        "explore": explore,
        "sparql": engine.data if engine else None,
        "documents": len({telling["doc"] for *_, telling in graph.edges(data=True)}),
        "events": len({telling["event"] for *_, telling in graph.edges(data=True)}),
        "left_out": sum(1 for node in graph if graph.degree(node)) - len(kept),
        "names": {iri: _names(graph, iri) for iri in sorted(named.union(kept))},
        "style": style,
        "tellings": [_telling(telling) for telling in tellings],
        "types": dict(sorted(types.items())),
    }
    return _render(network, data, engine)


def drawn(graph: Graph[str], limit: int = LIMIT) -> list[str]:
    """The actors that the page draws: those told of most, ``limit`` at most, sorted."""
    told = (node for node in graph if graph.degree(node))
    return sorted(sorted(told, key=lambda node: (-graph.nodes[node]["count"], node))[:limit])


def _fold(graph: Graph[str], drawn: set[str]) -> tuple[list[Telling], dict[Edge, list[int]]]:
    """The tellings that touch a drawn node, in order of time, and the numbers of those on each edge to draw."""
    touching = [
        (data.get("begin", ""), data["doc"], data["trigger_begin"], data["evidence"], source, target, data)
        for source, target, data in graph.edges(data=True)
        if source in drawn or target in drawn
    ]
    touching.sort(key=lambda edge: edge[:-1])
    tellings = {data["evidence"]: data for *_, data in touching}
    numbers = {evidence: number for number, evidence in enumerate(tellings)}
    edges: dict[Edge, list[int]] = defaultdict(list)
    for *_, source, target, data in touching:
        if source != target and source in drawn and target in drawn:
            edges[source, target, data["type"], data["status"], data["role"]].append(numbers[data["evidence"]])
    return list(tellings.values()), dict(sorted(edges.items()))


def _add_nodes(
    network: Network, graph: Graph[str], drawn: Sequence[str], tellings: Sequence[Telling], style: Any
) -> None:
    told: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for actor in {iri for name in ("actors", "recipients", "places") for iri in _split(telling, name)}:
            told[actor].append(number)
    sizes = {node: min(round(7 + 4 * graph.nodes[node]["count"] ** 0.5), LARGEST) for node in drawn}
    fonts = {node: round(12 + 0.45 * size) for node, size in sizes.items()}
    places = _places(graph, {node: _names(graph, node) for node in drawn}, sizes, fonts)
    for node in drawn:
        data = graph.nodes[node]
        look = style["nodes"].get(data["type"], {"shape": "dot", "color": PLAIN})
        x, y = places[node]
        network.add_node(
            node,
            label=data["name_ar"],
            shape=look["shape"],
            color=look["color"],
            size=sizes[node],
            font={"size": fonts[node]},
            x=x,
            y=y,
            kind=data["type"],
            count=data["count"],
            iso=data.get("iso3", "") if data["type"] == "State" else "",
            wikidata=data.get("wikidata", ""),
            tellings=told[node],
        )


def _places(
    graph: Graph[str], names: Mapping[str, Mapping[str, str]], sizes: Mapping[str, int], fonts: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Where the centre of each shape goes, with room for the label below it in either language."""
    linked: nx.Graph[str] = nx.Graph()
    linked.add_nodes_from(sizes)
    linked.add_edges_from((one, other) for one, other in graph.edges() if one != other and {one, other} <= sizes.keys())
    below = {node: round(LINE * font) for node, font in fonts.items()}
    boxes = {}
    for node, size in sizes.items():
        letters = max(len(name) for name in names[node].values())
        boxes[node] = (max(2.0 * size, LETTER * fonts[node] * letters), 2.0 * size + below[node])
    return {node: (x, y - below[node] // 2) for node, (x, y) in layout.positions(linked, boxes).items()}


def _add_edges(network: Network, edges: Mapping[Edge, Sequence[int]], tellings: Sequence[Telling], style: Any) -> None:
    beside: dict[tuple[str, str], int] = defaultdict(int)
    for (source, target, kind, status, role), numbers in edges.items():
        pair = (min(source, target), max(source, target))
        bow = _bow(beside[pair]) * (1 if pair[0] == source else -1)
        beside[pair] += 1
        quad_class = tellings[numbers[0]]["quad_class"]
        color = style["quad_classes"].get(quad_class, {"color": PLAIN})["color"]
        look = style["statuses"].get(status, {})
        network.add_edge(
            source,
            target,
            color={"color": color, "highlight": color, "hover": color},
            width=round(1 + len(numbers) ** 0.5, 1),
            dashes=look.get("dashes", False),
            arrows={
                "to": {"enabled": role == "recipient", "scaleFactor": 0.6},
                "middle": {"enabled": look.get("bar", False), "type": "bar"},
            },
            smooth={"enabled": bow != 0, "type": "curvedCW" if bow > 0 else "curvedCCW", "roundness": abs(bow)},
            kind=kind,
            quad_class=quad_class,
            status=status,
            tellings=numbers,
        )


def _bow(place: int) -> float:
    """How far the edge at this place beside others is bent: 0, then by turns to one side and the other."""
    return 0.13 * ((place + 1) // 2) * (1 if place % 2 else -1)


def _telling(data: Telling) -> dict[str, Any]:
    """What the side panel shows; the sentence in parts, and for each what it is: a trigger, an argument or neither."""
    parts = _parts(data)
    # A link of a document is followed only where it leads to the web: never javascript: or data:.
    url = data.get("url", "")
    return {
        **{name: data[name] for name in _TELLING if name in data},
        **{name: _split(data, name) for name in _LISTS},
        "sentence": [text for text, _ in parts],
        "parts": [role for _, role in parts],
        "url": url if re.match(r"https?://", url) else "",
    }


def _parts(data: Telling) -> list[tuple[str, str]]:
    """The sentence in parts, each with its role or an empty one. Of spans that overlap the trigger stays, then the
    shorter argument: of a phrase and a name in it, the name says who is meant."""
    sentence, start = data["sentence"], data["sentence_begin"]
    begin = data["trigger_begin"] - start
    wanted = []
    for argument in _split(data, "arguments"):
        first, last, role = argument.split("-")
        wanted.append((int(last) - int(first), int(first) - start, int(last) - start, role))
    kept = [(begin, begin + len(data["trigger"]), "trigger")]
    for _, first, last, role in sorted(wanted):
        if all(last <= other or first >= end for other, end, _ in kept):
            kept.append((first, last, role))
    parts, reached = [], 0
    for first, last, role in sorted(kept):
        parts += [(sentence[reached:first], ""), (sentence[first:last], role)]
        reached = last
    return [*parts, (sentence[reached:], "")]


def _names(graph: Graph[str], node: str) -> dict[str, str]:
    data = graph.nodes[node]
    return {"ar": data["name_ar"], "en": data.get("name_en", data["name_ar"])}


def _split(data: Telling, name: str) -> list[str]:
    return data[name].split("|") if name in data else []


def _render(network: Network, data: Any, engine: Engine | None) -> str:
    """The template filled by pyvis, with scripts, styles and the policy that names them."""
    scripts = [_vis(), *map(_asset, SCRIPTS)]
    styles = [font.face(), _asset("graph.css")]
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"template.html": (_HERE / "template.html").read_text(encoding="utf-8")}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["embed"] = _embed
    environment.globals.update(
        data=data,
        engine=engine if engine and engine.module else None,
        module=Markup(engine.module) if engine else "",
        policy=f"default-src 'none'; script-src {_allowed(scripts, engine)}; style-src {_hashes(styles)}; "
        "font-src data:; "
        "base-uri 'none'; form-action 'none'",
        scripts=[Markup(script) for script in scripts],
        styles=[Markup(style) for style in styles],
    )
    # Its own environment escapes nothing and knows only its own templates.
    network.templateEnv = environment
    network.path = "template.html"
    page: str = network.generate_html()
    return page


def _embed(value: object) -> Markup:
    """JSON that is safe between script tags: no character of it can end the block."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_IN_SCRIPT))


def _allowed(scripts: Sequence[str], engine: Engine | None) -> str:
    """The sources of scripts; WebAssembly only where the page carries an engine."""
    if engine is None or not engine.module:
        return _hashes(scripts)
    return f"{_hashes([*scripts, engine.module])} 'wasm-unsafe-eval'"


def _hashes(sources: Iterable[str]) -> str:
    """The sources of a Content-Security-Policy that allow exactly these inlined texts."""
    digests = (hashlib.sha256(source.encode("utf-8")).digest() for source in sources)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode('ascii')}'" for digest in digests)


def _vis() -> str:
    """vis-network as it ships in pyvis: the newest of its folders, without the pointer to a source map."""
    found = [folder for folder in (files("pyvis") / "lib").iterdir() if folder.name.startswith("vis-")]
    newest = max(found, key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.name)])
    script = (newest / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=.*", "\n", script)


def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")
