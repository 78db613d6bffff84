// The page around the picture. pyvis made `nodes`, `edges` and `network` before this runs; the other
// network_*.js files each add one thing to the shared `p`. Everything is written as text, never HTML.
function famnetPage() {
  "use strict";
  var p = {
    MANY: 60,
    PARTNER_KINDS: ["signal", "protective", "involvement", "measure"],
    data: JSON.parse(document.getElementById("data").textContent),
    all: [], lines: [], known: new Map(), around: new Map(), rows: new Map(),
    visible: new Set(), shown: new Set(), selected: null, near: null, month: null, path: null
  };
  // Words of the page's language: kinds of node, certainties, and sentences with {parts}.
  p.NAMES = p.data.names;
  p.SURE = p.data.sure;
  p.say = function (key, parts) {
    return p.data.words[key].replace(/\{(\w+)\}/g, function (_, name) { return parts[name]; });
  };
  p.byId = function (id) { return document.getElementById(id); };
  p.element = function (tag, text, name) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (name) { made.className = name; }
    return made;
  };
  p.button = function (text, action) {
    var made = p.element("button", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  };
  p.isPartnerLine = function (e) { return p.PARTNER_KINDS.indexOf(e.kind) >= 0; };
  p.low = function (text) { return String(text).toLocaleLowerCase(document.documentElement.lang); };

  p.addNode = function (n) {
    n.name = n.name || n.label || String(n.id);
    ["facts", "families", "domains", "partners", "touches"].forEach(function (key) { n[key] = n[key] || []; });
    n.code = n.code === undefined ? String(n.id) : n.code;
    p.all.push(n);
    p.known.set(n.id, n);
    p.around.set(n.id, []);
  };
  p.addLine = function (e) {
    e.proofs = e.proofs || [];
    e.domains = e.domains || [];
    p.lines.push(e);
    p.around.get(e.from).push(e);
    if (e.to !== e.from) { p.around.get(e.to).push(e); }
  };
  // A compact line of the data as a line of the picture.
  p.expand = function (row, id, suffix) {
    var domains = {};
    row[6].forEach(function (proof) { if (proof[5]) { domains[proof[5]] = true; } });
    return Object.assign({
      id: id, from: row[0] + suffix, to: row[1] + suffix, kind: row[2], said: row[3], back: row[4],
      certainty: row[5], proofs: row[6], domains: Object.keys(domains).sort(), title: row[3],
      dashes: p.data.dashes[row[5]]
    }, p.data.strokes[row[2]]);
  };
  document.querySelectorAll("#marks tbody tr").forEach(function (r) { p.rows.set(r.dataset.key, r); });
  document.querySelectorAll("#lines tbody tr").forEach(function (r) { p.rows.set(r.dataset.line, r); });
  nodes.get().forEach(p.addNode);
  edges.get().forEach(p.addLine);
  p.data.other.forEach(function (row, i) {
    var e = p.expand(row, "x" + i, "");
    e.late = true;
    p.addLine(e);
  });

  famnetFilters(p);
  famnetDetails(p);
  famnetList(p);
  famnetPath(p);
  famnetOpen(p);
  famnetCanvas(p);
  famnetAddress(p);
  p.reset();
  p.fit();
  p.restore();
  document.documentElement.dataset.ready = "true";
}
