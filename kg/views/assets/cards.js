"use strict";
// What the panel says above the tellings: an actor's counts, partners and surroundings; how two actors stand over time.
// Counts are of different events whose tellings pass the filters.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element, nodes, edges } = graph;
  const PARTNERS = 5;
  const words = {
    ar: {
      events: "الأحداث", first: "أولها", last: "آخرها", partners: "أبرز شركائه", ego: "محيطه وحده", whole: "الشبكة كلها",
      start: "طريق من هنا…", end: "الطريق إليه", none: "لا طريق بينهما", balance: "تعاون · خلاف", cite: "انسخ للاقتباس",
      copied: "نُسخ", sparql: "انسخ سؤال SPARQL", fetch: "كل ما حوله في المخطط",
    },
    en: {
      events: "Events", first: "First", last: "Last", partners: "Main partners", ego: "Only its surroundings",
      whole: "Whole network", start: "Path from here…", end: "Path to here", none: "No path between them",
      balance: "Cooperation · conflict", cite: "Copy as citation", copied: "Copied",
      sparql: "Copy as SPARQL", fetch: "All around it in the graph",
    },
  };
  const word = (name) => words[graph.language()][name];
  const conflict = (telling) => data.types[telling.type].quad_class.endsWith("_conflict");
  const parties = (telling) => [...new Set([...telling.actors, ...telling.recipients])];
  const visible = (numbers) => numbers.map((number) => data.tellings[number]).filter(graph.visible);
  const once = (tellings) => [...new Map(tellings.map((telling) => [telling.event, telling])).values()];
  const fact = (name, ...what) => [element("dt", {}, name), element("dd", {}, ...what)];

  // --- surroundings and paths: a view that keeps only some actors ---
  let only = null; // { ego: IRI } or { path: [IRI, IRI] }
  let start = null; // where a path is to begin
  let kept = null;
  graph.nodeTests.push((node) => kept === null || kept.has(node.id));

  function neighbours() {
    const near = new Map(nodes.getIds().map((id) => [id, new Set()]));
    for (const edge of edges.get()) {
      if (!visible(edge.tellings).length) continue;
      near.get(edge.from).add(edge.to);
      near.get(edge.to).add(edge.from);
    }
    return near;
  }

  // The actors on a shortest path, both ends with it; null where there is none.
  function path(from, to) {
    const near = neighbours();
    const before = new Map([[from, null]]);
    const queue = [from];
    for (let next = 0; next < queue.length && !before.has(to); next += 1) {
      for (const id of near.get(queue[next])) {
        if (!before.has(id)) { before.set(id, queue[next]); queue.push(id); }
      }
    }
    if (!before.has(to)) return null;
    const found = [];
    for (let id = to; id !== null; id = before.get(id)) found.push(id);
    return found;
  }

  function keep(wanted) {
    only = wanted;
    if (!only) kept = null;
    else if (only.ego) kept = new Set([only.ego, ...neighbours().get(only.ego)]);
    else kept = new Set(path(...only.path));
    graph.filter();
  }

  const button = (id, text, onclick) => element("button", { type: "button", id, onclick }, text);

  function views(node) {
    const row = element("p", { class: "views" });
    if (data.explore) {
      row.append(element("a", { id: "fetch", href: `${data.explore}?${new URLSearchParams({ actor: node.id })}` }, word("fetch")));
    }
    if (only) row.append(button("whole", word("whole"), () => keep(null)));
    if (only?.ego !== node.id) row.append(button("ego", word("ego"), () => keep({ ego: node.id })));
    if (start && start !== node.id) {
      row.append(button("path-end", `${word("end")}: ${graph.name(start)}`, (event) => {
        if (path(start, node.id)) keep({ path: [start, node.id] });
        else event.target.textContent = word("none");
      }));
    }
    row.append(button("path-start", word("start"), () => { start = node.id; graph.panel(); }));
    return row;
  }

  // --- the cards ---
  // What two actors have to do with each other, without a click on the line between them.
  function pair(one, other, edge) {
    const made = button(`pair-${other}`, "⇄", () => {
      graph.network.selectEdges([edge]);
      graph.show({ nodes: [], edges: [edge] });
    });
    made.setAttribute("aria-label", `${graph.name(one)} ⇄ ${graph.name(other)}`);
    return made;
  }

  function actor(node) {
    const told = once(visible(node.tellings));
    const days = told.map((telling) => telling.begin).filter(Boolean).sort();
    const counts = new Map();
    for (const telling of told) {
      for (const other of parties(telling)) {
        if (other !== node.id && parties(telling).includes(node.id)) counts.set(other, (counts.get(other) || 0) + 1);
      }
    }
    const best = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, PARTNERS);
    const between = (iri) => edges.get({ filter: (edge) => !edge.hidden && [edge.from, edge.to].includes(iri) && [edge.from, edge.to].includes(node.id) })[0];
    const partners = best.map(([iri, count]) => element("div", { class: "partner" },
      nodes.get(iri) ? button(`partner-${iri}`, graph.name(iri), () => graph.choose(iri)) : element("bdi", {}, graph.name(iri)),
      element("span", {}, String(count)), ...(between(iri) ? [pair(node.id, iri, between(iri).id)] : [])));
    return [
      element("dl", { class: "card" }, ...fact(word("events"), String(told.length)),
        ...(days.length ? [...fact(word("first"), graph.date(days[0])), ...fact(word("last"), graph.date(days[days.length - 1]))] : []),
        ...(best.length ? fact(word("partners"), ...partners) : [])),
      views(node),
    ];
  }

  // Years as bars, cooperation upwards and conflict downwards.
  function dyad(edge) {
    const pair = [edge.from, edge.to];
    const told = once(data.tellings.filter((telling) => graph.visible(telling)
      && pair.every((iri) => parties(telling).includes(iri))));
    const against = told.filter(conflict).length;
    const years = told.map((telling) => Number((telling.begin || "").slice(0, 4))).filter(Boolean);
    const card = element("dl", { class: "card" },
      ...fact(word("events"), String(told.length)), ...fact(word("balance"), `${told.length - against} · ${against}`));
    if (!years.length) return [card];
    const first = years.reduce((a, b) => Math.min(a, b));
    const rows = Array.from({ length: years.reduce((a, b) => Math.max(a, b)) - first + 1 }, () => [0, 0]);
    for (const telling of told) {
      if (telling.begin) rows[Number(telling.begin.slice(0, 4)) - first][conflict(telling) ? 1 : 0] += 1;
    }
    const most = rows.flat().reduce((a, b) => Math.max(a, b));
    const bars = rows.map(([up, down], index) => {
      const parts = [[up, "for"], [down, "against"]].map(([count, side]) => {
        const part = element("span", { class: side });
        part.style.height = `${(50 * count) / most}%`;
        return part;
      });
      return element("span", { class: "year", title: `${first + index}: ${up} · ${down}` }, ...parts);
    });
    const about = `${first} – ${first + rows.length - 1}`;
    return [card, element("div", { class: "years", role: "img", "aria-label": about }, ...bars),
      element("p", { class: "about" }, element("bdi", {}, about))];
  }

  // --- citations ---
  const citation = (telling) => [telling.publisher, telling.title, telling.published, `«${telling.sentence.join("")}»`,
    telling.url].filter(Boolean).join(graph.language() === "ar" ? "، " : ", ");

  // A button that copies a text, or shows it where a browser forbids that: to be copied by hand.
  function copier(name, text) {
    const made = button("", word(name), async () => {
      try {
        await navigator.clipboard.writeText(text);
        made.textContent = word("copied");
      } catch {
        made.replaceWith(element("textarea", { readonly: "", rows: "4", "aria-label": word(name), dir: "auto" }, text));
      }
    });
    made.removeAttribute("id");
    made.className = name === "cite" ? "cite" : "cite query";
    return made;
  }

  // --- the question to the graph that gives what the panel shows: the tellings in which all these parties have one of the roles ---
  const sparql = (roles, parties) => [
    "PREFIX dip: <https://w3id.org/diplomatic-kg/ontology#>",
    "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>",
    "SELECT DISTINCT ?event ?type ?status ?time ?quote WHERE {",
    "  ?event a ?type ; dip:evidence ?evidence .",
    ...parties.map((iri) => `  ?event ${roles} <${iri}> .`),
    "  ?evidence nif:anchorOf ?quote ; dip:status ?status .",
    "  OPTIONAL { ?evidence dip:toldTime ?time }",
    "  FILTER(?type != dip:Event)",
    "}",
    "ORDER BY ?time ?event",
  ].join("\n");
  const asked = (...question) => element("p", { class: "views" }, copier("sparql", sparql(...question)));

  graph.more.node.push((node) => [...actor(node), asked("dip:actor|dip:recipient|dip:place", [node.id])]);
  graph.more.edge.push((edge) => [...dyad(edge), asked("dip:actor|dip:recipient", [edge.from, edge.to])]);
  graph.more.telling.push((telling) => [copier("cite", citation(telling))]);
  graph.cards = {
    path,
    chosen: () => (only ? { [Object.keys(only)[0]]: JSON.stringify(Object.values(only)[0]) } : {}),
    restore: (wanted) => {
      let [ego, ends] = [null, null];
      try { ego = JSON.parse(wanted.ego || "null"); ends = JSON.parse(wanted.path || "null"); } catch { /* cut short */ }
      if (typeof ego === "string" && nodes.get(ego)) keep({ ego });
      else if (Array.isArray(ends) && ends.length === 2 && ends.every((iri) => typeof iri === "string" && nodes.get(iri))
        && path(...ends)) keep({ path: ends });
      else if (only) keep(null);
    },
  };
});
