"use strict";
// SPARQL in the page: Oxigraph in WebAssembly over the graph that the page carries, with its questions as a menu.
// The engine starts when it is first asked; answers only ever become text.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element, nodes } = graph;
  if (!data.sparql) return;
  const at = (id) => document.getElementById(id);
  const LIMIT = 500; // rows shown
  const words = {
    ar: {
      choose: "اختر سؤالا…", run: "اسأل", query: "سؤال SPARQL", rows: (some, all) => `السطور: ${some} من ${all}`,
      wait: "تُحمَّل البيانات…", large: (size, limit) => `في المخطط ${size} عبارة، وهذه الصفحة لا تحمل أكثر من ${limit}: استعمل kg serve.`,
    },
    en: {
      choose: "Choose a question…", run: "Ask", query: "SPARQL query", rows: (some, all) => `${some} of ${all} rows`,
      wait: "Loading the data…", large: (size, limit) => `The graph has ${size} statements, this page holds at most ${limit}: use kg serve.`,
    },
  };
  const word = (name) => words[graph.language()][name];
  const { statements, limit, prefixes, queries } = data.sparql;
  const section = element("section", { id: "ask", hidden: "" });
  const turn = element("button", { type: "button", id: "sparql", "aria-controls": "ask", "aria-expanded": "false" }, "SPARQL");
  at("csv").before(turn);
  at("table").after(section);
  let store = null;

  async function unpacked(id) {
    const bytes = Uint8Array.from(atob(at(id).textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  async function started() {
    if (store) return store;
    window.oxigraph.initSync({ module: await unpacked("wasm") });
    const made = new window.oxigraph.Store();
    made.load(new TextDecoder().decode(await unpacked("quads")), { format: "application/n-quads" });
    store = made;
    return store;
  }

  // Names of vocabularies that the question uses without saying what they are.
  function complete(text) {
    const said = (prefix) => new RegExp(`prefix\\s+${prefix}:`, "i").test(text);
    const used = Object.keys(prefixes).filter((prefix) => text.includes(`${prefix}:`) && !said(prefix));
    return used.map((prefix) => `PREFIX ${prefix}: <${prefixes[prefix]}>\n`).join("") + text;
  }

  async function ask(text) {
    const answer = (await started()).query(complete(text), { use_default_graph_as_union: true });
    if (typeof answer === "boolean") return { columns: ["?"], rows: [[{ value: String(answer) }]] };
    const first = answer[0];
    if (first && first.subject) {
      return { columns: ["s", "p", "o"], rows: answer.map((quad) => [quad.subject, quad.predicate, quad.object]) };
    }
    const columns = [...new Set(answer.flatMap((row) => [...row.keys()]))];
    return { columns, rows: answer.map((row) => columns.map((column) => row.get(column) || { value: "" })) };
  }

  function cell(term) {
    const actor = term.termType === "NamedNode" && nodes.get(term.value);
    return element("td", { dir: "auto" }, actor
      ? element("button", { type: "button", onclick: () => graph.choose(term.value) }, graph.name(term.value)) : term.value);
  }

  const field = element("textarea", { id: "question", rows: "8", dir: "ltr", spellcheck: "false" });
  const menu = element("select", { id: "questions" });
  const run = element("button", { type: "button", id: "run" });
  const told = element("p", { id: "answered", role: "status" });
  const sheet = element("div", { id: "answer", tabindex: "0" });
  section.append(element("p", {}, menu), field, element("p", {}, run), told, sheet);

  async function answer() {
    if (statements > limit) return;
    told.textContent = word("wait");
    sheet.replaceChildren();
    await new Promise((done) => { setTimeout(done, 20); }); // so that the words are seen
    try {
      const { columns, rows } = await ask(field.value);
      sheet.replaceChildren(element("table", {},
        element("thead", {}, element("tr", {}, ...columns.map((column) => element("th", { scope: "col" }, column)))),
        element("tbody", {}, ...rows.slice(0, LIMIT).map((row) => element("tr", {}, ...row.map(cell))))));
      told.textContent = word("rows")(Math.min(LIMIT, rows.length), rows.length);
    } catch (error) {
      told.textContent = String(error.message || error);
    }
  }

  function speak() {
    const chosen = menu.value;
    menu.replaceChildren(element("option", { value: "" }, word("choose")),
      ...queries.map((query) => element("option", { value: query.name }, query[graph.language()])));
    menu.value = chosen;
    menu.setAttribute("aria-label", word("choose"));
    field.setAttribute("aria-label", word("query"));
    sheet.setAttribute("aria-label", word("query"));
    run.textContent = word("run");
    if (statements > limit) told.textContent = word("large")(statements, limit);
  }

  turn.addEventListener("click", () => {
    section.hidden = !section.hidden;
    turn.setAttribute("aria-expanded", String(!section.hidden));
  });
  menu.addEventListener("change", () => {
    const found = queries.find((query) => query.name === menu.value);
    if (found) field.value = found.text;
  });
  run.addEventListener("click", answer);
  run.disabled = statements > limit;
  let spoken = "";
  graph.listeners.push(() => {
    if (spoken !== graph.language()) speak();
    spoken = graph.language();
  });
  speak();
  graph.ask = ask;
});
