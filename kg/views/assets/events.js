"use strict";
// A switch: events as nodes of their own, between who takes part in them, in the place of the lines that fold them.
// The actors stay where they are; what the filters hide stays hidden.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element, network, nodes, edges } = graph;
  const LIMIT = 2000; // events drawn, the surest first; more cannot be told apart
  const ROLES = ["actors", "recipients", "places"];
  const words = { ar: { events: "الأحداث عُقدًا", lines: "الأحداث خطوطًا" }, en: { events: "Events as nodes", lines: "Events as lines" } };
  const button = element("button", { type: "button", id: "events", "aria-pressed": "false" });
  document.getElementById("language").before(button);
  const happenings = new Map();
  data.tellings.forEach((telling) => happenings.set(telling.event, [...(happenings.get(telling.event) || []), telling]));
  let on = false;
  let drawn = null; // the sets of vis-network while events are nodes

  const parties = (telling) => [...new Set(ROLES.flatMap((role) => telling[role]))];
  const look = (telling) => data.style.quad_classes[data.types[telling.type].quad_class] || { color: "#6B7280" };

  // Events that pass the filters and whose parties are drawn, each by its surest visible telling.
  function shown(places) {
    const found = [];
    for (const [id, tellings] of happenings) {
      const seen = tellings.filter(graph.visible).sort((a, b) => b.confidence - a.confidence);
      const there = seen.length ? parties(seen[0]).filter((iri) => places[iri] && !nodes.get(iri).hidden) : [];
      if (there.length) found.push({ id, telling: seen[0], there });
    }
    return found.sort((a, b) => b.telling.confidence - a.telling.confidence || (a.id < b.id ? -1 : 1)).slice(0, LIMIT);
  }

  // Between its parties; events of the same parties stand in a ring around that place.
  function placed(events, places) {
    const beside = new Map();
    return events.map((event) => {
      const key = event.there.join(" ");
      const number = beside.get(key) || 0;
      beside.set(key, number + 1);
      const [x, y] = ["x", "y"].map((axis) => event.there.reduce((sum, iri) => sum + places[iri][axis], 0) / event.there.length);
      const radius = event.there.length === 1 ? 60 + 12 * Math.floor(number / 8) : 16 * Math.sqrt(number);
      const angle = 2.4 * number; // nearly the golden angle: no two in one direction
      return { ...event, x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    });
  }

  function made() {
    const places = network.getPositions(nodes.getIds());
    const lines = [];
    const faded = graph.faded();
    const events = placed(shown(places), places).map(({ id, telling, there, x, y }) => {
      const { color } = look(telling);
      const status = data.style.statuses[telling.status] || {};
      const opacity = faded(there, id) ? 0.12 : 1;
      there.forEach((iri) => {
        const acts = telling.actors.includes(iri);
        const where = telling.places.includes(iri) && !acts;
        const directed = telling.recipients.length > 0 && !where;
        lines.push({
          id: `${id} ${iri}`, from: acts ? iri : id, to: acts ? id : iri, width: 1, smooth: false,
          color: { color, highlight: color, hover: color, opacity }, dashes: where ? [1, 4] : status.dashes || false,
          arrows: { to: { enabled: directed, scaleFactor: 0.4 }, middle: { enabled: Boolean(status.bar), type: "bar" } },
        });
      });
      const label = graph.label(data.types[telling.type], telling.type);
      return { id, x, y, shape: "box", label, color, opacity, margin: 3, font: { size: 9, color: "#111827", strokeWidth: 0 }, size: 6 };
    });
    return { events, lines };
  }

  function draw() {
    const { events, lines } = made();
    const actors = nodes.get().map((node) => ({ ...node, ...network.getPosition(node.id) }));
    drawn = { nodes: new vis.DataSet([...actors, ...events]), edges: new vis.DataSet(lines) };
    swap(drawn);
  }

  // vis-network fits what it is given: the reader keeps the view.
  function swap(sets) {
    const [position, scale] = [network.getViewPosition(), network.getScale()];
    network.setData(sets);
    network.moveTo({ position, scale });
    const chosen = graph.selected().nodes.filter((id) => sets.nodes.get(id));
    if (chosen.length) network.selectNodes(chosen, false);
  }

  function toggle(wanted) {
    if (wanted === on) return;
    on = wanted;
    if (on) draw();
    else {
      drawn = null;
      swap({ nodes, edges });
    }
    speak();
    graph.changed();
  }

  function speak() {
    button.textContent = words[graph.language()][on ? "lines" : "events"];
    button.setAttribute("aria-pressed", String(on));
  }

  let before = "";
  button.addEventListener("click", () => toggle(!on));
  graph.listeners.push(() => {
    speak();
    if (!on) return;
    const now = JSON.stringify([graph.language(), nodes.get().map((node) => [node.hidden, node.opacity]), graph.chosen(), graph.timeline?.chosen()]);
    if (now !== before) draw();
    before = now;
  });
  speak();
  graph.events = {
    chosen: () => (on ? { events: "1" } : {}),
    restore: (wanted) => toggle(wanted.events === "1"),
    drawn: () => drawn,
  };
});
