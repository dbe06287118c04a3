"use strict";
// The drawing by keyboard: arrows go to the next actor in that direction, with Shift they move the drawing; + and - bring
// it nearer or further, 0 shows all, Escape lets go, Enter leads to what the panel says.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { network, nodes } = graph;
  const drawing = document.getElementById("drawing");
  const words = {
    ar: "الأسهم: إلى الطرف المجاور · Shift مع الأسهم: تحريك · + و −: تكبير وتصغير · 0: الكل · Esc: إلغاء",
    en: "Arrows: to the next actor · Shift and arrows: move · + and −: zoom · 0: all · Esc: let go",
  };
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const PUSH = 80; // pixels

  // The nearest actor within a quarter turn of the direction, those straight ahead before those beside.
  function next([dx, dy]) {
    const seen = nodes.get({ filter: (node) => !node.hidden });
    const places = network.getPositions(seen.map((node) => node.id));
    const [current] = graph.selected().nodes;
    if (!places[current]) return seen.sort((a, b) => b.count - a.count)[0]?.id;
    const here = places[current];
    let best = null;
    let least = Infinity;
    for (const { id } of seen) {
      const [x, y] = [places[id].x - here.x, places[id].y - here.y];
      const [along, aside] = [x * dx + y * dy, Math.abs(x * dy) + Math.abs(y * dx)];
      const cost = along + 2 * aside;
      if (id !== current && along > 0 && aside <= along && cost < least) [best, least] = [id, cost];
    }
    return best;
  }

  function move([dx, dy]) {
    const { x, y } = network.getViewPosition();
    const push = PUSH / network.getScale();
    network.moveTo({ position: { x: x + dx * push, y: y + dy * push } });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  const keys = {
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), 0: () => network.fit(),
    Escape: () => { network.unselectAll(); graph.show({ nodes: [], edges: [] }); },
    Enter: () => document.getElementById("panel").focus(),
  };

  drawing.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step && event.shiftKey) move(step);
    else if (step) {
      const found = next(step);
      if (found) graph.choose(found);
    } else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });

  const speak = () => { drawing.title = words[graph.language()]; };
  graph.listeners.push(speak);
  speak();
});
