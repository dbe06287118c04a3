"use strict";
// What a reader chose stands in the fragment of the address, so that a view can be kept and shared.
window.opened = window.opened.then(() => {
  const { graph } = window;
  let restoring = false;
  let written = null; // the fragment that stands for what is shown

  function restore() {
    if (location.hash === written) return;
    const wanted = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    restoring = true;
    graph.timeline?.restore(wanted);
    graph.restore(wanted);
    graph.cards.restore(wanted);
    graph.events.restore(wanted);
    restoring = false;
    write();
  }

  function write() {
    if (restoring) return;
    const parts = new URLSearchParams({ ...graph.chosen(), ...graph.timeline?.chosen(), ...graph.cards.chosen(), ...graph.events.chosen() }).toString();
    const next = parts ? `#${parts}` : "";
    if (next !== location.hash) history.replaceState(null, "", next || location.pathname + location.search);
    written = location.hash;
  }

  graph.listeners.push(write);
  window.addEventListener("hashchange", restore);
  if (location.hash) restore();
});
