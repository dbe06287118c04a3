"use strict";
// Reads the JSON blocks of the page, draws the network (vis-network) and fills the side panel.
// What documents say only ever becomes text (textContent), never markup.
// All scripts wait for the inlined font: letters drawn before it is ready would be measured, and drawn, twice.
window.opened = document.fonts.load(`16px "Graph Naskh"`, "ا").catch(() => {}).then(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const at = (id) => document.getElementById(id);
  const nodes = new vis.DataSet(read("nodes"));
  const edges = new vis.DataSet(read("edges").map((edge, index) => ({ id: `e${index}`, ...edge })));
  const data = read("data");
  const style = data.style;
  const FADED = 0.12;
  const PAGE = 50; // tellings in the panel at first
  const OFFERED = 300; // names that the search proposes; it finds all
  const ROLES = ["actors", "recipients", "places"];

  const words = {
    ar: {
      other: "English", find: "ابحث عن طرف…", all_types: "أنواع الأحداث", most: "الأكثر حضورًا",
      hint: "انقر طرفًا أو خطًّا لترى ما قيل عنه، جملةً جملة.", attributed: "نقلًا عن", rule: "القاعدة",
      confidence: "الثقة", and: " و", at: "في", untitled: "بلا عنوان", drawing: "شبكة العلاقات",
      trigger: "الكلمة الدالة على الحدث", actor: "الفاعل", recipient: "المتلقي", place: "المكان", attributed_to: "القائل",
      sources: "المصادر", unnamed: "بلا مصدر", at_least: "الثقة لا تقل عن",
      size: "الحجم بعدد الأحداث", none: "لا شيء يوافق المرشحات المختارة.", next: (count) => `المزيد (${count})`,
      summary: (shown) => `الأطراف: ${shown} · الأحداث: ${data.events} · الوثائق: ${data.documents}`,
      left_out: (count) => ` · أطراف أقل حضورًا لم تُرسم: ${count}`,
    },
    en: {
      other: "العربية", find: "Find an actor…", all_types: "Event types", most: "Most involved",
      hint: "Click an actor or a line to read what was said of it, sentence by sentence.", attributed: "according to",
      rule: "Rule", confidence: "Confidence", and: " and ", at: "at", untitled: "untitled",
      trigger: "Trigger", actor: "Actor", recipient: "Recipient", place: "Place", attributed_to: "Source of the claim",
      sources: "Sources", unnamed: "no source", at_least: "Confidence at least",
      drawing: "Network of relations", size: "size: number of events", none: "Nothing matches the filters.", next: (count) => `More (${count})`,
      summary: (shown) => `${shown} actors · ${data.events} events · ${data.documents} documents`,
      left_out: (count) => ` · ${count} less involved actors not drawn`,
    },
  };
  let language = "ar";
  let selected = { nodes: [], edges: [] };
  // What is switched off, by filter; `tests` are what other scripts ask of a telling, `listeners` hear of any change.
  const off = { quad_class: new Set(), status: new Set(), kind: new Set(), source: new Set(), actor: new Set() };
  const tests = [];
  const nodeTests = [];
  const more = { node: [], edge: [], telling: [] }; // what other scripts add to the panel
  const listeners = [];
  let least = 0; // confidence of the tellings shown
  const changed = () => listeners.forEach((listener) => listener());
  const word = (name) => words[language][name];
  const name = (iri) => data.names[iri][language];
  const label = (row, fallback) => (row ? row[language] : fallback);
  const color = (telling) => (style.quad_classes[data.types[telling.type].quad_class] || { color: "#6B7280" }).color;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "onclick") made.addEventListener("click", value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  function drawn(width, shape, attributes) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("width", width);
    picture.setAttribute("height", 14);
    picture.setAttribute("aria-hidden", "true");
    const made = document.createElementNS(space, shape);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    picture.append(made);
    return picture;
  }

  const shapes = {
    dot: "M7 1a6 6 0 1 0 .01 0z", diamond: "M7 0l6 7-6 7-6-7z", square: "M2 2h10v10H2z",
    hexagon: "M4 2h6l3 5-3 5H4L1 7z", triangleDown: "M1 2h12L7 13z",
    star: "M7 0l2 4.8 5 .4-3.8 3.3 1.2 5L7 10.8 2.6 13.5l1.2-5L0 5.2l5-.4z",
  };
  const line = (look) => {
    const bar = look.bar ? "M0 7h28M14 2v10" : "M0 7h28";
    return drawn(28, "path", {
      d: bar, fill: "none", stroke: look.color || "#5b6472", "stroke-width": 2.5,
      "stroke-dasharray": look.dashes ? look.dashes.join(" ") : "none",
    });
  };

  // --- the drawing ---
  const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const network = new vis.Network(at("drawing"), { nodes, edges }, {
    physics: false,
    interaction: { hover: true, tooltipDelay: 200, hideEdgesOnDrag: nodes.length > 150, keyboard: false },
    nodes: {
      borderWidth: 1.5,
      font: {
        color: paint("--ink"), strokeWidth: 4, strokeColor: paint("--paper"), face: getComputedStyle(document.body).fontFamily,
      },
      scaling: { label: { drawThreshold: 6 } },
    },
    edges: { hoverWidth: 0.5, selectionWidth: 1.5, arrowStrikethrough: false },
  });
  network.on("click", (choice) => show(chosenBy(choice)));
  // The code of a state inside of its circle, where there is room for it.
  network.on("afterDrawing", (pen) => {
    const scale = network.getScale();
    const states = nodes.get({ filter: (node) => node.iso && !node.hidden && node.size * scale >= 11 });
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = "#ffffff";
    for (const { id, iso, size, opacity } of states) {
      const { x, y } = network.getPosition(id);
      pen.globalAlpha = opacity ?? 1;
      pen.font = `bold ${Math.round(0.72 * size)}px sans-serif`;
      pen.fillText(iso, x, y);
    }
    pen.globalAlpha = 1;
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    network.setOptions({ nodes: { font: { color: paint("--ink"), strokeColor: paint("--paper") } } });
  });

  const visible = (telling) => !off.status.has(telling.status) && !off.kind.has(telling.type)
    && !off.quad_class.has(data.types[telling.type].quad_class) && !off.source.has(telling.publisher || "")
    && telling.confidence >= least && tests.every((test) => test(telling));

  function filter() {
    const open = (item) => item.tellings.some((number) => visible(data.tellings[number]));
    const shown = new Set(nodes.get().filter((node) => !off.actor.has(node.kind) && open(node)
      && nodeTests.every((test) => test(node))).map((node) => node.id));
    renew(nodes, "hidden", false, (node) => !shown.has(node.id));
    renew(edges, "hidden", false, (edge) => !(shown.has(edge.from) && shown.has(edge.to) && open(edge)));
    panel();
    changed();
  }

  // --- search: letters that are written in more than one way are one letter ---
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").trim();

  function matches(text) {
    const wanted = fold(text);
    const named = (node) => [data.names[node.id].ar, data.names[node.id].en].map(fold);
    const found = nodes.get().filter((node) => named(node).some((own) => own.includes(wanted)));
    const exact = (node) => (named(node).includes(wanted) ? 0 : 1);
    return found.sort((a, b) => exact(a) - exact(b) || b.count - a.count);
  }

  // Everything but these nodes, and the edges that `keep` accepts, steps back.
  function light(bright, keep) {
    renew(nodes, "opacity", 1, (node) => (bright.has(node.id) ? 1 : FADED));
    const turned = edges.get().filter((edge) => (edge.color.opacity ?? 1) !== (keep(edge) ? 1 : FADED));
    if (turned.length) edges.update(turned.map((edge) => ({ id: edge.id, color: { ...edge.color, opacity: keep(edge) ? 1 : FADED } })));
  }

  // Only those that change: vis-network works long on each that it is told of.
  function renew(items, field, usual, wanted) {
    const turned = items.get().filter((item) => (item[field] ?? usual) !== wanted(item));
    if (turned.length) items.update(turned.map((item) => ({ id: item.id, [field]: wanted(item) })));
  }

  function lightSelected() {
    const [iri] = selected.nodes;
    const [id] = selected.edges;
    const ends = (edge) => edge.from === iri || edge.to === iri;
    if (iri && nodes.get(iri)) {
      light(new Set([iri, ...edges.get({ filter: ends }).flatMap((edge) => [edge.from, edge.to])]), ends);
    } else if (iri) light(new Set(told(iri).flatMap((telling) => ROLES.flatMap((role) => telling[role]))), () => false);
    else if (id) light(new Set([edges.get(id).from, edges.get(id).to]), (edge) => edge.id === id);
    else light(new Set(nodes.getIds()), () => true);
  }

  // Whether an event steps back while something is chosen that it is no part of.
  const faded = () => {
    const [iri] = selected.nodes;
    const edge = selected.edges.length ? edges.get(selected.edges[0]) : null;
    return (parties, id) => (iri ? iri !== id && !parties.includes(iri) : edge ? !(parties.includes(edge.from) && parties.includes(edge.to)) : false);
  };

  // A choice on the drawing; while events are nodes, a line belongs to one of them.
  function chosenBy(choice) {
    const [id] = choice.edges;
    const event = !choice.nodes.length && id && !edges.get(id);
    return event ? { nodes: [id.split(" ")[0]], edges: [] } : { nodes: choice.nodes, edges: choice.nodes.length ? [] : choice.edges };
  }

  const told = (event) => data.tellings.filter((telling) => telling.event === event && visible(telling));

  at("query").addEventListener("input", (event) => {
    const found = new Set(matches(event.target.value).map((node) => node.id));
    light(found, (edge) => found.has(edge.from) || found.has(edge.to));
  });
  at("find").addEventListener("submit", (event) => {
    event.preventDefault();
    const [best] = matches(at("query").value);
    if (best) choose(best.id);
    else if (data.explore && at("query").value.trim()) {
      location.assign(`${data.explore}?${new URLSearchParams({ find: at("query").value })}`); // the server knows more
    }
  });

  function choose(iri) {
    network.selectNodes([iri]);
    const { x, y } = network.canvasToDOM(network.getPosition(iri));
    const { clientWidth, clientHeight } = at("drawing");
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) network.focus(iri, { animation: { duration: 400 } });
    show({ nodes: [iri], edges: [] });
  }

  // --- the side panel ---
  function show(choice) {
    selected = choice;
    lightSelected();
    panel();
    at("panel").scrollTop = 0;
    changed();
  }

  function panel() {
    const [iri] = selected.nodes;
    const made = iri ? (nodes.get(iri) ? aboutNode(nodes.get(iri)) : aboutEvent(iri))
      : selected.edges.length ? aboutEdge(edges.get(selected.edges[0])) : ranking();
    at("panel").replaceChildren(...made);
  }

  function ranking() {
    const most = nodes.get().filter((node) => !node.hidden).sort((a, b) => b.count - a.count).slice(0, 12);
    return [
      element("p", { class: "about" }, word("hint")),
      element("h2", {}, word("most")),
      element("ol", { class: "ranking" }, ...most.map((node) => element("li", {}, element(
        "button", { type: "button", onclick: () => choose(node.id) },
        element("bdi", {}, name(node.id)), element("span", { class: "number" }, String(node.count)),
      )))),
    ];
  }

  function aboutNode(node) {
    const other = data.names[node.id][language === "ar" ? "en" : "ar"];
    const about = [label(style.nodes[node.kind], node.kind)];
    if (other !== name(node.id)) about.push(other);
    const line = element("p", { class: "about" }, ...about.flatMap((text) => [" · ", element("bdi", {}, text)]).slice(1));
    if (/^Q\d+$/.test(node.wikidata)) {
      line.append(" · ", link(`https://www.wikidata.org/wiki/${node.wikidata}`, node.wikidata));
    }
    return [element("h2", { dir: "auto" }, name(node.id)), line, ...more.node.flatMap((add) => add(node)), ...list(node.tellings)];
  }

  function aboutEdge(edge) {
    const arrow = edge.arrows.to.enabled ? (language === "ar" ? " ← " : " → ") : " — ";
    return [
      element("h2", {}, element("bdi", {}, name(edge.from)), arrow, element("bdi", {}, name(edge.to))),
      element("p", { class: "about" }, label(data.types[edge.kind], edge.kind)),
      ...more.edge.flatMap((add) => add(edge)),
      ...list(edge.tellings),
    ];
  }

  function aboutEvent(id) {
    const tellings = told(id);
    if (!tellings.length) return [element("p", {}, word("none"))];
    return [element("h2", { dir: "auto" }, label(data.types[tellings[0].type], tellings[0].type)), ...some(tellings)];
  }

  function list(numbers) {
    const told = numbers.map((number) => data.tellings[number]).filter(visible).reverse();
    return told.length ? some(told) : [element("p", {}, word("none"))];
  }

  // The first of them; the next by a button, for a panel of thousands would stop the page.
  function some(told) {
    const made = told.slice(0, PAGE).map(article);
    const rest = told.slice(PAGE);
    if (!rest.length) return made;
    const more_ = element("button", { type: "button", class: "next" }, word("next")(rest.length));
    more_.addEventListener("click", () => more_.replaceWith(...some(rest)));
    return [...made, more_];
  }

  const link = (url, text) => element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
  const hijri = (day) => new Intl.DateTimeFormat(
    language === "ar" ? "ar-u-ca-islamic-umalqura-nu-latn" : "en-u-ca-islamic-umalqura",
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" },
  ).format(new Date(`${day}T00:00:00Z`));
  const joined = (iris) => iris.flatMap((iri) => [word("and"), element("bdi", {}, name(iri))]).slice(1);

  // A day or a month in words, the months in Arabic by both their names; any other time as it stands, in EDTF.
  function date(time) {
    const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(time) || [];
    const named = style.months[Number(month) - 1];
    return named ? [...(day ? [Number(day)] : []), named[language], year].join(" ") : time;
  }

  function part(text, role) {
    if (!role) return text;
    if (role === "trigger") return element("mark", { title: word(role) }, text);
    return element("span", { class: `argument ${role}`, title: word(role) }, text);
  }

  function article(telling) {
    const arrow = language === "ar" ? " ← " : " → ";
    const parties = element("p", { class: "parties" }, ...joined(telling.actors));
    if (telling.recipients.length) parties.append(arrow, ...joined(telling.recipients));
    if (telling.places.length) parties.append(` ${word("at")} `, ...joined(telling.places));
    const kind = element("span", { class: "kind" }, label(data.types[telling.type], telling.type));
    kind.style.borderColor = color(telling);
    const head = element("header", {}, kind,
      element("span", { class: "status" }, label(style.statuses[telling.status], telling.status)));
    if (telling.time) head.append(element("time", { class: "time date", dir: "auto", title: telling.time }, date(telling.time)));
    if (/^\d{4}-\d\d-\d\d$/.test(telling.time || "")) {
      head.append(element("bdi", { class: "hijri date" }, hijri(telling.time)));
    }
    const title = telling.title || word("untitled");
    const source = element("div", {}, telling.url ? link(telling.url, title) : element("bdi", {}, title));
    if (telling.publisher) source.append(" · ", element("bdi", {}, telling.publisher));
    if (telling.published) source.append(" · ", element("bdi", { class: "date" }, date(telling.published)));
    const foot = element("footer", {}, source);
    if (telling.attributed_to.length) {
      foot.append(element("div", {}, `${word("attributed")} `, ...joined(telling.attributed_to)));
    }
    foot.append(element("div", {}, `${word("confidence")} `, element("bdi", {}, telling.confidence.toFixed(2)),
      ...(telling.rule ? [` · ${word("rule")} `, element("bdi", { dir: "ltr" }, telling.rule)] : [])));
    foot.append(...more.telling.flatMap((add) => add(telling)));
    return element("article", {}, head, parties,
      element("blockquote", { dir: "auto" }, ...telling.sentence.map((text, index) => part(text, telling.parts[index]))), foot);
  }

  // --- legend, filters and the words around them, in the language of the page ---
  function choice(group, key, text, picture) {
    const box = element("input", { type: "checkbox", "data-filter": `${group}:${key}` });
    box.checked = !off[group].has(key);
    box.addEventListener("change", () => {
      if (box.checked) off[group].delete(key);
      else off[group].add(key);
      filter();
    });
    return element("label", {}, box, ...(picture ? [picture] : []), text);
  }

  function controls() {
    const statuses = new Set(data.tellings.map((telling) => telling.status));
    const quads = new Set(Object.values(data.types).map((type) => type.quad_class));
    const folded = (id, word_, rows) => element(
      "details", { id, name: "choices", ...(at(id) && at(id).open ? { open: "" } : {}) },
      element("summary", {}, word_), element("div", { class: "choices" }, ...rows));
    const kinds = folded("kinds", word("all_types"),
      Object.keys(data.types).sort().map((key) => choice("kind", key, label(data.types[key], key))));
    const publishers = [...new Set(data.tellings.map((telling) => telling.publisher || ""))].sort();
    const sources = folded("sources", word("sources"),
      publishers.map((key) => choice("source", key, key || word("unnamed"))));
    const slider = element("input", { type: "range", id: "least", min: "0", max: "1", step: "0.05", value: String(least) });
    const figure = element("output", { for: "least" }, least.toFixed(2));
    slider.addEventListener("input", () => {
      least = Number(slider.value);
      figure.textContent = least.toFixed(2);
      filter();
    });
    at("filters").replaceChildren(
      ...Object.entries(style.quad_classes).filter(([key]) => quads.has(key))
        .map(([key, look]) => choice("quad_class", key, look[language], line(look))),
      element("span", { class: "rule" }),
      ...Object.entries(style.statuses).filter(([key]) => statuses.has(key))
        .map(([key, look]) => choice("status", key, look[language], line(look))),
      element("span", { class: "rule" }), kinds, sources, element("label", {}, word("at_least"), slider, figure),
    );
    const kindsOfNode = new Set(nodes.map((node) => node.kind));
    at("legend").replaceChildren(
      ...Object.entries(style.nodes).filter(([key]) => kindsOfNode.has(key)).map(([key, look]) => element("li", {}, choice(
        "actor", key, look[language], drawn(14, "path", { d: shapes[look.shape], fill: look.color }),
      ))),
      element("li", {}, word("size")),
    );
  }

  // The page opens on the actors that hang together most; the rest lies below, a turn of the wheel away.
  function largest() {
    const seen = new Set();
    let best = [];
    for (const start of nodes.getIds()) {
      const part = seen.has(start) ? [] : [start];
      part.forEach((id) => seen.add(id));
      for (let next = 0; next < part.length; next += 1) {
        for (const id of network.getConnectedNodes(part[next])) {
          if (!seen.has(id)) { seen.add(id); part.push(id); }
        }
      }
      if (part.length > best.length) best = part;
    }
    return best;
  }

  function speak(wanted) {
    language = wanted;
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    const others = nodes.get({ filter: (node) => node.label !== name(node.id) });
    if (others.length) { // not when the page opens
      network.setOptions({ nodes: { font: { face: getComputedStyle(document.body).fontFamily } } });
      nodes.update(others.map((node) => ({ id: node.id, label: name(node.id) })));
    }
    at("summary").textContent = word("summary")(nodes.length) + (data.left_out ? word("left_out")(data.left_out) : "");
    at("query").placeholder = word("find");
    at("query").setAttribute("aria-label", word("find"));
    at("drawing").setAttribute("aria-label", word("drawing"));
    at("language").textContent = word("other");
    const offered = nodes.get().sort((a, b) => b.count - a.count).slice(0, OFFERED);
    at("actors").replaceChildren(...offered.map((node) => element("option", { value: name(node.id) })));
    controls();
    panel();
    changed();
  }

  // Everything a reader chose, as text, and back: what state.js keeps in the address.
  function chosen() {
    const sets = Object.entries(off).filter(([, keys]) => keys.size);
    const iri = selected.nodes.find((id) => nodes.get(id)) || "";
    return {
      ...(language === "ar" ? {} : { language }), ...(least ? { least: String(least) } : {}), ...(iri ? { actor: iri } : {}),
      ...Object.fromEntries(sets.map(([group, keys]) => [`no_${group}`, JSON.stringify([...keys].sort())])),
    };
  }

  function restore(wanted) {
    for (const [group, keys] of Object.entries(off)) {
      keys.clear();
      let named = [];
      try { named = JSON.parse(wanted[`no_${group}`] || "[]"); } catch { /* an address that someone cut short */ }
      for (const key of Array.isArray(named) ? named : []) keys.add(String(key));
    }
    least = Math.min(1, Math.max(0, Number(wanted.least) || 0));
    speak(wanted.language === "en" ? "en" : "ar");
    filter();
    if (nodes.get(wanted.actor || "")) choose(wanted.actor);
    else show({ nodes: [], edges: [] });
  }

  at("language").addEventListener("click", () => speak(language === "ar" ? "en" : "ar"));
  speak("ar");
  network.fit({ nodes: largest() });
  window.graph = {
    network, nodes, edges, data, element, tests, listeners, visible, filter, chosen, restore, label, name,
    language: () => language, date, nodeTests, more, panel, choose, show, faded, changed, selected: () => selected,
  }; // for the curious, and for tests
});
