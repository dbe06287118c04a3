"use strict";
// Events by month, coloured by quad class. A drag over the months, or the two sliders, choose a span; play moves it on.
// A telling belongs to a span that its time touches; one without a time is shown only while all months are.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element, tests, listeners } = graph;
  const at = (id) => document.getElementById(id);
  const STEP = 700; // milliseconds that a month is shown in play
  const words = {
    ar: { title: "الخط الزمني", from: "من شهر", to: "إلى شهر", play: "شغّل", stop: "أوقف", all: "كل الشهور", until: " – " },
    en: { title: "Timeline", from: "From month", to: "To month", play: "Play", stop: "Stop", all: "All months", until: " – " },
  };
  const word = (name) => words[graph.language()][name];
  const month = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const spans = data.tellings.map((telling) => (telling.begin ? [month(telling.begin), month(telling.end || telling.begin)] : null));
  const known = spans.filter(Boolean);
  if (!known.length) {
    at("timeline").remove();
    return;
  }
  // A telling of a whole era should not stretch the line: it runs over the months in which tellings begin.
  const first = known.reduce((least, [begin]) => Math.min(least, begin), Infinity);
  const last = known.reduce((most, [begin]) => Math.max(most, begin), -Infinity);
  let [from, to] = [first, last];
  let timer = null;

  const spanOf = new Map(data.tellings.map((telling, number) => [telling, spans[number]]));
  const all = () => from === first && to === last;
  tests.push((telling) => {
    const span = spanOf.get(telling);
    return all() || (span !== null && span[0] <= to && span[1] >= from);
  });

  const text = (number) => {
    const [year, index] = [Math.floor(number / 12), number % 12];
    return `${data.style.months[index][graph.language()]} ${String(year).padStart(4, "0")}`;
  };
  const quads = Object.keys(data.style.quad_classes);
  const counts = Array.from({ length: last - first + 1 }, () => new Map(quads.map((quad) => [quad, 0])));
  const events = new Set();
  data.tellings.forEach((telling, number) => {
    const quad = data.types[telling.type].quad_class;
    if (!spans[number] || events.has(telling.event)) return;
    events.add(telling.event);
    const row = counts[spans[number][0] - first];
    row.set(quad, (row.get(quad) || 0) + 1);
  });
  const sum = (row) => [...row.values()].reduce((total, count) => total + count, 0);
  const most = counts.reduce((best, row) => Math.max(best, sum(row)), 1);

  const bars = counts.map((row, index) => {
    const parts = [...row].filter(([, count]) => count).map(([quad, count]) => {
      const part = element("span");
      part.style.height = `${(100 * count) / most}%`;
      part.style.background = (data.style.quad_classes[quad] || { color: "#6B7280" }).color;
      return part;
    });
    return element("span", { class: "month", "data-month": String(first + index) }, ...parts);
  });

  const slider = (id) => element("input", { type: "range", id, min: String(first), max: String(last), step: "1" });
  const [low, high] = [slider("from"), slider("to")];
  const play = element("button", { type: "button", id: "play" });
  const whole = element("button", { type: "button", id: "all" });
  const shown = element("output", { id: "span", "aria-live": "polite" });
  const months = element("div", { id: "months", "aria-hidden": "true" }, ...bars);
  at("timeline").append(element("div", { class: "span" }, play, shown, low, high, whole), months);

  function paint() {
    low.value = String(from);
    high.value = String(to);
    bars.forEach((bar, index) => bar.classList.toggle("out", first + index < from || first + index > to));
    shown.textContent = all() ? `${text(first)}${word("until")}${text(last)}`
      : from === to ? text(from) : `${text(from)}${word("until")}${text(to)}`;
    low.setAttribute("aria-valuetext", text(from));
    high.setAttribute("aria-valuetext", text(to));
  }

  function choose(begin, end) {
    const inside = (value) => Math.min(last, Math.max(first, value));
    [from, to] = [inside(Math.min(begin, end)), inside(Math.max(begin, end))];
    paint();
    graph.filter();
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    speak();
  }

  function start() {
    const width = all() ? 0 : to - from;
    if (all()) choose(first, first);
    timer = setInterval(() => {
      if (to >= last) stop();
      else {
        // A month in which nothing happened is passed over.
        const next = to + 1 + counts.slice(to + 1 - first).findIndex((row) => sum(row));
        choose(next - width, next);
      }
    }, STEP);
    speak();
  }

  function speak() {
    at("timeline").setAttribute("aria-label", word("title"));
    low.setAttribute("aria-label", word("from"));
    high.setAttribute("aria-label", word("to"));
    play.textContent = word(timer === null ? "play" : "stop");
    whole.textContent = word("all");
    bars.forEach((bar, index) => bar.setAttribute("title", `${text(first + index)}: ${sum(counts[index])}`));
    paint();
  }

  let held = null; // the month where a drag began
  const under = (event) => {
    const bar = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-month]");
    return bar ? Number(bar.dataset.month) : null;
  };
  months.addEventListener("pointerdown", (event) => {
    held = under(event);
    if (held !== null) choose(held, held);
  });
  months.addEventListener("pointermove", (event) => {
    const reached = under(event);
    if (held !== null && reached !== null && reached !== (held === from ? to : from)) choose(held, reached);
  });
  window.addEventListener("pointerup", () => { held = null; });
  low.addEventListener("input", () => choose(Number(low.value), Math.max(Number(low.value), to)));
  high.addEventListener("input", () => choose(Math.min(from, Number(high.value)), Number(high.value)));
  play.addEventListener("click", () => (timer === null ? start() : stop()));
  whole.addEventListener("click", () => choose(first, last));

  let spoken = "";
  listeners.push(() => {
    if (spoken !== graph.language()) speak();
    spoken = graph.language();
  });
  speak();
  graph.timeline = {
    chosen: () => (all() ? {} : { from: String(from), to: String(to) }),
    restore: (wanted) => {
      const [begin, end] = [Number(wanted.from), Number(wanted.to)];
      [from, to] = [first, last];
      if (wanted.from && wanted.to && Number.isInteger(begin) && Number.isInteger(end)) choose(begin, end);
      paint();
    },
  };
});
