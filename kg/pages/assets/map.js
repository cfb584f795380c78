"use strict";
/* A map sheet: vis-network at natural size inside a scrolling frame, a panel for the box or line that was chosen. */
document.addEventListener("DOMContentLoaded", function () {
  const { element, words, root, byId } = window.atlas;
  const drawing = JSON.parse(byId("drawing").textContent);
  const place = byId("map"), frame = byId("frame"), panel = byId("panel");
  const nodes = new vis.DataSet(drawing.nodes), edges = new vis.DataSet(drawing.edges);
  const network = new vis.Network(place, { nodes, edges }, drawing.options);
  const beside = (id) => drawing.edges.filter((edge) => edge.one === id || edge.other === id);
  const boxes = drawing.nodes.filter((node) => node.href);
  let scale = Math.min(1, Math.max(0.7, frame.clientWidth / drawing.width));

  function fit() {
    const width = Math.round(drawing.width * scale), height = Math.round(drawing.height * scale);
    place.style.width = width + "px";
    place.style.height = height + "px";
    network.setSize(width + "px", height + "px");
    network.redraw();
    network.moveTo({ position: { x: drawing.width / 2, y: drawing.height / 2 }, scale, animation: false });
  }

  function zoom(factor) {
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / scale;
    scale = Math.min(2, Math.max(0.4, scale * factor));
    fit();
    frame.scrollLeft = middle * scale - frame.clientWidth / 2;
  }

  function anchor(label, href, name) {
    return element("a", { href: root + href, class: name || "" }, label);
  }

  function fill(title, children) {
    panel.firstElementChild.replaceChildren(title);
    panel.lastElementChild.replaceChildren(...children);
    panel.classList.add("open");
  }

  function quote(said) {
    return element("blockquote", {}, element("p", {}, said.text), element("footer", {},
      anchor(words(drawing.words["in.context"]), said.href), element("cite", {}, said.document, " ", element("span", { class: "path" }, said.section))));
  }

  function sentence(edge) {
    const one = nodes.get(edge.one), other = nodes.get(edge.other);
    return element("p", { class: "told" }, anchor(one.name, one.href), element("em", {}, words(edge.names)), anchor(other.name, other.href));
  }

  function showNode(id) {
    const node = nodes.get(id), near = beside(id);
    network.setSelection({ nodes: [id], edges: edges.getIds({ filter: (edge) => edge.one === id || edge.other === id }) }, { highlightEdges: false });
    const sign = element("span", { class: "badge", style: `--ink:${node.ink}` }, `${node.glyph} ${words(node.kind)}`);
    const also = node.aliases ? [element("p", { class: "aliases" }, node.aliases)] : [];
    const go = [anchor(words(drawing.words["map.open"]) + " →", node.href, "go")];
    if (node.ego) go.push(anchor(words(drawing.words["map.ego"]) + " →", node.ego, "go"));
    const facts = near.slice(0, 12).map((edge) => element("div", {}, sentence(edge), ...edge.said.slice(0, near.length > 4 ? 0 : 1).map(quote)));
    fill(node.name, [sign, ...also, element("p", { class: "from" }, ...go), ...facts]);
  }

  function showEdge(id) {
    const edge = edges.get(id), said = edge.said.map(quote);
    const none = element("p", { class: "note" }, words(drawing.words["inferred"]));
    fill(words(edge.names), [sentence(edge), ...(said.length ? said : [none])]);
  }

  function choose(chosen) {
    const node = chosen.nodes.find((id) => nodes.get(id).href);
    if (node) showNode(node);
    else if (chosen.edges.length) showEdge(chosen.edges[0]);
    else panel.classList.remove("open");
  }

  function nearest(from, x, y) {
    let best = null, least = Infinity;
    for (const node of boxes) {
      const dx = node.x - from.x, dy = node.y - from.y, along = dx * x + dy * y, across = Math.abs(dx * y) + Math.abs(dy * x);
      if (along > 1 && along + 2 * across < least) { least = along + 2 * across; best = node; }
    }
    return best;
  }

  function select(node) {
    frame.scrollTo({ left: node.x * scale - frame.clientWidth / 2 });
    showNode(node.id);
  }

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function key(event) {
    const current = nodes.get(network.getSelectedNodes()[0] || "") || null;
    if (arrows[event.key]) {
      event.preventDefault();
      const next = current ? nearest(current, ...arrows[event.key]) : boxes[0];
      if (next) select(next);
    } else if (event.key === "Enter" && current) {
      location.href = root + current.href;
    }
  }

  function language() {
    for (const node of drawing.nodes) if (node.names) nodes.update({ id: node.id, label: words(node.names) });
    for (const edge of edges.get()) if (edge.label) edges.update({ id: edge.id, label: words(edge.names) });
  }

  network.on("click", choose);
  network.on("doubleClick", (event) => {
    const node = event.nodes.map((id) => nodes.get(id)).find((one) => one.href);
    if (node) location.href = root + node.href;
  });
  network.on("hoverNode", () => { place.style.cursor = "pointer"; });
  network.on("blurNode", () => { place.style.cursor = ""; });
  place.addEventListener("keydown", key);
  byId("larger").addEventListener("click", () => zoom(1.25));
  byId("smaller").addEventListener("click", () => zoom(0.8));
  document.addEventListener("language", language);
  fit();
  language();
  place.dataset.ready = "yes";
  window.atlas.map = { network, nodes, edges, showNode, showEdge };
});
