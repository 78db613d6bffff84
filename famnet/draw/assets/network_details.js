// Search, and what is known of the one that is chosen, with the rows behind each line.
function famnetDetails(p) {
  "use strict";
  var MOST = 50;

  // ---- search --------------------------------------------------------------------------------
  function places() {
    // Who stands in a family network that is closed can be found too.
    return p.all.concat(p.closedMembers());
  }
  p.search = function () {
    var word = p.low(p.byId("search").value.trim()), list = p.byId("results");
    list.textContent = "";
    p.byId("found").textContent = "";
    if (!word) { return []; }
    function near(n) {
      var names = [p.low(n.name), p.low(n.code)];
      if (names.indexOf(word) >= 0) { return 0; }
      return names.some(function (name) { return name.indexOf(word) === 0; }) ? 1 : 2;
    }
    var found = places().filter(function (n) {
      return p.low(n.name).indexOf(word) >= 0 || p.low(n.code).indexOf(word) >= 0 ||
        n.families.some(function (f) { return p.low(f) === word; });
    });
    // The whole word first, then what begins with it; order says nothing more than that.
    found.sort(function (a, b) { return near(a) - near(b); });
    p.byId("found").textContent = p.say("found", { n: found.length }) + (found.length > MOST ? p.say("first", { n: MOST }) : "");
    found.slice(0, MOST).forEach(function (n) {
      var where = n.closed ? p.say("in_closed") : p.visible.has(n.id) ? "" : p.say("filtered");
      var item = p.element("li");
      item.appendChild(p.button(n.name + (n.name === n.code ? "" : " · " + n.code) + where, function () { p.choose(n.id, true); }));
      list.appendChild(item);
    });
    return found;
  };
  p.byId("search").addEventListener("input", function () { p.search(); p.remember(false); });
  p.byId("search").addEventListener("keydown", function (event) {
    if (event.key !== "Enter") { return; }
    event.preventDefault();
    var found = p.search();
    if (found.length) { p.choose(found[0].id, true); }
  });

  // ---- details -------------------------------------------------------------------------------
  p.choose = function (id, go) {
    id = p.openFor(id);
    p.selected = id;
    network.selectNodes([id]);
    if (go && p.visible.has(id)) {
      network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    }
    p.details(id);
    p.markList();
    network.redraw();
    p.remember(true);
  };
  p.unchoose = function () {
    p.selected = null;
    network.unselectAll();
    p.byId("details").replaceChildren(p.element("p", p.say("choose"), "hint"));
    p.markList();
    network.redraw();
  };
  p.details = function (id) {
    var n = p.known.get(id), panel = p.byId("details");
    panel.textContent = "";
    panel.appendChild(p.element("h2", n.name));
    var told = p.element("dl");
    function fact(name, text) { told.appendChild(p.element("dt", name)); told.appendChild(p.element("dd", text)); }
    n.facts.forEach(function (pair) { fact(pair[0], pair[1]); });
    if (n.name !== n.code) { fact(p.say("number"), n.code); }
    if (n.kind !== "family" && n.families.length) { fact(p.say("network"), n.families.join(", ")); }
    panel.appendChild(told);
    if (n.page) {
      var link = p.element("a", p.say("open_page"));
      link.href = n.page;
      panel.appendChild(p.element("p")).appendChild(link);
    }
    var row = panel.appendChild(p.element("p", "", "buttons"));
    if (p.isFolded(n)) {
      row.appendChild(p.button(p.say(p.isOpen(n.code) ? "close" : "open"), function () { p.toggle(n.code); }));
    }
    row.appendChild(p.button(p.say("from_here"), function () { p.pathEnd("from", id); }));
    row.appendChild(p.button(p.say("to_here"), function () { p.pathEnd("to", id); }));
    var own = p.around.get(id).filter(p.alive);
    panel.appendChild(p.element("h3", p.say(own.length === 1 ? "line" : "lines", { n: own.length })));
    var list = p.element("ul");
    own.forEach(function (e) { list.appendChild(line(e, id)); });
    panel.appendChild(list);
  };
  function line(e, id) {
    var out = e.from === id, other = out ? e.to : e.from, item = p.element("li");
    item.appendChild(p.element("span", p.told(e, !out)));
    item.appendChild(p.button(p.known.get(other).name, function () { p.choose(other, true); p.byId("details").focus(); }));
    if (e.certainty !== "confirmed") { item.appendChild(p.element("span", "(" + p.SURE[e.certainty] + ")", "sure")); }
    var domains = p.domainsOf(e);
    if (domains.length) {
      item.appendChild(p.element("span", domains.map(function (code) { return p.data.domains[code] || code; }).join(", "), "domains"));
    }
    if (!p.shown.has(e.id)) { item.appendChild(p.element("span", p.say("off"), "sure")); }
    var proofs = e.proofs.filter(p.holds);
    if (proofs.length) { item.appendChild(rows(proofs)); }
    return item;
  }
  function rows(proofs) {
    var box = p.element("details", "", "rows"), list = p.element("ul");
    box.appendChild(p.element("summary", p.say(proofs.length === 1 ? "row" : "rows", { n: proofs.length })));
    proofs.forEach(function (proof) {
      var item = p.element("li");
      item.appendChild(p.element("code", proof[0]));
      item.appendChild(p.element("span", proof[1]));
      list.appendChild(item);
    });
    box.appendChild(list);
    return box;
  }
}
