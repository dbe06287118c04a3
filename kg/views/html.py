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
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.views import layout
from kg.views.network import Graph

LIMIT = 400  # actors drawn; more cannot be told apart on a screen
PLAIN = "#6B7280"  # for a type or quad class that style.json does not list

_HERE = files("kg.views")
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_TELLING = ("type", "status", "time", "title", "publisher", "published", "confidence", "rule")
_LISTS = ("actors", "recipients", "places", "attributed_to")


def write(graph: Graph[str], path: Path, *, title: str, limit: int = LIMIT) -> None:
    """Write :func:`page` to ``path``, in UTF-8."""
    path.write_text(page(graph, title=title, limit=limit), encoding="utf-8", newline="\n")


def page(graph: Graph[str], *, title: str, limit: int = LIMIT) -> str:
    """The HTML page of a graph that :func:`kg.views.network.build` made.

    It draws the actors with the most events, ``limit`` at most and only such as are told of; the page says how many
    it leaves out. Loops are not drawn but listed with their actor.
    """
    style = json.loads((_HERE / "assets" / "style.json").read_text(encoding="utf-8"))
    told = sorted((node for node in graph if graph.degree(node)), key=lambda node: (-graph.nodes[node]["count"], node))
    drawn: Graph[str] = nx.subgraph_view(graph, filter_node=set(told[:limit]).__contains__)
    tellings, edges = _fold(drawn)
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    _add_nodes(network, drawn, tellings, style)
    _add_edges(network, drawn, edges, style)
    named = {iri for telling in tellings.values() for name in _LISTS for iri in _split(telling, name)}
    data = {
        "events": len({telling["event"] for *_, telling in graph.edges(data=True)}),
        "documents": len({telling["doc"] for *_, telling in graph.edges(data=True)}),
        "left_out": len(told) - len(drawn),
        "names": {node: _names(graph, node) for node in sorted(named.union(drawn))},
        "style": style,
        "tellings": [_telling(telling) for telling in tellings.values()],
        "types": {
            edge["type"]: {"ar": edge["type_ar"], "en": edge["type_en"], "quad_class": edge["quad_class"]}
            for *_, edge in graph.edges(data=True)
        },
    }
    return _render(network, data)


def _fold(graph: Graph[str]) -> tuple[dict[tuple[str, ...], Any], dict[tuple[str, ...], list[int]]]:
    """All tellings once, and for each (source, target, type, status, role) the numbers of its tellings."""
    tellings: dict[tuple[str, ...], Any] = {}
    numbers: dict[tuple[str, ...], int] = {}
    edges: dict[tuple[str, ...], list[int]] = defaultdict(list)
    order = sorted(
        graph.edges(data=True), key=lambda edge: (edge[2].get("begin", ""), edge[2]["doc"], edge[2]["trigger_begin"])
    )
    for source, target, data in order:
        name = (data["event"], data["doc"], data["type"], str(data["trigger_begin"]))
        number = numbers.setdefault(name, len(numbers))
        tellings[name] = data
        edges[source, target, data["type"], data["status"], data["role"]].append(number)
    return tellings, dict(sorted(edges.items()))


def _add_nodes(network: Network, graph: Graph[str], tellings: Mapping[Any, Any], style: Any) -> None:
    of_actor: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings.values()):
        for actor in {iri for name in ("actors", "recipients", "places") for iri in _split(telling, name)}:
            of_actor[actor].append(number)
    sizes = {node: round(7 + 4 * graph.nodes[node]["count"] ** 0.5) for node in sorted(graph)}
    fonts = {node: min(13 + sizes[node] // 6, 18) for node in graph}
    labels = {node: _names(graph, node) for node in graph}
    # A label takes about half its font size for each letter, and stands below its node.
    letters = {node: max(len(name) for name in names.values()) for node, names in labels.items()}
    below = {node: round(1.6 * font) for node, font in fonts.items()}
    boxes = {
        node: (max(2.0 * sizes[node], 0.5 * fonts[node] * letters[node]), 2.0 * sizes[node] + below[node])
        for node in sizes
    }
    linked = nx.Graph((source, target) for source, target in graph.edges() if source != target)
    linked.add_nodes_from(graph)
    places = layout.positions(linked, boxes)
    for node, size in sizes.items():
        data = graph.nodes[node]
        look = style["nodes"].get(data["type"], {"shape": "dot", "color": PLAIN})
        x, y = places[node]
        network.add_node(
            node,
            label=labels[node]["ar"],
            shape=look["shape"],
            color=look["color"],
            size=size,
            font={"size": fonts[node]},
            x=x,
            y=y - below[node] // 2,
            kind=data["type"],
            count=data["count"],
            wikidata=data.get("wikidata", ""),
            tellings=of_actor[node],
        )


def _add_edges(network: Network, graph: Graph[str], edges: Mapping[tuple[str, ...], Sequence[int]], style: Any) -> None:
    quads = {data["type"]: data["quad_class"] for *_, data in graph.edges(data=True)}
    beside: dict[tuple[str, str], int] = defaultdict(int)
    for (source, target, kind, status, role), tellings in edges.items():
        if source == target:
            continue
        pair = (min(source, target), max(source, target))
        bow = _bow(beside[pair]) * (1 if pair[0] == source else -1)
        beside[pair] += 1
        look = style["statuses"].get(status, {})
        color = style["quad_classes"].get(quads[kind], {"color": PLAIN})["color"]
        network.add_edge(
            source,
            target,
            color={"color": color, "highlight": color, "hover": color},
            width=round(1 + len(tellings) ** 0.5, 1),
            dashes=look.get("dashes", False),
            arrows={
                "to": {"enabled": role == "recipient", "scaleFactor": 0.6},
                "middle": {"enabled": look.get("bar", False), "type": "bar"},
            },
            smooth={"enabled": bow != 0, "type": "curvedCW" if bow > 0 else "curvedCCW", "roundness": abs(bow)},
            kind=kind,
            quad_class=quads[kind],
            status=status,
            tellings=tellings,
        )


def _bow(place: int) -> float:
    """How far the edge at this place beside others is bent: 0, then by turns to one side and the other."""
    return 0.13 * ((place + 1) // 2) * (1 if place % 2 else -1)


def _telling(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the side panel shows; the sentence in three parts, the trigger in the middle."""
    begin = data["trigger_begin"] - data["sentence_begin"]
    end = begin + len(data["trigger"])
    sentence = data["sentence"]
    # A link of a document is followed only where it leads to the web: never javascript: or data:.
    url = data.get("url", "")
    return {
        **{name: data[name] for name in _TELLING if name in data},
        **{name: _split(data, name) for name in _LISTS},
        "sentence": [sentence[:begin], sentence[begin:end], sentence[end:]],
        "url": url if re.match(r"https?://", url) else "",
    }


def _names(graph: Graph[str], node: str) -> dict[str, str]:
    data = graph.nodes[node]
    return {"ar": data["name_ar"], "en": data.get("name_en", data["name_ar"])}


def _split(data: Mapping[str, Any], name: str) -> list[str]:
    return data[name].split("|") if name in data else []


def _render(network: Network, data: Any) -> str:
    """The template filled by pyvis, with scripts, styles and the policy that names them."""
    scripts = [_vis(), _asset("graph.js")]
    styles = [_asset("graph.css")]
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"template.html": (_HERE / "template.html").read_text(encoding="utf-8")}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["embed"] = _embed
    environment.globals.update(
        data=data,
        policy=f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
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
