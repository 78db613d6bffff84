// Filters: life domain, chain, partner, kind of line, certainty, day. They add up.
function famnetFilters(p) {
  "use strict";
  var kindBoxes = Array.from(document.querySelectorAll("input[name=kind]"));
  var sureBoxes = Array.from(document.querySelectorAll("input[name=certainty]"));
  var domain = p.byId("domain"), chain = p.byId("chain"), partner = p.byId("partner"), day = p.byId("day"), typed = p.byId("typed");
  var touchedByHand = false;
  p.crowded = p.lines.filter(p.isPartnerLine).length > p.MANY;
  p.kindBoxes = kindBoxes;
  p.sureBoxes = sureBoxes;

  function value(field) { return field ? field.value : ""; }
  function checked(boxes) {
    return new Set(boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }));
  }
  p.partnerBoxes = function (on) {
    kindBoxes.forEach(function (b) { if (p.PARTNER_KINDS.indexOf(b.value) >= 0) { b.checked = on; } });
  };
  p.monthText = function (month) {
    return Math.floor(month / 12) + "-" + String(month % 12 + 1).padStart(2, "0");
  };
  // As people write it here; an address keeps the other form.
  p.written = function (day) {
    return document.documentElement.lang === "en" ? day : day.split("-").reverse().join("-");
  };

  // ---- what holds on the chosen day ----------------------------------------------------------
  p.holds = function (proof) {
    return p.month === null ? proof[4] === 1 : proof[2] <= p.month && (!proof[3] || p.month < proof[3]);
  };
  p.alive = function (e) { return e.proofs.length ? e.proofs.some(p.holds) : !e.late; };
  p.domainsOf = function (e) {
    if (!e.proofs.length || p.month === null && !e.late) { return e.domains; }
    return e.domains.filter(function (code) {
      return e.proofs.some(function (proof) { return proof[5] === code && p.holds(proof); });
    });
  };
  p.told = function (e, back) {
    if (e.kind !== "signal" || p.month === null || !e.proofs.length) { return back ? e.back : e.said; }
    var n = e.proofs.filter(p.holds).length;
    return p.say(n === 1 ? "signal" : "signals", { n: n }) + p.say(back ? "from" : "about");
  };
  function exists(n) {
    if (p.month === null || n.kind === "family") { return true; }
    if (n.kind === "person") { return !n.since || n.since <= p.month; }
    return p.around.get(n.id).some(p.alive);
  }

  // ---- what is asked for ---------------------------------------------------------------------
  function passes(e, want) {
    return want.sure.has(e.certainty) &&
      (!want.domain || (e.kind === "signal" && p.domainsOf(e).indexOf(want.domain) >= 0)) &&
      (!want.partner || e.from.split("@")[0] === want.partner) &&
      (!want.chain || p.data.chains[e.from.split("@")[0]] === want.chain);
  }
  function touched(n, want) {
    return n.touches.some(function (t) {
      return (!want.domain || t[0] === want.domain) && (!want.partner || t[1] === want.partner) &&
        (!want.chain || p.data.chains[t[1]] === want.chain) && (p.month === null || t[2] <= p.month);
    });
  }
  function asked(want, there, living) {
    if (!want.domain && !want.partner && !want.chain) { return there; }
    var found = new Set();
    p.all.forEach(function (n) { if (n.kind === "family" && touched(n, want)) { found.add(n.id); } });
    living.forEach(function (e) {
      if (p.isPartnerLine(e) && passes(e, want)) { found.add(e.from); found.add(e.to); }
    });
    living.forEach(function (e) {
      if (e.kind === "residence" && found.has(e.from) && want.sure.has(e.certainty)) { found.add(e.to); }
    });
    return new Set(Array.from(found).filter(function (id) { return there.has(id); }));
  }

  p.apply = function () {
    var want = {
      kinds: checked(kindBoxes), sure: checked(sureBoxes),
      domain: value(domain), chain: value(chain), partner: value(partner)
    };
    p.living = p.lines.filter(p.alive);
    p.there = new Set(p.all.filter(exists).map(function (n) { return n.id; }));
    p.visible = asked(want, p.there, p.living);
    p.shown = new Set();
    p.sure = want.sure;
    p.living.forEach(function (e) {
      if (want.kinds.has(e.kind) && want.sure.has(e.certainty) && p.visible.has(e.from) && p.visible.has(e.to) &&
          (!p.isPartnerLine(e) || passes(e, want))) { p.shown.add(e.id); }
    });
    paint();
    p.rows.forEach(function (row, key) { row.hidden = !(p.visible.has(key) || p.shown.has(key)); });
    say();
    p.fillList();
    if (p.selected) { p.details(p.selected); }
    if (p.path) { p.findPath(false); }
  };

  function paint() {
    var changedNodes = [], changedLines = [], fresh = [];
    p.all.forEach(function (n) {
      var hidden = !p.visible.has(n.id), change = null;
      if (!!n.hidden !== hidden) { n.hidden = hidden; change = { id: n.id, hidden: hidden }; }
      if (n.died) {
        var dead = p.month === null ? n.variant === "deceased" : n.died <= p.month;
        if (dead !== (n.dead === undefined ? n.variant === "deceased" : n.dead)) {
          n.dead = dead;
          change = Object.assign(change || { id: n.id }, { shapeProperties: { borderDashes: dead ? [3, 3] : false } });
        }
      }
      if (change) { changedNodes.push(change); }
    });
    p.lines.forEach(function (e) {
      var hidden = !p.shown.has(e.id);
      // Lines of other days join the picture when their day is asked for.
      if (e.late && !e.drawn) {
        if (!hidden) { e.drawn = true; e.hidden = false; fresh.push(e); }
      } else if (!!e.hidden !== hidden) { e.hidden = hidden; changedLines.push({ id: e.id, hidden: hidden }); }
    });
    if (changedNodes.length) { nodes.update(changedNodes); }
    if (changedLines.length) { edges.update(changedLines); }
    if (fresh.length) { edges.add(fresh); }
  }

  function say() {
    var parts = Object.keys(p.NAMES).map(function (kind) {
      var own = p.all.filter(function (n) { return n.kind === kind && p.there.has(n.id); });
      if (!own.length) { return ""; }
      var seen = own.filter(function (n) { return p.visible.has(n.id); }).length;
      return p.say("of", { n: seen, all: own.length, what: p.NAMES[kind][own.length === 1 ? 0 : 1] });
    }).filter(Boolean);
    parts.push(p.say("of", {
      n: p.shown.size, all: p.living.length, what: p.say(p.living.length === 1 ? "line_word" : "line_words")
    }));
    p.byId("shown").textContent = (p.month === null ? p.say("visible") : p.say("on", { day: p.written(p.monthText(p.month) + "-01") })) +
      parts.join(", ") + "." +
      (p.visible.size === 0 && p.all.length ? p.say("none_left") : "");
  }

  // ---- the day -------------------------------------------------------------------------------
  p.setMonth = function (month) {
    if (!day) { return; }
    var last = Number(day.max);
    p.month = month === null || month >= last ? null : Math.max(month, Number(day.min));
    day.value = p.month === null ? last : p.month;
    var text = p.month === null ? p.say("today", { day: p.data.asOf }) : p.written(p.monthText(p.month) + "-01");
    day.setAttribute("aria-valuetext", text);
    p.byId("daytext").textContent = text;
    typed.value = p.month === null ? "" : p.written(p.monthText(p.month));
    typed.removeAttribute("aria-invalid");
  };
  var waiting = 0;
  if (day) {
    day.addEventListener("input", function () {
      p.setMonth(Number(day.value));
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(function () { p.apply(); p.remember(false); });
    });
    typed.addEventListener("change", function () {
      var word = typed.value.trim().replace(/^(\d\d?)-(\d{4})$/, "$2-$1");
      var said = /^(\d{4})-(\d\d?)$/.exec(word), month = said ? Number(said[2]) : 0;
      if (typed.value.trim() && (month < 1 || month > 12)) { typed.setAttribute("aria-invalid", "true"); return; }
      p.setMonth(said ? Number(said[1]) * 12 + month - 1 : null);
      p.apply();
      p.remember(true);
    });
    p.byId("now").addEventListener("click", function () { p.setMonth(null); p.apply(); p.remember(true); });
  }

  // ---- wiring --------------------------------------------------------------------------------
  p.reset = function () {
    sureBoxes.concat(kindBoxes).forEach(function (b) { b.checked = true; });
    if (p.crowded) { p.partnerBoxes(false); }
    touchedByHand = false;
    [domain, chain, partner].forEach(function (field) { if (field) { field.value = ""; } });
    p.setMonth(null);
    p.byId("search").value = "";
    p.search();
    p.clearPath();
    p.apply();
  };
  p.byHand = function () { touchedByHand = true; };
  p.filtered = function () {
    // Who asks for a partner wants to see its lines.
    var any = value(domain) || value(chain) || value(partner);
    if (p.crowded && !touchedByHand) { p.partnerBoxes(Boolean(any)); }
    p.apply();
    if (any) { p.fit(Array.from(p.visible)); }
  };
  kindBoxes.concat(sureBoxes).forEach(function (b) {
    b.addEventListener("change", function () { p.byHand(); p.apply(); p.remember(true); });
  });
  [domain, chain, partner].forEach(function (field) {
    if (field) { field.addEventListener("change", function () { p.filtered(); p.remember(true); }); }
  });
  p.byId("reset").addEventListener("click", function () { p.reset(); p.fit(); p.remember(true); });
  p.byId("fit").addEventListener("click", function () { p.fit(Array.from(p.visible)); });
  p.byId("controls").addEventListener("submit", function (event) { event.preventDefault(); });
}
