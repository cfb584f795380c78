"use strict";
/* Language switch, search and the sentences of a document. Everything from the graph enters the page as text, never as markup. */
(function () {
  const html = document.documentElement, root = html.dataset.root || "";
  const byId = (id) => document.getElementById(id);
  const english = () => html.dataset.language === "en";
  const words = (pair) => pair[english() ? 1 : 0];

  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /* Language: every word carries its twin in data-en; attributes in data-en-NAME. */
  function swap(node, key, read, write) {
    const kept = "zh" + key;
    if (!(kept in node.dataset)) node.dataset[kept] = read();
    write(english() ? node.dataset["en" + key] : node.dataset[kept]);
  }

  function translate() {
    for (const node of document.querySelectorAll("[data-en]")) swap(node, "", () => node.textContent, (word) => { node.textContent = word; });
    for (const name of ["placeholder", "aria-label", "title"]) {
      const key = name.split("-").map((part) => part[0].toUpperCase() + part.slice(1)).join("");
      for (const node of document.querySelectorAll(`[data-en-${name}]`)) swap(node, key, () => node.getAttribute(name), (word) => node.setAttribute(name, word));
    }
    html.lang = english() ? "en" : "zh-Hans";
    byId("language").textContent = english() ? "中文" : "English";
    byId("language").lang = english() ? "zh-Hans" : "en";
    document.dispatchEvent(new Event("language"));
  }

  function remember(language) {
    html.dataset.language = language;
    try { localStorage.setItem("plankg-language", language); } catch (error) { /* private window: the choice lasts for this page */ }
    translate();
  }

  function recalled() {
    try { return localStorage.getItem("plankg-language"); } catch (error) { return null; }
  }

  byId("language").addEventListener("click", () => remember(english() ? "zh" : "en"));
  if (recalled() === "en") remember("en");

  /* Search: the index is a script, loaded when the box is first used, since pages on disk may not fetch. */
  const box = byId("search"), found = byId("found");
  let loading = null, active = -1;

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function load() {
    loading = loading || new Promise((done) => {
      const script = element("script", { src: root + "a/search.js" });
      script.addEventListener("load", () => {
        for (const row of window.ATLAS.rows) row.push([row[0], ...(row[1] ? row[1].split("|") : [])].map(fold));
        done();
      });
      document.head.append(script);
    });
    return loading;
  }

  function score(names, query) {
    let best = 0;
    names.forEach((name, at) => {
      const grade = name === query ? 4 : name.startsWith(query) ? 3 : name.includes(query) ? 2 : 0;
      best = Math.max(best, grade && grade - (at ? 0.5 : 0));
    });
    return best;
  }

  function option(row, at) {
    const kind = row[2] < 0 ? ["", "☰", "文件", "Document"] : window.ATLAS.classes[row[2]];
    const sign = element("i", { "aria-hidden": "true" }, kind[1]);
    const also = row[1] || row[5] ? element("span", { class: "also" }, [row[5], ...row[1].split("|").slice(0, 3)].filter(Boolean).join("、")) : "";
    return element("a", { role: "option", id: "o" + at, href: root + row[3], class: kind[0], tabindex: "-1" },
      sign, element("b", {}, row[0]), also, element("small", {}, english() ? kind[3] : kind[2]));
  }

  function show(rows, query) {
    found.replaceChildren(...rows.slice(0, 40).map(option));
    const note = rows.length ? (rows.length > 40 ? "more" : "") : "none";
    if (note) found.append(element("p", { class: "note" }, found.dataset[note + (english() ? "En" : "")]));
    found.hidden = !query;
    box.setAttribute("aria-expanded", String(!found.hidden));
    active = -1;
    box.removeAttribute("aria-activedescendant");
  }

  function search() {
    const query = fold(box.value);
    if (!query) return show([], "");
    return load().then(() => {
      if (fold(box.value) !== query) return;
      const graded = window.ATLAS.rows.map((row) => [score(row[6], query), row]).filter(([grade]) => grade);
      graded.sort((one, other) => other[0] - one[0] || other[1][4] - one[1][4]);
      show(graded.map(([, row]) => row), query);
    });
  }

  function move(step) {
    const options = [...found.querySelectorAll("a")];
    if (!options.length) return;
    active = (active + step + options.length) % options.length;
    options.forEach((node, at) => node.setAttribute("aria-selected", String(at === active)));
    options[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[active].id);
  }

  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      const target = found.querySelectorAll("a")[Math.max(active, 0)];
      if (target) target.click();
    } else if (event.key === "Escape") {
      box.value = "";
      show([], "");
    }
  }

  box.addEventListener("focus", load);
  box.addEventListener("input", search);
  box.addEventListener("keydown", key);
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) show([], ""); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, textarea")) { event.preventDefault(); box.focus(); }
  });

  /* Documents: a click on a shaded sentence lists what it says; an address with #c123 lights that sentence. */
  const data = byId("said"), panel = byId("panel"), text = byId("text");

  function link(label, href) {
    return href ? element("a", { href: root + href }, label) : element("span", {}, label);
  }

  function tell(at) {
    if (!data || !panel) return;
    const rows = JSON.parse(data.textContent)[at] || [];
    panel.hidden = !rows.length;
    panel.lastElementChild.replaceChildren(...rows.map((row) =>
      element("p", { class: "told" }, link(row[0], row[1]), element("em", {}, words(row[2])), link(row[3], row[4]))));
  }

  function light(at) {
    for (const node of text.querySelectorAll(".here")) node.classList.remove("here");
    for (const node of text.querySelectorAll(`[data-s="${at}"]`)) node.classList.add("here");
    tell(at);
  }

  function follow() {
    const at = /^#c(\d+)$/.exec(location.hash);
    if (at) light(at[1]);
  }

  if (text) {
    text.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark && !event.target.closest("a")) light(mark.dataset.s);
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("mark")) light(event.target.dataset.s);
    });
    for (const mark of text.querySelectorAll("mark[id]")) mark.tabIndex = 0;
    window.addEventListener("hashchange", follow);
    follow();
    const outline = document.querySelector(".outline");
    if (outline && window.matchMedia("(max-width: 60em)").matches) outline.open = false;
  }

  window.atlas = { element, english, words, root, byId };
})();
