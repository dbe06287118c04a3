"use strict";
// The drawing as SVG, for papers: what is seen, in the places where it stands, with letters as text.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { element, network } = graph;
  const NAMESPACE = "http://www.w3.org/2000/svg";
  const MARGIN = 40;
  const round = (number) => Math.round(number * 10) / 10;

  function tag(parent, name, attributes, text) {
    const made = document.createElementNS(NAMESPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === "number" ? round(value) : value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  const shapes = { // around the origin, to a size
    dot: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
    diamond: (r) => `M0 ${-r}L${r} 0L0 ${r}L${-r} 0z`,
    square: (r) => `M${-r} ${-r}H${r}V${r}H${-r}z`,
    hexagon: (r) => `M${-r / 2} ${-0.87 * r}H${r / 2}L${r} 0L${r / 2} ${0.87 * r}H${-r / 2}L${-r} 0z`,
    triangleDown: (r) => `M${-r} ${-0.8 * r}H${r}L0 ${r}z`,
    star: (r) => `${Array.from({ length: 10 }, (_, i) => {
      const [far, angle] = [i % 2 ? 0.45 * r : r, (i * Math.PI) / 5];
      return `${i ? "L" : "M"}${round(far * Math.sin(angle))} ${round(-far * Math.cos(angle))}`;
    }).join("")}z`,
  };

  // Where vis-network bends a line to: its curvedCW and curvedCCW.
  function via(from, to, smooth) {
    if (!smooth?.enabled) return null;
    const [dx, dy] = [to.x - from.x, from.y - to.y];
    const turn = (smooth.type === "curvedCCW" ? -1 : 1) * smooth.roundness * 0.5 + 0.5;
    const [far, angle] = [turn * Math.hypot(dx, dy), Math.atan2(dy, dx) + turn * Math.PI];
    return { x: from.x + far * Math.sin(angle), y: from.y + far * Math.cos(angle) };
  }

  function line(svg, edge, places) {
    const [from, to] = [places[edge.from], places[edge.to]];
    const bend = via(from, to, edge.smooth);
    const colour = edge.color.color;
    const at = (point) => `${round(point.x)} ${round(point.y)}`;
    tag(svg, "path", {
      d: `M${at(from)}${bend ? `Q${at(bend)} ` : "L"}${at(to)}`, fill: "none", stroke: colour, "stroke-width": edge.width,
      "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none", opacity: edge.color.opacity ?? 1,
      ...(edge.arrows?.to?.enabled ? { "marker-end": `url(#to-${colour.slice(1)})` } : {}),
    });
    if (edge.arrows?.middle?.enabled) {
      const middle = bend ? { x: (from.x + 2 * bend.x + to.x) / 4, y: (from.y + 2 * bend.y + to.y) / 4 }
        : { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      const angle = Math.atan2(to.y - from.y, to.x - from.x) + Math.PI / 2;
      const [x, y] = [5 * Math.cos(angle), 5 * Math.sin(angle)];
      tag(svg, "path", { d: `M${round(middle.x - x)} ${round(middle.y - y)}L${round(middle.x + x)} ${round(middle.y + y)}`, stroke: colour, "stroke-width": 2 });
    }
  }

  function node(svg, one, place, style) {
    const group = tag(svg, "g", { transform: `translate(${round(place.x)} ${round(place.y)})`, opacity: one.opacity ?? 1 });
    const text = {
      "text-anchor": "middle", "font-family": style.face, "font-size": one.font.size, fill: style.ink,
      stroke: style.paper, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round",
    };
    if (one.shape === "box") {
      const width = 0.62 * one.font.size * one.label.length + 8;
      tag(group, "rect", { x: -width / 2, y: -8, width, height: 16, rx: 3, fill: one.color });
      tag(group, "text", { ...text, y: 3, fill: "#111827", stroke: "none" }, one.label);
      return;
    }
    tag(group, "path", { d: shapes[one.shape](one.size), fill: one.color });
    tag(group, "text", { ...text, y: one.size + 1.3 * one.font.size }, one.label);
  }

  function svg() {
    const sets = graph.events.drawn() || graph;
    const seen = sets.nodes.get({ filter: (one) => !one.hidden });
    const ids = new Set(seen.map((one) => one.id));
    const places = network.getPositions([...ids]);
    const sheet = getComputedStyle(document.documentElement);
    const style = {
      ink: sheet.getPropertyValue("--ink").trim(), paper: sheet.getPropertyValue("--paper").trim(),
      face: getComputedStyle(document.body).fontFamily,
    };
    const spans = ["x", "y"].map((axis) => seen.map((one) => places[one.id][axis]))
      .map((all) => [all.reduce((a, b) => Math.min(a, b), 0) - MARGIN, all.reduce((a, b) => Math.max(a, b), 0) + 2 * MARGIN]);
    const [[left, right], [top, bottom]] = spans;
    const made = document.createElementNS(NAMESPACE, "svg");
    const box = [left, top, right - left, bottom - top].map(round);
    for (const [key, value] of Object.entries({
      viewBox: box.join(" "), width: box[2], height: box[3], lang: graph.language(), direction: document.documentElement.dir,
    })) made.setAttribute(key, value);
    tag(made, "title", {}, document.title);
    tag(made, "rect", { x: left, y: top, width: right - left, height: bottom - top, fill: style.paper });
    const lines = sets.edges.get({ filter: (edge) => !edge.hidden && ids.has(edge.from) && ids.has(edge.to) });
    const marks = tag(made, "defs", {});
    for (const colour of new Set(lines.map((edge) => edge.color.color))) {
      const head = tag(marks, "marker", {
        id: `to-${colour.slice(1)}`, viewBox: "0 0 8 8", refX: 14, refY: 4, markerWidth: 8, markerHeight: 8,
        markerUnits: "userSpaceOnUse", orient: "auto",
      });
      tag(head, "path", { d: "M0 0L8 4L0 8z", fill: colour });
    }
    lines.forEach((edge) => line(made, edge, places));
    seen.forEach((one) => node(made, one, places[one.id], style));
    return new XMLSerializer().serializeToString(made);
  }

  const button = element("button", { type: "button", id: "svg" }, "SVG");
  document.getElementById("png").after(button);
  button.addEventListener("click", () => graph.save(new Blob([svg()], { type: "image/svg+xml;charset=utf-8" }), "graph.svg"));
  graph.svg = svg;
});
