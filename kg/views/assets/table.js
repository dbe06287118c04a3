"use strict";
// What is visible as a table, and as files: the tellings as CSV, the drawing as PNG.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element, listeners } = graph;
  const at = (id) => document.getElementById(id);
  const LIMIT = 500; // rows shown; the file holds all
  const COLUMNS = ["time", "type", "actors", "recipients", "places", "status", "sentence", "title", "publisher", "published",
    "confidence"];
  const words = {
    ar: {
      table: "جدول", drawing: "رسم", time: "التاريخ", type: "النوع", actors: "الفاعل", recipients: "المتلقي", places: "المكان",
      status: "الحال", sentence: "الجملة", title: "الوثيقة", publisher: "المصدر", published: "نُشرت", confidence: "الثقة",
      shown: (some, many) => `يظهر ${some} من ${many}؛ والملف يضمها كلها.`,
    },
    en: {
      table: "Table", drawing: "Drawing", time: "Time", type: "Type", actors: "Actors", recipients: "Recipients",
      places: "Places", status: "Status", sentence: "Sentence", title: "Document", publisher: "Source",
      published: "Published", confidence: "Confidence", shown: (some, many) => `${some} of ${many}; the file holds all.`,
    },
  };
  const word = (name) => words[graph.language()][name];
  let open = false;

  const cells = (telling) => {
    const named = (iris) => iris.map((iri) => graph.name(iri)).join(graph.language() === "ar" ? "، " : ", ");
    return {
      ...telling,
      type: graph.label(data.types[telling.type], telling.type),
      status: graph.label(data.style.statuses[telling.status], telling.status),
      ...Object.fromEntries(["actors", "recipients", "places"].map((role) => [role, named(telling[role])])),
      sentence: telling.sentence.join(""),
      confidence: telling.confidence.toFixed(2),
    };
  };
  const drawn = (actor) => { const node = graph.nodes.get(actor); return node && !node.hidden; };
  const rows = () => data.tellings.filter((telling) => graph.visible(telling)
    && [...telling.actors, ...telling.recipients].some(drawn)).map(cells);

  // A cell that a spreadsheet would take for a formula starts with an apostrophe.
  const quoted = (value) => `"${String(value ?? "").replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`;
  const csv = () => `\ufeff${[COLUMNS.map(word), ...rows().map((row) => COLUMNS.map((column) => row[column]))]
    .map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

  function save(blob, name) {
    const url = URL.createObjectURL(blob);
    element("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  function png() {
    const canvas = document.querySelector("#drawing canvas");
    const sheet = element("canvas", { width: String(canvas.width), height: String(canvas.height) });
    const pen = sheet.getContext("2d");
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(canvas, 0, 0);
    sheet.toBlob((blob) => save(blob, "graph.png"));
  }

  const turn = element("button", { type: "button", id: "turn", "aria-controls": "table" });
  const asCsv = element("button", { type: "button", id: "csv" }, "CSV");
  const asPng = element("button", { type: "button", id: "png" }, "PNG");
  at("language").before(turn, asCsv, asPng);

  function paint() {
    turn.textContent = word(open ? "drawing" : "table");
    turn.setAttribute("aria-expanded", String(open));
    at("table").hidden = !open;
    if (!open) return;
    const found = rows();
    const line = (row) => element("tr", {}, ...COLUMNS.map((column) => element("td", { dir: "auto" }, row[column] ?? "")));
    at("table").replaceChildren(
      element("p", {}, word("shown")(Math.min(LIMIT, found.length), found.length)),
      element("table", {},
        element("thead", {}, element("tr", {}, ...COLUMNS.map((column) => element("th", { scope: "col" }, word(column))))),
        element("tbody", {}, ...found.slice(0, LIMIT).map(line))),
    );
  }

  turn.addEventListener("click", () => { open = !open; paint(); });
  asCsv.addEventListener("click", () => save(new Blob([csv()], { type: "text/csv;charset=utf-8" }), "tellings.csv"));
  asPng.addEventListener("click", png);
  listeners.push(paint);
  paint();
  graph.csv = csv;
  graph.save = save;
});
