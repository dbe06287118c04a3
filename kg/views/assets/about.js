"use strict";
// What the panel says of an actor beside its events: its offices with what they are read from, and how its names were
// linked to it.
window.opened = window.opened.then(() => {
  const { graph } = window;
  const { data, element } = graph;
  const words = {
    ar: {
      offices: "المناصب", names: "أسماؤه في النصوص", since: "منذ", until: "حتى", told: "في", confidence: "الثقة", rule: "القاعدة",
      linked: "رُبط بـ", times: (count, documents) => `${count} مرة في ${documents} وثيقة`,
    },
    en: {
      offices: "Offices", names: "Names in the texts", since: "from", until: "to", told: "on", confidence: "Confidence",
      rule: "Rule", linked: "linked by", times: (count, documents) => `${count} times in ${documents} documents`,
    },
  };
  const word = (name) => words[graph.language()][name];
  const folded = (id, title, rows) => (rows.length
    ? [element("details", { class: "about-actor", "data-about": id }, element("summary", {}, title), ...rows)] : []);

  function proof({ quote, rule, confidence, told, title }) {
    const about = [title, ...(told ? [`${word("told")} ${graph.date(told)}`] : []),
      `${word("confidence")} ${confidence.toFixed(2)}`, `${word("rule")} ${rule}`];
    const row = rule === "gazetteer"; // a row of a table, not a sentence
    return element("div", { class: "proof" }, row ? element("code", { dir: "ltr" }, quote) : element("q", { dir: "auto" }, quote),
      element("small", {}, ...about.filter(Boolean).flatMap((text) => [" · ", element("bdi", {}, text)]).slice(1)));
  }

  function office(one) {
    const days = [["since", one.begin], ["until", one.end]].filter(([, day]) => day)
      .map(([name, day]) => ` ${word(name)} ${graph.date(day)}`);
    return element("li", {}, element("bdi", { class: "office" }, one[graph.language()]),
      element("span", { class: "days" }, ...days), ...one.evidence.map(proof));
  }

  function name(one) {
    return element("li", {}, element("bdi", { dir: "auto" }, one.text), element("small", {},
      ` ${word("times")(one.count, one.documents)} · ${word("linked")} `, element("bdi", {}, one.how),
      ` · ${word("confidence")} ${one.confidence.toFixed(2)}`));
  }

  graph.more.node.push((node) => {
    const known = data.about[node.id];
    if (!known) return [];
    return [
      ...folded("offices", `${word("offices")} (${known.offices.length})`,
        known.offices.length ? [element("ul", {}, ...known.offices.map(office))] : []),
      ...folded("names", `${word("names")} (${known.names.length})`,
        known.names.length ? [element("ul", {}, ...known.names.map(name))] : []),
    ];
  });
});
