// The page around the picture: search, filters, details, keys. pyvis made `nodes`, `edges` and
// `network` before this runs. Everything is written as text, never as HTML.
function famnetPage() {
  "use strict";
  var MANY = 60;
  var PARTNER_KINDS = ["signal", "protective", "involvement", "measure"];
  var SURE = { confirmed: "", probable: " (waarschijnlijk)", unconfirmed: " (onbevestigd)" };
  var NAMES = {
    person: ["persoon", "personen"], household: ["huishouden", "huishoudens"],
    partner: ["partner", "partners"], family: ["familienetwerk", "familienetwerken"]
  };
  var byId = function (id) { return document.getElementById(id); };
  var all = nodes.get();
  var lines = edges.get();
  all.forEach(function (n) { n.name = n.name || n.label || String(n.id); });
  var known = new Map(all.map(function (n) { return [n.id, n]; }));
  var around = new Map(all.map(function (n) { return [n.id, []]; }));
  var lives = new Map();
  var homed = new Set();
  lines.forEach(function (e) {
    around.get(e.from).push(e);
    if (e.to !== e.from) { around.get(e.to).push(e); }
    // Who has two homes stands in the first; an institution has no outline.
    if (e.kind === "residence" && !homed.has(e.from) && known.get(e.to).outline) {
      homed.add(e.from);
      if (!lives.has(e.to)) { lives.set(e.to, []); }
      lives.get(e.to).push(e.from);
    }
  });
  var isPartnerLine = function (e) { return PARTNER_KINDS.indexOf(e.kind) >= 0; };
  var crowded = lines.filter(isPartnerLine).length > MANY;
  var kindBoxes = Array.from(document.querySelectorAll("input[name=kind]"));
  var sureBoxes = Array.from(document.querySelectorAll("input[name=certainty]"));
  var domain = byId("domain");
  var partner = byId("partner");
  var touchedByHand = false;
  var visible = new Set();
  var shownLines = new Set();
  var selected = null;

  function element(tag, text, name) {
    var made = document.createElement(tag);
    if (text) { made.textContent = text; }
    if (name) { made.className = name; }
    return made;
  }

  function button(text, action) {
    var made = element("button", text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function checked(boxes) {
    return new Set(boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }));
  }

  // ---- filters -------------------------------------------------------------------------------
  function partnerBoxes(on) {
    kindBoxes.forEach(function (b) { if (PARTNER_KINDS.indexOf(b.value) >= 0) { b.checked = on; } });
  }

  function passes(e, sure, wantDomain, wantPartner) {
    return sure.has(e.certainty) &&
      (!wantDomain || (e.kind === "signal" && e.domains.indexOf(wantDomain) >= 0)) &&
      (!wantPartner || e.from === wantPartner);
  }

  function askedFor(sure, wantDomain, wantPartner) {
    if (!wantDomain && !wantPartner) { return new Set(known.keys()); }
    var found = new Set();
    all.forEach(function (n) {
      if (n.kind === "family" &&
          (!wantDomain || n.domains.indexOf(wantDomain) >= 0) &&
          (!wantPartner || n.partners.indexOf(wantPartner) >= 0)) { found.add(n.id); }
    });
    lines.forEach(function (e) {
      if (isPartnerLine(e) && passes(e, sure, wantDomain, wantPartner)) { found.add(e.from); found.add(e.to); }
    });
    lines.forEach(function (e) {
      if (e.kind === "residence" && found.has(e.from) && sure.has(e.certainty)) { found.add(e.to); }
    });
    return found;
  }

  function apply() {
    var kinds = checked(kindBoxes), sure = checked(sureBoxes);
    var wantDomain = domain ? domain.value : "", wantPartner = partner ? partner.value : "";
    visible = askedFor(sure, wantDomain, wantPartner);
    shownLines = new Set();
    lines.forEach(function (e) {
      var on = kinds.has(e.kind) && sure.has(e.certainty) && visible.has(e.from) && visible.has(e.to) &&
        (!isPartnerLine(e) || passes(e, sure, wantDomain, wantPartner));
      if (on) { shownLines.add(e.id); }
    });
    var changedNodes = [], changedLines = [];
    all.forEach(function (n) {
      var hidden = !visible.has(n.id);
      if (!!n.hidden !== hidden) { n.hidden = hidden; changedNodes.push({ id: n.id, hidden: hidden }); }
    });
    lines.forEach(function (e) {
      var hidden = !shownLines.has(e.id);
      if (!!e.hidden !== hidden) { e.hidden = hidden; changedLines.push({ id: e.id, hidden: hidden }); }
    });
    if (changedNodes.length) { nodes.update(changedNodes); }
    if (changedLines.length) { edges.update(changedLines); }
    document.querySelectorAll("#marks tbody tr").forEach(function (r) { r.hidden = !visible.has(r.dataset.key); });
    document.querySelectorAll("#lines tbody tr").forEach(function (r) { r.hidden = !shownLines.has(r.dataset.line); });
    say();
    if (selected) { details(selected); }
  }

  function say() {
    var parts = Object.keys(NAMES).map(function (kind) {
      var own = all.filter(function (n) { return n.kind === kind; });
      if (!own.length) { return ""; }
      var seen = own.filter(function (n) { return visible.has(n.id); }).length;
      return seen + " van " + own.length + " " + NAMES[kind][own.length === 1 ? 0 : 1];
    }).filter(Boolean);
    parts.push(shownLines.size + " van " + lines.length + " lijnen");
    byId("shown").textContent = "Zichtbaar: " + parts.join(", ") + "." +
      (visible.size === 0 && all.length ? " Niets met deze filters. Dat zegt niets over wie er niet staat." : "");
  }

  function reset() {
    sureBoxes.concat(kindBoxes).forEach(function (b) { b.checked = true; });
    if (crowded) { partnerBoxes(false); }
    touchedByHand = false;
    if (domain) { domain.value = ""; }
    if (partner) { partner.value = ""; }
    byId("search").value = "";
    search();
    apply();
  }

  function asked() {
    // Who asks for a partner wants to see its lines.
    var any = (domain && domain.value) || (partner && partner.value);
    if (crowded && !touchedByHand) { partnerBoxes(Boolean(any)); }
    apply();
    if (any) { fit(Array.from(visible)); }
  }

  // ---- search --------------------------------------------------------------------------------
  function search() {
    var word = byId("search").value.trim().toLocaleLowerCase("nl");
    var list = byId("results");
    list.textContent = "";
    byId("found").textContent = "";
    if (!word) { return []; }
    var found = all.filter(function (n) {
      return n.name.toLocaleLowerCase("nl").indexOf(word) >= 0 || n.code.toLocaleLowerCase("nl").indexOf(word) >= 0 ||
        n.families.some(function (f) { return f.toLocaleLowerCase("nl") === word; });
    });
    // The whole word first, then what begins with it; order says nothing more than that.
    function near(n) {
      var names = [n.name.toLocaleLowerCase("nl"), n.code.toLocaleLowerCase("nl")];
      if (names.indexOf(word) >= 0) { return 0; }
      return names.some(function (name) { return name.indexOf(word) === 0; }) ? 1 : 2;
    }
    found.sort(function (a, b) { return near(a) - near(b); });
    byId("found").textContent = found.length + " gevonden" + (found.length > 50 ? ", hier de eerste 50" : "");
    found.slice(0, 50).forEach(function (n) {
      var item = element("li");
      item.appendChild(button(n.name + (n.name === n.code ? "" : " · " + n.code) +
        (visible.has(n.id) ? "" : " (verborgen door de filters)"), function () { choose(n.id, true); }));
      list.appendChild(item);
    });
    return found;
  }

  // ---- details -------------------------------------------------------------------------------
  function choose(id, go) {
    selected = id;
    network.selectNodes([id]);
    if (go && visible.has(id)) {
      network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    }
    details(id);
    network.redraw();
  }

  function details(id) {
    var n = known.get(id), panel = byId("details");
    panel.textContent = "";
    panel.appendChild(element("h2", n.name));
    var told = element("dl");
    n.facts.concat(n.name === n.code ? [] : [["Nummer", n.code]]).forEach(function (fact) {
      told.appendChild(element("dt", fact[0]));
      told.appendChild(element("dd", fact[1]));
    });
    if (n.kind !== "family" && n.families.length) {
      told.appendChild(element("dt", "Familienetwerk"));
      told.appendChild(element("dd", n.families.join(", ")));
    }
    panel.appendChild(told);
    if (n.page) {
      var link = element("a", "Open de bladzijde van dit familienetwerk");
      link.href = n.page;
      panel.appendChild(element("p")).appendChild(link);
    }
    var own = around.get(id);
    panel.appendChild(element("h3", own.length === 1 ? "1 lijn" : own.length + " lijnen"));
    var list = element("ul");
    own.forEach(function (e) { list.appendChild(line(e, id)); });
    panel.appendChild(list);
  }

  function line(e, id) {
    var out = e.from === id, other = out ? e.to : e.from, item = element("li");
    item.appendChild(element("span", out ? e.said : e.back));
    item.appendChild(button(known.get(other).name, function () { choose(other, true); byId("details").focus(); }));
    if (SURE[e.certainty]) { item.appendChild(element("span", SURE[e.certainty], "sure")); }
    if (e.domains.length) {
      var names = e.domains.map(function (code) {
        var option = domain && Array.from(domain.options).find(function (o) { return o.value === code; });
        return option ? option.textContent : code;
      });
      item.appendChild(element("span", names.join(", "), "domains"));
    }
    if (!shownLines.has(e.id)) { item.appendChild(element("span", "(lijn staat uit)", "sure")); }
    return item;
  }

  // ---- canvas --------------------------------------------------------------------------------
  function rounded(ctx, x, y, w, h, r) {
    ctx.beginPath();
    ctx.moveTo(x + r, y);
    ctx.arcTo(x + w, y, x + w, y + h, r);
    ctx.arcTo(x + w, y + h, x, y + h, r);
    ctx.arcTo(x, y + h, x, y, r);
    ctx.arcTo(x, y, x + w, y, r);
    ctx.closePath();
  }

  function homes(ctx) {
    // The pale outline of a household; never around someone who doesn't live there.
    lives.forEach(function (people, home) {
      if (!visible.has(home)) { return; }
      var seen = people.filter(function (p) { return visible.has(p); }).concat([home]);
      var at = network.getPositions(seen);
      var xs = seen.map(function (p) { return at[p].x; }), ys = seen.map(function (p) { return at[p].y; });
      var left = Math.min.apply(null, xs) - 56, top = Math.min.apply(null, ys) - 30;
      ctx.save();
      rounded(ctx, left, top, Math.max.apply(null, xs) + 56 - left, Math.max.apply(null, ys) + 54 - top, 14);
      ctx.fillStyle = "#f9fafb";
      ctx.fill();
      ctx.lineWidth = 1;
      ctx.strokeStyle = "#c9d0d6";
      ctx.stroke();
      ctx.restore();
    });
  }

  function ring(ctx) {
    if (!selected || !visible.has(selected)) { return; }
    var box = network.getBoundingBox(selected);
    ctx.save();
    rounded(ctx, box.left - 7, box.top - 7, box.right - box.left + 14, box.bottom - box.top + 14, 9);
    ctx.lineWidth = 3 / Math.min(1, network.getScale());
    ctx.strokeStyle = "#b3005e";
    ctx.stroke();
    ctx.restore();
  }

  function fit(ids) {
    var wanted = ids || all.map(function (n) { return n.id; });
    if (!wanted.length) { return; }
    network.fit({ nodes: wanted, animation: false, minZoomLevel: 0.05, maxZoomLevel: 1.1 });
    network.moveTo({ scale: network.getScale() * 0.97, animation: false });
  }

  function keys(event) {
    var at = network.getViewPosition(), scale = network.getScale(), step = 90 / scale;
    var moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) {
      network.moveTo({ position: { x: at.x + moves[event.key][0], y: at.y + moves[event.key][1] }, animation: false });
    } else if (event.key === "+" || event.key === "=") {
      network.moveTo({ scale: scale * 1.25, animation: false });
    } else if (event.key === "-") {
      network.moveTo({ scale: scale / 1.25, animation: false });
    } else if (event.key === "0") {
      fit();
    } else { return; }
    event.preventDefault();
  }

  function fromAddress() {
    // A page of a family links here as network.html#w-...; a row of the key page as #p:...
    var asked = "";
    try { asked = decodeURIComponent(location.hash.slice(1)); } catch (e) { return; }
    if (!asked) { return; }
    var exact = all.find(function (n) { return n.id === asked || n.code === asked; });
    var members = all.filter(function (n) { return n.families.indexOf(asked) >= 0; });
    if (exact) { choose(exact.id, true); } else if (members.length) {
      byId("search").value = asked;
      search();
      fit(members.map(function (n) { return n.id; }));
    }
  }

  network.on("beforeDrawing", homes);
  network.on("afterDrawing", ring);
  network.on("click", function (what) { if (what.nodes.length) { choose(what.nodes[0], false); } });
  byId("mynetwork").addEventListener("keydown", keys);
  byId("controls").addEventListener("submit", function (event) { event.preventDefault(); });
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", function (event) {
    if (event.key !== "Enter") { return; }
    event.preventDefault();
    var found = search();
    if (found.length) { choose(found[0].id, true); }
  });
  kindBoxes.concat(sureBoxes).forEach(function (b) {
    b.addEventListener("change", function () { touchedByHand = true; apply(); });
  });
  if (domain) { domain.addEventListener("change", asked); }
  if (partner) { partner.addEventListener("change", asked); }
  byId("reset").addEventListener("click", function () { reset(); fit(); });
  byId("fit").addEventListener("click", function () { fit(Array.from(visible)); });
  window.addEventListener("hashchange", fromAddress);
  reset();
  fit();
  fromAddress();
  document.documentElement.dataset.ready = "true";
}
